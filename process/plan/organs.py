"""The bodies of a plan: organs with their meetings, and the service areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from process.when import When


class OrganKind(StrEnum):
    """What kind of body an organ is."""

    EXECUTIVE_BOARD = "executive_board"
    COORDINATION_GROUP = "coordination_group"
    STEERING_GROUP = "steering_group"
    HEADS = "heads"
    COUNCIL = "council"
    FINANCE_COMMITTEE = "finance_committee"
    STANDING_COMMITTEE = "standing_committee"
    GROUP_LEADERS = "group_leaders"
    MED_COMMITTEE = "med_committee"
    OTHER = "other"


class Level(StrEnum):
    """The three MED levels."""

    MAIN = "main"
    AREA = "area"
    LOCAL = "local"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a row comes from, named as a reader knows the document."""

    document: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One line of an event's programme; sources give start times and seldom end times."""

    start: time
    what: str
    day: date | None = None
    end: time | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting of an organ: when, what for, and what its forward agenda says. `cancelled` holds the reason."""

    key: str
    when: When
    title: str = ""
    place: str = ""
    agenda: tuple[str, ...] = ()
    programme: tuple[ProgrammeLine, ...] = ()
    cancelled: str | None = None
    public: bool = False
    note: str = ""
    example: bool = False
    rolled_from: When | None = None
    """The time last year's plan had: the date is carried over, and nobody has confirmed it."""
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Organ:
    """A body that meets: political, administrative or MED. `waiting` are agenda items that await a date."""

    key: str
    name: str
    kind: OrganKind
    short: str = ""
    level: Level | None = None
    parent: str | None = None
    area: str | None = None
    staff_meeting: bool = False
    """A staff meeting with MED status: no vice chair; a named employee representative answers instead."""
    also_called: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    waiting: tuple[str, ...] = ()
    invitations: str = ""
    """The mail address its members are invited from; "" = nobody is invited by mail."""
    example: bool = False


@dataclass(frozen=True, kw_only=True)
class Area:
    """A service area: who steers it and which committees belong to it. Its head is the seat `head:<key>`."""

    key: str
    name: str
    director: str | None = None
    """Place of the director's seat: `director:<this>`."""
    steering_group: str | None = None
    standing_committee: str | None = None
    example: tuple[str, ...] = ()
    """Names of the fields that are examples, not from the source."""
