"""Which notices are due and still wanted: one pure function of the state and the domain clock.

A notice is still wanted exactly when `due_notices` still yields it, so planning and the last question before sending are the
same rule. Only the latest step of an obligation counts: after an outage nobody is told what is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from process.days import WorkCalendar
from process.entries import Entry, Snoozed
from process.escalation import Rung, escalation_day, ladder
from process.news import news
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, obligations, responsible
from process.seats import PersonId
from process.state import State


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an obligation's rhythm: the local working day it falls on, what is said, and why it comes then."""

    name: str
    day: date
    kind: NoticeKind
    because: str
    at: datetime | None = None
    """The instant of the act it answers at once; None = the day's delivery hour."""

    def due(self, days: WorkCalendar) -> datetime:
        """From when it may be said."""
        return self.at or days.delivery_on(self.day)


def steps(obligation: Obligation, days: WorkCalendar, *, announced: bool = True) -> tuple[Step, ...]:
    """The owner's steps in order of day; a reminder that would fall on a closed day comes the working day before.

    `announced`: somebody above hears of it, and the owner is told so at the same moment.
    """
    if obligation.kind is ObligationKind.CONFIRMATION:
        return _confirmation_steps(obligation, days)
    if obligation.kind is ObligationKind.ANSWER:
        return _answer_steps(obligation, days)
    due, rhythm = obligation.due, obligation.rhythm
    found = [_step(due, NoticeKind.REMINDER, "before", n, _before(days, due, n)) for n in rhythm.remind]
    every = rhythm.nag_every or 1
    found += [_step(due, NoticeKind.OVERDUE, "after", 1 + n * every, days.shift(due, 1 + n * every)) for n in range(rhythm.nags)]
    day = escalation_day(obligation, days) if announced and obligation.kind is ObligationKind.DELIVERY else None
    if day is not None and rhythm.escalate_after is not None:
        told = _step(due, NoticeKind.ESCALATION_TOLD, "escalated", rhythm.escalate_after, day)
        found = [s for s in found if s.day != day] + [told]
    return tuple(sorted(found, key=lambda s: s.day))


def _before(days: WorkCalendar, due: date, working_days: int) -> date:
    return days.shift(due, -working_days) if working_days else days.on_or_before(due)


def _step(due: date, kind: NoticeKind, because: str, number: int, day: date) -> Step:
    return Step(name=f"{due.isoformat()}:{because}:{number}", day=day, kind=kind, because=f"{because}:{number}")


def _confirmation_steps(obligation: Obligation, days: WorkCalendar) -> tuple[Step, ...]:
    assert obligation.record is not None, "a confirmation is about a record"
    return _asking(obligation.record.entry, NoticeKind.CONFIRM_RECORD, obligation, days)


def _answer_steps(obligation: Obligation, days: WorkCalendar) -> tuple[Step, ...]:
    assert obligation.asked is not None, "an answer is about a request"
    return _asking(obligation.asked, NoticeKind.MORE_TIME_ASKED, obligation, days)


def _asking(entry: Entry, kind: NoticeKind, obligation: Obligation, days: WorkCalendar) -> tuple[Step, ...]:
    """Somebody's act asks at once, then the rhythm asks again."""
    start, every = days.local_day(entry.at), obligation.rhythm.nag_every or 1
    first = Step(name=f"{entry.seq}:asked:0", day=start, kind=kind, because="asked:0", at=entry.at)
    again = range(1, obligation.rhythm.nags + 1)
    return (first, *(Step(name=f"{entry.seq}:asked:{n}", day=days.shift(start, n * every), kind=kind, because=f"asked:{n}") for n in again))


def due_notices(state: State, now: datetime) -> tuple[Notice, ...]:
    """Every notice that should have been written by `now` and is still wanted, in order of due instant."""
    if state.adopted is None:
        return ()
    owed = obligations(state)
    found = [*_of_obligations(state, owed, now), *news(state, owed, now)]
    return tuple(sorted(found, key=lambda n: (n.due, n.key)))


def next_due(state: State, after: datetime) -> datetime | None:
    """The first instant after `after` at which a notice falls due, as things stand; None when nothing is left."""
    if state.adopted is None:
        return None
    days, today = state.plan.calendar, state.plan.calendar.local_day(after)
    open_ones = [o for o in obligations(state) if o.open]
    instants = {s.due(days) for o in open_ones for s in (*steps(o, days), *_snooze_steps(state, o, days))}
    instants |= {days.delivery_on(rung.day) for o in open_ones for rung in ladder(state, o, today)}
    return min((i for i in instants if i > after), default=None)


def _of_obligations(state: State, owed: tuple[Obligation, ...], now: datetime) -> Iterator[Notice]:
    today = state.plan.calendar.local_day(now)
    for obligation in owed:
        if obligation.open:
            rungs = ladder(state, obligation, today)
            for person in responsible(state, obligation, today):
                yield from _to_owner(state, obligation, person, now, announced=bool(rungs))
            yield from _to_others(state, obligation, rungs, now)


