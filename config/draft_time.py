"""The time of a row in a draft: what a cell says, what the title adds, and what is reckoned from another row. Nothing is guessed: what
is only expected is marked so, and what cannot be read stays as words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from config.table_plan import Unread
from process.danish_days import fold
from process.danish_table import is_deadline, why_no_time
from process.danish_when import WhenError, long_day, read, write
from process.plan import Milestone, OrganKind
from process.when import Day, EachMeeting, NoLater, Relative, Undated, When, Window

SEPARATOR = re.compile(r"\s*(?:\t+|\s\|\s|\||:\s|\s[-–—]\s|\s{2,})\s*")
MARKS = " ,;:.()–-"
MOST_WORDS = 14
"""The longest wording of a time, in words."""
SHORT_LINE = 16
"""In a line of no more words a time may stand in the middle; in a longer one that would be a sentence about it."""
LETTERS = re.compile(r"[^\W\d_]{3}")
EXPECTED = re.compile(r"^(?:forventet|forventeligt|foreloebigt?|formentlig|ca\.?|cirka|omkring|evt\.?)\s*:?\s*")
HOURS = re.compile(r"[\s,(]*\bkl\.?\s*\d\d?(?:[.:]\d\d)?(?:\s*(?:[-–]|til)\s*(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?)?\)?", re.IGNORECASE)
COUNTED = re.compile(r"(?P<count>\d{1,3}) (?P<unit>dag|uge)(?:e|er)? (?P<side>foer|efter) (?P<what>.+)")


@dataclass(frozen=True, kw_only=True)
class CellTime:
    """A row's time, its title without what belongs to the time, and a code for what could not be read (`why`)."""

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
        inside = split_time(told, year) if why_no_time(words) in ("when_unreadable", "when_season") else None
        if inside is None:
            return CellTime(when=Undated(words=words), title=title, why=why_no_time(words))
        found = CellTime(when=inside[0], title=title, note=inside[1], tentative=expected is not None)
    return _deadline(_with_hours(found))


def without(words: str, head: str) -> str:
    """The words behind a folded head of theirs, which may be longer than it was."""
    return next((words[n:] for n in range(len(words)) if len(fold(words[:n])) >= len(head.rstrip())), "").strip()


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
    """A time and what is left: the longest time there is, between marks, at the head or at the tail, in a short line anywhere. So no
    half of a span is taken."""
    found = [(time, rest, when) for time, rest in _cuts(words) if LETTERS.search(rest) and (when := _read(time, year)) is not None]
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
        starts = range(len(tokens) - count + 1) if len(tokens) <= SHORT_LINE else (0, len(tokens) - count)
        for start in starts:
            rest = [*tokens[:start], *tokens[start + count :]]
            yield " ".join(tokens[start : start + count]).strip(MARKS), " ".join(rest).strip(MARKS)


def own_time(words: str, year: int | None) -> When:
    """A time that says itself when it is; raises WhenError for one that hangs on a row or a body a draft cannot know."""
    when = read(words, year=year)
    if isinstance(when, Relative | Window) or (isinstance(when, EachMeeting) and when.group not in tuple(OrganKind)):
        raise WhenError(words, "unreadable")
    return when


def _read(words: str, year: int | None) -> When | None:
    try:
        return own_time(words, year)
    except WhenError:
        return None


def counted(rows: tuple[Milestone, ...], unread: Iterable[Unread]) -> tuple[tuple[Milestone, ...], list[Unread]]:
    """So many days before or after a row, reckoned where just one row of that name has a day; it is told, so that somebody looks at it."""
    found: dict[str, Milestone] = {row.key: row for row in rows}
    told: list[Unread] = []
    for one in unread:
        day = _counted_day(one.value, rows) if one.why == "when_counted" and one.key else None
        if day is None:
            told.append(one)
            continue
        row = found[one.key]
        when = NoLater(day=day) if is_deadline(row.title) else Day(day=day)
        found[one.key] = replace(row, when=when, note=". ".join(filter(None, [row.note, one.value])))
        told.append(replace(one, why="reckoned", value=f"{one.value}|{long_day(day)}", kept=False))
    return tuple(found.values()), told


def _counted_day(words: str, rows: tuple[Milestone, ...]) -> date | None:
    match = COUNTED.search(fold(words))
    if match is None:
        return None
    wanted = match["what"].strip(" .").removesuffix("en").removesuffix("et")
    days = {row.when.earliest for row in rows if wanted in fold(row.title) and isinstance(row.when, Day | NoLater)}
    anchor = days.pop() if len(days) == 1 else None
    if anchor is None:
        return None
    count = int(match["count"]) * (7 if match["unit"] == "uge" else 1)
    return anchor + timedelta(days=-count if match["side"] == "foer" else count)
