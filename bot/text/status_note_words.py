"""The status note to direktionen: one page about what chefer hand in and what comes; nothing about how fast elected people answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import in_line, short_day

TITLE = "Status på råderumsprocessen"
PROCESS, MADE, MED = "Proces:", "Status:", "MED:"
AREAS = "Områdernes afleveringer"
HEAD = ("Område", "Meldt afleveret", "Har bedt om eller fået mere tid", "Ikke meldt endnu")
NOTHING = "–"
COMING = "Det kommer"
NO_MORE = "Der er ikke flere datoer i planen."
TIMELINE = "Tidslinje"
FILE = "statusnotat"


def delivery(*, title: str, due: date) -> str:
    """One delivery in a cell."""
    return f"{title} ({short_day(due)})"


def coming(*, day: date, text: str, until: str) -> str:
    """One line of what comes."""
    return f"{short_day(day)}: {text}{f' ({until})' if until else ''}"


def alt(*, title: str, on: str, lines: Sequence[str]) -> str:
    """The timeline in words."""
    return f"Tidslinje for {title}, som den står {on}. Det næste er {in_line(lines)}." if lines else f"Tidslinje for {title}."


def file_name(*, on: date, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"{FILE}-{on.isoformat()}.{ending}"
