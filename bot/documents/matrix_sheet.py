"""The MED matrix as a table to take away: one line a proposal, one column a committee, letter and date in each cell."""

from __future__ import annotations

from datetime import date

from bot.documents.sheets import Row
from bot.text import about_stations, ledger_words, web_board
from bot.text import matrix_sheet as words
from bot.text.cells import shown
from bot.text.dates import in_line
from bot.text.med_levels import main_line, own_line
from process.involvement import Cell
from process.levels import levels
from process.plan import OrganKind
from process.proposals import Proposal, shown_title
from process.selection import Chosen, chosen_cells
from process.state import State

DIGITS = 12
"""Of a checksum, as a receipt shows it and `ledger verify --receipt` takes it."""


def matrix_rows(state: State, today: date, chosen: Chosen) -> list[Row]:
    """The head, the lines, and what the letters mean."""
    cells = chosen_cells(state, chosen)
    here = {c.committee for c in cells}
    committees = [o.key for o in state.plan.organs if o.kind is OrganKind.MED_COMMITTEE and o.key in here]
    by_place = {(c.proposal.id, c.committee): c for c in cells}
    proposals = {c.proposal.id: c.proposal for c in cells}
    head = [*words.HEAD, *(state.plan.place_name(key) for key in committees), *words.LEVELS, *ledger_words.COLUMNS]
    lines = [_line(state, p, [by_place.get((p.id, key)) for key in committees], today) for p in proposals.values()]
    legend = [[letter, meaning] for letter, meaning in web_board.LETTERS.items()]
    marks = [[words.mark(mark), meaning] for mark, meaning in web_board.MARKS.items()]
    return [head, *lines, [], [words.as_of(today)], *legend, *marks, [words.NOT_AGREED]]


def _line(state: State, proposal: Proposal, cells: list[Cell | None], today: date) -> Row:
    found = levels(state, proposal, today)
    basis = next((c.basis for c in cells if c and c.basis), None)
    return [
        proposal.id,
        shown_title(proposal, today),
        str(proposal.version),
        state.plan.place_name(proposal.area),
        state.plan.place_name(basis.organ) if basis else "",
        words.day(basis.treatment, assumed=basis.assumed) if basis else "",
        words.day(basis.due) if basis else "",
        about_stations.route(state.plan, proposal).removeprefix("Sagsgang: ").removesuffix("."),
        *(_cell(c, today) if c else "" for c in cells),
        own_line(found, proposal.level),
        " ".join(main_line(state.plan.place_name(m.organ), m) for m in found.main),
        *_proof([c for c in cells if c]),
    ]


def _proof(cells: list[Cell]) -> tuple[str, str]:
    """The numbers and checksums of the latest word on each record the line shows, in the order of the columns."""
    last = [r.answer or r.entry for c in cells if c.record for r in (c.record, *c.more)]
    return in_line([str(e.seq) for e in last]), in_line([e.hash[:DIGITS] for e in last])


def _cell(cell: Cell, today: date) -> str:
    found = shown(cell, today)
    return words.cell(found.letter, found.day, found.mark, cell.reason, more=found.more)
