"""What is not in place, in one neutral list: nobody is blamed, and nothing is said about how long somebody has been silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bot.text import annex_words as words
from process.decision_points import DecisionPoint
from process.involvement import Cell, CellState, standing_records
from process.records import Record, RecordState
from process.state import State


def missing(state: State, point: DecisionPoint, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Committee by committee in the plan's order, then those the law names."""
    return (*_by_committee(state, cells), *_others(point))


def records_of(state: State, cells: tuple[Cell, ...], committee: str) -> tuple[Record, ...]:
    """A committee's standing records on these proposals, in order of day, each once."""
    found = {r.seq: r for c in cells if c.committee == committee for r in standing_records(state, c.proposal, committee)}
    return tuple(sorted(found.values(), key=lambda r: (r.fact.held_on, r.seq)))


def in_order(state: State, cells: tuple[Cell, ...]) -> list[str]:
    """The committees of some cells, as the plan has them."""
    here = {c.committee for c in cells}
    return [o.key for o in state.plan.med_committees() if o.key in here]


def _by_committee(state: State, cells: tuple[Cell, ...]) -> Iterator[str]:
    open_ones = defaultdict(list)
    for c in cells:
        if c.state is CellState.PLANNED:
            open_ones[c.committee].append(c.proposal.id)
    for key in in_order(state, cells):
        name = state.plan.place_name(key)
        if open_ones[key]:
            yield words.missing_discussions(committee=name, ids=open_ones[key])
        for record in records_of(state, cells, key):
            yield from _about(name, record)


def _about(name: str, record: Record) -> Iterator[str]:
    on = record.fact.held_on
    if record.state in (RecordState.AWAITING, RecordState.CONTESTED):
        yield words.waits(committee=name, on=on, state=record.state)
    if not record.counts:
        return
    if record.minutes.approved_on is None:
        yield words.minutes_missing(committee=name, on=on, draft=bool(record.minutes.link))


def _others(point: DecisionPoint) -> Iterator[str]:
    for proposal in point.proposals:
        if proposal.others_to_hear:
            yield words.to_hear(id=proposal.id, names=proposal.others_to_hear)
