"""Proposals as a table: CSV or XLSX, one proposal a row, every fault named with its line and
column.

Lists are separated by `|`; stations are `organ day`, with `: udsat, lukket` behind them where a
meeting has been held, committees that are not affected `committee: reason`. Organs and areas may
be written by key or by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from config.tables import table_lines
from config.tree import Branch, Report
from config.vocabulary import (
    LEVELS,
    NEEDED,
    STATION_MARKS,
    STATION_OUTCOMES,
    YES,
    field_of,
    heading_of,
)
from process.dates.danish_grammar import WhenError, fold, read
from process.dates.when import Day
from process.faults import near
from process.plan.model import Level, Plan
from process.plan.proposals import NotAffected, Proposal, Station


def load_proposals(path: Path, plan: Plan) -> tuple[Proposal, ...]:
    """The proposals in a file; raises PlanFaults with every fault."""
    report = Report()
    lines = [(number, cells) for number, cells in table_lines(path) if any(cells)]
    start = Branch(None, path.name, 1)
    if not lines:
        report.add(start, "empty_file")
        report.check()
    fields = _fields(lines[0][1], Branch(None, path.name, lines[0][0]), report)
    rows = [
        _Row(plan, report, path.name, number, _named(fields, cells)) for number, cells in lines[1:]
    ]
    found = tuple(row.proposal() for row in rows)
    _doubles(rows, report)
    report.check()
    return found


def _fields(headings: list[str], place: Branch, report: Report) -> dict[int, str]:
    found = {n: name for n, heading in enumerate(headings) if (name := field_of(heading))}
    for name in NEEDED:
        if name not in found.values():
            report.add(place, "missing_field", field=heading_of(name))
    report.check()
    return found


def _named(fields: dict[int, str], cells: list[str]) -> dict[str, str]:
    return {name: cells[n].strip() if n < len(cells) else "" for n, name in fields.items()}


def _doubles(rows: list[_Row], report: Report) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.text("id").upper(), row.line)
        if first != row.line:
            row.note("id", "duplicate_key", key=row.text("id"), first_line=str(first))


class _Row:
    """One row with the report its faults go into."""

    def __init__(
        self, plan: Plan, report: Report, file: str, line: int, cells: dict[str, str]
    ) -> None:
        self._plan, self._report, self._file, self.line, self._cells = (
            plan,
            report,
            file,
            line,
            cells,
        )

    def text(self, field: str) -> str:
        """A cell; "" when the column is not there."""
        return self._cells.get(field, "")

    def note(self, column: str, code: str, **fields: str) -> None:
        """Note a fault in one column."""
        self._report.add(Branch(None, self._file, self.line, heading_of(column)), code, **fields)

    def proposal(self) -> Proposal:
        """The row as a proposal; what cannot be read is noted and empty."""
        for field in NEEDED:
            if not self.text(field):
                self.note(field, "missing_field", field=heading_of(field))
        return Proposal(
            id=self.text("id").upper(),
            version=self._number(),
            title=self.text("title"),
            neutral_title=self.text("neutral_title"),
            area=self._area(),
            level=self._level(),
            stations=tuple(self._stations()),
            affected=tuple(self._organ("affected", name) for name in self._list("affected")),
            not_affected=tuple(self._not_affected()),
            others_to_hear=tuple(self._list("others_to_hear")),
            share_from=self._day("share_from", self.text("share_from")),
            embargo_until=self._day("embargo_until", self.text("embargo_until")),
            origin=self._organ("origin", self.text("origin")) if self.text("origin") else "",
            may_identify=fold(self.text("may_identify")) in YES,
        )

    def _list(self, field: str) -> list[str]:
        return [
            part.strip() for part in self.text(field).replace("\n", "|").split("|") if part.strip()
        ]

    def _number(self) -> int:
        text = self.text("version") or "1"
        if text.isdecimal() and 1 <= int(text) < 1000:
            return int(text)
        self.note("version", "impossible_number", value=text[:20], lowest="1", highest="999")
        return 1

    def _area(self) -> str:
        names = {a.key: a.name for a in self._plan.areas}
        return (
            self._known("area", self.text("area"), names, "unknown_area")
            if self.text("area")
            else ""
        )

    def _organ(self, field: str, name: str) -> str:
        return self._known(field, name, {o.key: o.name for o in self._plan.organs}, "unknown_organ")

    def _known(self, field: str, text: str, names: dict[str, str], code: str) -> str:
        for key, name in names.items():
            if fold(text) in (fold(key), fold(name)):
                return key
        self.note(field, code, value=text[:80], near=near(text, [*names, *names.values()]))
        return text

    def _level(self) -> Level:
        text = fold(self.text("level"))
        if text and text not in LEVELS:
            self.note(
                "level",
                "not_a_choice",
                value=self.text("level")[:40],
                choices=", ".join(LEVELS),
                near="",
            )
        return LEVELS.get(text, Level.AREA)

    def _stations(self) -> Iterator[Station]:
        for part in self._list("stations"):
            place, _, said = part.partition(":")
            name, day = self._split_station(place.strip())
            yield self._with_outcome(Station(organ=self._organ("stations", name), day=day), said)

    def _with_outcome(self, station: Station, said: str) -> Station:
        """What stands after the colon: the outcome, and whether it was a closed item
        or on a supplementary agenda.
        """
        for word in filter(None, (part.strip() for part in said.split(","))):
            if (outcome := STATION_OUTCOMES.get(fold(word))) and station.day:
                station = replace(station, outcome=outcome)
            elif mark := STATION_MARKS.get(fold(word)):
                station = (
                    replace(station, closed=True)
                    if mark == "closed"
                    else replace(station, supplementary=True)
                )
            else:
                choices = ", ".join([*STATION_OUTCOMES, *STATION_MARKS])
                self.note("stations", "not_a_choice", value=word[:40], choices=choices, near="")
        return station

    def _split_station(self, part: str) -> tuple[str, date | None]:
        """The organ, and the day behind it when there is one."""
        words = part.split()
        for count in range(1, len(words)):
            try:
                found = read(" ".join(words[count:]))
            except WhenError:
                continue
            if isinstance(found, Day):
                return " ".join(words[:count]).rstrip(","), found.day
        return part, None

    def _not_affected(self) -> Iterator[NotAffected]:
        for part in self._list("not_affected"):
            name, _, reason = part.partition(":")
            if not reason.strip():
                self.note("not_affected", "missing_field", field=f"{name.strip()}: …")
            yield NotAffected(
                committee=self._organ("not_affected", name.strip()), reason=reason.strip()
            )

    def _day(self, field: str, text: str) -> date | None:
        if not text:
            return None
        try:
            found = read(text)
        except WhenError:
            found = None
        if not isinstance(found, Day):
            self.note(field, "when_unreadable", value=text[:80])
            return None
        return found.day
