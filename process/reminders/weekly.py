"""The week's overview for those the plan names (directors, the group that keeps the process): once
a week, in the day's message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from process.dates.when import is_dated
from process.dates.workdays import WorkCalendar
from process.deadlines.obligations import Obligation, ObligationKind, director_of, obligations
from process.ledger.state import State
from process.plan.model import Milestone
from process.reminders.notices import Because, Notice, NoticeKind, Reason
from process.seats import PersonId, Role, Seat

AHEAD = timedelta(days=14)
"""How far a week's overview looks: this week and the next."""
MOST_WEEKS = 60
LAST_WEEKDAY = 3
"""Thursday: after it a week's overview is worth less than no message."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """What there is to say: deadlines that have passed unmet, and the rows that come,
    each with what is owed there.
    """

    first: date
    late: tuple[Obligation, ...] = ()
    coming: tuple[tuple[Milestone, tuple[Obligation, ...]], ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing to say."""
        return not (self.late or self.coming)


def weekly(state: State, now: datetime) -> Iterator[Notice]:
    """This week's overview for everybody who gets one, from the week's first delivery hour on."""
    days = state.plan.calendar
    first = first_day(days, days.local_day(now))
    if (
        not state.plan.rules.weekly
        or first is None
        or days.delivery_on(first) > now
        or days.local_day(now).weekday() > LAST_WEEKDAY
    ):
        return
    year, number, _ = first.isocalendar()
    for person in readers(state, first):
        if not week_of(state, person, first).empty:
            key = f"{state.process}|weekly|{year}-{number:02}|{person}"
            because = str(Because(Reason.WEEKLY, number))
            due = days.delivery_on(first)
            yield Notice(
                key=key,
                process=state.process,
                kind=NoticeKind.WEEKLY,
                person=person,
                due=due,
                because=because,
                step=first.isoformat(),
            )


def next_weekly(state: State, after: datetime) -> datetime | None:
    """The first overview after an instant, as things stand."""
    days = state.plan.calendar
    if not state.plan.rules.weekly:
        return None
    for week in range(MOST_WEEKS):
        first = first_day(days, days.local_day(after) + timedelta(weeks=week))
        if (
            first
            and days.delivery_on(first) > after
            and any(not week_of(state, p, first).empty for p in readers(state, first))
        ):
            return days.delivery_on(first)
    return None


def first_day(days: WorkCalendar, day: date) -> date | None:
    """The first day of that week on which messages go out; None in a week without one."""
    monday = day - timedelta(days=day.weekday())
    return next((d for n in range(5) if days.delivers_on(d := monday + timedelta(days=n))), None)


def readers(state: State, day: date) -> tuple[PersonId, ...]:
    """Who gets the overview."""
    roles = state.plan.rules.weekly
    return tuple(p for p in state.people() if any(s.role in roles for s in state.seats_of(p, day)))


def week_of(state: State, person: PersonId, first: date) -> Week:
    """The overview for a person: a director's is about the areas below, everybody else's about
    all.
    """
    below = _below(state, person, first)
    owed = [
        o
        for o in obligations(state)
        if o.kind is ObligationKind.DELIVERY
        and not o.elected
        and (below is None or o.seat in below)
    ]
    late = tuple(o for o in owed if o.open and not o.lapsed_on(first) and o.due < first)
    rows = sorted(
        (on, m.key, m) for m in state.plan.milestones if (on := _within(m, first)) is not None
    )
    coming = ((m, tuple(o for o in owed if o.milestone == m.key)) for _, _, m in rows)
    return Week(first=first, late=late, coming=tuple(coming))


def _below(state: State, person: PersonId, day: date) -> frozenset[Seat] | None:
    """The chefer's seats below a director; None for those who see them all."""
    mine = state.seats_of(person, day)
    if any(
        seat.role in state.plan.rules.weekly and seat.role is not Role.DIRECTOR for seat in mine
    ):
        return None
    heads = (Seat(Role.HEAD, area.key) for area in state.plan.areas)
    return frozenset(head for head in heads if director_of(state.plan, head) in mine)


def _within(row: Milestone, first: date) -> date | None:
    """The day of a row in the two weeks: the day it is due, else the one it begins on."""
    days = (
        (row.when.latest, row.when.earliest)
        if is_dated(row.when) and row.cancelled is None and row.rolled_from is None
        else ()
    )
    return next((day for day in days if day is not None and first <= day < first + AHEAD), None)
