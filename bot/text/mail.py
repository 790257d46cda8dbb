"""The words a mail has beside those of the message."""

from __future__ import annotations

from bot.text.reminders import GOOD_MORNING

SENDER = "Fristvogter"
GREETING = GOOD_MORNING
CALENDAR_FILE = "frister.ics"


def footer(*, help: str) -> str:
    """Under every mail."""
    where = f" Siderne findes på {help}." if help else ""
    return f"Sendt af Fristvogter. Svar på denne mail bliver ikke læst; brug linkene, eller skriv til råderumsgruppen.{where}"
