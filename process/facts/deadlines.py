"""What can be said about a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from process.facts.text import Text
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """The owner says it has been handed in."""

    obligation: str
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Received:
    """The receiver says it has arrived; either ends the nagging."""

    obligation: str


@dataclass(frozen=True, kw_only=True)
class Undone:
    """An earlier entry was a mistake and counts no more; it stays in the ledger."""

    undoes: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class MoreTimeAsked:
    """The owner asks for a later day; the day stands until it is granted."""

    obligation: str
    until: date
    why: Text | None = None


@dataclass(frozen=True, kw_only=True)
class MoreTimeAnswered:
    """The process owner grants or refuses; `asked` is the entry that asked."""

    asked: int
    granted: bool


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """One obligation is in another person's hands until a day (None = until it is done)."""

    obligation: str
    to: PersonId
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Snoozed:
    """The person wants to hear of it again on that day; the deadline stands."""

    obligation: str
    until: date


@dataclass(frozen=True, kw_only=True)
class NotMine:
    """The person says it is not theirs; the process owner finds out whose."""

    obligation: str
