"""The matrix in words, for a place without a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.text import web_board
from bot.text.cells import Shown
from bot.text.marks import code, strong

WHOLE = "Hvem har drøftet hvad"
BOARD = "Åbn tavlen"
ON_THE_BOARD = "Tavlen viser det hele i farver, også som Excel."
RAISED = {"1": "¹", "2": "²"}


def line(*, shown: str, squares: Sequence[tuple[str, str]]) -> str:
    """`R-001 Vikardækning: OMU Sundhed D 16/4 · LMU Prøvegården M 24/4`."""
    cells = " · ".join(f"{web_board.short_name(name)} {square}" for name, square in squares)
    return f"{strong(shown)}: {cells}"


def at_home(*, name: str) -> str:
    """A heading in App Home."""
    return f"Drøftelser: {name}"


def legend(squares: Collection[Shown]) -> str:
    """What the letters and the marks for late mean that are in use."""
    letters, marks = {square.letter for square in squares}, {square.mark for square in squares}
    meanings = [f"{letter} = {web_board.LETTERS[letter].casefold()}" for letter in web_board.LETTERS if letter in letters]
    late = [f"{RAISED[mark]} = {meaning}" for mark, meaning in web_board.MARKS.items() if mark in marks]
    return "; ".join([*meanings, *late]) + "."


def more(*, count: int) -> str:
    """What an answer has no room for."""
    return f"Og {count} forslag mere. Skriv et område, et udvalg eller en kode efter {code('/med status')}."
