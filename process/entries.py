"""What can happen, as values. An `Entry` is one line of the ledger: a fact, who said it in which seat, when, and the chain.

Event time (when the meeting was) is a field of the fact; entry time (`Entry.at`) is when it was written. A correction is a
new entry that names the old one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from process.codec import Json, canonical, decode, encode
from process.plan import Plan
from process.proposals import Proposal
from process.seats import PersonId, Seat
from process.when import When

GENESIS = "0" * 64
"""The `prev_hash` of a process's first entry."""

SYSTEM: PersonId = "system"
"""The actor of what the program writes by itself."""


class Side(StrEnum):
    """Participation is recorded by side only, never by union role (PEOPLE 2.12)."""

    MANAGEMENT = "management"
    EMPLOYEES = "employees"
    SECRETARY = "secretary"
    SAFETY = "safety"


class Outcome(StrEnum):
    """What a MED meeting did with a proposal (PEOPLE 2.5). Only DISCUSSED counts as discussed."""

    DISCUSSED = "discussed"
    INFORMED = "informed"
    BEGUN = "begun"
    IN_WRITING = "in_writing"
    NOT_DEALT_WITH = "not_dealt_with"
    MEETING_CANCELLED = "meeting_cancelled"


@dataclass(frozen=True, kw_only=True)
class Text:
    """Where a person's free text lies and its salted SHA-256; the text itself is erasable (DESIGN 13.7)."""

    id: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class PlanAdopted:
    """The whole plan as adopted; replaces an earlier one."""

    plan: Plan
    reason: str
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneMoved:
    """A milestone got another date."""

    milestone: str
    to: When
    why: str
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneCancelled:
    """A milestone will not happen."""

    milestone: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SeatTaken:
    """A person takes a seat, or stands in for its holder (`deputy`) until a day."""

    seat: Seat
    person: PersonId
    since: date
    until: date | None = None
    deputy: bool = False


@dataclass(frozen=True, kw_only=True)
class SeatLeft:
    """A person leaves a seat after `last_day`."""

    seat: Seat
    person: PersonId
    last_day: date


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


@dataclass(frozen=True, kw_only=True)
class ProposalSubmitted:
    """A proposal, or a new version of one; a new version re-opens the discussions it touches."""

    proposal: Proposal


@dataclass(frozen=True, kw_only=True)
class ProposalRef:
    """A proposal in one version."""

    id: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DiscussionRecorded:
    """One side records what a committee did with some proposals at one meeting."""

    committee: str
    proposals: tuple[ProposalRef, ...]
    held_on: date
    outcome: Outcome
    by_side: Side
    material_on: date | None = None
    sides: frozenset[Side] = field(default_factory=frozenset)
    views: Text | None = None
    minutes: str = ""
    minutes_approved: bool = False
    corrects: int | None = None
    on_behalf: bool = False


@dataclass(frozen=True, kw_only=True)
class DiscussionConfirmed:
    """The other side says: it took place and is rendered correctly. Not that it agrees (PEOPLE 2.1)."""

    record: int


@dataclass(frozen=True, kw_only=True)
class DiscussionContested:
    """The other side says the record is not right, with its own description."""

    record: int
    description: Text


@dataclass(frozen=True, kw_only=True)
class ViewsAdded:
    """A side's own views on what was discussed; the employee side may leave several."""

    record: int
    side: Side
    views: Text


Fact = (
    PlanAdopted
    | MilestoneMoved
    | MilestoneCancelled
    | SeatTaken
    | SeatLeft
    | Delivered
    | Received
    | Undone
    | MoreTimeAsked
    | MoreTimeAnswered
    | HandedOver
    | Snoozed
    | NotMine
    | ProposalSubmitted
    | DiscussionRecorded
    | DiscussionConfirmed
    | DiscussionContested
    | ViewsAdded
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the ledger. `at` is the domain clock's UTC instant; `seat` is the role it was said in ("" for the program)."""

    process: str
    seq: int
    at: datetime
    actor: PersonId
    seat: str
    fact: Fact
    prev_hash: str
    hash: str

    @property
    def code(self) -> str:
        """The short checksum on a receipt, "7F3K-Q2": the first 30 bits of the hash in letters that cannot be mistaken."""
        letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        bits = int(self.hash[:8], 16)
        word = "".join(letters[(bits >> shift) & 31] for shift in range(27, 0, -5))
        return f"{word[:4]}-{word[4:]}"


def payload_of(fact: Fact) -> Json:
    """The fact as the ledger stores it; "is" holds its kind."""
    return encode(fact)


def fact_of(payload: Json) -> Fact:
    """Read a stored fact; raises ValueError when it is of no kind this version knows."""
    fact: Fact = decode(Fact, payload)
    return fact


def chain_hash(*, process: str, seq: int, at: datetime, actor: str, seat: str, payload: Json, prev_hash: str) -> str:
    """SHA-256 over the canonical JSON of everything in the line, the previous line's hash included; raises TypeError when `at` is naive."""
    if at.tzinfo is None:
        raise TypeError(f"{at} is naive; the ledger takes aware instants only")
    line: Json = {
        "process": process,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "seat": seat,
        "payload": payload,
        "prev_hash": prev_hash,
    }
    return hashlib.sha256(canonical(line).encode()).hexdigest()


def seal(*, process: str, seq: int, at: datetime, actor: PersonId, seat: str, fact: Fact, prev_hash: str) -> Entry:
    """The entry with its hash; raises TypeError when `at` is naive."""
    digest = chain_hash(process=process, seq=seq, at=at, actor=actor, seat=seat, payload=payload_of(fact), prev_hash=prev_hash)
    return Entry(process=process, seq=seq, at=at, actor=actor, seat=seat, fact=fact, prev_hash=prev_hash, hash=digest)
