"""The steps of an obligation's rhythm: on which working day something is said
about it, what, and why then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from process.dates.workdays import WorkCalendar
from process.deadlines.obligations import Obligation, ObligationKind
from process.deadlines.pauses import pauses
from process.ledger.entries import Entry
from process.ledger.facts import NotMine
from process.ledger.state import State
from process.reminders.escalation import climbs, escalates_after, escalation_day
from process.reminders.notices import Because, NoticeKind, Reason
from process.seats import PersonId

MOST_TO_ELECTED = 3
"""What an elected representative is told of one thing: the news of it and two reminders, whatever
the rhythm says (rules M3).
"""
Told = tuple[int, date]
"""A rung of the ladder as the owner hears of it: the working days it comes after, and its day."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an obligation's rhythm: the local working day it falls on, what is
    said, and why it comes then.
    """

    name: str
    day: date
    kind: NoticeKind
    because: Because
    at: datetime | None = None
    """The instant of the act it answers at once; None = the day's delivery hour."""

    def due(self, days: WorkCalendar) -> datetime:
        """From when it may be said."""
        return self.at or days.delivery_on(self.day)


def rhythm_steps(
    obligation: Obligation, days: WorkCalendar, *, told: Sequence[Told] | None = None
) -> tuple[Step, ...]:
    """The owner's steps in order of day; a reminder that would fall on a closed day or hour
    comes the working day before.

    `told`: the rungs on which somebody above hears of it; the owner is told so at the same moment.
    None = the first, as the rhythm says, whoever stands on it.
    """
    found = _own(obligation, days)
    if climbs(obligation):
        rungs = _first_rung(obligation, days) if told is None else told
        up = [
            step_of(obligation.due, NoticeKind.ESCALATION_TOLD, Reason.ESCALATED, after, day)
            for after, day in rungs
        ]
        found = [s for s in found if s.at or s.day not in {u.day for u in up}] + up
    return tuple(sorted(found, key=lambda s: s.day))


def _own(obligation: Obligation, days: WorkCalendar) -> list[Step]:
    """What is said to the owner whether or not anybody else hears of it."""
    if obligation.kind is ObligationKind.CONFIRMATION:
        assert obligation.record is not None, "a confirmation is about a record"
        return _asking(obligation.record.entry, NoticeKind.CONFIRM_RECORD, obligation, days)
    if obligation.kind is ObligationKind.ANSWER:
        assert obligation.asked is not None, "an answer is about a request"
        return _asking_whoever_keeps_the_process(obligation.asked, obligation, days)
    due, rhythm, every = obligation.due, obligation.rhythm, obligation.rhythm.nag_every or 1
    found = [
        step_of(due, NoticeKind.REMINDER, Reason.BEFORE, n, before(days, due, n))
        for n in rhythm.remind
    ]
    found += _to_the_meeting(obligation, days)
    found += [
        step_of(
            due, NoticeKind.OVERDUE, Reason.AFTER, 1 + n * every, days.shift(due, 1 + n * every)
        )
        for n in range(rhythm.nags)
    ]
    return sorted(found, key=lambda s: s.day)[:MOST_TO_ELECTED] if obligation.elected else found


def _to_the_meeting(obligation: Obligation, days: WorkCalendar) -> list[Step]:
    """What a committee's chair hears of the meeting itself: in time for the material, when it is to
    be called, and when it has been (rules M15).
    """
    steps, due = obligation.steps, obligation.due
    if steps is None or obligation.kind is not ObligationKind.DISCUSSION:
        return []
    found = []
    begin, since = days.delivery_day(steps.begin_by), obligation.since
    told = obligation.proposal is not None and obligation.proposal.came_later
    if not (told and since is not None and begin <= since):  # the news of it says the same
        found.append((Reason.PREPARE, steps.material_by, begin))
        shared = obligation.proposal.share_from if obligation.proposal else None
        if shared is not None and shared > begin:
            found.append((Reason.SHARED, shared, days.on_or_after(shared)))
    if steps.meeting is not None:
        found.append((Reason.CALL, steps.meeting, days.delivery_day(steps.call_by)))
        found.append((Reason.HELD, steps.meeting, days.shift(steps.meeting, 1)))
    return [
        step_of(due, NoticeKind.REMINDER, reason, about.toordinal(), day)
        for reason, about, day in found
        if day <= due
    ]


