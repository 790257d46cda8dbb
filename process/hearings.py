"""A consultation and its answers, as they stand: who has answered, when it arrived, and whether that was late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from process.consultations import Consultation, Party
from process.entries import Entry
from process.facts import ConsultationOpened, ResponseReceived, ResponseWithdrawn


@dataclass(frozen=True, kw_only=True)
class Response:
    """One answer as it is registered."""

    entry: Entry
    party: Party
    received_at: datetime
    late: bool
    """Received after the window closed: flagged, and kept with the others."""

    @property
    def fact(self) -> ResponseReceived:
        """What was registered."""
        assert isinstance(self.entry.fact, ResponseReceived), "a response begins with its registration"
        return self.entry.fact


@dataclass(frozen=True)
class Hearing:
    """A consultation and all that was entered about it, oldest first."""

    history: tuple[Entry, ...]

    @cached_property
    def opened(self) -> Entry:
        """The entry whose window and parties hold."""
        return next(e for e in reversed(self.history) if isinstance(e.fact, ConsultationOpened))

    @property
    def consultation(self) -> Consultation:
        """What holds now."""
        assert isinstance(self.opened.fact, ConsultationOpened), "looked for above"
        return self.opened.fact.consultation

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """The answers that stand, in the order they arrived; a party may send several."""
        gone = {e.fact.response for e in self.history if isinstance(e.fact, ResponseWithdrawn)}
        found = [r for e in self.history if e.seq not in gone and (r := self._response(e)) is not None]
        return tuple(sorted(found, key=lambda r: (r.received_at, r.entry.seq)))

    def of(self, party: str) -> tuple[Response, ...]:
        """One party's answers."""
        return tuple(r for r in self.responses if r.party.key == party)

    @property
    def unanswered(self) -> tuple[Party, ...]:
        """The parties nothing has arrived from."""
        heard = {r.party.key for r in self.responses}
        return tuple(p for p in self.consultation.parties if p.key not in heard)

    def _response(self, entry: Entry) -> Response | None:
        fact = entry.fact
        if not isinstance(fact, ResponseReceived):
            return None
        party = self.consultation.party(fact.party) or Party(key=fact.party, name=fact.party)
        return Response(entry=entry, party=party, received_at=fact.received_at, late=fact.received_at > self.consultation.closes)
