"""A proposal's way through the organs, and what each made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.annex_words import numbers
from bot.text.dates import in_line
from process.proposals import StationOutcome

TITLE = "Sagsgang"
STATIONS = {
    StationOutcome.PRIORITISED: "prioriteret",
    StationOutcome.SENT_BACK: "sendt tilbage",
    StationOutcome.POSTPONED: "udsat",
    StationOutcome.AMENDED: "ændret",
    StationOutcome.PARTLY_ADOPTED: "delvist vedtaget",
    StationOutcome.REJECTED: "forkastet",
}
CLOSED = "lukket punkt"


def gone_through(*, id: str, stations: Sequence[str]) -> str:
    """A proposal's way: `R-001: Direktionen 10-04-2024, …`."""
    return f"{id}: {' → '.join(stations)}"


def station(*, organ: str, day: date | None, outcome: StationOutcome | None, closed: bool) -> str:
    """One stop on the way."""
    notes = in_line([*([STATIONS[outcome]] if outcome else []), *([CLOSED] if closed else [])])
    return " ".join(filter(None, (organ, numbers(day), f"({notes})" if notes else "")))


def here(committee: str) -> str:
    """The meeting the agenda is for."""
    return f"{committee} (dette møde)"
