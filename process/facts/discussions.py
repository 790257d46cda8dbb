"""Proposals, and what is said about their discussion in MED."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from process.facts.text import Text
from process.proposals import Proposal


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
    joint: tuple[str, ...] = ()
    """The other committees of a joint meeting; each has a record of its own, which its own people answer."""


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


@dataclass(frozen=True, kw_only=True)
class MinutesNoted:
    """Where a meeting's minutes lie and when they were approved: known only after the record was made."""

    record: int
    link: str = ""
    approved_on: date | None = None
    """The day both sides approved them; None while they are a draft."""