def _first_rung(obligation: Obligation, days: WorkCalendar) -> tuple[Told, ...]:
    """A delivery's first rung. Whether a committee's chair has anybody above only the state knows,
    so there nobody is counted on.
    """
    day, after = escalation_day(obligation, days), escalates_after(obligation)
    return (
        ((after, day),)
        if day is not None and after is not None and obligation.kind is ObligationKind.DELIVERY
        else ()
    )


def before(days: WorkCalendar, due: date, working_days: int) -> date:
    """So many working days before the deadline, on the last day before it whose delivery hour is
    open (half days close early).
    """
    return days.delivery_day(
        days.shift(due, -working_days) if working_days else days.on_or_before(due)
    )


def step_of(due: date, kind: NoticeKind, reason: Reason, number: int, day: date) -> Step:
    """A step counted from a deadline; its name begins with that day, so that a
    moved deadline makes new ones.
    """
    because = Because(reason, number)
    return Step(name=f"{due.isoformat()}:{because}", day=day, kind=kind, because=because)


def _asking(
    entry: Entry, kind: NoticeKind, obligation: Obligation, days: WorkCalendar
) -> list[Step]:
    """Somebody's act asks at once, then the rhythm asks again."""
    start, every = days.local_day(entry.at), obligation.rhythm.nag_every or 1
    again = range(1, obligation.rhythm.nags + 1)
    first = _asked(entry, kind, 0, start, at=entry.at)
    return [first, *(_asked(entry, kind, n, days.shift(start, n * every)) for n in again)]


def _asked(
    entry: Entry, kind: NoticeKind, times: int, day: date, at: datetime | None = None
) -> Step:
    because = Because(Reason.ASKED, times)
    return Step(name=f"{entry.seq}:{because}", day=day, kind=kind, because=because, at=at)


def _asking_whoever_keeps_the_process(
    asked: Entry, obligation: Obligation, days: WorkCalendar
) -> list[Step]:
    """The news of it tells them at once that something is not somebody's; the rhythm asks again."""
    if isinstance(asked.fact, NotMine):
        return _asking(asked, NoticeKind.NOT_MINE, obligation, days)[1:]
    return _asking(asked, NoticeKind.MORE_TIME_ASKED, obligation, days)


def latest(found: Sequence[Step], now: datetime, days: WorkCalendar) -> Step | None:
    """The last step whose hour has come; None before the first."""
    return max(
        (s for s in found if s.due(days) <= now),
        key=lambda s: (s.day, s.kind is NoticeKind.UNANSWERED, s.name),
        default=None,
    )


def quiet_until(state: State, obligation: Obligation, person: PersonId) -> date | None:
    """The working day a person's snooze ends: never after the deadline, also when that was
    moved to an earlier day since.
    """
    until = state.history_of(obligation.key).snoozed.get(person)
    return state.plan.calendar.on_or_before(min(until, obligation.due)) if until else None


def snooze_steps(
    state: State, obligation: Obligation, person: PersonId | None = None
) -> tuple[Step, ...]:
    """The days people asked to hear of it again; one person's, or everybody's."""
    snoozed = state.history_of(obligation.key).snoozed
    until = {who: quiet_until(state, obligation, who) for who in snoozed if person in (None, who)}
    found = ((snoozed[who], day) for who, day in until.items() if day is not None)
    return tuple(
        step_of(obligation.due, NoticeKind.SNOOZED, Reason.SNOOZED, asked.toordinal(), day)
        for asked, day in found
    )


def snooze_day(days: WorkCalendar, due: date, today: date) -> date | None:
    """The day a person is offered to hear of it again: the working day before the deadline, else
    the deadline itself; None when both have come.
    """
    for until in (days.on_or_before(due - timedelta(days=1)), due):
        if today < until and days.is_working(until):
            return until
    return None


def pause_steps(
    state: State, obligation: Obligation, person: PersonId | None = None
) -> tuple[Step, ...]:
    """The days on which unanswered pauses end; one person's, or everybody's. Once each, whatever
    happens to the deadline since.
    """
    because = Because(Reason.UNANSWERED)
    return tuple(
        Step(
            name=f"{pause.entry.seq}:{because}",
            day=pause.ends,
            kind=NoticeKind.UNANSWERED,
            because=because,
        )
        for pause in pauses(state, obligation.key, person)
    )
