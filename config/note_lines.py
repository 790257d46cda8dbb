"""The lines of a note as rows: a time and what happens on one line, a time above its activities,
days below the heading they belong to, a month above its days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.plan_table import Unread
from config.row_time import MARKS, Found, is_unsure_head, only_time, time_in, upper
from config.table_row import TableRow
from config.tables import DAYS, month_of, with_month
from config.vocabulary import BULLET, is_plan_title, plan_column, why_no_time
from process.dates.danish import write
from process.dates.danish_grammar import MONTH, fold

SEPARATOR = re.compile(r"\s*(?:\t+|\s\|\s|\||:\s|\s[-–—]\s|\s{2,})\s*")
AT_HEAD = re.compile(r"hver|loebende|afventer")
LETTERHEAD = re.compile(
    r"(?:til|fra|dato|sagsnr\.?|sag|dokumentnr\.?|ref\.?|j\.? ?nr\.?|kopi til|vedr\.?|emne)\s*:"
)
LETTERS = re.compile(r"[^\W\d_]{2}")
MONTH_ALONE = re.compile(rf"(?:{MONTH})(?: \d{{4}})?")
DAY_HEAD = re.compile(rf"(?P<days>{DAYS.pattern})(?=[\s:–-]).*", re.DOTALL)


@dataclass
class _Note:
    """The note as it is read, line by line; what stands above counts until it ends."""

    year: int | None
    month: str = ""
    above: str = ""
    """A time that stood alone: the lines below it are what happens then."""
    above_line: int = 0
    used: bool = False
    heading: str = ""
    """The last line that names no time: what days below it, alone on their lines, are about."""
    heading_line: int = 0
    says_year: bool = False
    """A month above names its year, which is then that of the lines below."""
    rows: list[TableRow] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def end_above(self) -> None:
        """A time nothing stood below is no row."""
        if self.above and not self.used:
            self.leave(self.above_line, self.above)
        self.above, self.used = "", False

    def leave(self, number: int, words: str) -> None:
        """A line that is no row."""
        self.unread.append(no_row(number, words))

    def row(self, number: int, when: str, title: str, words: str) -> None:
        """A line that is one."""
        cells = {"when": when, "title": upper(title)}
        self.rows.append(TableRow(line=number, cells=cells, text=words))


def no_row(line: int, words: str) -> Unread:
    """A line that names no time."""
    return Unread(line=line, text=words, why="no_time_in_line")


def note_rows(text: str, *, year: int | None) -> tuple[tuple[TableRow, ...], tuple[Unread, ...]]:
    """The rows, and the lines that are none."""
    note = _Note(year=year)
    lines = text.splitlines()
    blank = False
    for number, line in enumerate(lines, 1):
        words = BULLET.sub("", line).strip()
        if not re.search(r"\w", words) or _is_heading(words):
            blank = True
            continue
        bullet = words != line.strip()
        if blank and note.used and not bullet:
            note.end_above()
        blank = False
        below = next((rest for rest in lines[number:] if rest.strip()), "")
        _line(note, number, words, bullet=bullet, following=BULLET.sub("", below).strip())
    note.end_above()
    unread = sorted(note.unread, key=lambda row: row.line)
    return tuple(note.rows), tuple(unread)


def _line(note: _Note, number: int, words: str, *, bullet: bool, following: str) -> None:
    if LETTERHEAD.match(fold(words)):
        note.leave(number, words)
        return
    if MONTH_ALONE.fullmatch(fold(words).strip(" :.")):
        note.end_above()
        note.month = note.above = words.strip(" :.")
        note.above_line, note.heading = number, ""
        if year := re.search(r"\d{4}", words):
            note.year, note.says_year = int(year[0]), True
        return
    if note.month and (match := DAY_HEAD.fullmatch(words)) and _no_month_follows(words):
        title = words[match.end("days") :].strip(MARKS)
        note.used = True
        note.row(number, with_month(match["days"], month_of(note.month)), title, words)
        return
    found = time_in(words, note.year)
    if (headed := _headed(words, found, note.year)) is not None:
        note.end_above()
        note.row(number, *headed, words)
        return
    if found is not None and not LETTERS.search(_bare(found.rest)):
        _time_alone(note, number, words, found, following)
    elif found is not None:
        note.used = note.used or note.says_year
        note.end_above()
        note.month = ""
        note.row(number, _when(note, found, words), found.rest if found.words else words, words)
    elif (parted := _parted(words, bullet=bullet)) is not None:
        note.row(number, parted[0], parted[1], words)
    elif note.above and not is_plan_title(words):
        note.used = True
        note.row(number, note.above, words, words)
    else:
        note.heading, note.heading_line = words.strip(MARKS), number
        note.leave(number, words)


def _headed(words: str, whole: Found | None, year: int | None) -> tuple[str, str] | None:
    """The words of time before a mark, and what happens, where only a part of those words would
    be the time: then they are a cell of their own, and what is left in it is told.
    """
    halves = ((words[: m.start()], words[m.end() :]) for m in SEPARATOR.finditer(words))
    heads = [
        (head, rest)
        for head, rest in halves
        if LETTERS.search(rest) and (only_time(head) or is_unsure_head(head, year))
    ]
    if not heads or time_in(heads[-1][1], year) is not None:
        return None
    if whole is not None and len(whole.words) > len(heads[-1][0]):
        return None
    found = time_in(heads[-1][0], year)
    partly = found is not None and (found.why == "unclear" or re.search(r"\w", found.rest))
    return heads[-1] if partly else None


def _time_alone(note: _Note, number: int, words: str, found: Found, following: str) -> None:
    """A time alone on its line belongs to what stands below it; where that is another time, to the
    heading above.
    """
    below = time_in(following, note.year) if following else None
    if note.heading and (not following or below is not None):
        note.unread = [one for one in note.unread if one.line != note.heading_line]
        when = _when(note, found, words)
        note.row(number, when, note.heading, f"{note.heading}: {words}")
        return
    note.used = note.used or note.says_year
    note.end_above()
    note.month = ""
    note.above, note.above_line = _when(note, found, words.strip(MARKS)), number


def _when(note: _Note, found: Found, words: str) -> str:
    """The words of the time; with the year of the month above where that says it."""
    if note.says_year and not found.why and not found.tentative:
        return write(found.when)
    return found.words or words


def _no_month_follows(words: str) -> bool:
    """Whether the days at the head are days of the month above."""
    head = fold(words)
    return not re.match(rf"{DAYS.pattern}\s*{MONTH}|\d\d?\s?[./]\s?\d", head) and not re.match(
        r"[12]\.? ?behandling", head
    )


def _bare(rest: str) -> str:
    return re.sub(r"\W", " ", rest)


def _is_heading(words: str) -> bool:
    """The headings of a pasted table say nothing of their own."""
    return all(plan_column(cell) for cell in SEPARATOR.split(words))


def _parted(words: str, *, bullet: bool) -> tuple[str, str] | None:
    """Words that stand where a time would (it goes on and on, it is counted from another row) and
    what happens; kept without a day.
    """
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
