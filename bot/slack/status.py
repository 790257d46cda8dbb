"""MED's status as sections: a committee's open proposals, what is missing, and who has discussed what, when."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bot.slack.answers import Ask
from bot.slack.reading import near_codes
from bot.text import about_stations, med_levels, med_owed, med_status, offers
from bot.text.rendered import Section
from bot.text.roles import place
from process.arithmetic import counted_back
from process.errors import Unknown
from process.involvement import Basis, Cell, CellState, basis_of, matrix
from process.levels import levels
from process.plan import Plan
from process.proposals import Proposal, shown_on
from process.seats import Role
from process.verbs.rights import sees_everything

MOST = 12
"""Proposals in one answer; more are asked for by code."""


def committee(ask: Ask, key: str) -> Section:
    """A committee's proposals with where each stands, and the way to record."""
    state = ask.state
    name = place(state.plan, key)
    cells = [c for c in matrix(state) if c.committee == key and c.state is not CellState.NOT_RELEVANT]
    open_ones = [c for c in cells if c.state is CellState.PLANNED]
    if not cells:
        return Section(text=med_owed.nothing_missing(committee=name), heading=name)
    lines = [_line(c, ask.today) for c in cells]
    choices = (offers.record(committee=key, name=name), offers.agenda(committee=key, name=name)) if open_ones else ()
    text = "\n".join(lines if open_ones else [med_owed.nothing_missing(committee=name), *lines])
    return Section(text=text, choices=choices, heading=name)


def _line(cell: Cell, today: date) -> str:
    due = cell.basis.due if cell.basis and cell.state is CellState.PLANNED else None
    state = med_status.STATES[cell.state] + med_status.lateness(cell) + med_status.further(cell)
    return med_owed.open_line(shown=shown_on(cell.proposal, today), due=due, state=state)


def missing(ask: Ask) -> list[Section]:
    """What has not been discussed, by committee: one's own, a head's area's, or all for those who keep an eye on all."""
    keys = _watched(ask)
    found = {key: [c for c in matrix(ask.state) if c.committee == key and c.state is CellState.PLANNED] for key in keys}
    sections = [
        Section(text="\n".join(_line(c, ask.today) for c in cells), heading=place(ask.state.plan, key))
        for key, cells in found.items()
        if cells
    ]
    return sections or [Section(text=med_status.nothing_missing())]


def _watched(ask: Ask) -> list[str]:
    plan, seats = ask.state.plan, ask.state.seats_of(ask.person, ask.today)
    everything = sees_everything(ask.state, ask.person, ask.today)
    areas = {s.place for s in seats if s.role is Role.HEAD}
    own = {s.place for s in seats}
    return [o.key for o in plan.med_committees() if everything or o.key in own or o.area in areas]


def proposals(ask: Ask, ids: tuple[str, ...]) -> list[Section]:
    """Who has discussed what, when: the named proposals with every committee, else one line for each."""
    state = ask.state
    for id in ids:
        if state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=near_codes(state, id))
    chosen = [p for p in state.proposals() if not ids or p.id in ids]
    if not chosen:
        return [Section(text=med_status.no_proposals())]
    cells = matrix(state)
    if not ids:
        return [
            Section(text="\n".join(_summary(p, [c for c in cells if c.proposal == p], ask.today) for p in chosen[:MOST])),
            *_more(len(chosen)),
        ]
    return [_proposal(ask, p, [c for c in cells if c.proposal == p]) for p in chosen[:MOST]]


def _more(count: int) -> list[Section]:
    return [Section(text=med_status.more(count=count - MOST))] if count > MOST else []


def _summary(proposal: Proposal, cells: list[Cell], today: date) -> str:
    states = Counter(c.state for c in cells)
    counted = med_status.counts(
        discussed=states[CellState.DISCUSSED],
        waiting=states[CellState.RECORDED],
        contested=states[CellState.CONTESTED],
        missing=states[CellState.PLANNED],
    )
    return med_owed.open_line(shown=shown_on(proposal, today), due=None, state=counted)


def _proposal(ask: Ask, proposal: Proposal, cells: list[Cell]) -> Section:
    plan = ask.state.plan
    basis = basis_of(plan, proposal)
    head = med_status.proposal_head(
        shown=shown_on(proposal, ask.today),
        organ=place(plan, basis.organ) if basis else "",
        treatment=basis.treatment if basis else None,
        assumed=basis.assumed if basis else False,
    )
    lines = [med_status.cell_line(c, committee=place(plan, c.committee)) for c in cells]
    because = [*([_because(plan, basis)] if basis else []), *filter(None, [about_stations.route(plan, proposal)])]
    names = {o.key: o.name for o in plan.med_committees()}
    level_lines = med_levels.level_lines(levels(ask.state, proposal, ask.today), level=proposal.level, names=names)
    return Section(text="\n".join([head, *because, *lines, *level_lines]))


def _because(plan: Plan, basis: Basis) -> str:
    return med_levels.because(organ=place(plan, basis.organ), found=counted_back(plan, basis), assumed=basis.assumed)
