"""A MED discussion's record: what one side wrote, what the other answered, and each side's own views.

Three separate things (PEOPLE 2.1): it took place, it is rendered correctly, we agree. Confirming and contesting are about
the first two only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from process.entries import Entry
from process.facts import DiscussionConfirmed, DiscussionContested, DiscussionRecorded, MinutesNoted, Outcome, Side, Undone, ViewsAdded


class RecordState(StrEnum):
    """Where a record stands. Silence never confirms."""

    AWAITING = "awaiting"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Record:
    """A record and all that was said about it, oldest first; the first entry is the `DiscussionRecorded`."""

    history: tuple[Entry, ...]

    def after(self, entry: Entry) -> Record:
        """With one more entry."""
        return Record((*self.history, entry))

    @cached_property
    def _counting(self) -> tuple[Entry, ...]:
        undone = {e.fact.undoes for e in self.history if isinstance(e.fact, Undone)}
        return tuple(e for e in self.history if e.seq not in undone and not isinstance(e.fact, Undone))

    @property
    def entry(self) -> Entry:
        """The entry that recorded it."""
        return self.history[0]

    @property
    def seq(self) -> int:
        """The number it is known by: that of its first entry."""
        return self.history[0].seq

    @property
    def fact(self) -> DiscussionRecorded:
        """What was recorded."""
        fact = self.history[0].fact
        assert isinstance(fact, DiscussionRecorded), "a record begins with its recording"
        return fact

    @property
    def withdrawn(self) -> Entry | None:
        """The entry that took it back, if one did."""
        if self.entry in self._counting:
            return None
        return next(e for e in reversed(self.history) if isinstance(e.fact, Undone) and e.fact.undoes == self.seq)

    @property
    def answers(self) -> tuple[Entry, ...]:
        """Every word of the other side on the record that was not taken back, oldest first."""
        return tuple(e for e in self._counting if isinstance(e.fact, (DiscussionConfirmed, DiscussionContested)))

    @property
    def answer(self) -> Entry | None:
        """The other side's latest word on the record."""
        return self.answers[-1] if self.answers else None

    @property
    def returned(self) -> Entry | None:
        """The last entry that took something about it back, so that it waits (again)."""
        return next((e for e in reversed(self.history) if isinstance(e.fact, Undone)), None)

    @property
    def views(self) -> tuple[Entry, ...]:
        """Views added later, in order; the recording side's own first views are in the fact."""
        return tuple(e for e in self._counting if isinstance(e.fact, ViewsAdded))

    @property
    def minutes(self) -> MinutesNoted:
        """Where the minutes lie and when they were approved: the latest word, else what the record began with."""
        noted = (e.fact for e in reversed(self._counting) if isinstance(e.fact, MinutesNoted))
        return next(noted, MinutesNoted(record=self.seq, link=self.fact.minutes))

    @property
    def state(self) -> RecordState:
        """Awaiting, confirmed, contested or withdrawn."""
        if self.withdrawn is not None:
            return RecordState.WITHDRAWN
        if self.answer is None:
            return RecordState.AWAITING
        return RecordState.CONFIRMED if isinstance(self.answer.fact, DiscussionConfirmed) else RecordState.CONTESTED

    @property
    def counts(self) -> bool:
        """Whether its outcome counts as discussed, once confirmed."""
        return self.fact.outcome is Outcome.DISCUSSED and self.withdrawn is None

    @property
    def from_elsewhere(self) -> bool:
        """Recorded at a joint meeting by another committee's person, so that either side here may answer it."""
        return bool(self.fact.joint) and self.entry.seat.partition(":")[2] in self.fact.joint

    @property
    def other_side(self) -> Side:
        """The side that answers."""
        return Side.EMPLOYEES if self.fact.by_side is not Side.EMPLOYEES else Side.MANAGEMENT
