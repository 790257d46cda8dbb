"""Word's and spreadsheets' files as lines of cells: a workbook (.xlsx), a text document with its
tables (.docx), an open spreadsheet (.ods). What unfolds past any sense, or brings entities of its
own, is refused before it is read.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from config.tree import Branch, Report
from process.plain_text import plain

Line = tuple[int, list[str]]
MAX_ROWS, MAX_COLUMNS = 20_000, 200
MAX_UNPACKED = 60_000_000
"""Bytes of a file outside its zip: two megabytes of nothing unpack to gigabytes."""
FORMULA = ("=", "+", "-", "@")
UNREADABLE = (
    BadZipFile,
    InvalidFileException,
    PackageNotFoundError,
    KeyError,
    ValueError,
    OSError,
    IndexError,
    SyntaxError,  # what both XML libraries raise for text that is none
    NotImplementedError,
)


def sheets_of(data: bytes, suffix: str, start: Branch) -> list[tuple[str, list[Line]]]:
    """Each sheet (or the whole document) by its name; raises PlanFaults when it cannot be read."""
    report = Report()
    sheets: list[tuple[str, list[Line]]] = []
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                report.add(start, "too_large")
                report.check()
        sheets = list(READERS[suffix](data))
    except UNREADABLE as error:
        report.add(start, "file_unreadable", why=type(error).__name__)
    report.check()
    return sheets or [("", [])]


def _xlsx(data: bytes) -> Iterator[tuple[str, list[Line]]]:
    merged = _merged(data)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        lines = _sheet(sheet)
        for first, last, column in merged.get(str(sheet.title), ()):
            _fill_down(lines, first, last, column)
        yield str(sheet.title), lines
    book.close()


def _sheet(sheet: Any) -> list[Line]:
    """A chart has no rows. A row is as wide as its last word, whatever the sheet says of itself."""
    rows = (
        sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS)
        if hasattr(sheet, "iter_rows")
        else ()
    )
    return [(n, _trimmed([cell_words(value) for value in row])) for n, row in enumerate(rows, 1)]


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _merged(data: bytes) -> dict[str, list[tuple[int, int, int]]]:
    """Cells merged over several rows, by sheet: first and last row, and the column. Only a book
    that has any is opened a second time for them.
    """
    with ZipFile(BytesIO(data)) as packed:
        sheets = (name for name in packed.namelist() if name.startswith("xl/worksheets/"))
        if not any(b"<mergeCell " in packed.read(name) for name in sheets):
            return {}
    book = load_workbook(BytesIO(data))
    return {
        str(sheet.title): [
            (area.min_row, area.max_row, area.min_col)
            for area in sheet.merged_cells.ranges
            if area.max_row > area.min_row
        ]
        for sheet in book.worksheets
    }


def _fill_down(lines: list[Line], first: int, last: int, column: int) -> None:
    """A cell merged over several rows stands in each of them."""
    if column > MAX_COLUMNS or first > len(lines):
        return
    above = lines[first - 1][1]
    words = above[column - 1] if column <= len(above) else ""
    for _, cells in lines[first : min(last, len(lines))] if words else ():
        cells += [""] * (column - len(cells))
        cells[column - 1] = words


def cell_words(value: object) -> str:
    """What a cell holds, as somebody would type it."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() + (f" {value:%H:%M}" if value.time() != time(0) else "")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else unquoted(str(value))


def unquoted(cell: str) -> str:
    """An apostrophe before = + - @ keeps a spreadsheet from reckoning; it is no part of the
    words.
    """
    words = " ".join(plain(cell).split())
    return words[1:] if words[:1] == "'" and words[1:2] in FORMULA else words


def _docx(data: bytes) -> Iterator[tuple[str, list[Line]]]:
    """Paragraphs are lines of one cell; rows of tables stand among them, a merged cell in each row
    it covers.
    """
    lines: list[Line] = []
    for block in Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            rows: list[list[str]] = [_word_row(row.cells) for row in block.rows]
        else:
            rows = [[unquoted(block.text)]]
        lines += [(len(lines) + n, cells) for n, cells in enumerate(rows, 1)]
        if len(lines) > MAX_ROWS:
            break
    yield "", lines[:MAX_ROWS]


def _word_row(cells: Any) -> list[str]:
    """A cell merged over several columns stands once."""
    found: list[str] = []
    before: object = None
    for cell in cells:
        found.append("" if cell._tc is before else unquoted(cell.text))
        before = cell._tc
    return found if len(found) > 1 else [*found, ""]


OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _ods(data: bytes) -> Iterator[tuple[str, list[Line]]]:
    with ZipFile(BytesIO(data)) as packed:
        content = packed.read("content.xml")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("brings entities of its own")
    for table in ET.fromstring(content).iter(f"{TABLE}table"):
        yield str(table.get(f"{TABLE}name", "")), list(_ods_lines(table))


def _ods_lines(table: ET.Element) -> Iterator[Line]:
    number = 1
    below: dict[int, tuple[str, int]] = {}
    for row in table.iter(f"{TABLE}table-row"):
        repeated = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        cells = _ods_cells(row, below)
        for _ in range(repeated if any(cells) else 0):
            if number > MAX_ROWS:
                return
            yield number, cells
            number += 1
        number += 0 if any(cells) else repeated


def _ods_cells(row: ET.Element, below: dict[int, tuple[str, int]]) -> list[str]:
    """`below` are the cells merged downwards: what they say, and in how many rows more."""
    cells: list[str] = []
    for cell in row:
        times = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), MAX_COLUMNS)
        for _ in range(min(times, MAX_COLUMNS - len(cells))):
            column = len(cells)
            words, left = below.pop(column, ("", 0))
            if cell.tag == f"{TABLE}table-cell":
                words = _ods_words(cell)
                left = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
            if left > 1:
                below[column] = (words, left - 1)
            cells.append(words)
    return cells


def _ods_words(cell: ET.Element) -> str:
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        return cell_words(datetime.fromisoformat(cell.get(f"{OFFICE}date-value", "")))
    paragraphs = ["".join(paragraph.itertext()) for paragraph in cell.iter(f"{TEXT}p")]
    return unquoted(" ".join(paragraphs))


READERS = {".xlsx": _xlsx, ".docx": _docx, ".ods": _ods}
