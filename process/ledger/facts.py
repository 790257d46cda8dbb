"""Everything an entry of the ledger can say, by what it is about: the plan, seats, deadlines,
proposals and their discussions in MED, consultations. Old ledgers are read by these names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar, cast

from process.dates.when import When
from process.ledger.codec import Words
from process.plan.model import Meeting, Plan
from process.plan.proposals import Proposal
from process.seats import PersonId, Seat


@dataclass(frozen=True, kw_only=True)
class Text:
    """Where a person's free text lies and its salted SHA-256; the text itself is erasable
    (rules L7).
    """

    id: str
    digest: str


TYPED = ("why", "reason", "approved_by", "minutes", "link", "cancelled")
"""Fields that hold what somebody typed: written apart from the chain (rules L7). Every other field
of letters holds a key, a name or a title of the plan or a proposal, or what a plan says of itself.
"""


def has_words(fact: object) -> bool:
    """Whether somebody's own words stand in the chain, as they did in earlier versions."""
    return any(words and not isinstance(words, Words) for words in _typed(fact))


def texts_of(fact: object) -> tuple[Text, ...]:
    """The free texts a fact holds, wherever in it."""
    return tuple(_texts(fact))


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Words):
        stands = cast(dict[str, str], value.stands)
        yield Text(id=stands["id"], digest=stands["digest"])
    else:
        for part in _parts(value):
            yield from _texts(part)


def _typed(value: object) -> Iterator[str]:
    if is_dataclass(value):
        for name in TYPED:
            if isinstance(words := getattr(value, name, None), str):
                yield words
    for part in _parts(value):
        yield from _typed(part)


def _parts(value: object) -> Iterable[object]:
    if is_dataclass(value):
        return (getattr(value, f.name) for f in fields(value))
    return value if isinstance(value, tuple) else ()


T = TypeVar("T")


def typed_apart(value: T, apart: Callable[[str], Words]) -> T:
    """The same fact, with `apart` asked for each thing somebody typed that still stands in it."""
    if isinstance(value, tuple):
        parts = tuple(typed_apart(part, apart) for part in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else cast(T, parts)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for f in fields(value):
        old = getattr(value, f.name)
        typed = f.name in TYPED and isinstance(old, str) and old and not isinstance(old, Words)
        new = apart(old) if typed else typed_apart(old, apart)
        if new is not old:
            changed[f.name] = new
    return cast(T, replace(value, **changed)) if changed else value


# The plan.


@dataclass(frozen=True, kw_only=True)
class PlanAdopted:
    """The whole plan as adopted; replaces an earlier one."""

    plan: Plan
    reason: str
    approved_by: str = ""
    approved_on: date | None = None
    source: Text | None = None
    """The file it was proposed in, as it was written, comments and all."""


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
class DatesConfirmed:
    """Dates carried over from last year are confirmed as they stand."""

    rows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingsProposed:
    """An organ's own calendar says other meetings than the plan; the process owner decides.
    A later one takes its place.
    """

    organ: str
    meetings: tuple[Meeting, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class MeetingsDeclined:
    """The plan stands as it is."""

    proposal: int


# Seats.


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


# Deadlines.


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """The owner says it has been handed in; `part`: only what the note says, the rest is owed."""

    obligation: str
    note: Text | None = None
    part: bool = False


@dataclass(frozen=True, kw_only=True)
class Received:
    """The receiver says it has arrived; either ends the nagging."""

    obligation: str


@dataclass(frozen=True, kw_only=True)
class SentBack:
    """The receiver says something is missing in what was handed in: it is owed again, by the same
    day.
    """

    obligation: str
    missing: Text | None = None


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
class TalkPromised:
    """Somebody above will talk with whoever owes it; the task stays where it is."""

    obligation: str


@dataclass(frozen=True, kw_only=True)
class InformationGiven:
    """What a row of the plan was to tell somebody was told on a day; only this makes it so
    (rules M18).
    """

    milestone: str
    day: date
    became_discussion: bool = False


# Proposals and their discussions in MED.


@dataclass(frozen=True, kw_only=True)
class ProposalSubmitted:
    """A proposal, or a new version of one; a new version re-opens the discussions it touches."""

    proposal: Proposal


@dataclass(frozen=True, kw_only=True)
class ProposalRef:
    """A proposal in one version."""

    id: str
    version: int


class Side(StrEnum):
    """Participation is recorded by side only, never by union role (rules M25)."""

    MANAGEMENT = "management"
    EMPLOYEES = "employees"
    SECRETARY = "secretary"
    SAFETY = "safety"


class Outcome(StrEnum):
    """What a MED meeting did with a proposal (rules M7). Only DISCUSSED counts as discussed."""

    DISCUSSED = "discussed"
    INFORMED = "informed"
    BEGUN = "begun"
    IN_WRITING = "in_writing"
    NOT_DEALT_WITH = "not_dealt_with"
    MEETING_CANCELLED = "meeting_cancelled"


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
    joint: tuple[str, ...] = ()
    """The other committees of a joint meeting; each has a record of its own,
    which its own people answer.
    """


@dataclass(frozen=True, kw_only=True)
class DiscussionConfirmed:
    """The other side says: it took place and is rendered correctly. Not that it agrees
    (rules M1).
    """

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


@dataclass(frozen=True, kw_only=True)
class MinutesNoted:
    """Where a meeting's minutes lie and when they were approved: known only after the record was
    made.
    """

    record: int
    link: str = ""
    approved_on: date | None = None
    """The day both sides approved them; None while they are a draft."""


# Consultations.


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who is heard. `seat` answers for it and is reminded; a party outside the process has
    none and is kept track of only.
    """

    key: str
    name: str
    seat: Seat | None = None


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """A consultation; `opens` and `closes` are instants, since a window has a clock time at its
    end.
    """

    id: str
    title: str
    opens: datetime
    closes: datetime
    parties: tuple[Party, ...] = ()
    proposals: tuple[str, ...] = ()

    def party(self, key: str) -> Party | None:
        """The party with that key."""
        return next((p for p in self.parties if p.key == key), None)


@dataclass(frozen=True, kw_only=True)
class ConsultationOpened:
    """A consultation with its parties and window; the same id again replaces it
    (a party more, a later end).
    """

    consultation: Consultation


@dataclass(frozen=True, kw_only=True)
class ResponseReceived:
    """A party's answer arrived at an instant, which may lie before the entry;
    late is flagged, never dropped.
    """

    consultation: str
    party: str
    received_at: datetime
    words: Text | None = None
    link: str = ""
    may_publish: bool = True


@dataclass(frozen=True, kw_only=True)
class TextsErased:
    """Free texts were forgotten by the rules; one that is gone without this was taken by hand."""

    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResponseWithdrawn:
    """An answer was registered by mistake, or the party took it back; it stays in the ledger."""

    response: int
    why: str = ""


Fact = (
    PlanAdopted
    | MilestoneMoved
    | MilestoneCancelled
    | DatesConfirmed
    | MeetingsProposed
    | MeetingsDeclined
    | SeatTaken
    | SeatLeft
    | Delivered
    | Received
    | SentBack
    | Undone
    | MoreTimeAsked
    | MoreTimeAnswered
    | HandedOver
    | Snoozed
    | NotMine
    | TalkPromised
    | InformationGiven
    | ProposalSubmitted
    | DiscussionRecorded
    | DiscussionConfirmed
    | DiscussionContested
    | ViewsAdded
    | MinutesNoted
    | ConsultationOpened
    | ResponseReceived
    | ResponseWithdrawn
    | TextsErased
)
"""Everything an entry can say."""
