"""What can happen in a consultation (hearing of parties)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from process.consultations import Consultation
from process.facts.text import Text


@dataclass(frozen=True, kw_only=True)
class ConsultationOpened:
    """A consultation with its parties and window; the same id again replaces it (a party more, a later end)."""

    consultation: Consultation


@dataclass(frozen=True, kw_only=True)
class ResponseReceived:
    """A party's answer arrived at an instant, which may lie before the entry; late is flagged, never dropped."""

    consultation: str
    party: str
    received_at: datetime
    words: Text | None = None
    link: str = ""
    may_publish: bool = True


@dataclass(frozen=True, kw_only=True)
class ResponseWithdrawn:
    """An answer was registered by mistake, or the party took it back; it stays in the ledger."""

    response: int
    why: str = ""
