"""A first draft of a plan from a table or the text of a note. Kinds and organs are guesses to be looked at; dates are never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from config.closed_days import CustomaryDays, closed_days
from config.table_plan import Imported, RowFault, Unread, when_in
from config.table_row import TableRow
from process.danish_table import BULLET, column, kind_of, organ_kind, reading_of, slug
from process.danish_when import WhenError, read, write
from process.days import WorkCalendar
from process.plan import Kind, Milestone, Organ, OwnerBasis, Plan, Rhythm, Source
from process.when import Undated, When

DELIVERY_RHYTHM = Rhythm(remind=(3, 1), nag_every=2, nags=3, escalate_after=3)
SEPARATOR = re.compile(r"\s*(?:\t+|\s\|\s|\||:\s|\s[-–—]\s|\s{2,})\s*")
TITLE = re.compile(r"[^\W\d_]{3}")
MARKS = " ,;:.()–-"
MOST_WORDS = 14
"""The longest wording of a time, in words."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a note does not say of the plan it becomes."""

    key: str
    title: str
    municipality: str
    year: int | None = None


def draft(head: Head, rows: Iterable[TableRow], *, source: str) -> Imported:
    """A plan of the rows; a row with a title and no time that can be read keeps its words and is told."""
    made: dict[str, Milestone] = {}
    organs: dict[str, Organ] = {}
    unread: list[Unread] = []
    for row in rows:
        try:
            milestone, fault = _milestone(row, head.year, frozenset(made), organs, source)
        except RowFault as refused:
            unread.append(Unread(line=row.line, text=row.text, why=refused.why, value=refused.value))
            continue
        made[milestone.key] = milestone
        if fault is not None:
            unread.append(Unread(line=row.line, text=row.text, why=fault.why, value=fault.value, kept=True))
    milestones = tuple(made.values())
    plan = Plan(
        key=head.key,
        title=head.title,
        municipality=head.municipality,
        uid_host=f"{head.key}.fristvogter.invalid",
        calendar=WorkCalendar(closed=closed_days(_years(milestones), CustomaryDays())),
        kinds=tuple(_kinds(milestones)),
        organs=tuple(organs.values()),
        milestones=milestones,
    )
    return Imported(plan=plan, unread=tuple(unread))


def _years(rows: tuple[Milestone, ...]) -> range:
    years = [day.year for row in rows for day in (row.when.earliest, row.when.latest) if day]
    return range(min(years), max(years) + 2) if years else range(0)


def _kinds(rows: tuple[Milestone, ...]) -> Iterable[Kind]:
    for key, label, does in dict.fromkeys(kind_of(row.title) for row in rows):
        yield Kind(key=key, label=label, does=does, rhythm=DELIVERY_RHYTHM if key == "aflevering" else Rhythm())


def _milestone(
    row: TableRow, year: int | None, taken: frozenset[str], organs: dict[str, Organ], source: str
) -> tuple[Milestone, RowFault | None]:
    cells = row.cells
    title = cells.get("title", "")
    if not title:
        raise RowFault("no_title")
    when, fault = _when(cells.get("when", ""), year)
    owner = cells.get("owners", "")
    milestone = Milestone(
        key=slug(cells.get("key") or title, taken),
        title=title,
        kind=kind_of(title)[0],
        when=when,
        owner_basis=OwnerBasis.STATED if owner else OwnerBasis.NOT_STATED,
        owner_words=owner,
        organ=_organ(cells.get("organ", ""), organs),
        receiver=_organ(cells.get("receiver", ""), organs),
        reading=reading_of(title),
        place=cells.get("place", ""),
        note=cells.get("note", ""),
        cancelled=cells.get("cancelled"),
        source=(Source(document=source, place=f"linje {row.line}"),),
    )
    return milestone, fault


def _when(words: str, year: int | None) -> tuple[When, RowFault | None]:
    if not words:
        return Undated(), RowFault("no_when")
    try:
        return when_in(words, year=year), None
    except RowFault as fault:
        return Undated(words=words), fault


def _organ(name: str, organs: dict[str, Organ]) -> str | None:
    if not name:
        return None
    key = next((key for key, organ in organs.items() if organ.name == name), None)
    if key is None:
        key = slug(name, frozenset(organs))
        kind, level = organ_kind(name)
        organs[key] = Organ(key=key, name=name, kind=kind, level=level)
    return key


def note_rows(text: str, *, year: int | None) -> tuple[tuple[TableRow, ...], tuple[Unread, ...]]:
    """The lines of a note that hold a time and something that happens then, and every other line with why it was not taken."""
    rows: list[TableRow] = []
    unread: list[Unread] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = BULLET.sub("", line).strip()
        if not words or not re.search(r"\w", words) or _is_heading(words):
            continue
        found = _split(words, year)
        if found is None:
            unread.append(Unread(line=number, text=words, why="no_time_in_line"))
        else:
            when, title = found
            rows.append(TableRow(line=number, cells={"when": write(when), "title": title}, text=words))
    return tuple(rows), tuple(unread)


def _is_heading(words: str) -> bool:
    """The headings of a pasted table say nothing of their own."""
    return all(column(cell) for cell in SEPARATOR.split(words))


def _split(words: str, year: int | None) -> tuple[When, str] | None:
    """A time and a title: the longest time there is, between marks, at the head or at the tail. So no half of a span is taken."""
    found = [(time, rest, when) for time, rest in _cuts(words) if (when := _read(time, year)) is not None and TITLE.search(rest)]
    if not found:
        return None
    _, rest, when = max(found, key=lambda one: len(one[0]))
    return when, rest


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """Every way to part a line into a time and what is left."""
    cells = [cell for cell in SEPARATOR.split(words) if cell]
    for n, cell in enumerate(cells):
        yield cell, " – ".join(cells[:n] + cells[n + 1 :])
    tokens = words.split()
    for count in range(min(MOST_WORDS, len(tokens) - 1), 0, -1):
        for time, title in ((tokens[:count], tokens[count:]), (tokens[-count:], tokens[:-count])):
            yield " ".join(time).strip(MARKS), " ".join(title).strip(MARKS)


def _read(words: str, year: int | None) -> When | None:
    try:
        return read(words, year=year)
    except WhenError:
        return None


def with_unread(found: Imported, unread: tuple[Unread, ...]) -> Imported:
    """Told together, in the order of the lines."""
    return replace(found, unread=tuple(sorted((*found.unread, *unread), key=lambda row: row.line)))