def _to_owner(state: State, obligation: Obligation, person: PersonId, now: datetime, *, announced: bool) -> Iterator[Notice]:
    days, standing = state.plan.calendar, state.standing(obligation.key)
    if _asks_for_time(state, obligation) or person in standing.disowned:
        return
    wanted = steps(obligation, days, announced=announced) + _snooze_steps(state, obligation, days, person)
    current = latest(wanted, now, days)
    quiet = _quiet_until(state, obligation, person)
    if current is None or (quiet and current.day < quiet):
        return
    yield _notice(state, obligation, current, person)


def _asks_for_time(state: State, obligation: Obligation) -> bool:
    more = state.standing(obligation.key).more_time
    return more is not None and more.granted is None


def _quiet_until(state: State, obligation: Obligation, person: PersonId) -> date | None:
    """The working day a person's snooze ends: never after the deadline, also when that was moved to an earlier day since."""
    until = state.standing(obligation.key).snoozed.get(person)
    return state.plan.calendar.on_or_before(min(until, obligation.due)) if until else None


def _snooze_steps(state: State, obligation: Obligation, days: WorkCalendar, person: PersonId | None = None) -> tuple[Step, ...]:
    snoozed = state.standing(obligation.key).snoozed
    until = {who: _quiet_until(state, obligation, who) for who in snoozed if person in (None, who)}
    found = ((snoozed[who], day) for who, day in until.items() if day is not None)
    return tuple(_step(obligation.due, NoticeKind.SNOOZED, "snoozed", asked.toordinal(), day) for asked, day in found)


def latest(found: tuple[Step, ...], now: datetime, days: WorkCalendar) -> Step | None:
    """The last step whose hour has come; None before the first."""
    return max((s for s in found if s.due(days) <= now), key=lambda s: (s.day, s.name), default=None)


def _notice(state: State, obligation: Obligation, step: Step, person: PersonId, tried: tuple[datetime, ...] = ()) -> Notice:
    return Notice(
        key=f"{state.process}|{obligation.key}|{step.name}|{step.kind}|{person}",
        process=state.process,
        kind=step.kind,
        person=person,
        due=step.due(state.plan.calendar),
        obligation=obligation.key,
        step=step.name,
        because=step.because,
        tried=tried,
    )


def _to_others(state: State, obligation: Obligation, rungs: tuple[Rung, ...], now: datetime) -> Iterator[Notice]:
    days = state.plan.calendar
    today = days.local_day(now)
    owners = responsible(state, obligation, today)
    if _asks_for_time(state, obligation) or (owners and all(_has_spoken(state, obligation, person, today) for person in owners)):
        return
    for rung in rungs:
        step = _step(obligation.due, NoticeKind.ESCALATED, "escalated", rung.after, rung.day)
        if step.due(days) <= now:
            tried = tuple(days.delivery_on(day) for day in _written(state, obligation, owners) if day < rung.day)
            yield from (_notice(state, obligation, step, person, tried) for person in rung.people)


def _has_spoken(state: State, obligation: Obligation, person: PersonId, today: date) -> bool:
    """Whoever said it is not theirs, or when to ask again, has not been silent."""
    quiet = _quiet_until(state, obligation, person)
    return person in state.standing(obligation.key).disowned or (quiet is not None and today < quiet)


def _written(state: State, obligation: Obligation, owners: tuple[PersonId, ...]) -> tuple[date, ...]:
    """The days the rhythm wrote to the owner since it was theirs; never told of an elected representative (PEOPLE 2.3)."""
    if obligation.kind is not ObligationKind.DELIVERY or not owners:
        return ()
    days, since = state.plan.calendar, obligation.since or obligation.due
    counting = state.standing(obligation.key).counting
    snoozes = [(e.at, e.fact.until) for e in counting if isinstance(e.fact, Snoozed) and e.actor in owners]
    found = [s.day for s in steps(obligation, days) if s.day >= since]
    heard = [day for day in found if not any(at <= days.delivery_on(day) and day < until for at, until in snoozes)]
    again = [s.day for s in _snooze_steps(state, obligation, days) if s.day >= since]
    return tuple(sorted({*heard, *again}))


def why_unwanted(state: State, notice: Notice, now: datetime) -> str:
    """Why a notice that was written is not sent, as a code for the skip log."""
    if not notice.obligation:
        return "superseded"
    obligation = next((o for o in obligations(state) if o.key == notice.obligation), None)
    if obligation is None:
        return "gone"
    if obligation.met is not None:
        return "met"
    if obligation.cancelled is not None:
        return "cancelled"
    today = state.plan.calendar.local_day(now)
    if notice.person not in responsible(state, obligation, today) and notice.kind is not NoticeKind.ESCALATED:
        return "handed_over"
    if not notice.step.startswith(obligation.due.isoformat()) and obligation.record is None and obligation.asked is None:
        return "moved"
    if _asks_for_time(state, obligation):
        return "more_time_asked"
    if notice.person in state.standing(obligation.key).disowned:
        return "not_mine"
    quiet = _quiet_until(state, obligation, notice.person)
    return "snoozed" if quiet and today <= quiet else "superseded"
