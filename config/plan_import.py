"""A timetable as people send it (rows of a table, lines of a note) made into the draft of a plan.
No date is guessed: what is only expected is marked so, and what cannot be read stays as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from config.plan_file import CustomaryDays, closed_days
from config.plan_table import Imported, RowFault, Unread
from config.tables import TableRow
from config.vocabulary import (
    BULLET,
    UNNAMED,
    body_in,
    column,
    is_deadline,
    is_plan_title,
    kind_of,
    municipality_in,
    organ_kind,
    reading_of,
    slug,
    why_no_time,
)
from process.dates.danish import write
from process.dates.danish_grammar import WhenError, fold, long_day, read
from process.dates.when import Day, EachMeeting, NoLater, Relative, Undated, When, Window
from process.dates.workdays import WorkCalendar
from process.plan.model import Kind, Milestone, Organ, OrganKind, OwnerBasis, Plan, Rhythm, Source

SEPARATOR = re.compile(r"\s*(?:\t+|\s\|\s|\||:\s|\s[-–—]\s|\s{2,})\s*")
MARKS = " ,;:.()–-"
MOST_WORDS = 14
"""The longest wording of a time, in words."""
SHORT_LINE = 16
"""In a line of no more words a time may stand in the middle; in a longer one that
would be a sentence about it.
"""
LETTERS = re.compile(r"[^\W\d_]{3}")
EXPECTED = re.compile(
    r"^(?:forventet|forventeligt|foreloebigt?|formentlig|ca\.?|cirka|omkring|evt\.?)\s*:?\s*"
)
HOURS = re.compile(
    r"[\s,(]*\bkl\.?\s*\d\d?(?:[.:]\d\d)?(?:\s*(?:[-–]|til)\s*(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?)?\)?",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?P<count>\d{1,3}) (?P<unit>dag|uge)(?:e|er)? (?P<side>foer|efter) (?P<what>.+)"
)


@dataclass(frozen=True, kw_only=True)
class CellTime:
    """A row's time, its title without what belongs to the time, and a code for
    what could not be read (`why`).
    """

    when: When
    title: str
    note: str = ""
    tentative: bool = False
    why: str = ""


def cell_time(words: str, title: str, year: int | None) -> CellTime:
    """The time a cell says; a deadline where the title calls it one."""
    if not words:
        return CellTime(when=Undated(), title=title, why="no_when")
    expected = EXPECTED.match(fold(words))
    told = without(words, expected[0]) if expected else words
    try:
        found = CellTime(when=own_time(told, year), title=title, tentative=expected is not None)
    except WhenError as error:
        if error.why == "no_year":
            return CellTime(when=Undated(words=words), title=title, why="when_no_year")
        inside = (
            split_time(told, year)
            if why_no_time(words) in ("when_unreadable", "when_season")
            else None
        )
        if inside is None:
            return CellTime(when=Undated(words=words), title=title, why=why_no_time(words))
        found = CellTime(
            when=inside[0], title=title, note=inside[1], tentative=expected is not None
        )
    return _deadline(_with_hours(found))


def without(words: str, head: str) -> str:
    """The words behind a folded head of theirs, which may be longer than it was."""
    return next(
        (words[n:] for n in range(len(words)) if len(fold(words[:n])) >= len(head.rstrip())), ""
    ).strip()


def _with_hours(found: CellTime) -> CellTime:
    """Hours that stand behind the title belong to the day."""
    match = HOURS.search(found.title)
    if match is None or not isinstance(found.when, Day | NoLater) or "kl." in write(found.when):
        return found
    try:
        when = read(f"{write(found.when)} {match[0].strip(' ,()')}")
    except WhenError:
        return found
    rest = f"{found.title[: match.start()]} {found.title[match.end() :]}"
    return replace(found, when=when, title=" ".join(rest.split()).strip(" ,"))


def _deadline(found: CellTime) -> CellTime:
    when = found.when
    if is_deadline(found.title) and isinstance(when, Day) and when.end is None:
        return replace(found, when=NoLater(day=when.day, at=when.start))
    return found


def split_time(words: str, year: int | None) -> tuple[When, str] | None:
    """A time and what is left: the longest time there is, between marks, at the head or at the
    tail, in a short line anywhere. So no half of a span is taken.
    """
    found = [
        (time, rest, when)
        for time, rest in _cuts(words)
        if LETTERS.search(rest) and (when := _read(time, year)) is not None
    ]
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
    for count in range(min(MOST_WORDS, len(tokens)), 0, -1):
        starts = (
            range(len(tokens) - count + 1)
            if len(tokens) <= SHORT_LINE
            else (0, len(tokens) - count)
        )
        for start in starts:
            rest = [*tokens[:start], *tokens[start + count :]]
            yield " ".join(tokens[start : start + count]).strip(MARKS), " ".join(rest).strip(MARKS)


def own_time(words: str, year: int | None) -> When:
    """A time that says itself when it is; raises WhenError for one that hangs on a row
    or a body a draft cannot know.
    """
    when = read(words, year=year)
    if isinstance(when, Relative | Window | Undated) or (
        isinstance(when, EachMeeting) and when.group not in tuple(OrganKind)
    ):
        raise WhenError(words, "unreadable")
    return when


def _read(words: str, year: int | None) -> When | None:
    try:
        return own_time(words, year)
    except WhenError:
        return None


def counted(
    rows: tuple[Milestone, ...], unread: Iterable[Unread]
) -> tuple[tuple[Milestone, ...], list[Unread]]:
    """So many days before or after a row, reckoned where just one row of that name has a day; it is
    told, so that somebody looks at it.
    """
    found: dict[str, Milestone] = {row.key: row for row in rows}
    told: list[Unread] = []
    for one in unread:
        day = _counted_day(one.value, rows) if one.why == "when_counted" and one.key else None
        if day is None:
            told.append(one)
            continue
        row = found[one.key]
        when = NoLater(day=day) if is_deadline(row.title) else Day(day=day)
        found[one.key] = replace(
            row, when=when, note=". ".join(filter(None, [row.note, one.value]))
        )
        told.append(replace(one, why="reckoned", value=f"{one.value}|{long_day(day)}", kept=False))
    return tuple(found.values()), told


def _counted_day(words: str, rows: tuple[Milestone, ...]) -> date | None:
    match = COUNTED.search(fold(words))
    if match is None:
        return None
    wanted = match["what"].strip(" .").removesuffix("en").removesuffix("et")
    days = {
        row.when.earliest
        for row in rows
        if wanted in fold(row.title) and isinstance(row.when, Day | NoLater)
    }
    anchor = days.pop() if len(days) == 1 else None
    if anchor is None:
        return None
    count = int(match["count"]) * (7 if match["unit"] == "uge" else 1)
    return anchor + timedelta(days=-count if match["side"] == "foer" else count)


MOST_HEAD = 12
"""Lines at the head of a note in which it may say what it is."""
DELIVERY_RHYTHM = Rhythm(remind=(3, 1), nag_every=2, nags=3, escalate_after=3)


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a note does not say of the plan it becomes; "" for what is to be found in it."""

    key: str
    title: str
    municipality: str
    year: int | None = None


