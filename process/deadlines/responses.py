"""Who has answered a consultation, and until when each party may: its own deadline moves with the
time it was given. Handed in and answered are one state: a party's own word that it has answered
counts as the answer that is registered does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from process.ledger.entries import Entry
from process.ledger.facts import Party
from process.ledger.history import ConsultationHistory, Response
from process.ledger.obligation_keys import ResponseKey
from process.ledger.state import State

LAST_MINUTE = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One party of a consultation."""

    party: Party
    closes: datetime
    """The end of its own window (UTC)."""
    responses: tuple[Response, ...]
    said: Entry | None = None
    """Its own word that it has answered, where nothing is registered."""

    @property
    def answered(self) -> bool:
        """Whether it has."""
        return bool(self.responses) or self.said is not None

    def late(self, response: Response) -> bool:
        """Whether an answer came after the party's own deadline."""
        return response.received_at > self.closes


def heard(state: State, history: ConsultationHistory) -> tuple[Heard, ...]:
    """Every party, in the order of the consultation; then those who answered and are none (any
    more).
    """
    consultation = history.consultation
    known = {party.key for party in consultation.parties}
    gone = {r.party.key: r.party for r in history.responses if r.party.key not in known}
    return tuple(_heard(state, history, party) for party in (*consultation.parties, *gone.values()))


def is_late(state: State, history: ConsultationHistory, response: Response) -> bool:
    """Whether an answer came after its party's own deadline."""
    return response.received_at > closes_for(state, history, response.party)


def closes_for(state: State, history: ConsultationHistory, party: Party) -> datetime:
    """The end of a party's own window (UTC): the last day it was given, whole."""
    closes, days = history.consultation.closes, state.plan.calendar
    key = ResponseKey(history.consultation.id, party.seat) if party.seat else None
    until = state.history_of(str(key)).granted_until if key else None
    if until is None or until <= days.local_day(closes):
        return closes
    return days.instant(until, LAST_MINUTE).astimezone(UTC)


def _heard(state: State, history: ConsultationHistory, party: Party) -> Heard:
    key = ResponseKey(history.consultation.id, party.seat) if party.seat else None
    responses = history.of(party.key)
    return Heard(
        party=party,
        closes=closes_for(state, history, party),
        responses=responses,
        said=state.history_of(str(key)).met if key and not responses else None,
    )
