"""What has happened to one deadline, one MED record or one consultation, folded from its own
entries; and how often something changed. An undone entry counts no more but stays in the history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from process.ledger.entries import Entry
from process.ledger.facts import (
    Consultation,
    ConsultationOpened,
    Delivered,
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    HandedOver,
    InformationGiven,
    MinutesNoted,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    Outcome,
    Party,
    Received,
    ResponseReceived,
    ResponseWithdrawn,
    SentBack,
    Side,
    Snoozed,
    Undone,
    ViewsAdded,
)
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class MoreTime:
    """A request for a later day and its answer; `granted` None = unanswered."""

    asked: Entry
    until: date
    answer: Entry | None = None
    granted: bool | None = None


@dataclass(frozen=True)
class DeadlineHistory:
    """The entries about one obligation, oldest first, and what they come to."""

    history: tuple[Entry, ...] = ()

    def after(self, entry: Entry) -> DeadlineHistory:
        """With one more entry."""
        return DeadlineHistory((*self.history, entry))

    @cached_property
    def _counting(self) -> tuple[Entry, ...]:
        undone = {e.fact.undoes for e in self.history if isinstance(e.fact, Undone)}
        return tuple(
            e for e in self.history if e.seq not in undone and not isinstance(e.fact, Undone)
        )

    def _last(self, kind: type) -> Entry | None:
        return next((e for e in reversed(self._counting) if isinstance(e.fact, kind)), None)

    @property
    def delivered(self) -> Entry | None:
        """The owner's word that all of it is handed in, unless it was sent back since."""
        return next(
            (e for e in self._handed_in(Delivered) if not _delivered(e.fact).part),
            None,
        )

    @property
    def received(self) -> Entry | None:
        """The receiver's word that it has arrived, unless they sent it back since."""
        return next(self._handed_in(Received), None)

    @property
    def in_part(self) -> Entry | None:
        """The owner's last word that a part of it is handed in; None once the rest is."""
        found = (e for e in self._handed_in(Delivered) if _delivered(e.fact).part)
        return next(found, None) if self.met is None else None

    @property
    def sent_back(self) -> Entry | None:
        """The receiver's word that something is missing; None once it is handed in again."""
        return self._last(SentBack) if self.met is None else None

    def _handed_in(self, kind: type) -> Iterator[Entry]:
        """Since it was last sent back, the newest first."""
        back = self._last(SentBack)
        since = back.seq if back is not None else 0
        return (e for e in reversed(self._counting) if isinstance(e.fact, kind) and e.seq > since)

    @property
    def met(self) -> Entry | None:
        """Whichever of the two came first; either ends the nagging."""
        both = [e for e in (self.delivered, self.received) if e is not None]
        return min(both, key=lambda e: e.seq) if both else None

    @property
    def told(self) -> Entry | None:
        """The word that an information was given."""
        return self._last(InformationGiven)

    @property
    def more_time(self) -> MoreTime | None:
        """The latest request for more time."""
        asked = self._last(MoreTimeAsked)
        if asked is None or not isinstance(asked.fact, MoreTimeAsked):
            return None
        for entry in self._counting:
            if isinstance(entry.fact, MoreTimeAnswered) and entry.fact.asked == asked.seq:
                return MoreTime(
                    asked=asked, until=asked.fact.until, answer=entry, granted=entry.fact.granted
                )
        return MoreTime(asked=asked, until=asked.fact.until)

    @property
    def granted_until(self) -> date | None:
        """The last day that was granted, also when a later request was refused or is unanswered."""
        asked = {e.seq: e.fact.until for e in self._counting if isinstance(e.fact, MoreTimeAsked)}
        granted = [
            e.fact.asked
            for e in self._counting
            if isinstance(e.fact, MoreTimeAnswered) and e.fact.granted
        ]
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
        """Everybody who said it is not theirs since it was last handed over;
        others in the seat said nothing.
        """
        return frozenset(
            e.actor
            for e in self._counting
            if isinstance(e.fact, NotMine) and e.seq > self.handed_seq
        )

    @property
    def returned(self) -> Entry | None:
        """The last entry that put it (back) into its owner's hands: handed over, sent back, more
        time refused, or something taken back.
        """
        told = {e.seq for e in self._counting}
        back = (
            e
            for e in reversed(self.history)
            if isinstance(e.fact, Undone) or (e.seq in told and _gives_back(e))
        )
        return next(back, None)

    @property
    def counting(self) -> tuple[Entry, ...]:
        """The entries that count: neither undone nor an undoing."""
        return self._counting

    def last_by(self, person: PersonId, kind: type) -> Entry | None:
        """The last word of a kind that one person has said."""
        said = (e for e in reversed(self._counting) if isinstance(e.fact, kind))
        return next((e for e in said if e.actor == person), None)

    def taken_back(self, entry: Entry) -> Entry | None:
        """The entry that undid another; None while that counts."""
        return next(
            (e for e in self.history if isinstance(e.fact, Undone) and e.fact.undoes == entry.seq),
            None,
        )

    @cached_property
    def snoozed(self) -> Mapping[PersonId, date]:
        """Per person: the day they want to hear of it again."""
        return {e.actor: e.fact.until for e in self._counting if isinstance(e.fact, Snoozed)}


