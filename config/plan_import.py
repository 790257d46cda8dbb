"""A timetable as people send it, made into the draft of a plan. No date is guessed; what else is
guessed (kind, body, reading) is marked with the word it was guessed from, and no word of a row is
lost: what belongs to no field stands in its note and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from config.clauses import Clause, clause_for, clauses_of, same_body, speaks_of_employees
from config.plan_file import CustomaryDays, closed_days
from config.plan_table import Account, Guess, Imported, Unread
from config.row_time import LEFT, RowTime, row_time
from config.table_row import TableRow
from config.vocabulary import (
    BODY,
    CHANGED,
    KINDS,
    SHORT_NAME,
    UNNAMED,
    does_in,
    is_deadline,
    is_plan_title,
    is_yes,
    municipality_in,
    organ_kind,
    reading_of,
    slug,
)
from process.dates.danish import write
from process.dates.danish_grammar import MONTH_NUMBERS, fold, long_day
from process.dates.when import Day, NoLater, When
from process.dates.workdays import WorkCalendar
from process.plan.model import (
    Does,
    Kind,
    Milestone,
    Organ,
    OwnerBasis,
    Plan,
    Rhythm,
    Source,
)

COUNTED = re.compile(
    r"(?P<count>\d{1,3}) (?P<unit>dag|uge)(?:e|er)? (?P<side>foer|efter) (?P<what>.+)"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
AUTUMN = 9
"""A list that crosses New Year began no earlier than in this month."""
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
    rows = tuple(rows)
    made = _Draft(source=source, short_names=short_names(rows))
    for row, year in zip(rows, years_in_order(rows, head.year), strict=True):
        made.take(row, year, moved=year != head.year)
    milestones, unread = counted(tuple(made.milestones.values()), made.unread)
    plan = Plan(
        key=head.key,
        title=head.title,
        municipality=head.municipality,
        uid_host=f"{head.key}.fristvogter.invalid",
        calendar=WorkCalendar(closed=closed_days(_years(milestones), CustomaryDays())),
        kinds=tuple(_kinds(milestones)),
        tracks=tuple(made.tracks.items()),
        organs=tuple(made.organs.values()),
        milestones=milestones,
    )
    return Imported(plan=plan, unread=tuple(unread), accounts=tuple(made.accounts))


def with_unread(found: Imported, unread: tuple[Unread, ...]) -> Imported:
    """Told together, in the order of the lines; the line that became the title is told already."""
    rest = (row for row in unread if row.text != found.plan.title)
    return replace(found, unread=tuple(sorted((*found.unread, *rest), key=lambda row: row.line)))


def year_told(found: Imported, year: int | None) -> Imported:
    """A heading that names other years than the one the dates were read in is told, never
    followed: the timetable of the budget of 2026 is lived in 2025.
    """
    named = YEAR.findall(found.plan.title)
    if year is None or not named or str(year) in named:
        return found
    said = Unread(
        line=1, text=found.plan.title, why="heading_of_another_year", value=f"{named[0]}|{year}"
    )
    return replace(found, unread=(said, *found.unread))


def years_in_order(rows: Sequence[TableRow], year: int | None) -> list[int | None]:
    """The year of each row that names none: a list that begins in the autumn and goes on in the new
    year began the year before, and one that runs past New Year ends the year after.
    """
    if year is None or any(map(_says_year, rows)):
        return [year] * len(rows)
    months = [_month(row, year) for row in rows]
    known = [(n, month) for n, month in enumerate(months) if month is not None]
    drops = [n for (_, before), (n, month) in pairwise(known) if before - month >= 6]
    if len(drops) != 1 or not _in_order(known, drops[0]):
        return [year] * len(rows)
    before = sum(n < drops[0] for n, _ in known)
    first = year - 1 if before < len(known) - before else year
    return [first + (n >= drops[0]) for n in range(len(rows))]


def _in_order(known: Sequence[tuple[int, int]], drop: int) -> bool:
    """Whether the list runs month by month on both sides of the new year; a list that jumps about
    says nothing of years.
    """
    before = [month for n, month in known if n < drop]
    after = [month for n, month in known if n >= drop]
    return before == sorted(before) and after == sorted(after) and min(before) >= AUTUMN


def _says_year(row: TableRow) -> bool:
    return re.search(r"\d{4}", row.cells.get("when", "")) is not None


def _month(row: TableRow, year: int) -> int | None:
    """The month of a row's time, where the row names no year."""
    words = row.cells.get("when", "")
    if not words or _says_year(row):
        return None
    for candidate in (year, year - 1, year + 1):
        found = row_time(words, "", candidate)
        if found.when.earliest is not None:
            return found.when.earliest.month
    return None