def head_of(head: Head, lines: Iterable[str], *, name: str) -> Head:
    """The head with what is left open found above the rows: a line that calls itself a plan, and
    the municipality; else the file's name.
    """
    above = [" ".join(line.split()) for line in lines if line.strip()][:MOST_HEAD]
    title = head.title or next((line for line in above if is_plan_title(line)), name)
    municipality = head.municipality or next(
        (found for line in above if (found := municipality_in(line))), UNNAMED
    )
    return replace(
        head, title=title, municipality=municipality, key=head.key or slug(title).replace("_", "-")
    )


def draft(head: Head, rows: Iterable[TableRow], *, source: str) -> Imported:
    """A plan of the rows; a row with a title and no time that can be read
    keeps its words and is told.
    """
    made: dict[str, Milestone] = {}
    organs: dict[str, Organ] = {}
    unread: list[Unread] = []
    for row in rows:
        try:
            milestone, fault = _milestone(row, head.year, frozenset(made), organs, source)
        except RowFault as refused:
            unread.append(
                Unread(line=row.line, text=row.text, why=refused.why, value=refused.value)
            )
            continue
        made[milestone.key] = milestone
        if fault is not None:
            unread.append(
                Unread(
                    line=row.line,
                    text=row.text,
                    why=fault.why,
                    value=fault.value,
                    kept=True,
                    key=milestone.key,
                )
            )
    milestones, unread = counted(tuple(made.values()), unread)
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
        yield Kind(
            key=key,
            label=label,
            does=does,
            rhythm=DELIVERY_RHYTHM if key == "aflevering" else Rhythm(),
        )


