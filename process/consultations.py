"""A consultation (hearing of parties) about the budget's proposals: who is heard, and in which window of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from process.seats import Seat


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who is heard. `seat` answers for it and is reminded; a party outside the process has none and is kept track of only."""

    key: str
    name: str
    seat: Seat | None = None


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """A consultation; `opens` and `closes` are instants, since a window has a clock time at its end."""

    id: str
    title: str
    opens: datetime
    closes: datetime
    parties: tuple[Party, ...] = ()
    proposals: tuple[str, ...] = ()

    def party(self, key: str) -> Party | None:
        """The party with that key."""
        return next((p for p in self.parties if p.key == key), None)
