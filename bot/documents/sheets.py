"""Tables as CSV and XLSX that a spreadsheet opens without running anything in them: the MED
matrix (one line a proposal, one column a committee, letter and date in each cell), and a
consultation's answers in the order they arrived, each telling where it stands in the ledger.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.messages import proposals as proposals_messages
from bot.messages.message import View
from bot.text import consultations, matrix, med, papers
from bot.text.grammar import in_line
from bot.text.matrix import shown
from bot.text.med_status import main_line, own_line
from process.deadlines.responses import heard, is_late
from process.ledger.history import ConsultationHistory, Response
from process.ledger.state import State
from process.med.involvement import Cell, Chosen, chosen_cells
from process.med.levels import levels
from process.plan.model import OrganKind
from process.plan.proposals import Proposal, shown_title

Row = Sequence[str]

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the head of a cell."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
WIDEST = 60
CELL_LIMIT = 32_767
"""Characters a cell of a workbook holds."""


def as_csv(rows: Sequence[Row]) -> bytes:
    """Semicolons and a byte order mark, as Danish Excel reads it; a cell that looks like a
    formula begins with an apostrophe.
    """
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(
        [[harmless(cell) for cell in row] for row in rows]
    )
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """As text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def as_xlsx(title: str, rows: Sequence[Row], *, colours: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet: every cell is text, the head stays in view,
    `colours` by a cell's first letter.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook begins with a sheet"
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            _write(sheet, number, column, cell, colours or {})
    _dress(sheet, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, text: str, colours: dict[str, str]) -> None:
    if not text:
        return
    cell = sheet.cell(row=row, column=column)
    cell.value = UNPRINTABLE.sub("", text)[:CELL_LIMIT]
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    colour = colours.get(text.split(" ")[0]) if row > 1 else None
    if colour:
        cell.fill = PatternFill("solid", fgColor=colour)


def _dress(sheet: Worksheet, rows: Sequence[Row]) -> None:
    sheet.freeze_panes = "C2"
    for column in range(1, max((len(row) for row in rows), default=0) + 1):
        sheet.cell(row=1, column=column).font = Font(bold=True)
        longest = max((len(row[column - 1]) for row in rows if len(row) >= column), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, 8), WIDEST)


DIGITS = 12
"""Of a checksum, as a receipt shows it and `ledger verify --receipt` takes it."""


def matrix_rows(
    state: State, today: date, chosen: Chosen, *, printed: date | None = None
) -> list[Row]:
    """The head, the lines, what the letters mean, and the day it shows beside the day it was
    `printed` (None: the same).
    """
    cells = chosen_cells(state, chosen)
    here = {c.committee for c in cells}
    committees = [
        o.key for o in state.plan.organs if o.kind is OrganKind.MED_COMMITTEE and o.key in here
    ]
    by_place = {(c.proposal.id, c.committee): c for c in cells}
    proposals = {c.proposal.id: c.proposal for c in cells}
    head = [
        *matrix.HEAD,
        *(state.plan.place_name(key) for key in committees),
        *matrix.LEVELS_HEAD,
        *papers.LEDGER_COLUMNS,
    ]
    lines = [
        _line(state, p, [by_place.get((p.id, key)) for key in committees], today)
        for p in proposals.values()
    ]
    legend = [[letter, meaning] for letter, meaning in matrix.LETTERS.items()]
    marks = [[matrix.mark(mark), meaning] for mark, meaning in matrix.MARKS.items()]
    caution = f"{med.NOT_AGREED} {med.MINUTES_PREVAIL}"
    return [head, *lines, [], [matrix.as_of(today, printed or today)], *legend, *marks, [caution]]


def _line(state: State, proposal: Proposal, cells: list[Cell | None], today: date) -> Row:
    found = levels(state, proposal, today)
    basis = next((c.basis for c in cells if c and c.basis), None)
    return [
        proposal.id,
        shown_title(proposal, today),
        str(proposal.version),
        state.plan.place_name(proposal.area),
        state.plan.place_name(basis.organ) if basis else "",
        matrix.day(basis.treatment, assumed=basis.assumed) if basis else "",
        matrix.day(basis.due) if basis else "",
        proposals_messages.route(state.plan, proposal).removeprefix("Sagsgang: ").removesuffix("."),
        *(_cell(c, today) if c else "" for c in cells),
        own_line(found, proposal.level),
        " ".join(main_line(state.plan.place_name(m.organ), m) for m in found.main),
        *_proof([c for c in cells if c]),
    ]


def _proof(cells: list[Cell]) -> tuple[str, str]:
    """The numbers and checksums of the latest word on each record the line shows,
    in the order of the columns.
    """
    last = [r.answer or r.entry for c in cells if c.record for r in (c.record, *c.more)]
    return in_line([str(e.seq) for e in last]), in_line([e.hash[:DIGITS] for e in last])


def _cell(cell: Cell, today: date) -> str:
    found = shown(cell, today)
    return matrix.cell(found.letter, found.day, found.mark, cell.reason, more=found.more)


def consultation_rows(
    state: State, history: ConsultationHistory, now: datetime, view: View
) -> list[Row]:
    """The head, a line for each answer, who has not answered, and when it was drawn up."""
    consultation, calendar = history.consultation, state.plan.calendar
    closes = calendar.local(consultation.closes)
    lines = [_answer_line(state, history, r, view) for r in history.responses]
    parties = heard(state, history)
    said = [one.party.name for one in parties if one.said is not None]
    foot = [
        [consultations.closed_at(closes)],
        [consultations.unanswered(names=[p.party.name for p in parties if not p.answered])],
        *([[consultations.said_sent(names=said)]] if said else []),
        [consultations.drawn_up(calendar.local(now))],
    ]
    return [[*consultations.CATALOGUE_HEAD, *papers.LEDGER_COLUMNS], *lines, [], *foot]


def _answer_line(state: State, history: ConsultationHistory, response: Response, view: View) -> Row:
    fact, at = response.fact, state.plan.calendar.local(response.received_at)
    late = is_late(state, history, response)
    open_words = view.text_of(fact.words) if fact.words and fact.may_publish else ""
    return [
        history.consultation.title,
        response.party.name,
        consultations.instant(at),
        consultations.remarks(late=late, publish=fact.may_publish),
        open_words,
        fact.link if fact.may_publish else "",
        consultations.YES if fact.may_publish else consultations.NO,
        str(response.entry.seq),
        response.entry.hash,
    ]
