"""The words of the form without Slack that stand in code; the labels are those of the modals."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full
from process.facts import Side

SIDES = {
    Side.MANAGEMENT: "Ledelsesside",
    Side.EMPLOYEES: "Medarbejderside",
    Side.SECRETARY: "Sekretær",
    Side.SAFETY: "Arbejdsmiljørepræsentant",
}
"""Participation is by side only, never by name or union."""


def open_until(*, on: date) -> str:
    """How long the address is good."""
    return f"Adressen er personlig og virker til og med {full(on)}. Send den ikke videre."


def proof(*, seq: int, digest: str) -> str:
    """Where an entry stands in the ledger; on receipts and papers."""
    return f"Nr. {seq} i protokollen, kontrolsum {digest[:12]}."


def erased(*, on: date, why: str) -> str:
    """Words that are no longer kept."""
    return f"Indhold slettet {full(on)}{f': {why}' if why else ''}."
