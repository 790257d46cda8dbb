"""A table laid on a plan: a way to propose a revision. What a cell leaves empty stays as it stands,
and a row the table lacks stays too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from config.table_row import TableRow
from config.vocabulary import BASES, PLAN_COLUMNS, is_yes, slug
from process.dates.danish import write
from process.dates.danish_grammar import WhenError, fold, long_day, read
from process.dates.when import When
from process.plan.model import Milestone, Moved, OwnerBasis, Plan, ProgrammeLine, Source
from process.seats import Role, Seat

TOLD = ("no_year", "impossible", "reversed", "weekday", "either")
"""Why a wording is no time, where the row says so itself."""
TEXTS = ("conditional", "fixed_by", "owed", "owner_words")
"""Fields of a row that are words, and a table repeats as they are."""
SETTLES = "-"
"""In `aflyst`: takes a cancellation back."""


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A row that was not taken, and why; or, with `kept`, one whose date only stands as words."""

    line: int
    text: str
    why: str
    value: str = ""
    kept: bool = False
    key: str = ""
    """The row of the draft, where it was kept."""


class RowFault(Exception):
    """A row cannot be taken."""

    def __init__(self, why: str, value: str = "") -> None:
        super().__init__(f"{why}: {value}")
        self.why, self.value = why, value


@dataclass(frozen=True, kw_only=True)
class Guess:
    """One thing nobody said of a row, and the word it was guessed from; `field` is the row's."""

    key: str
    field: str
    value: str
    word: str = ""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What became of one row of the source: the rows of the draft it gave, and the guesses in
    them. A line that gave none stands among the unread.
    """

    line: int
    text: str
    keys: tuple[str, ...]
    guesses: tuple[Guess, ...] = ()
    left: str = ""
    """Words of the row that belong to no field; they stand in its note."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The plan with what could be read, what could not, and the titles of rows the table does
    not mention.
    """

    plan: Plan
    unread: tuple[Unread, ...] = ()
    absent: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()


def lay_on(plan: Plan, rows: Iterable[TableRow]) -> Imported:
    """The plan with the table's rows changed and added."""
    found = {m.key: m for m in plan.milestones}
    titles = _titles(plan)
    unread: list[Unread] = []
    met: set[str] = set()
    for row in rows:
        try:
            changed = _changed(plan, row, found, titles)
        except RowFault as fault:
            unread.append(Unread(line=row.line, text=row.text, why=fault.why, value=fault.value))
            continue
        if changed.key in met:
            unread.append(Unread(line=row.line, text=row.text, why="twice", value=changed.key))
        else:
            met.add(changed.key)
            found[changed.key] = changed
    absent = tuple(m.title for m in plan.milestones if m.key not in met)
    return Imported(
        plan=replace(plan, milestones=tuple(found.values())), unread=tuple(unread), absent=absent
    )


Rows = list[list[str]]


def _cell(rows: Rows) -> str:
    """Several things of several parts in one cell: `part;part|part;part`, quoted where it must."""
    return _joined("|", [_joined(";", row) for row in rows])


def _joined(separator: str, parts: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="").writerow(parts)
    return out.getvalue()


def _rows(cell: str, parts: int) -> Rows:
    """The same back, each with so many parts."""
    things = next(csv.reader([cell], delimiter="|"), [])
    rows = (next(csv.reader([thing.strip()], delimiter=";"), []) for thing in things)
    return [[part.strip() for part in (*row, *[""] * parts)][:parts] for row in rows]


def _programme(cell: str) -> tuple[ProgrammeLine, ...]:
    return tuple(
        ProgrammeLine(
            what=what,
            day=_day(day),
            start=time.fromisoformat(start),
            end=time.fromisoformat(end) if end else None,
        )
        for day, start, end, what in _rows(cell, 4)
    )


def _programmed(lines: tuple[ProgrammeLine, ...]) -> str:
    return _cell(
        [
            [
                line.day.isoformat() if line.day else "",
                line.start.isoformat("minutes"),
                line.end.isoformat("minutes") if line.end else "",
                line.what,
            ]
            for line in lines
        ]
    )


