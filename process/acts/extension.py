"""What follows from a later day for a deadline: computed from the plan before anybody asks for it,
and before anybody grants it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from process.acts.deadlines import need_later_day
from process.dates.when import Relative, is_dated
from process.deadlines.obligations import Obligation
from process.ledger.state import State
from process.plan.model import Does, Milestone
from process.reminders.rhythm import rhythm_steps


@dataclass(frozen=True, kw_only=True)
class Extension:
    """A later day as it would work out. Nothing is written by looking."""

    until: date
    working_days: int
    """Working days after the deadline as it stands."""
    clashes: tuple[Clash, ...]
    first_reminder: date | None
    """When its owner next hears of it, if the day is granted."""


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One thing the later day runs into: how, on which day (None: no day is
    known), and when it begins itself.
    """

    why: Why
    title: str
    day: date | None = None
    held: date | None = None


class Why(StrEnum):
    """How a row of the plan gets in the way of a later day."""

    BEFORE = "before"
    SAME_DAY = "same_day"
    DISPATCHED = "dispatched"
    """Its agenda leaves before the later day."""
    COUNTED = "counted"
    """It is counted from the plan's own day and does not follow."""


def preview_extension(state: State, owed: Obligation, until: date, now: datetime) -> Extension:
    """What would follow from `until`, seen at `now` (UTC); raises BadDay for a
    day that cannot be asked for.
    """
    need_later_day(state, owed, until, now)
    return Extension(
        until=until,
        working_days=state.plan.calendar.count(owed.due, until),
        clashes=tuple(_clashes(state, owed, until)),
        first_reminder=_first_reminder(state, owed, until, now),
    )


WAITING = frozenset({Does.DECISION, Does.DISCUSSION, Does.INFORMATION, Does.CONSULTATION})
"""Kinds of rows that wait for what is handed in; a delivery or an event does not."""


def _clashes(state: State, owed: Obligation, until: date) -> Iterator[Clash]:
    """In order of day; what is counted from it last."""
    if owed.basis is not None and owed.basis.dispatch < until:
        title = state.plan.place_name(owed.basis.organ)
        yield Clash(
            why=Why.DISPATCHED, title=title, day=owed.basis.dispatch, held=owed.basis.treatment
        )
    if owed.proposal is None and owed.milestone and state.plan.has_milestone(owed.milestone):
        row = state.plan.milestone(owed.milestone)
        found = [
            clash
            for other in state.plan.milestones
            if _waits(state, row, other)
            for clash in _clash(state, owed, other, until)
        ]
        yield from sorted(found, key=lambda clash: (clash.day or date.max, clash.title))


def _waits(state: State, row: Milestone, other: Milestone) -> bool:
    if other.key == row.key or other.cancelled is not None or other.rolled_from is not None:
        return False
    return _counted_from(row, other) or (
        other.track == row.track and state.plan.kind(other.kind).does in WAITING
    )


def _counted_from(row: Milestone, other: Milestone) -> bool:
    return isinstance(other.when, Relative) and other.when.milestone == row.key


def _clash(state: State, owed: Obligation, other: Milestone, until: date) -> Iterator[Clash]:
    begins = other.when.earliest
    if begins is None:
        if isinstance(other.when, Relative) and other.when.milestone == owed.milestone:
            yield Clash(why=Why.COUNTED, title=other.title)
        return
    if owed.due < begins <= until:
        yield Clash(
            why=Why.SAME_DAY if begins == until else Why.BEFORE,
            title=other.title,
            day=begins,
            held=begins,
        )
    elif (
        begins > until
        and other.organ
        and is_dated(other.when)
        and state.plan.kind(other.kind).does is Does.DECISION
    ):
        rules = state.plan.rules
        leaves = state.plan.calendar.shift(begins, -rules.dispatch_days, rules.dispatch_counting)
        if owed.due <= leaves < until:
            yield Clash(why=Why.DISPATCHED, title=other.title, day=leaves, held=begins)


def _first_reminder(state: State, owed: Obligation, until: date, now: datetime) -> date | None:
    days = state.plan.calendar
    return min(
        (step.day for step in rhythm_steps(replace(owed, due=until), days) if step.due(days) > now),
        default=None,
    )
