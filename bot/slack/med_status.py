"""What `/med` lists: a committee's proposals, what is missing, who has discussed what and when, as
lines and as the matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from bot.messages.agenda import undiscussed
from bot.messages.choices import choice, record_choice
from bot.messages.message import Act, Choice, Section
from bot.messages.proposals import route
from bot.slack.requests import Request, near_codes
from bot.text import matrix as matrix_words
from bot.text import med, med_status
from bot.text.commands import folded
from bot.text.grammar import place
from bot.text.matrix import compact, shown
from process.acts.rights import sees_everything
from process.errors import Unknown
from process.ledger.state import State
from process.med.involvement import Cell, CellState, Chosen, chosen_cells, counted_back, matrix
from process.med.levels import levels
from process.plan.model import Plan
from process.plan.proposals import Proposal, shown_on
from process.plan.treatment import Treatment, treatment_before
from process.seats import Role

MOST_PROPOSALS = 12
"""In one answer; more are asked for by code."""
MOST_ROWS = 20
"""Lines in one answer; the board has all of them."""
AT_HOME = 2
"""Committees or areas shown in App Home."""


def committee(request: Request, key: str) -> Section:
    """A committee's proposals with where each stands, and the way to record."""
    state, name = request.state, place(request.state.plan, key)
    cells = [
        c for c in matrix(state) if c.committee == key and c.state is not CellState.NOT_RELEVANT
    ]
    if not cells:
        return Section(text=med.nothing_missing(committee=name), heading=name)
    lines = [_cell_line(c, request.today) for c in cells]
    if not any(c.state is CellState.PLANNED for c in cells):
        lines = [med.nothing_missing(committee=name), *lines]
        return Section(text="\n".join(lines), heading=name)
    choices = (record_choice(key, name), choice(Act.AGENDA, key, name))
    return Section(text="\n".join(lines), choices=choices, heading=name)


def missing(request: Request) -> list[Section]:
    """What has not been discussed, by committee: one's own, a head's area's, or all for those who
    keep an eye on all.
    """
    found = {key: undiscussed(request.state, key) for key in _watched(request)}
    sections = [
        Section(
            text="\n".join(_cell_line(c, request.today) for c in cells),
            heading=place(request.state.plan, key),
        )
        for key, cells in found.items()
        if cells
    ]
    return sections or [Section(text=med_status.NOTHING_MISSING)]


def _watched(request: Request) -> list[str]:
    plan, seats = request.state.plan, request.state.seats_of(request.person, request.today)
    everything = sees_everything(request.state, request.person, request.today)
    areas = {s.place for s in seats if s.role is Role.HEAD}
    own = {s.place for s in seats}
    return [o.key for o in plan.med_committees() if everything or o.key in own or o.area in areas]


def _cell_line(cell: Cell, today: date) -> str:
    due = cell.basis.due if cell.basis and cell.state is CellState.PLANNED else None
    state = med_status.STATES[cell.state] + med_status.lateness(cell) + med_status.further(cell)
    return med.open_line(shown=shown_on(cell.proposal, today), due=due, state=state)


def proposals(request: Request, ids: tuple[str, ...]) -> list[Section]:
    """Who has discussed what, when: the named proposals with every committee, else one line for
    each.
    """
    state = request.state
    for id in ids:
        if state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=near_codes(state, id))
    chosen = [p for p in state.proposals() if not ids or p.id in ids]
    if not chosen:
        return [Section(text=med_status.NO_PROPOSALS)]
    cells = matrix(state)
    found = [(p, [c for c in cells if c.proposal == p]) for p in chosen[:MOST_PROPOSALS]]
    if ids:
        return [_proposal(request, proposal, own) for proposal, own in found]
    lines = [_summary(proposal, own, request.today) for proposal, own in found]
    over = len(chosen) - MOST_PROPOSALS
    more = [Section(text=med_status.more(count=over))] if over > 0 else []
    return [Section(text="\n".join(lines)), *more]


def _summary(proposal: Proposal, cells: list[Cell], today: date) -> str:
    states = Counter(c.state for c in cells)
    counted = med_status.counts(
        discussed=states[CellState.DISCUSSED],
        waiting=states[CellState.RECORDED],
        contested=states[CellState.CONTESTED],
        missing=states[CellState.PLANNED],
    )
    return med.open_line(shown=shown_on(proposal, today), due=None, state=counted)


