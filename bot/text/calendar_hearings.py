"""The words of consultations in calendars."""

from __future__ import annotations

from datetime import datetime

from bot.text.dates import clock, full
from bot.text.grammar import inside


def window(title: str) -> str:
    """From the day it opens to the day it closes."""
    return title if title.casefold().startswith("høring") else f"Høring: {title}"


def answer(title: str) -> str:
    """What a party owes in it."""
    return f"Høringssvar til {inside(title)}"


def closes(at: datetime) -> str:
    """When the window ends, in a sentence."""
    return f"Svarfrist: {full(at.date())} {clock(at.time())}."
