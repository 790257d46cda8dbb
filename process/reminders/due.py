"""Which notices are due and still wanted: one pure function of the state and the domain clock.

A notice is still wanted exactly when `due_notices` still yields it, so planning and the last
question before sending are the same rule. Only the latest step of an obligation counts: after an
outage nobody is told what is stale. Then what was tried before those above hear of it, and why a
step was not sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from process.deadlines.obligations import Obligation, find, obligations, responsible
from process.deadlines.pauses import pause_of
from process.ledger.entries import Entry
from process.ledger.facts import NotMine
from process.ledger.obligation_keys import DeliveryKey, read_key
from process.ledger.state import State, cached_on_state
from process.reminders.escalation import Rung, climbs, ladder
from process.reminders.invitations import invitations
from process.reminders.news import news
from process.reminders.no_meeting import no_meeting_from, without_meeting
from process.reminders.notices import Notice, NoticeKind, Reason
from process.reminders.rhythm import (
    Step,
    latest,
    pause_steps,
    quiet_until,
    rhythm_steps,
    snooze_steps,
    step_of,
)
from process.reminders.weekly import next_weekly, weekly
from process.seats import PersonId


@cached_on_state
def due_notices(state: State, now: datetime) -> tuple[Notice, ...]:
    """Every notice that should have been written by `now` and is still wanted, in order of due
    instant.
    """
    if state.adopted is None:
        return ()
    owed = obligations(state)
    found = [
        *_of_obligations(state, owed, now),
        *news(state, owed, now),
        *without_meeting(state, owed, now),
        *weekly(state, now),
        *invitations(state, now),
    ]
    return tuple(sorted(found, key=lambda n: (n.due, n.key)))


def next_due(state: State, after: datetime) -> datetime | None:
    """The first instant after `after` at which a notice falls due, as things
    stand; None when nothing is left.
    """
    if state.adopted is None:
        return None
    days, today = state.plan.calendar, state.plan.calendar.local_day(after)
    open_ones = [o for o in obligations(state) if o.open and not o.lapsed_on(today)]
    instants = {
        s.due(days)
        for o in open_ones
        for s in (*rhythm_steps(o, days), *snooze_steps(state, o), *pause_steps(state, o))
    }
    instants |= {days.delivery_on(rung.day) for o in open_ones for rung in ladder(state, o, today)}
    instants |= {
        days.delivery_on(days.on_or_after(day))
        for o in open_ones
        if (day := withheld_until(o, today))
    }
    instants |= {
        days.delivery_on(days.on_or_after(day))
        for o in open_ones
        if (day := no_meeting_from(state, o)) is not None and day > today
    }
    overview = next_weekly(state, after)
    return min(
        (i for i in (*instants, *([overview] if overview else [])) if i > after), default=None
    )


def withheld_until(obligation: Obligation, today: date) -> date | None:
    """The day from which a proposal may be spoken of, when that is still to come: until
    then nobody is reminded of it.
    """
    return obligation.proposal.withheld_until(today) if obligation.proposal else None


def _of_obligations(state: State, owed: tuple[Obligation, ...], now: datetime) -> Iterator[Notice]:
    today = state.plan.calendar.local_day(now)
    for obligation in owed:
        if obligation.open and not (obligation.lapsed_on(today) or _kept_from(obligation, today)):
            rungs = ladder(state, obligation, today)
            for person in responsible(state, obligation, today):
                yield from _to_owner(state, obligation, person, rungs, now)
            yield from _to_others(state, obligation, rungs, now)


def _kept_from(obligation: Obligation, today: date) -> bool:
    """Whether nobody hears of it yet. That there will be something to discuss may be said before
    it may be said what, so that a meeting can be called; never under an embargo.
    """
    proposal = obligation.proposal
    if proposal is None or not proposal.withheld_until(today):
        return False
    begin = obligation.steps.begin_by if obligation.steps else None
    return proposal.embargoed_on(today) or begin is None or begin > today


def _to_owner(
    state: State, obligation: Obligation, person: PersonId, rungs: tuple[Rung, ...], now: datetime
) -> Iterator[Notice]:
    days = state.plan.calendar
    if pause_of(state, obligation.key, person, days.local_day(now)):
        return
    told = [(rung.after, rung.day) for rung in rungs]
    asked_for = (*snooze_steps(state, obligation, person), *pause_steps(state, obligation, person))
    steps = (*rhythm_steps(obligation, days, told=told), *asked_for)
    if withheld_until(obligation, days.local_day(now)):
        steps = tuple(step for step in steps if step.because.reason is Reason.PREPARE)
    current = latest(steps, now, days)
    quiet = quiet_until(state, obligation, person)
    if current is None or (quiet and current.day < quiet):
        return
    back = state.history_of(obligation.key).sent_back
    if back is not None and current.day <= days.local_day(back.at):
        return  # the news that it was sent back says it, and that day's step is over
    yield notice_of(state, obligation, current, person)


def _to_others(
    state: State, obligation: Obligation, rungs: tuple[Rung, ...], now: datetime
) -> Iterator[Notice]:
    days = state.plan.calendar
    today = days.local_day(now)
    owners = responsible(state, obligation, today)
    if withheld_until(obligation, today):
        return
    if owners and all(_has_spoken(state, obligation, person, today) for person in owners):
        return
    for rung in rungs:
        step = step_of(obligation.due, NoticeKind.ESCALATED, Reason.ESCALATED, rung.after, rung.day)
        if step.due(days) <= now:
            yield from (notice_of(state, obligation, step, person) for person in rung.people)


def _has_spoken(state: State, obligation: Obligation, person: PersonId, today: date) -> bool:
    """Whoever asked for more time, or said it is not theirs, or when to ask again, has not been
    silent.
    """
    quiet = quiet_until(state, obligation, person)
    return pause_of(state, obligation.key, person, today) is not None or (
        quiet is not None and today < quiet
    )


def notice_of(
    state: State,
    obligation: Obligation,
    step: Step,
    person: PersonId,
) -> Notice:
    return Notice(
        key=f"{state.process}|{obligation.key}|{step.name}|{step.kind}|{person}",
        process=state.process,
        kind=step.kind,
        person=person,
        due=step.due(state.plan.calendar),
        obligation=obligation.key,
        step=step.name,
        because=str(step.because),
    )


# What was tried before those above hear of it.


Attempts = Mapping[str, Sequence[tuple[PersonId, datetime]]]
"""By obligation: who was written to about it, and when."""


def attempted(state: State, notices: Iterable[Notice]) -> Mapping[str, Obligation]:
    """What those above hear of together with what was tried; of an elected representative nothing
    is told (rules M3).
    """
    escalated = (find(state, n.obligation) for n in notices if n.kind is NoticeKind.ESCALATED)
    return {o.key: o for o in escalated if o is not None and climbs(o)}


def with_attempts(
    state: State, notices: Sequence[Notice], sent: Attempts, now: datetime
) -> list[Notice]:
    """Escalations with the instants their owners were written to since the obligation was theirs,
    by what was really sent; any other notice as it is.
    """
    days, owed = state.plan.calendar, attempted(state, notices)

    def tried(obligation: Obligation) -> tuple[datetime, ...]:
        owners = responsible(state, obligation, days.local_day(now))
        since, told = obligation.since, sent.get(obligation.key, ())
        mine = dict.fromkeys(at for person, at in told if person in owners)
        return tuple(at for at in mine if since is None or days.local_day(at) >= since)

    return [
        replace(notice, tried=tried(owed[notice.obligation]))
        if notice.kind is NoticeKind.ESCALATED and notice.obligation in owed
        else notice
        for notice in notices
    ]


# Why one is not sent, and which steps were passed over.


def why_not_sent(state: State, notice: Notice, now: datetime) -> str:
    """The reason, the weightiest first."""
    if not notice.obligation:
        return "superseded"
    obligation = find(state, notice.obligation)
    if obligation is None:
        return "unpublished" if _unpublished(state, notice.obligation) else "gone"
    if obligation.met is not None:
        return "met"
    if obligation.cancelled is not None:
        return "cancelled"
    today = state.plan.calendar.local_day(now)
    if obligation.lapsed_on(today):
        return "lapsed"
    if withheld_until(obligation, today):
        return "embargoed"
    if notice.person not in responsible(state, obligation, today) and notice.kind not in (
        NoticeKind.ESCALATED,
        NoticeKind.NO_MEETING,
    ):
        return "handed_over"
    counted = (
        obligation.record is None
        and obligation.asked is None
        and notice.kind is not NoticeKind.UNANSWERED
    )
    if counted and notice.counted_from != obligation.due:
        return "moved"
    pause = pause_of(state, obligation.key, notice.person, today)
    if pause is not None:
        return "not_mine" if isinstance(pause.entry.fact, NotMine) else "more_time_asked"
    quiet = quiet_until(state, obligation, notice.person)
    return "snoozed" if quiet and today <= quiet else "superseded"


def _unpublished(state: State, key: str) -> bool:
    """Whether the row it was owed by is there, with a date carried over that nobody stands by."""
    match read_key(key):
        case DeliveryKey(row=row) if state.plan.has_milestone(row):
            return state.plan.milestone(row).rolled_from is not None
    return False


MOST = 30
"""Steps looked at, the newest ones."""


NEVER_WAS = frozenset({"gone", "moved"})
"""Reasons that say that the step was none yet at that instant."""


def passed_over(
    state: State, entries: Sequence[Entry], person: PersonId, now: datetime
) -> tuple[tuple[Notice, str], ...]:
    """Each such step up to `now` with its reason (a code of `process.unwanted`), newest first.
    `entries` are all of the ledger's.
    """
    passed = sorted(_passed(state, person, now), key=lambda notice: (notice.due, notice.key))[
        -MOST:
    ]
    found, then, rest = (
        list[tuple[Notice, str]](),
        State.empty(state.process),
        list(reversed(entries)),
    )
    for notice in passed:
        while rest and rest[-1].at < notice.due:
            then = then.after(rest.pop())
        if then.adopted is not None and notice.key not in {
            wanted.key for wanted in due_notices(then, notice.due)
        }:
            why = why_not_sent(then, notice, notice.due)
            found += (
                [(notice, why)]
                if why not in NEVER_WAS and (why != "handed_over" or _held(then, notice))
                else []
            )
    return tuple(reversed(found))


def _passed(state: State, person: PersonId, now: datetime) -> Iterator[Notice]:
    days = state.plan.calendar
    for obligation in obligations(state):
        for step in rhythm_steps(obligation, days, told=()):
            concerned = (
                *responsible(state, obligation, step.day),
                *state.holders(obligation.seat, step.day),
            )
            if step.due(days) <= now and person in concerned:
                yield notice_of(state, obligation, step, person)


def _held(state: State, notice: Notice) -> bool:
    """Whether it was the person's own by the seat, whoever had it in hand."""
    owed = find(state, notice.obligation)
    return owed is not None and state.is_in(
        owed.seat, notice.person, state.plan.calendar.local_day(notice.due)
    )
