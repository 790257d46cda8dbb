"""The words of the MED matrix as a table to take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full

HEAD = ("Forslag", "Neutral titel", "Udgave", "Område", "Behandles af", "Behandles den", "Sagsfrist", "Sagsgang")
LEVELS = ("Lederens eget niveau", "Hovedudvalg")
NOT_AGREED = "Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat."
SHEET = "MED"
COLOURS = {
    "D": "CDE8D0",
    "R": "DCE6F5",
    "B": "F6D5D5",
    "O": "F1E9C9",
    "F": "F1E9C9",
    "S": "F1E9C9",
    "P": "FFFFFF",
    "M": "F3C9A8",
    "–": "E6E6E6",
}
"""Beside the letter, never instead of it."""


def day(of: date, *, assumed: bool = False) -> str:
    """`18-04-2024`, as a table wants it."""
    return f"{of:%d-%m-%Y}{' (antaget)' if assumed else ''}"


def mark(number: str) -> str:
    """The mark for late as it stands in a cell."""
    return f"({number})"


def cell(letter: str, on: date | None, number: str, reason: str, *, more: Sequence[date] = ()) -> str:
    """`D 18-04-2024 (2)`, and `+ 25-04-2024` for a further discussion."""
    also = [f"+ {day(further)}" for further in more]
    return " ".join(filter(None, (letter, day(on) if on else "", mark(number) if number else "", reason, *also)))


def as_of(on: date) -> str:
    """The day it shows."""
    return f"Som det så ud {full(on)}."


def file_name(process: str, on: date, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"med-{process}-{on.isoformat()}.{ending}"
