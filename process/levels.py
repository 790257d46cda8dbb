"""Where a proposal has been, level by level: local involvement, the recommending leader's own level, and the main committee.

Facts with dates and in time, late or missing; never a verdict. A local discussion does not stand in for the leader's level, and
information does not stand in for a discussion, but information that became one is recorded as such (PEOPLE 2.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.facts import Outcome
from process.involvement import Cell, CellState, cell, standing_records
from process.plan import Does, Level, Organ
from process.proposals import Proposal
from process.state import State


class Timing(StrEnum):
    """How a committee's discussion lies to the days it should meet."""

    IN_TIME = "in_time"
    AFTER_DEADLINE = "after_deadline"
    AFTER_TREATMENT = "after_treatment"
    MISSING = "missing"
    AHEAD = "ahead"
    """Not discussed, and the day has not passed."""


@dataclass(frozen=True, kw_only=True)
class Involved:
    """One committee of a level."""

    cell: Cell
    timing: Timing

    @property
    def day(self) -> date | None:
        """The day it was discussed."""
        return self.cell.held_on


@dataclass(frozen=True, kw_only=True)
class MainLevel:
    """The main committee: when it was informed and will be, and when it discussed."""

    organ: str
    informed: tuple[date, ...] = ()
    to_inform: tuple[date, ...] = ()
    discussed: tuple[date, ...] = ()
    became: tuple[date, ...] = ()
    """Days planned as information that became a discussion."""


@dataclass(frozen=True, kw_only=True)
class Levels:
    """One proposal's way through the levels."""

    local: tuple[Involved, ...]
    own: tuple[Involved, ...]
    """Committees at the level of the leader who recommends it."""
    main: tuple[MainLevel, ...]


def levels(state: State, proposal: Proposal, today: date) -> Levels:
    """Where it stands on a day."""
    excused = {n.committee for n in proposal.not_affected}
    here = [c for c in proposal.affected if c not in excused and state.plan.has_organ(c)]
    return Levels(
        local=tuple(_involved(state, proposal, c, today) for c in here if state.plan.organ(c).level is Level.LOCAL),
        own=tuple(_involved(state, proposal, c, today) for c in here if state.plan.organ(c).level is proposal.level),
        main=tuple(_main(state, proposal, o, today) for o in state.plan.med_committees() if o.level is Level.MAIN),
    )


def _involved(state: State, proposal: Proposal, committee: str, today: date) -> Involved:
    found = cell(state, proposal, committee)
    return Involved(cell=found, timing=timing(found, today))


def timing(found: Cell, today: date) -> Timing:
    """In time, late in one of two ways, missing, or still ahead."""
    if found.state in (CellState.PLANNED, CellState.NOT_RELEVANT):
        return Timing.MISSING if found.missing_on(today) else Timing.AHEAD
    if found.after_treatment:
        return Timing.AFTER_TREATMENT
    return Timing.AFTER_DEADLINE if found.after_deadline else Timing.IN_TIME


def _main(state: State, proposal: Proposal, organ: Organ, today: date) -> MainLevel:
    planned = information_days(state, organ)
    records = [r for r in standing_records(state, proposal, organ.key) if r.fact.outcome is not Outcome.MEETING_CANCELLED]
    discussed = sorted({r.fact.held_on for r in records if r.counts})
    informed = {r.fact.held_on for r in records if r.fact.outcome is Outcome.INFORMED} | {d for d in planned if d < today}
    return MainLevel(
        organ=organ.key,
        informed=tuple(sorted(informed)),
        to_inform=tuple(d for d in planned if d >= today),
        discussed=tuple(discussed),
        became=tuple(d for d in discussed if d in planned),
    )


def information_days(state: State, organ: Organ) -> list[date]:
    """The days the plan tells a committee, without asking for a discussion."""
    rows = (m for m in state.plan.milestones if m.organ == organ.key and state.plan.kind(m.kind).does is Does.INFORMATION)
    return sorted({m.when.earliest for m in rows if m.cancelled is None and m.when.earliest})
