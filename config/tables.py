"""A table as people send it, as rows of words with their line numbers: CSV (semicolon, comma or
tab; UTF-8, UTF-16 or Windows), XLSX, ODS or a Word file's table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from config.office_files import MAX_ROWS, READERS, Line, sheets_of, unquoted
from config.table_row import TableRow
from config.tree import Branch, Report
from config.vocabulary import PARTS, column_of, is_counter
from process.dates.danish_grammar import MONTH, fold

DAYS = re.compile(r"\d\d?\.?(?:\s*(?:[-–+,/]|og)\s*\d\d?\.?)*")
"""Days of a month whose name stands in another column: "22", "2.-20.", "7., 8. og 9."."""
THIRDS = ("primo", "medio", "ultimo", "start", "midt", "slut")
NAMED = re.compile(rf"{MONTH}\.?(?:\s+\d{{4}})?")
HOUR = re.compile(
    r"(?:kl\.?|klokken)?\s*(?P<hours>\d\d?(?:[.:]\d\d)?(?:\s*[-–]\s*(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?)?)",
    re.IGNORECASE,
)


def month_of(cell: str) -> str:
    """The month a cell names; "" for a cell that names none (the whole year)."""
    words = fold(cell)
    return words if NAMED.fullmatch(words) else ""


def when_cell(cells: Mapping[str, str], month: str) -> str:
    """The wording; `month` is the one that stands in the row or above it."""
    week = cells.get("week", "")
    words = cells.get("when", "") or (week if "uge" in fold(week) or not week else f"uge {week}")
    if month:
        words = with_month(words, month)
    if words and cells.get("until"):
        words = f"{words} - {cells['until']}"
    hour = HOUR.fullmatch(cells.get("hour", "").strip())
    return f"{words} kl. {hour['hours']}" if hour and words and _names_a_day(words) else words


def with_month(words: str, month: str) -> str:
    """Days of a month, or a part of it, with the month's name."""
    if not words or fold(words) in THIRDS:
        return f"{words} {month}".strip()
    return re.sub(r"(\d+)\.?", r"\1.", words) + f" {month}" if DAYS.fullmatch(words) else words


def _names_a_day(words: str) -> bool:
    folded = fold(words)
    return (
        "kl" not in folded.split()
        and "kl." not in folded
        and not folded.startswith(("uge", *THIRDS))
        and not NAMED.fullmatch(folded)
    )


MAX_BYTES = 5_000_000
LOOK_FOR_HEADINGS = 20
FEWEST_MONTHS = 3
"""Months in a row or a column that make a table a year's wheel."""


def read_table(path: Path) -> tuple[TableRow, ...]:
    """The rows below the headings; raises PlanFaults when the file cannot be read or no
    row of headings is in sight.
    """
    report = Report()
    lines = table_lines(path, begins=_is_timetable)
    rows = list(_rows([line for line in lines[:MAX_ROWS] if _is_row(path, line)]))
    if not rows and not _has_headings(lines):
        rows = list(_wheel(lines[:MAX_ROWS]))
    if not rows and not _has_headings(lines):
        report.add(Branch(None, path.name, 1), "no_table_header")
    report.check()
    return tuple(rows)


def _is_row(path: Path, line: Line) -> bool:
    """Paragraphs of a Word file stand beside its table, not in it."""
    return path.suffix.lower() != ".docx" or len(line[1]) > 1


def table_lines(path: Path, *, begins: Callable[[list[Line]], bool] | None = None) -> list[Line]:
    """Every line of the file with its number; of a workbook the first sheet, or the first that
    `begins` as it should. Raises PlanFaults when it cannot be read.
    """
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
    suffix = path.suffix.lower()
    return _chosen(sheets_of(data, suffix, start), begins) if suffix in READERS else _csv(data)


def _rows(lines: list[Line]) -> Iterator[TableRow]:
    headings: dict[int, str] = {}
    titles: list[str] = []
    month = ""
    for number, cells in lines:
        if not headings:
            headings, titles = _headings(cells), cells
            continue
        if any(cells):
            known = {headings[n]: cell for n, cell in enumerate(cells) if n in headings and cell}
            if known and known == {name: titles[n] for n, name in headings.items() if titles[n]}:
                continue
            month = month_of(known["month"]) if "month" in known else month
            together, left = _together(known, month)
            extra = [
                (titles[n] if n < len(titles) else "", cell)
                for n, cell in enumerate(cells)
                if cell and (n not in headings or headings[n] in left)
            ]
            yield TableRow(
                line=number,
                cells=together,
                text=" | ".join(cell for cell in cells if cell),
                extra=tuple((title, cell) for title, cell in extra if not is_counter(title)),
            )


