"""Words about the running of it, for the process owner."""

from __future__ import annotations

from datetime import date

from bot.text.dates import day
from bot.text.grammar import inside, upper_first
from bot.text.marks import strong

HEADING = "Driften"
MINUTE, HOUR = 60, 3600


def alive(*, planned: float | None, delivered: float | None) -> str:
    """When the worker last looked and last sent."""
    if planned is None or delivered is None:
        return "Arbejderen har ikke givet tegn fra sig endnu, så ingen beskeder bliver sendt. Giv besked til den, der driver Fristvogter."
    return f"Seneste planlægning: for {_ago(planned)} siden. Seneste udsendelse: for {_ago(delivered)} siden."


def _ago(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{round(seconds)} sekunder"
    return f"{round(seconds / MINUTE)} minutter" if seconds < HOUR else f"{round(seconds / HOUR)} timer"


def later(*, who: str, title: str, until: date) -> str:
    """Somebody asked to hear of it later; the deadline stands."""
    return f"{upper_first(who)} har bedt om at høre om {strong(inside(title))} igen {day(until)}."