def short_names(rows: Iterable[TableRow]) -> dict[str, str]:
    """The whole name of each body behind which a short one stands in parentheses, somewhere in the
    rows; a short name of two bodies is nobody's.
    """
    found: dict[str, set[str]] = {}
    for row in rows:
        for body in BODY.finditer(row.text):
            if short := SHORT_NAME.match(row.text, body.end()):
                found.setdefault(fold(short["short"]), set()).add(body[0])
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


class _Draft:
    """The draft as it grows, row by row."""

    def __init__(self, *, source: str, short_names: Mapping[str, str]) -> None:
        self.source, self.short_names = source, short_names
        self.milestones: dict[str, Milestone] = {}
        self.organs: dict[str, Organ] = {}
        self.tracks: dict[str, str] = {}
        self.unread: list[Unread] = []
        self.accounts: list[Account] = []

    def take(self, row: TableRow, year: int | None, *, moved: bool) -> None:
        """One row of the source: one of the draft, or two where two bodies do different things."""
        title = row.cells.get("title", "")
        if not title:
            self._tell(row, "no_title")
            return
        time = row_time(row.cells.get("when", ""), title, year)
        clauses = understood(row, time.title)
        keys: list[str] = []
        guesses: list[Guess] = []
        left = _left(row, time)
        for clause in clauses:
            made = self._milestone(row, time, clause, left)
            self.milestones[made.key] = made
            keys.append(made.key)
            guesses += self._guesses(made, clause, time, moved=moved)
            marked = tuple(dict.fromkeys(g.field for g in guesses if g.key == made.key))
            self.milestones[made.key] = replace(made, guessed=marked)
        self.accounts.append(
            Account(
                line=row.line, text=row.text, keys=tuple(keys), guesses=tuple(guesses), left=left
            )
        )
        self._tell_of(row, time, clauses, keys[0], left)

    def _tell(self, row: TableRow, why: str, value: str = "", **more: str | bool) -> None:
        self.unread.append(
            Unread(
                line=row.line,
                text=row.text,
                why=why,
                value=value,
                kept=bool(more.get("kept", False)),
                key=str(more.get("key", "")),
            )
        )

    def _tell_of(
        self, row: TableRow, time: RowTime, clauses: Sequence[Clause], key: str, left: str
    ) -> None:
        cells = row.cells
        if time.why:
            self._tell(row, time.why, time.value, kept=time.when.latest is None, key=key)
        if disagreed := _disagrees(row, time.when):
            self._tell(row, "disagrees", disagreed, key=key)
        if len(clauses) > 1:
            told = "; ".join(f"{c.body}: {KINDS[c.does][1]}" for c in clauses)
            self._tell(row, "split", told, key=key)
        if (cell := cells.get("kind")) and does_in(cell) is None:
            self._tell(row, "kind_unknown", cell, key=key)
        word = CHANGED.search(f"{cells.get('when', '')} {cells['title']}")
        if word and not time.why and not cells.get("cancelled"):
            self._tell(row, "speaks_of_change", word[0], key=key)
        beside = time.left if LEFT.search(time.left) else ""
        if over := ". ".join(filter(None, [beside, left])):
            self._tell(row, "left_over", over, key=key)

    def _milestone(self, row: TableRow, time: RowTime, clause: Clause, left: str) -> Milestone:
        cells = row.cells
        owner = ", ".join(filter(None, (cells.get("owners"), cells.get("owner_words"))))
        kind = cells.get("kind", "")
        notes = [
            cells.get("note", ""),
            time.left,
            f"Type: {kind}" if kind and does_in(kind) is None else "",
            *(f"{heading}: {cell}" if heading else cell for heading, cell in row.extra),
            left,
        ]
        title = time.title or cells["title"]
        return Milestone(
            key=slug(cells.get("key") or title, frozenset(self.milestones)),
            title=title,
            kind=KINDS[clause.does][0],
            when=time.when,
            tentative=time.tentative or is_yes(cells.get("tentative", "")),
            conditional=cells.get("conditional", ""),
            fixed_by=cells.get("fixed_by", ""),
            owed=cells.get("owed", ""),
            owner_basis=OwnerBasis.STATED if owner else OwnerBasis.NOT_STATED,
            owner_words=owner,
            organ=self._organ(clause.body),
            with_organs=tuple(key for name in _joint(clause, cells) if (key := self._organ(name))),
            employees_only=clause.employees_only,
            receiver=self._organ(cells.get("receiver", "")),
            reading=_reading(clause, title, cells.get("reading", "")),
            track=self._track(cells.get("track", "")),
            place=cells.get("place", ""),
            note=". ".join(note.strip(" .") for note in notes if note.strip(" .")),
            cancelled=cells.get("cancelled"),
            source=(Source(document=self.source, place=f"linje {row.line}"),),
        )

    def _guesses(
        self, made: Milestone, clause: Clause, time: RowTime, *, moved: bool
    ) -> Iterator[Guess]:
        if not clause.said:
            yield Guess(key=made.key, field="kind", value=KINDS[clause.does][1], word=clause.word)
        if made.organ is not None and not clause.body_said:
            name = self.organs[made.organ].name
            yield Guess(key=made.key, field="organ", value=name, word=clause.body)
        if made.reading is not None:
            value = f"{made.reading}. behandling"
            yield Guess(key=made.key, field="reading", value=value, word=value)
        if time.guessed_from or (moved and made.when.earliest is not None):
            yield Guess(key=made.key, field="when", value=write(made.when), word=time.guessed_from)

    def _organ(self, name: str) -> str | None:
        """The body of that name; a new one is proposed, and what it is follows from its name."""
        if not name:
            return None
        name = self.short_names.get(fold(name), name)
        key = next((key for key, o in self.organs.items() if same_body(o.name, name)), None)
        if key is None:
            key = slug(name, frozenset(self.organs))
            kind, level = organ_kind(name)
            self.organs[key] = Organ(key=key, name=name, kind=kind, level=level)
        return key

    def _track(self, name: str) -> str | None:
        if not name:
            return None
        key = next((key for key, known in self.tracks.items() if fold(known) == fold(name)), None)
        if key is None:
            key = slug(name, frozenset(self.tracks))
            self.tracks[key] = name
        return key


