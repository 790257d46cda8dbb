"""Tables as CSV and XLSX that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str]

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the head of a cell."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
WIDEST = 60
CELL_LIMIT = 32_767
"""Characters a cell of a workbook holds."""


def as_csv(rows: Sequence[Row]) -> bytes:
    """Semicolons and a byte order mark, as Danish Excel reads it; a cell that looks like a formula begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """As text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def as_xlsx(title: str, rows: Sequence[Row], *, colours: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet: every cell is text, the head stays in view, `colours` by a cell's first letter."""
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
