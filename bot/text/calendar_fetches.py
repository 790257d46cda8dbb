"""Who fetched a calendar last, and when to expect them again. The day and the kind of program is all that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full

CLIENTS = {
    "google": "Google Kalender",
    "outlook": "Outlook",
    "apple": "iPhone eller Mac",
    "thunderbird": "Thunderbird",
    "android": "Android",
    "nextcloud": "Nextcloud",
    "other": "et andet program",
}
NEXT = {
    "google": "Google henter igen inden for et døgn",
    "outlook": "Outlook henter som regel igen efter tre timer, men det kan tage et døgn",
    "apple": "den henter igen, så ofte som den er sat til",
    "thunderbird": "Thunderbird henter igen efter en halv time",
    "nextcloud": "Nextcloud henter igen efter fire timer",
}


def fetched(found: Sequence[tuple[str, date]]) -> str:
    """A sentence for each kind of program, the last one first."""
    return " ".join(_sentence(client, on) for client, on in found) or "Kalenderen er ikke hentet af noget program endnu."


def _sentence(client: str, on: date) -> str:
    last = f"Sidst hentet {full(on)} af {CLIENTS.get(client, CLIENTS['other'])}"
    return f"{last}; {NEXT[client]}." if client in NEXT else f"{last}."
