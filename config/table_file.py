"""A table as people send it: CSV (semicolon, comma or tab; UTF-8, UTF-16 or Windows) or XLSX, as rows of words with their line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from config.table_row import TableRow
from config.tree import Branch, Report
from process.danish_table import column

MAX_BYTES, MAX_ROWS = 5_000_000, 20_000
LOOK_FOR_HEADINGS = 20
FORMULA = ("=", "+", "-", "@")


def read_table(path: Path) -> tuple[TableRow, ...]:
    """The rows below the headings; raises PlanFaults when the file cannot be read or no row of headings is in sight."""
    report = Report()
    lines = table_lines(path)
    rows = list(_rows(lines[:MAX_ROWS]))
    if not rows and not any(_headings(cells) for _, cells in lines[:LOOK_FOR_HEADINGS]):
        report.add(Branch(None, path.name, 1), "no_table_header")
    report.check()
    return tuple(rows)


def table_lines(path: Path) -> list[tuple[int, list[str]]]:
    """Every line of the file with its number; raises PlanFaults when it cannot be read."""
    report = Report()
    start = Branch(None, path.name, 1)
    data = b""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        report.add(start, "file_not_found")
    except OSError as error:
        report.add(start, "file_unreadable", why=type(error).__name__)
    if len(data) > MAX_BYTES:
        report.add(start, "too_large")
    report.check()
    return _xlsx(data, start) if path.suffix.lower() == ".xlsx" else _csv(data)


Line = tuple[int, list[str]]


def _rows(lines: list[Line]) -> Iterator[TableRow]:
    headings: dict[int, str] = {}
    for number, cells in lines:
        if not headings:
            headings = _headings(cells)
            continue
        if any(cells):
            known = {headings[n]: cell for n, cell in enumerate(cells) if n in headings and cell}
            yield TableRow(line=number, cells=known, text=" | ".join(cell for cell in cells if cell))


def _headings(cells: list[str]) -> dict[int, str]:
    """The known columns, where the row names at least when and what (or a key)."""
    found = {n: name for n, cell in enumerate(cells) if (name := column(cell))}
    return found if "when" in found.values() and {"title", "key"} & set(found.values()) else {}


def _csv(data: bytes) -> list[Line]:
    text = decoded(data)
    head = text[:4000]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines: list[Line] = []
    try:
        lines.extend((reader.line_num, [_unquoted(cell) for cell in cells]) for cells in reader)
    except csv.Error:
        return lines
    return lines


def decoded(data: bytes) -> str:
    """As Danish Excel and others write it: by its byte order mark, else UTF-8, else Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unquoted(cell: str) -> str:
    """An apostrophe before = + - @ keeps a spreadsheet from reckoning; it is no part of the words."""
    words = " ".join(cell.split())
    return words[1:] if words[:1] == "'" and words[1:2] in FORMULA else words


def _xlsx(data: bytes, start: Branch) -> list[Line]:
    report = Report()
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        found = [(n, [_cell(value) for value in row]) for n, row in enumerate(sheet.iter_rows(values_only=True, max_row=MAX_ROWS), 1)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as error:
        report.add(start, "file_unreadable", why=type(error).__name__)
        report.check()
        return []
    book.close()
    return found


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() + (f" {value:%H:%M}" if value.time() != time(0) else "")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else _unquoted(str(value))
