"""Proposals as objects of discussion: version, sagsgang, affected committees, who may hear of it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.plan import Level


class StationOutcome(StrEnum):
    """What a station made of a proposal (PEOPLE 2.7)."""

    PRIORITISED = "prioritised"
    SENT_BACK = "sent_back"
    POSTPONED = "postponed"
    AMENDED = "amended"
    PARTLY_ADOPTED = "partly_adopted"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Station:
    """One station of the sagsgang: an organ and its meeting day, when it is known."""

    organ: str
    day: date | None = None
    outcome: StationOutcome | None = None
    closed: bool = False
    """The item is treated behind closed doors."""


@dataclass(frozen=True, kw_only=True)
class NotAffected:
    """A committee that is not affected, with the reason."""

    committee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One version of one proposal. Only the code and the neutral title ever leave for Slack, feeds and pictures."""

    id: str
    version: int
    title: str
    neutral_title: str
    area: str
    level: Level = Level.AREA
    """The level of the leader who recommends it to the politicians."""
    stations: tuple[Station, ...] = ()
    affected: tuple[str, ...] = ()
    not_affected: tuple[NotAffected, ...] = ()
    others_to_hear: tuple[str, ...] = ()
    share_from: date | None = None
    embargo_until: date | None = None
    origin: str = ""
    """The organ at whose meeting it came up, when it was not handed in with the others."""
    may_identify: bool = False
    """Can point to single persons: by code only everywhere."""
    example: bool = False

    @property
    def shown(self) -> str:
        """What may stand in a message: code and neutral title, or the code alone."""
        return self.id if self.may_identify else f"{self.id} {self.neutral_title}"


def shown_title(proposal: Proposal, today: date) -> str:
    """The neutral title, or nothing but the code where it may point to persons or is still embargoed."""
    hidden = proposal.may_identify or (proposal.embargo_until is not None and today < proposal.embargo_until)
    return "" if hidden else proposal.neutral_title