def _together(known: dict[str, str], month: str) -> tuple[dict[str, str], set[str]]:
    """The parts of the time as one cell, and which of them it could not take. A week or a month
    beside a date stays, to be held against it.
    """
    when = when_cell(known, month)
    said = set(re.findall(r"\w+", fold(when)))
    beside = {
        name: cell
        for name in PARTS
        if (cell := known.get(name, "")) and not set(re.findall(r"\w+", fold(cell))) <= said
    }
    if month and "month" in known and month not in said:
        beside["month"] = month
    cells = {name: cell for name, cell in known.items() if name not in PARTS and name != "when"}
    kept = {
        name: cell
        for name, cell in beside.items()
        if (name == "month" and month_of(cell)) or (name == "week" and re.search(r"\d", cell))
    }
    return cells | kept | ({"when": when} if when else {}), set(beside) - set(kept)


def _headings(cells: list[str]) -> dict[int, str]:
    """The known columns, where the row names at least when and what (or a key). Of two of a sort
    the first counts, but a second column of times beside one of days is the hour.
    """
    found: dict[int, str] = {}
    for n, cell in enumerate(cells):
        name = column_of(cell)
        if name == "when" and name in found.values() and "hour" not in found.values():
            name = "hour" if fold(cell).startswith("tid") else None
        if name == "receiver" and fold(cell) == "til" and "when" in found.values():
            name = (
                "until"
                if fold(cells[next(at for at, what in found.items() if what == "when")])
                in ("fra", "start")
                else name
            )
        if name and name not in found.values():
            found[n] = name
    says_when = {"when", "week", "month"} & set(found.values())
    return found if says_when and {"title", "key"} & set(found.values()) else {}


def _has_headings(lines: list[Line]) -> bool:
    return any(_headings(cells) for _, cells in lines[:LOOK_FOR_HEADINGS])


def _is_timetable(lines: list[Line]) -> bool:
    return _has_headings(lines) or any(_wheel(lines))


def _wheel(lines: list[Line]) -> Iterator[TableRow]:
    """The rows of a year's wheel: months one way, bodies the other, and in each cell what the body
    does in that month.
    """
    for at, (_, head) in enumerate(lines[:LOOK_FOR_HEADINGS]):
        below = [(number, cells) for number, cells in lines[at + 1 :] if len(cells) > 1]
        across = sum(bool(month_of(cell)) for cell in head[1:])
        down = sum(bool(month_of(cells[0])) for _, cells in below)
        if across >= FEWEST_MONTHS or (down >= FEWEST_MONTHS and any(head[1:])):
            yield from _spokes(head, below, across=across >= FEWEST_MONTHS)
            return


def _spokes(head: list[str], below: list[Line], *, across: bool) -> Iterator[TableRow]:
    for number, cells in below:
        for top, cell in zip(head[1:], cells[1:], strict=False):
            month, body = (top, cells[0]) if across else (cells[0], top)
            if cell and month_of(month) and body:
                words = cell if re.search(r"[^\W\d_]{3}", cell) else f"{body} {cell}"
                yield TableRow(
                    line=number,
                    cells={"when": month, "title": words, "organ": body},
                    text=f"{month} | {body} | {cell}",
                )


def table_head(path: Path) -> tuple[str, ...]:
    """What stands above the headings, a line each: the table's title and whose it is."""
    found: list[str] = []
    for _, cells in table_lines(path, begins=_has_headings)[:LOOK_FOR_HEADINGS]:
        if _headings(cells):
            return tuple(found)
        found += [" ".join(cell for cell in cells if cell)] if any(cells) else []
    return ()


def _csv(data: bytes) -> list[Line]:
    text = decoded(data)
    head = text[:4000]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines: list[Line] = []
    try:
        lines.extend((reader.line_num, [unquoted(cell) for cell in cells]) for cells in reader)
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


def _chosen(
    sheets: Sequence[tuple[str, list[Line]]], begins: Callable[[list[Line]], bool] | None
) -> list[Line]:
    return next(
        (lines for _, lines in sheets if begins is not None and begins(lines)), sheets[0][1]
    )


def other_sheets(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets that hold something and are not read."""
    suffix = path.suffix.lower()
    if suffix not in READERS:
        return ()
    sheets = sheets_of(path.read_bytes(), suffix, Branch(None, path.name, 1))
    chosen = next((name for name, lines in sheets if _is_timetable(lines)), sheets[0][0])
    return tuple(
        name for name, lines in sheets if name != chosen and any(any(cells) for _, cells in lines)
    )


def loose_lines(path: Path) -> tuple[Line, ...]:
    """The paragraphs of a Word file below the headings of its table: they are no rows of it."""
    if path.suffix.lower() != ".docx":
        return ()
    lines = table_lines(path, begins=_has_headings)
    first = next((n for n, cells in lines if _headings(cells)), len(lines))
    return tuple((n, cells) for n, cells in lines if n > first and len(cells) == 1 and cells[0])


def document_text(path: Path) -> str | None:
    """A Word file without a table that can be read, as the lines of a note; None for any other."""
    if path.suffix.lower() != ".docx":
        return None
    lines = table_lines(path)
    if _is_timetable(lines):
        return None
    return "\n".join(" | ".join(filter(None, cells)) for _, cells in lines)
