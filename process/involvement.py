"""MED involvement: for every proposal version and affected committee one cell, with its due day and the arithmetic behind it.

Facts and questions, never a verdict: a local committee's discussion is shown as local involvement, information is shown as
information, and late stays late in two marks (after our own deadline; after the treatment). PEOPLE.md 2 is binding.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.basis import Basis, basis_of
from process.facts import Outcome
from process.plan import Does, Plan
from process.proposals import Proposal
from process.records import Record, RecordState
from process.remembered import remembered
from process.seats import Role, Seat
from process.state import State

__all__ = [
    "Basis",
    "Cell",
    "CellState",
    "answering_seats",
    "basis_of",
    "cell",
    "corrected",
    "discussion_milestone",
    "employee_seats",
    "matrix",
    "standing_records",
]


class CellState(StrEnum):
    """Where one committee stands with one proposal version."""

    PLANNED = "planned"
    RECORDED = "recorded"
    DISCUSSED = "discussed"
    CONTESTED = "contested"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One proposal version in one committee."""

    proposal: Proposal
    committee: str
    state: CellState
    basis: Basis | None
    record: Record | None = None
    reason: str = ""
    """Why the committee is not affected."""
    more: tuple[Record, ...] = ()
    """The other discussions it has recorded about this version, by day: a second one hides neither itself nor the first."""

    @property
    def held_on(self) -> date | None:
        """The day of the meeting, when there was one."""
        held = self.record is not None and self.record.fact.outcome is not Outcome.MEETING_CANCELLED
        return self.record.fact.held_on if self.record and held else None

    @property
    def outcome(self) -> Outcome | None:
        """What the meeting did."""
        return self.record.fact.outcome if self.record else None

    @property
    def after_deadline(self) -> bool:
        """Held after our own deadline: harmless, but shown."""
        return self._discussed and self.basis is not None and self.held_on is not None and self.held_on > self.basis.due

    @property
    def after_treatment(self) -> bool:
        """Held after the organ treated it: serious, and stays."""
        return self._discussed and self.basis is not None and self.held_on is not None and self.held_on >= self.basis.treatment

    @property
    def _discussed(self) -> bool:
        return self.state in (CellState.RECORDED, CellState.DISCUSSED, CellState.CONTESTED)

    def missing_on(self, today: date) -> bool:
        """Not discussed although our own deadline has passed; being informed, or a meeting that did not deal with it, is no discussion."""
        return self.state is CellState.PLANNED and self.basis is not None and today > self.basis.due


def cell(state: State, proposal: Proposal, committee: str) -> Cell:
    """Where a committee stands with this version of a proposal."""
    basis = basis_of(state.plan, proposal)
    for other in proposal.not_affected:
        if other.committee == committee:
            return Cell(proposal=proposal, committee=committee, state=CellState.NOT_RELEVANT, basis=basis, reason=other.reason)
    found = standing_records(state, proposal, committee)
    best = min(found, key=lambda r: _rank(r, basis), default=None)
    more = sorted((r for r in found if r.counts and r is not best), key=lambda r: (r.fact.held_on, r.seq))
    return Cell(proposal=proposal, committee=committee, state=_cell_state(best), basis=basis, record=best, more=tuple(more))


def _rank(record: Record, basis: Basis | None) -> tuple[object, ...]:
    """What stands best comes first: a discussion before anything less, before the treatment, confirmed, and the earliest; of what is
    less than a discussion the latest meeting."""
    if not record.counts:
        return True, -record.fact.held_on.toordinal(), -record.seq
    late = basis is not None and record.fact.held_on >= basis.treatment
    return False, late, record.state is not RecordState.CONFIRMED, record.fact.held_on, record.seq


def standing_records(state: State, proposal: Proposal, committee: str) -> tuple[Record, ...]:
    """Everything a committee has recorded about this version, in order; withdrawn and corrected records are passed over."""
    here = [r for r in state.records.values() if r.fact.committee == committee and r.withdrawn is None and _covers(r, proposal)]
    gone = corrected(state) if here else frozenset()
    return tuple(r for r in here if r.seq not in gone)


def corrected(state: State) -> frozenset[int]:
    """The records a later, standing one took the place of, also by way of a correction that was itself corrected."""
    found = set[int]()
    for record in state.records.values():
        old = record.fact.corrects if record.withdrawn is None else None
        while old is not None and old not in found:
            found.add(old)
            old = state.records[old].fact.corrects if old in state.records else None
    return frozenset(found)


def _covers(record: Record, proposal: Proposal) -> bool:
    return any(ref.id == proposal.id and ref.version == proposal.version for ref in record.fact.proposals)


def _cell_state(record: Record | None) -> CellState:
    if record is None or (not record.counts and record.state is not RecordState.CONTESTED):
        return CellState.PLANNED
    return {
        RecordState.AWAITING: CellState.RECORDED,
        RecordState.CONFIRMED: CellState.DISCUSSED,
        RecordState.CONTESTED: CellState.CONTESTED,
        RecordState.WITHDRAWN: CellState.PLANNED,
    }[record.state]


@remembered
def matrix(state: State) -> tuple[Cell, ...]:
    """Every cell of the newest versions: affected committees first, then those named as not affected."""
    return tuple(
        cell(state, proposal, committee)
        for proposal in state.proposals()
        for committee in (*proposal.affected, *(n.committee for n in proposal.not_affected))
    )


def answering_seats(plan: Plan, record: Record) -> tuple[Seat, ...]:
    """Who answers a record: the other side's person, then the next in line (PEOPLE 2.3); a staff meeting has no vice chair."""
    committee = record.fact.committee
    if record.other_side.value == "management":
        return (Seat(Role.CHAIR, committee),)
    return employee_seats(plan, committee)


def employee_seats(plan: Plan, committee: str) -> tuple[Seat, ...]:
    """Who speaks for a committee's employees, in order: the first seat that is filled does."""
    staff = plan.has_organ(committee) and plan.organ(committee).staff_meeting
    order = (Role.EMPLOYEE_REP,) if staff else (Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP)
    return tuple(Seat(role, committee) for role in order)


def discussion_milestone(plan: Plan) -> str | None:
    """The plan's row that asks for discussions in MED; its kind gives the rhythm."""
    return next((m.key for m in plan.milestones if plan.kind(m.kind).does is Does.DISCUSSION and m.cancelled is None), None)
