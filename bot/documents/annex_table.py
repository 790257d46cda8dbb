"""Proposal by committee: what happened, when, who has confirmed, how many days there were, and what stands out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.documents.paper import Table
from bot.text import annex_words as words
from bot.text.med import OUTCOMES
from bot.text.web_board import MARKS
from process.decision_points import DecisionPoint
from process.facts import Outcome
from process.involvement import Cell, CellState, cell, standing_records
from process.plan import OrganKind
from process.proposals import shown_title
from process.state import State

WIDTHS = (8, 9, 8, 5, 7, 5, 5, 9)


def cells_of(state: State, point: DecisionPoint) -> tuple[Cell, ...]:
    """Each proposal of the meeting with each committee it touches, those named as not affected last; and whoever has recorded it."""
    return tuple(found for p in point.proposals for found in (cell(state, p, key) for key in _committees(state, p.id)))


def _committees(state: State, id: str) -> tuple[str, ...]:
    proposal = state.proposal(id)
    assert proposal is not None, "the meeting's proposals are the state's"
    recorded = [r.fact.committee for r in state.records.values() if any(ref.id == id for ref in r.fact.proposals)]
    named = (*proposal.affected, *(n.committee for n in proposal.not_affected))
    others = [key for key in recorded if standing_records(state, proposal, key)]
    return tuple(dict.fromkeys((*named, *others)))


def table(state: State, point: DecisionPoint, cells: tuple[Cell, ...], today: date) -> Table:
    """One row a cell."""
    rows = tuple(_row(state, point, c, today) for c in cells)
    return Table(caption=words.TABLE, head=words.HEAD, rows=rows, widths=WIDTHS, wide=True)


def _row(state: State, point: DecisionPoint, found: Cell, today: date) -> tuple[str, ...]:
    proposal, record = found.proposal, found.record
    return (
        words.shown(id=proposal.id, title=shown_title(proposal, today), version=proposal.version),
        state.plan.place_name(found.committee),
        _happened(found),
        words.numbers(record.fact.held_on if record else None),
        words.CONFIRMED[record.state] if record else "",
        words.days_apart(record.fact.material_on, found.held_on) if record else "",
        words.days_apart(found.held_on, _treated(state, point, found)),
        "; ".join(_remarks(state, found)),
    )


def _happened(found: Cell) -> str:
    if found.state is CellState.NOT_RELEVANT:
        return words.NOT_AFFECTED
    return OUTCOMES[found.outcome] if found.outcome else words.NOT_RECORDED


def _treated(state: State, point: DecisionPoint, found: Cell) -> date | None:
    """The meeting the paper is for; for MED's own the political treatment that follows."""
    own = state.plan.organ(point.organ).kind is OrganKind.MED_COMMITTEE
    return (found.basis.treatment if found.basis else None) if own else point.day


def _remarks(state: State, found: Cell) -> Iterator[str]:
    if found.reason:
        yield found.reason
    if found.after_treatment:
        yield MARKS["2"]
    elif found.after_deadline:
        yield MARKS["1"]
    if found.record and found.record.fact.joint:
        yield words.joint(names=[state.plan.place_name(key) for key in found.record.fact.joint])
    if found.more:
        yield words.also(days=[r.fact.held_on for r in found.more])
    if found.record is None:
        yield from _earlier(state, found)


def _earlier(state: State, found: Cell) -> Iterator[str]:
    for version in state.versions[found.proposal.id][:-1]:
        record = cell(state, version, found.committee).record
        if record is not None and record.fact.outcome is Outcome.DISCUSSED:
            yield words.earlier(version=version.version, on=record.fact.held_on)