def _delivered(fact: object) -> Delivered:
    assert isinstance(fact, Delivered), "looked for by its kind"
    return fact


def _gives_back(entry: Entry) -> bool:
    refused = isinstance(entry.fact, MoreTimeAnswered) and not entry.fact.granted
    return refused or isinstance(entry.fact, (HandedOver, SentBack))


@dataclass(frozen=True, kw_only=True)
class ChangeCount:
    """How often something changed and when it last did; feeds the SEQUENCE and
    LAST-MODIFIED of calendar entries.
    """

    count: int
    entry: Entry
    first: Entry


class RecordState(StrEnum):
    """Where a record stands. Silence never confirms."""

    AWAITING = "awaiting"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Record:
    """A record and all that was said about it, oldest first; the first entry
    is the `DiscussionRecorded`.
    """

    history: tuple[Entry, ...]

    def after(self, entry: Entry) -> Record:
        """With one more entry."""
        return Record((*self.history, entry))

    @cached_property
    def _counting(self) -> tuple[Entry, ...]:
        undone = {e.fact.undoes for e in self.history if isinstance(e.fact, Undone)}
        return tuple(
            e for e in self.history if e.seq not in undone and not isinstance(e.fact, Undone)
        )

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
        return next(
            e
            for e in reversed(self.history)
            if isinstance(e.fact, Undone) and e.fact.undoes == self.seq
        )

    @property
    def answers(self) -> tuple[Entry, ...]:
        """Every word of the other side on the record that was not taken back, oldest first."""
        return tuple(
            e
            for e in self._counting
            if isinstance(e.fact, (DiscussionConfirmed, DiscussionContested))
        )

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
        """Where the minutes lie and when they were approved: the latest word,
        else what the record began with.
        """
        noted = (e.fact for e in reversed(self._counting) if isinstance(e.fact, MinutesNoted))
        return next(noted, MinutesNoted(record=self.seq, link=self.fact.minutes))

    @property
    def state(self) -> RecordState:
        """Awaiting, confirmed, contested or withdrawn."""
        if self.withdrawn is not None:
            return RecordState.WITHDRAWN
        if self.answer is None:
            return RecordState.AWAITING
        return (
            RecordState.CONFIRMED
            if isinstance(self.answer.fact, DiscussionConfirmed)
            else RecordState.CONTESTED
        )

    @property
    def counts(self) -> bool:
        """Whether its outcome counts as discussed, once confirmed."""
        return self.fact.outcome is Outcome.DISCUSSED and self.withdrawn is None

    @property
    def from_elsewhere(self) -> bool:
        """Recorded at a joint meeting by another committee's person, so that
        either side here may answer it.
        """
        return bool(self.fact.joint) and self.entry.seat.partition(":")[2] in self.fact.joint

    @property
    def other_side(self) -> Side:
        """The side that answers."""
        return Side.EMPLOYEES if self.fact.by_side is not Side.EMPLOYEES else Side.MANAGEMENT


@dataclass(frozen=True, kw_only=True)
class Response:
    """One answer as it is registered."""

    entry: Entry
    party: Party
    received_at: datetime

    @property
    def fact(self) -> ResponseReceived:
        """What was registered."""
        assert isinstance(self.entry.fact, ResponseReceived), (
            "a response begins with its registration"
        )
        return self.entry.fact


@dataclass(frozen=True)
class ConsultationHistory:
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
        found = [
            r for e in self.history if e.seq not in gone and (r := self._response(e)) is not None
        ]
        return tuple(sorted(found, key=lambda r: (r.received_at, r.entry.seq)))

    def of(self, party: str) -> tuple[Response, ...]:
        """One party's answers."""
        return tuple(r for r in self.responses if r.party.key == party)

    def _response(self, entry: Entry) -> Response | None:
        fact = entry.fact
        if not isinstance(fact, ResponseReceived):
            return None
        party = self.consultation.party(fact.party) or Party(key=fact.party, name=fact.party)
        return Response(entry=entry, party=party, received_at=fact.received_at)
