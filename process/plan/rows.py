"""The rows of a timetable: milestones, their kinds and rhythms, and how they were moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.plan.organs import ProgrammeLine, Source
from process.when import When


class Does(StrEnum):
    """What a kind of milestone is; decides whether it makes an obligation."""

    DELIVERY = "delivery"
    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    CONSULTATION = "consultation"
    EVENT = "event"


OWING = frozenset({Does.DELIVERY, Does.DISCUSSION, Does.INFORMATION, Does.CONSULTATION})
"""What somebody owes somebody; a decision or an event nobody is reminded of."""


LAPSING = frozenset({Does.INFORMATION, Does.CONSULTATION})
"""What loses its point some time after its day; a delivery and a discussion stay owed until they are met."""


class OwnerBasis(StrEnum):
    """Whether the source names the owner, lets it be understood, or says nothing."""

    STATED = "stated"
    IMPLIED = "implied"
    NOT_STATED = "not_stated"


class Above(StrEnum):
    """Who can stand on the ladder above a silent owner. No elected representative can: their way is fixed (PEOPLE 2.3)."""

    DEPUTY = "deputy"
    DIRECTOR = "director"
    PROCESS_OWNER = "process_owner"
    HEAD = "head"
    """The chef above the chair of a local committee."""


ABOVE_HEADS = (Above.DEPUTY, Above.DIRECTOR, Above.PROCESS_OWNER)
"""Who can hear of a chef's delivery, in the order they do when the plan says no other."""
ABOVE_CHAIRS = (Above.HEAD,)
"""Who can hear of a local committee's discussion."""


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """When people are written to, in working days: before the day, how often after it, how many times at most, then the next step."""

    remind: tuple[int, ...] = ()
    nag_every: int | None = None
    nags: int = 0
    escalate_after: int | None = None
    ladder: tuple[Above, ...] | None = None
    """Who hears of it when the owner stays silent, first to last; () = nobody, None = as usual for the kind."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of milestone with its label and rhythm."""

    key: str
    label: str
    does: Does
    rhythm: Rhythm = Rhythm()


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A date that was another: from, why, and which organ approved it on which day."""

    was: When
    why: str
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One row of the timetable."""

    key: str
    title: str
    kind: str
    when: When
    owners: tuple[str, ...] = ()
    """Seats, or `head:*` / `chair:*` fanned out over areas or affected committees; empty = the source names none."""
    owner_basis: OwnerBasis = OwnerBasis.NOT_STATED
    owner_words: str = ""
    owed: str = ""
    """What is owed, in the words of the message; `{area}` stands for the area's name."""
    receiver: str | None = None
    """The organ that receives a delivery."""
    organ: str | None = None
    """The organ that holds or treats it."""
    with_organs: tuple[str, ...] = ()
    """The other organs of a joint meeting."""
    reading: int | None = None
    """1 or 2 where the row is the council's first or second reading of the budget."""
    conflicts_with: tuple[str, ...] = ()
    """Rows that another source tells differently; both stay."""
    audience: tuple[str, ...] = ()
    place: str = ""
    place_tentative: bool = False
    programme: tuple[ProgrammeLine, ...] = ()
    track: str | None = None
    tentative: bool = False
    conditional: str = ""
    cancelled: str | None = None
    moved: tuple[Moved, ...] = ()
    fixed_by: str = ""
    """The law or decision that fixes the day and month, whatever the year."""
    rolled_from: When | None = None
    """The time last year's plan had: the date is carried over, and nobody has confirmed it."""
    public: bool = False
    note: str = ""
    source: tuple[Source, ...] = ()
