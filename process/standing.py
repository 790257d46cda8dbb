"""What has happened to one obligation, folded from its own entries. An undone entry counts no more but stays in the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from process.entries import Entry
from process.facts import Delivered, HandedOver, MoreTimeAnswered, MoreTimeAsked, NotMine, Received, Snoozed, Undone
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class MoreTime:
    """A request for a later day and its answer; `granted` None = unanswered."""

    asked: Entry
    until: date
    answer: Entry | None = None
    granted: bool | None = None


@dataclass(frozen=True)
class Standing:
    """The entries about one obligation, oldest first, and what they come to."""

    history: tuple[Entry, ...] = ()

    def after(self, entry: Entry) -> Standing:
        """With one more entry."""
        return Standing((*self.history, entry))

    @cached_property
    def _counting(self) -> tuple[Entry, ...]:
        undone = {e.fact.undoes for e in self.history if isinstance(e.fact, Undone)}
        return tuple(e for e in self.history if e.seq not in undone and not isinstance(e.fact, Undone))

    def _last(self, kind: type) -> Entry | None:
        return next((e for e in reversed(self._counting) if isinstance(e.fact, kind)), None)

    @property
    def delivered(self) -> Entry | None:
        """The owner's word that it is handed in."""
        return self._last(Delivered)

    @property
    def received(self) -> Entry | None:
        """The receiver's word that it has arrived."""
        return self._last(Received)

    @property
    def met(self) -> Entry | None:
        """Whichever of the two came first; either ends the nagging."""
        both = [e for e in (self.delivered, self.received) if e is not None]
        return min(both, key=lambda e: e.seq) if both else None

    @property
    def more_time(self) -> MoreTime | None:
        """The latest request for more time."""
        asked = self._last(MoreTimeAsked)
        if asked is None or not isinstance(asked.fact, MoreTimeAsked):
            return None
        for entry in self._counting:
            if isinstance(entry.fact, MoreTimeAnswered) and entry.fact.asked == asked.seq:
                return MoreTime(asked=asked, until=asked.fact.until, answer=entry, granted=entry.fact.granted)
        return MoreTime(asked=asked, until=asked.fact.until)

    @property
    def granted_until(self) -> date | None:
        """The last day that was granted, also when a later request was refused or is unanswered."""
        asked = {e.seq: e.fact.until for e in self._counting if isinstance(e.fact, MoreTimeAsked)}
        granted = [e.fact.asked for e in self._counting if isinstance(e.fact, MoreTimeAnswered) and e.fact.granted]
        return next((asked[seq] for seq in reversed(granted) if seq in asked), None)

    @property
    def handed(self) -> HandedOver | None:
        """In whose hands it was put."""
        entry = self.handed_by
        return entry.fact if entry is not None and isinstance(entry.fact, HandedOver) else None

    @property
    def handed_by(self) -> Entry | None:
        """The entry that put it there."""
        return self._last(HandedOver)

    @property
    def handed_seq(self) -> int:
        """The number of the entry that put it there; 0 when it was never handed over."""
        return self.handed_by.seq if self.handed_by else 0

    @property
    def not_mine(self) -> Entry | None:
        """Somebody said it is not theirs, and it has not been handed over since."""
        said, handed = self._last(NotMine), self._last(HandedOver)
        return said if said is not None and (handed is None or handed.seq < said.seq) else None

    @property
    def disowned(self) -> frozenset[PersonId]:
        """Everybody who said it is not theirs since it was last handed over; others in the seat said nothing."""
        return frozenset(e.actor for e in self._counting if isinstance(e.fact, NotMine) and e.seq > self.handed_seq)

    @property
    def returned(self) -> Entry | None:
        """The last entry that put it (back) into its owner's hands: handed over, more time refused, or something taken back."""
        told = {e.seq for e in self._counting}
        back = (e for e in reversed(self.history) if isinstance(e.fact, Undone) or (e.seq in told and _gives_back(e)))
        return next(back, None)

    @property
    def counting(self) -> tuple[Entry, ...]:
        """The entries that count: neither undone nor an undoing."""
        return self._counting

    @cached_property
    def snoozed(self) -> Mapping[PersonId, date]:
        """Per person: the day they want to hear of it again."""
        return {e.actor: e.fact.until for e in self._counting if isinstance(e.fact, Snoozed)}


def _gives_back(entry: Entry) -> bool:
    refused = isinstance(entry.fact, MoreTimeAnswered) and not entry.fact.granted
    return refused or isinstance(entry.fact, HandedOver)


@dataclass(frozen=True, kw_only=True)
class Revision:
    """How often something changed and when it last did; feeds the SEQUENCE and LAST-MODIFIED of calendar entries."""

    count: int
    entry: Entry
    first: Entry
