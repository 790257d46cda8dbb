"""A simulated year in figures: messages per person and week, beside a bot that writes one for each deadline and offset."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from process.escalation import ladder
from process.obligations import obligations, responsible
from process.play import Told
from process.seats import PersonId, Role
from process.state import State
from process.steps import steps

GROUPS: dict[str, frozenset[Role]] = {
    "heads": frozenset({Role.HEAD}),
    "directors": frozenset({Role.DIRECTOR, Role.CHIEF_EXECUTIVE}),
    "owners": frozenset({Role.PROCESS_OWNER}),
    "med": frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP, Role.SECRETARY}),
    "deputies": frozenset({Role.DEPUTY}),
}
"""A person belongs to the first group one of their seats is in."""

Sent = Iterable[tuple[PersonId, date]]


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one bot does to a group: messages in all, per person and week, and on one person's fullest day."""

    messages: int
    median: float
    median_busy: float
    """Over the weeks in which a person got any."""
    week_max: int
    day_max: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """One group under both bots."""

    group: str
    people: int
    ours: Load
    naive: Load


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The year: a row for each group, and for each week the most any one person got from either bot."""

    rows: tuple[Row, ...]
    weeks: tuple[tuple[date, int, int], ...]


def summarise(told: list[Told], state: State, first: date, last: date) -> Summary:
    """`state` is how the year ended. A message counts when the bot writes by itself; answers to somebody's act do not."""
    ours = [(t.parcel.person, t.parcel.day) for t in told if any(n.digested for n in t.parcel.notices)]
    naive = [(person, day) for person, day in _naive(state) if first <= day <= last]
    groups = _groups(state)
    mondays = [first - timedelta(days=first.weekday()) + timedelta(weeks=n) for n in range((last - first).days // 7 + 2)]
    weeks = [monday for monday in mondays if monday <= last]
    rows = [Row(group=g, people=len(p), ours=_load(ours, p, weeks), naive=_load(naive, p, weeks)) for g, p in groups.items() if p]
    everybody = frozenset(person for people in groups.values() for person in people)
    return Summary(
        rows=tuple(rows), weeks=tuple((monday, _most(ours, everybody, monday), _most(naive, everybody, monday)) for monday in weeks)
    )


def _naive(state: State) -> Iterator[tuple[PersonId, date]]:
    """One message for each deadline and offset, to whoever owes it, until it is done; it groups nothing and asks nobody's wishes."""
    days = state.plan.calendar
    for owed in obligations(state):
        met = days.local_day(owed.met.at) if owed.met else date.max
        told = [(rung.after, rung.day) for rung in ladder(state, owed, owed.due)]
        for step in steps(owed, days, told=told):
            if step.day <= met and owed.cancelled is None:
                yield from ((person, step.day) for person in responsible(state, owed, step.day))


def _groups(state: State) -> dict[str, frozenset[PersonId]]:
    found: dict[str, set[PersonId]] = {group: set() for group in GROUPS}
    for person in state.people():
        held = {seat.role for seat, tenures in state.tenures.items() if any(t.person == person for t in tenures)}
        group = next((name for name, roles in GROUPS.items() if held & roles), None)
        if group:
            found[group].add(person)
    return {group: frozenset(people) for group, people in found.items()}


def _load(sent: Sent, people: frozenset[PersonId], weeks: list[date]) -> Load:
    mine = [(person, day) for person, day in sent if person in people]
    weekly = Counter((person, day - timedelta(days=day.weekday())) for person, day in mine)
    counts = [weekly[person, monday] for person in people for monday in weeks]
    busy = [count for count in counts if count]
    return Load(
        messages=len(mine),
        median=statistics.median(counts) if counts else 0,
        median_busy=statistics.median(busy) if busy else 0,
        week_max=max(counts, default=0),
        day_max=max(Counter(mine).values(), default=0),
    )


def _most(sent: Sent, people: frozenset[PersonId], monday: date) -> int:
    week = [person for person, day in sent if person in people and monday <= day < monday + timedelta(days=7)]
    return max(Counter(week).values(), default=0)
