"""The people file: who sits in which seats from when to when. CSV as Excel writes it in Denmark
(`;`, cp1252) or anywhere (`,`, UTF-8).

Columns: id;navn;e-mail;slack_id;pladser;fra;til. Several seats are separated by spaces or `|`; days
are ISO or Danish with a year.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from config.tree import Branch, Report
from process.dates.danish_grammar import WhenError, read
from process.dates.when import Day
from process.faults import near
from process.plain_text import plain
from process.seats import PersonId, Role, Seat

COLUMNS = ("id", "navn", "e-mail", "slack_id", "pladser", "fra", "til")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PERSON_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
UNIQUE = ("id", "e-mail", "slack_id")


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person: the opaque id the ledger knows, the name and addresses only the directory knows,
    seats and days (both included).
    """

    id: PersonId
    name: str
    email: str
    slack_id: str
    seats: tuple[Seat, ...]
    since: date
    until: date | None = None
    line: int = 0


def load_people(path: Path, seats: Collection[str] | None = None) -> tuple[PersonRow, ...]:
    """The people in a file; raises PlanFaults with every fault and its line. `seats`: the ones
    the plan has, to check them.
    """
    report = Report()
    rows = list(_rows(path, report))
    people = [_Row(report, place, cells).person(seats) for place, cells in rows]
    _duplicates(report, rows)
    if not any(seat.role is Role.PROCESS_OWNER for person in people for seat in person.seats):
        report.add(Branch(None, path.name, 1, "pladser"), "no_process_owner")
    report.check()
    return tuple(people)


def _text(path: Path, report: Report) -> str:
    """UTF-8 with or without mark, else cp1252, which Danish Excel writes."""
    start = Branch(None, path.name, 1)
    data = b""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        report.add(start, "file_not_found")
    except (OSError, ValueError) as error:
        report.add(start, "file_unreadable", why=type(error).__name__)
    report.check()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(path: Path, report: Report) -> Iterator[tuple[Branch, dict[str, str]]]:
    """Each row with its place; a row of the wrong length is noted and left out."""
    lines = _text(path, report).splitlines()
    head = next((n for n, line in enumerate(lines) if line.strip()), None)
    if head is None:
        report.add(Branch(None, path.name, 1), "empty_file")
        report.check()
        return
    table = _cells(lines[head:], Branch(None, path.name, head + 1), report)
    _, first = next(table, (head, []))
    names = _header(first, Branch(None, path.name, head + 1), report)
    for number, cells in table:
        place = Branch(None, path.name, head + number)
        if len(cells) == len(names):
            yield (
                place,
                {name: plain(cell).strip() for name, cell in zip(names, cells, strict=True)},
            )
        else:
            report.add(place, "wrong_columns", expected=str(len(names)), found=str(len(cells)))


def _cells(lines: list[str], place: Branch, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Every row that says something, with the number of its line; ends where
    the file is no table any more.
    """
    table = csv.reader(lines, delimiter=";" if ";" in lines[0] else ",")
    try:
        yield from (
            (table.line_num, cells) for cells in table if any(cell.strip() for cell in cells)
        )
    except csv.Error as error:
        report.add(
            Branch(None, place.file, place.line + table.line_num), "syntax", problem=str(error)
        )


def _header(cells: list[str], place: Branch, report: Report) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name in names:
        if name and name not in COLUMNS:
            report.add(place, "unknown_column", value=name[:80], near=near(name, COLUMNS))
    if missing := [name for name in COLUMNS if name not in names]:
        report.add(place, "no_header", columns=", ".join(missing))
    report.check()
    return names


class _Row:
    """One row with the report its faults go into."""

    def __init__(self, report: Report, place: Branch, cells: dict[str, str]) -> None:
        self.report, self.place, self.cells = report, place, cells

    def note(self, column: str, code: str, **fields: str) -> None:
        """Note a fault in one column."""
        self.report.add(Branch(None, self.place.file, self.place.line, column), code, **fields)

    def person(self, seats: Collection[str] | None) -> PersonRow:
        """The row as a person; what cannot be read is noted and empty."""
        cells = self.cells
        if not PERSON_ID.fullmatch(cells["id"]):
            self.note("id", "bad_key", key=cells["id"][:80])
        if not cells["navn"]:
            self.note("navn", "missing_field", field="navn")
        if cells["e-mail"] and not EMAIL.fullmatch(cells["e-mail"]):
            self.note("e-mail", "bad_email", value=cells["e-mail"][:80])
        since, until = self._day("fra"), self._day("til")
        if since is None and not cells["fra"]:
            self.note("fra", "missing_field", field="fra")
        if since and until and until < since:
            self.note("til", "when_reversed", value=f"{cells['fra']} - {cells['til']}")
        return PersonRow(
            id=cells["id"],
            name=cells["navn"],
            email=cells["e-mail"],
            slack_id=cells["slack_id"],
            seats=tuple(self._seats(seats)),
            since=since or date(2000, 1, 1),
            until=until,
            line=self.place.line,
        )

    def _day(self, column: str) -> date | None:
        text = self.cells[column]
        if not text:
            return None
        try:
            when = read(text)
        except WhenError as error:
            codes = {"impossible": "impossible_date", "no_year": "when_no_year"}
            self.note(column, codes.get(error.why, "when_unreadable"), value=text[:80])
            return None
        if isinstance(when, Day):
            return when.day
        self.note(column, "wrong_type", expected="date", value=text[:80])
        return None

    def _seats(self, known: Collection[str] | None) -> Iterator[Seat]:
        texts = re.split(r"[\s|,]+", self.cells["pladser"])
        for text in filter(None, texts):
            role = text.partition(":")[0]
            if role not in tuple(Role):
                self.note(
                    "pladser",
                    "unknown_role",
                    value=text[:80],
                    role=role[:80],
                    near=near(role, [*Role]),
                )
            elif not text.partition(":")[2] or (known is not None and text not in known):
                self.note(
                    "pladser", "unknown_owner", value=text[:80], near=near(text, list(known or ()))
                )
            else:
                yield Seat.parse(text)


def _duplicates(report: Report, rows: list[tuple[Branch, dict[str, str]]]) -> None:
    """One id may stand on several lines, for seats taken on different days; the lines must agree on
    who it is and say something new.
    """
    seen: dict[tuple[str, str], tuple[int, dict[str, str]]] = {}
    for place, cells in rows:
        for column in UNIQUE:
            value = cells[column].lower()
            line, first = seen.setdefault((column, value), (place.line, cells))
            if value and line != place.line and not (_same_person(first, cells) and first != cells):
                where = Branch(None, place.file, place.line, column)
                report.add(
                    where,
                    "duplicate_value",
                    column=column,
                    value=cells[column][:80],
                    first_line=str(line),
                )


def _same_person(one: dict[str, str], other: dict[str, str]) -> bool:
    return all(one[column] == other[column] for column in ("id", "navn", "e-mail", "slack_id"))