def _milestone(
    row: TableRow, year: int | None, taken: frozenset[str], organs: dict[str, Organ], source: str
) -> tuple[Milestone, RowFault | None]:
    cells = row.cells
    title = cells.get("title", "")
    if not title:
        raise RowFault("no_title")
    found = cell_time(cells.get("when", ""), title, year)
    owner = cells.get("owners", "")
    notes = [
        cells.get("note", ""),
        found.note,
        *(f"{heading}: {cell}" if heading else cell for heading, cell in row.extra),
    ]
    milestone = Milestone(
        key=slug(cells.get("key") or found.title, taken),
        title=found.title,
        kind=kind_of(found.title)[0],
        when=found.when,
        tentative=found.tentative,
        owner_basis=OwnerBasis.STATED if owner else OwnerBasis.NOT_STATED,
        owner_words=owner,
        organ=_organ(cells.get("organ") or body_in(title), organs),
        receiver=_organ(cells.get("receiver", ""), organs),
        reading=reading_of(title),
        place=cells.get("place", ""),
        note=". ".join(note.strip(" .") for note in notes if note.strip(" .")),
        cancelled=cells.get("cancelled"),
        source=(Source(document=source, place=f"linje {row.line}"),),
    )
    return milestone, RowFault(found.why, cells.get("when", "")) if found.why else None


def _organ(name: str, organs: dict[str, Organ]) -> str | None:
    if not name:
        return None
    key = next((key for key, organ in organs.items() if fold(organ.name) == fold(name)), None)
    if key is None:
        key = slug(name, frozenset(organs))
        kind, level = organ_kind(name)
        organs[key] = Organ(key=key, name=name, kind=kind, level=level)
    return key


def with_unread(found: Imported, unread: tuple[Unread, ...]) -> Imported:
    """Told together, in the order of the lines; the line that became the title is told already."""
    rest = (row for row in unread if row.text != found.plan.title)
    return replace(found, unread=tuple(sorted((*found.unread, *rest), key=lambda row: row.line)))


AT_HEAD = re.compile(r"hver|loebende|afventer")
LETTERHEAD = re.compile(
    r"(?:til|fra|dato|sagsnr\.?|sag|dokumentnr\.?|ref\.?|j\.? ?nr\.?|kopi til|vedr\.?|emne)\s*:"
)


def note_rows(text: str, *, year: int | None) -> tuple[tuple[TableRow, ...], tuple[Unread, ...]]:
    """The rows, and the lines that are none."""
    rows: list[TableRow] = []
    unread: list[Unread] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = BULLET.sub("", line).strip()
        if not words or not re.search(r"\w", words) or _is_heading(words):
            continue
        expected = EXPECTED.match(fold(words))
        told = without(words, expected[0]) if expected else words
        found = None if LETTERHEAD.match(fold(words)) else split_time(told, year)
        if found is not None:
            when, title = (
                f"ca. {write(found[0])}" if expected else write(found[0]),
                _upper(found[1]),
            )
            rows.append(TableRow(line=number, cells={"when": when, "title": title}, text=words))
        elif (parted := _parted(words, bullet=words != line.strip())) is not None:
            rows.append(
                TableRow(
                    line=number, cells={"when": parted[0], "title": _upper(parted[1])}, text=words
                )
            )
        else:
            unread.append(Unread(line=number, text=words, why="no_time_in_line"))
    return tuple(rows), tuple(unread)


def _is_heading(words: str) -> bool:
    """The headings of a pasted table say nothing of their own."""
    return all(column(cell) for cell in SEPARATOR.split(words))


def _parted(words: str, *, bullet: bool) -> tuple[str, str] | None:
    """Words that stand where a time would (it goes on and on, it is counted from another row) and
    what happens; kept without a day.
    """
    if LETTERHEAD.match(fold(words)):
        return None
    halves = (*_halves(words), *(_heads(words) if bullet else ()))
    return next(
        (
            (time, title)
            for time, title in halves
            if why_no_time(time) != "when_unreadable" and len(title) > 2
        ),
        None,
    )


def _halves(words: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"\s*(?:[:–]|,|\s-)\s+", words):
        before, after = words[: match.start()].strip(MARKS), words[match.end() :].strip(MARKS)
        yield before, after
        yield after, before


def _heads(words: str) -> Iterator[tuple[str, str]]:
    """Where no mark parts the two, the title is the whole line."""
    tokens = words.split()
    if AT_HEAD.match(fold(words)):
        yield from ((" ".join(tokens[:count]), words) for count in (3, 2, 1))


def _upper(title: str) -> str:
    return title[:1].upper() + title[1:]