def understood(row: TableRow, title: str) -> tuple[Clause, ...]:
    """What the row says happens, by its columns where it has them, else by its words."""
    organ, cell = row.cells.get("organ", ""), row.cells.get("kind", "")
    said = does_in(cell) if cell else None
    clauses = (clause_for(title, organ),) if organ else clauses_of(title)
    if said is not None:
        clauses = tuple(clause.as_said(said, cell) for clause in clauses[:1])
    parts = tuple(part for clause in clauses for part in clause.apart())
    alone = is_yes(row.cells.get("employees_only", ""))
    return tuple(
        part.of_employees() if alone or speaks_of_employees(title, part.body) else part
        for part in parts
    )


def _reading(clause: Clause, title: str, cell: str) -> int | None:
    if cell.strip(" .") in ("1", "2"):
        return int(cell.strip(" ."))
    return reading_of(title) if clause.does is Does.DECISION else None


def _joint(clause: Clause, cells: Mapping[str, str]) -> tuple[str, ...]:
    said = [name.strip() for name in cells.get("with_organs", "").split(",") if name.strip()]
    return (*(clause.also if clause.joint else ()), *said)


def _disagrees(row: TableRow, when: When) -> str:
    """A week or a month beside the date that is another; "" where they agree."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return ""
    week, month = row.cells.get("week", ""), row.cells.get("month", "")
    days = [first + timedelta(days=n) for n in range(min((last - first).days, 400) + 1)]
    weeks = {day.isocalendar().week for day in days}
    if week and not weeks & set(map(int, re.findall(r"\d+", week))):
        return f"uge {week.lower().removeprefix('uge').strip()}|{write(when)}"
    number = MONTH_NUMBERS.get(month.split(" ")[0].strip("."))
    if number is not None and number not in {day.month for day in days}:
        return f"{month}|{write(when)}"
    return ""


def _left(row: TableRow, time: RowTime) -> str:
    """The words of a row that no field took."""
    cells = row.cells
    taken = [
        *(cells.get(name, "") for name in cells),
        *(f"{heading} {cell}" for heading, cell in row.extra),
        time.left,
    ]
    known = set(_words(" ".join(taken)))
    return " ".join(word for word in re.findall(r"\w+", row.text) if fold(word) not in known)


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w+", text)]


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
        note = ". ".join(filter(None, [row.note, one.value]))
        found[one.key] = replace(row, when=when, note=note, guessed=(*row.guessed, "when"))
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


def _years(rows: tuple[Milestone, ...]) -> range:
    years = [day.year for row in rows for day in (row.when.earliest, row.when.latest) if day]
    return range(min(years), max(years) + 2) if years else range(0)


def _kinds(rows: tuple[Milestone, ...]) -> Iterable[Kind]:
    used = {row.kind for row in rows}
    for does, (key, label) in KINDS.items():
        if key in used:
            rhythm = DELIVERY_RHYTHM if does is Does.DELIVERY else Rhythm()
            yield Kind(key=key, label=label, does=does, rhythm=rhythm)