def _moved(cell: str) -> tuple[Moved, ...]:
    return tuple(
        Moved(was=read(was), why=why, approved_by=by, approved_on=_day(on))
        for was, why, by, on in _rows(cell, 4)
    )


def _moved_from(moves: tuple[Moved, ...]) -> str:
    return _cell(
        [
            [write(m.was), m.why, m.approved_by, m.approved_on.isoformat() if m.approved_on else ""]
            for m in moves
        ]
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(first for (first,) in _rows(cell, 1))


def _yes(value: bool) -> str:
    return "ja" if value else ""


def _basis(cell: str) -> OwnerBasis:
    return next(basis for basis, word in BASES.items() if fold(word) == fold(cell))


Written = Callable[[Any], str]
Read = Callable[[str], Any]
WHOLE: dict[str, tuple[Written, Read]] = {
    "owner_basis": (lambda basis: BASES[basis], _basis),
    "employees_only": (_yes, is_yes),
    "place_tentative": (_yes, is_yes),
    "public": (_yes, is_yes),
    "audience": (lambda words: _cell([[word] for word in words]), _listed),
    "conflicts_with": (lambda keys: _cell([[key] for key in keys]), _listed),
    "programme": (_programmed, _programme),
    "moved": (_moved_from, _moved),
    "rolled_from": (lambda when: write(when) if when else "", read),
    "guessed": (lambda names: _cell([[name] for name in names]), _listed),
    "source": (
        lambda found: _cell([[one.document, one.place] for one in found]),
        lambda cell: tuple(Source(document=d, place=p) for d, p in _rows(cell, 2)),
    ),
}
"""Fields that a cell holds as a whole: how each is written, and read."""


def table_of(plan: Plan) -> Iterator[list[str]]:
    """The plan's rows as a table that `lay_on` reads back as the same plan; headings first."""
    yield [words[0] for words in PLAN_COLUMNS.values()]
    for row in plan.milestones:
        cells = {
            "key": row.key,
            "when": write(row.when),
            "title": row.title,
            "kind": row.kind,
            "owners": ", ".join(row.owners),
        }
        places = {
            "organ": row.organ,
            "receiver": row.receiver,
            "track": row.track,
            "place": row.place,
        }
        cells |= {name: value or "" for name, value in places.items()} | {
            "note": row.note,
            "cancelled": row.cancelled or "",
            "with_organs": ", ".join(row.with_organs),
            "reading": str(row.reading or ""),
            "tentative": _yes(row.tentative),
        }
        cells |= {name: str(getattr(row, name)) for name in TEXTS}
        cells |= {name: write_it(getattr(row, name)) for name, (write_it, _) in WHOLE.items()}
        yield [" ".join(cells[name].split()) for name in PLAN_COLUMNS]


def _titles(plan: Plan) -> dict[str, str]:
    """Folded titles that name one row only."""
    names = [fold(m.title) for m in plan.milestones]
    return {fold(m.title): m.key for m in plan.milestones if names.count(fold(m.title)) == 1}


def _changed(
    plan: Plan, row: TableRow, found: Mapping[str, Milestone], titles: Mapping[str, str]
) -> Milestone:
    cells = row.cells
    key = cells.get("key", "") or titles.get(fold(cells.get("title", "")), "")
    if key in found:
        return replace(found[key], **_fields(plan, row, found[key]))
    if "title" not in cells:
        raise RowFault("unknown_row" if key else "no_title", key)
    fields = {"kind": plan.kinds[0].key if plan.kinds else "", **_fields(plan, row, None)}
    if "when" not in fields:
        raise RowFault("no_when")
    return Milestone(key=key or slug(cells["title"], frozenset(found)), **fields)


def _fields(plan: Plan, row: TableRow, old: Milestone | None) -> dict[str, Any]:
    """What the filled cells say."""
    cells = row.cells
    fields: dict[str, Any] = {
        name: cells[name]
        for name in ("title", "place", "note", *TEXTS)
        if cells.get(name) and not _same(old, name, cells[name])
    }
    if cells.get("when") and not (old is not None and _written(old.when) == cells["when"]):
        fields["when"] = when_in(cells["when"], old.when if old else None)
    known = {
        "kind": {k.key: k.label for k in plan.kinds},
        "organ": {o.key: o.name for o in plan.organs},
        "receiver": {o.key: o.name for o in plan.organs},
        "track": dict(plan.tracks),
    }
    fields |= {
        name: _named(name, cells[name], names) for name, names in known.items() if cells.get(name)
    }
    if cells.get("with_organs"):
        names = [part.strip() for part in cells["with_organs"].split(",")]
        fields["with_organs"] = tuple(_named("organ", name, known["organ"]) for name in names)
    if cells.get("reading"):
        fields["reading"] = reading_in(cells["reading"])
    if cells.get("tentative"):
        fields["tentative"] = is_yes(cells["tentative"])
    if cells.get("cancelled"):
        fields["cancelled"] = None if cells["cancelled"] == SETTLES else cells["cancelled"]
    if cells.get("owners") and not _owns(old, cells["owners"]):
        fields |= _owners(plan, cells["owners"])
    return fields | _wholes(cells, old)


def _wholes(cells: Mapping[str, str], old: Milestone | None) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, (write_it, read_it) in WHOLE.items():
        cell = cells.get(name, "")
        stood = " ".join(write_it(getattr(old, name)).split()) if old is not None else ""
        if cell and cell != stood:
            try:
                fields[name] = read_it(cell)
            except (ValueError, StopIteration, WhenError) as error:
                raise RowFault("bad_cell", f"{PLAN_COLUMNS[name][0]}|{cell}") from error
    return fields


def reading_in(cell: str) -> int:
    """The council's first or second reading. Raises RowFault."""
    if cell.strip(" .") not in ("1", "2"):
        raise RowFault("unknown_reading", cell)
    return int(cell.strip(" ."))


def _same(old: Milestone | None, name: str, words: str) -> bool:
    """Spaces and line feeds are lost in a cell; that changes nothing."""
    return old is not None and " ".join(str(getattr(old, name)).split()) == words


def _written(when: When) -> str:
    return " ".join(write(when).split())


def when_in(words: str, old: When | None = None, *, year: int | None = None) -> When:
    """A cell's time; a year nobody wrote is the one the row had. Raises RowFault."""
    day = old.latest if old else None
    try:
        return read(words, year=year or (day.year if day else None))
    except WhenError as error:
        why = error.why if error.why in TOLD else "unreadable"
        value = f"{words}|{long_day(error.day)}" if error.day else words
        raise RowFault(f"when_{why}", value) from error


def _named(what: str, words: str, names: Mapping[str, str]) -> str:
    if words in names:
        return words
    for key, name in names.items():
        if fold(name) == fold(words):
            return key
    raise RowFault(f"unknown_{what}", words)


def _owns(old: Milestone | None, words: str) -> bool:
    return old is not None and ", ".join(old.owners) == words


def _owners(plan: Plan, words: str) -> dict[str, Any]:
    """Seats where they are written as seats; else the words themselves, which nobody is reminded
    by.
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if not all(":" in part and part.partition(":")[0] in tuple(Role) for part in parts):
        return {"owners": (), "owner_basis": OwnerBasis.STATED, "owner_words": words}
    for part in parts:
        place = part.partition(":")[2]
        if place != "*" and not _has_place(plan, Seat.parse(part)):
            raise RowFault("unknown_seat", part)
    return {"owners": tuple(parts), "owner_basis": OwnerBasis.STATED}


def _has_place(plan: Plan, seat: Seat) -> bool:
    directors = {area.director for area in plan.areas}
    return (
        plan.has_area(seat.place)
        or plan.has_organ(seat.place)
        or seat.place in directors
        or seat.place == plan.key
    )
