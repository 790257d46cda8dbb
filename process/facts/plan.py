"""What can happen to the plan and its seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from process.facts.text import Text
from process.plan import Meeting, Plan
from process.seats import PersonId, Seat
from process.when import When


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
    """An organ's own calendar says other meetings than the plan; the process owner decides. A later one takes its place."""

    organ: str
    meetings: tuple[Meeting, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class MeetingsDeclined:
    """The plan stands as it is."""

    proposal: int


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
