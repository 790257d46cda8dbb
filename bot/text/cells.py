"""One cell of the matrix as it is shown everywhere: a letter, a day, a mark for late, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.text import web_board as words
from process.involvement import Cell

WITH_A_MEETING = "DRBOFS"
WITH_A_DUE_DAY = "PM"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A cell on a day: never by colour alone."""

    letter: str
    day: date | None
    mark: str
    """"1" after our own deadline, "2" after the treatment, "" in time."""
    spoken: str
    more: tuple[date, ...] = ()
    """The days of the committee's other discussions of this version."""


def shown(cell: Cell, today: date) -> Shown:
    """The cell as it looks that day."""
    letter = letter_of(cell, today)
    met = letter in WITH_A_MEETING
    day = cell.held_on if met else cell.basis.due if cell.basis and letter in WITH_A_DUE_DAY else None
    mark = ("2" if cell.after_treatment else "1" if cell.after_deadline else "") if met and cell.held_on else ""
    more = tuple(record.fact.held_on for record in cell.more)
    spoken = [words.LETTERS[letter], *([words.MARKS[mark]] if mark else []), *([cell.reason] if cell.reason else [])]
    return Shown(letter=letter, day=day, mark=mark, spoken=", ".join([*spoken, *words.discussed_also(more)]), more=more)


def letter_of(cell: Cell, today: date) -> str:
    """Its letter among `web_board.LETTERS`."""
    if cell.state in words.BY_STATE:
        return words.BY_STATE[cell.state]
    if cell.outcome in words.BY_OUTCOME:
        return words.BY_OUTCOME[cell.outcome]
    return "M" if cell.missing_on(today) else "P"


def compact(cell: Cell, today: date) -> str:
    """`D 18/4`, with a raised mark where it was late."""
    found = shown(cell, today)
    raised = {"1": "¹", "2": "²", "": ""}[found.mark]
    also = "".join(f" +{words.slashed(day)}" for day in found.more)
    return f"{found.letter}{f' {words.slashed(found.day)}' if found.day else ''}{raised}{also}"
