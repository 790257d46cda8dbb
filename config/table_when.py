"""A time that a table says in several columns (month, week, day, hour, last day), put together as one wording."""

from __future__ import annotations

import re
from collections.abc import Mapping

from process.danish_days import MONTH, fold

DAYS = re.compile(r"\d\d?\.?(?:\s*(?:[-–+,/]|og)\s*\d\d?\.?)*")
"""Days of a month whose name stands in another column: "22", "2.-20.", "7., 8. og 9."."""
THIRDS = ("primo", "medio", "ultimo", "start", "midt", "slut")
NAMED = re.compile(rf"{MONTH}\.?(?:\s+\d{{4}})?")
HOUR = re.compile(r"(?:kl\.?|klokken)?\s*(?P<hours>\d\d?(?:[.:]\d\d)?(?:\s*[-–]\s*(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?)?)", re.IGNORECASE)


def month_of(cell: str) -> str:
    """The month a cell names; "" for a cell that names none (the whole year)."""
    words = fold(cell)
    return words if NAMED.fullmatch(words) else ""


def when_cell(cells: Mapping[str, str], month: str) -> str:
    """The wording; `month` is the one that stands in the row or above it."""
    week = cells.get("week", "")
    words = cells.get("when", "") or (week if "uge" in fold(week) or not week else f"uge {week}")
    if month:
        words = _with_month(words, month)
    if words and cells.get("until"):
        words = f"{words} - {cells['until']}"
    hour = HOUR.fullmatch(cells.get("hour", "").strip())
    return f"{words} kl. {hour['hours']}" if hour and words and _names_a_day(words) else words


def _with_month(words: str, month: str) -> str:
    if not words or fold(words) in THIRDS:
        return f"{words} {month}".strip()
    return re.sub(r"(\d+)\.?", r"\1.", words) + f" {month}" if DAYS.fullmatch(words) else words


def _names_a_day(words: str) -> bool:
    folded = fold(words)
    return "kl" not in folded.split() and "kl." not in folded and not folded.startswith(("uge", *THIRDS)) and not NAMED.fullmatch(folded)
