"""The text of a note: the lines that hold a time and something that happens then, and every other line with why it was not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.draft_time import EXPECTED, MARKS, SEPARATOR, split_time, without
from config.table_plan import Unread
from config.table_row import TableRow
from process.danish_days import fold
from process.danish_table import BULLET, column, why_no_time
from process.danish_when import write

AT_HEAD = re.compile(r"hver|loebende|afventer")
LETTERHEAD = re.compile(r"(?:til|fra|dato|sagsnr\.?|sag|dokumentnr\.?|ref\.?|j\.? ?nr\.?|kopi til|vedr\.?|emne)\s*:")


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
            when, title = f"ca. {write(found[0])}" if expected else write(found[0]), _upper(found[1])
            rows.append(TableRow(line=number, cells={"when": when, "title": title}, text=words))
        elif (parted := _parted(words, bullet=words != line.strip())) is not None:
            rows.append(TableRow(line=number, cells={"when": parted[0], "title": _upper(parted[1])}, text=words))
        else:
            unread.append(Unread(line=number, text=words, why="no_time_in_line"))
    return tuple(rows), tuple(unread)


def _is_heading(words: str) -> bool:
    """The headings of a pasted table say nothing of their own."""
    return all(column(cell) for cell in SEPARATOR.split(words))


def _parted(words: str, *, bullet: bool) -> tuple[str, str] | None:
    """Words that stand where a time would (it goes on and on, it is counted from another row) and what happens; kept without a day."""
    if LETTERHEAD.match(fold(words)):
        return None
    halves = (*_halves(words), *(_heads(words) if bullet else ()))
    return next(((time, title) for time, title in halves if why_no_time(time) != "when_unreadable" and len(title) > 2), None)


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