def _proposal(request: Request, proposal: Proposal, cells: list[Cell]) -> Section:
    plan = request.state.plan
    basis = treatment_before(plan, proposal)
    head = med_status.proposal_head(
        shown=shown_on(proposal, request.today),
        organ=place(plan, basis.organ) if basis else "",
        treatment=basis.treatment if basis else None,
        assumed=basis.assumed if basis else False,
    )
    because = [*([_because(plan, basis)] if basis else []), *filter(None, [route(plan, proposal)])]
    lines = [med_status.cell_line(c, committee=place(plan, c.committee)) for c in cells]
    names = {o.key: o.name for o in plan.med_committees()}
    level_lines = med_status.level_lines(
        levels(request.state, proposal, request.today), level=proposal.level, names=names
    )
    return Section(text="\n".join([head, *because, *lines, *level_lines]))


def _because(plan: Plan, basis: Treatment) -> str:
    return med_status.counted_back(
        organ=place(plan, basis.organ), found=counted_back(plan, basis), assumed=basis.assumed
    )


def chosen_by(state: State, words: str) -> Chosen | None:
    """The area, committee or political body that is named, by key or by part of its name; None when
    it is none of them.
    """
    plan, name = state.plan, folded(words)
    areas = [a.key for a in plan.areas if name == folded(a.key) or name in folded(a.name)]
    committees = [
        o.key for o in plan.med_committees() if name == folded(o.key) or name in folded(o.name)
    ]
    bodies = {c.basis.organ for c in chosen_cells(state, Chosen()) if c.basis}
    treated = [
        key for key in sorted(bodies) if name == folded(key) or name in folded(plan.place_name(key))
    ]
    if len(committees) == 1:
        return Chosen(committee=committees[0])
    if areas:
        return Chosen(area=areas[0])
    return Chosen(meeting=treated[0]) if treated else None


def matrix_part(request: Request, chosen: Chosen) -> list[Section]:
    """The lines that are asked for, and the legend."""
    state, today = request.state, request.today
    cells = chosen_cells(state, chosen)
    if not cells:
        return [Section(text=med_status.NO_PROPOSALS)]
    over = len({c.proposal.id for c in cells}) - MOST_ROWS
    more = [Section(text=matrix_words.more_rows(count=over))] if over > 0 else []
    rows = "\n".join(_rows(state, cells, today))
    return [
        Section(text=rows, heading=_heading(state, chosen)),
        *more,
        Section(text=_legend(cells, today)),
        *_board(request),
    ]


def matrix_at_home(request: Request, state: State) -> list[Section]:
    """For App Home: the lines of one's own committees or area; nothing for who has neither."""
    seats = state.seats_of(request.person, request.today)
    committees = {o.key for o in state.plan.med_committees()}
    places = dict.fromkeys(seat.place for seat in seats)
    chosen = [Chosen(committee=key) for key in places if key in committees]
    chosen += [Chosen(area=s.place) for s in seats if s.role is Role.HEAD]
    sections = []
    for one in chosen[:AT_HOME]:
        cells = chosen_cells(state, one)
        if cells:
            lines = [*_rows(state, cells, request.today), _legend(cells, request.today)]
            heading = med_status.at_home(name=_heading(state, one))
            sections.append(Section(text="\n".join(lines), heading=heading))
    return sections


def _rows(state: State, cells: Sequence[Cell], today: date) -> Iterator[str]:
    """One line for each proposal: its committees with letter and date."""
    proposals = {c.proposal.id: c.proposal for c in cells}
    for proposal in list(proposals.values())[:MOST_ROWS]:
        squares = [
            (place(state.plan, c.committee), compact(c, today))
            for c in cells
            if c.proposal == proposal and c.state is not CellState.NOT_RELEVANT
        ]
        yield matrix_words.line(shown=shown_on(proposal, today), squares=squares)


def _legend(cells: Sequence[Cell], today: date) -> str:
    return matrix_words.legend(
        [shown(c, today) for c in cells if c.state is not CellState.NOT_RELEVANT]
    )


def _heading(state: State, chosen: Chosen) -> str:
    name = chosen.area or chosen.committee or chosen.meeting
    return place(state.plan, name) if name else matrix_words.WHOLE


def _board(request: Request) -> list[Section]:
    url = request.context.links.board(request.person)
    if not url:
        return []
    board = Choice(act=Act.OPEN_LINK, label=matrix_words.BOARD, value="board", url=url)
    return [Section(text=matrix_words.ON_THE_BOARD, choices=(board,))]
