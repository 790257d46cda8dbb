"""Proposals as objects of discussion: version, sagsgang, affected committees, who may hear of it
when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.plan.model import Level


class StationOutcome(StrEnum):
    """What a station made of a proposal (rules M12)."""

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
    """The item is treated behind closed doors: the title stays hidden as under an embargo."""
    supplementary: bool = False
    """It came on a supplementary agenda, after the case deadline."""
    version: int = 0
    """The version that was treated there, where a later one has been handed in
    since; 0 = the one that stands.
    """

    @property
    def put_off(self) -> bool:
        """It settled nothing there: the proposal comes again."""
        return self.outcome in (StationOutcome.POSTPONED, StationOutcome.SENT_BACK)


@dataclass(frozen=True, kw_only=True)
class NotAffected:
    """A committee that is not affected, with the reason."""

    committee: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One version of one proposal. Only the code and the neutral title ever leave
    for Slack, feeds and pictures.
    """

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
    def came_later(self) -> bool:
        """Whether it is a new version, or from a meeting: those who owe its discussion are told at
        once.
        """
        return self.version > 1 or bool(self.origin)

    @property
    def shown(self) -> str:
        """What may stand in a message: code and neutral title, or the code alone."""
        return self.id if self.may_identify or self.closed else f"{self.id} {self.neutral_title}"

    @property
    def shown_any_day(self) -> str:
        """What may stand where no day is asked for: the code alone of one that was ever embargoed.
        In a calendar the embargo's end must not change an entry by itself (rules C1, C5).
        """
        return self.id if self.embargo_until else self.shown

    @property
    def closed(self) -> bool:
        """Whether any station treats it behind closed doors."""
        return any(station.closed for station in self.stations)

    def withheld_until(self, today: date) -> date | None:
        """The day from which it may be shared and spoken of, when that is still to
        come; on the day itself it may.
        """
        return max(
            (
                day
                for day in (self.share_from, self.embargo_until)
                if day is not None and day > today
            ),
            default=None,
        )

    def embargoed_on(self, day: date) -> bool:
        """Whether not even its existence may be spoken of that day."""
        return self.embargo_until is not None and self.embargo_until > day

    @property
    def out(self) -> bool:
        """Whether a station has rejected this version, so that nobody owes anything about it any
        more.
        """
        return any(
            s.outcome is StationOutcome.REJECTED and s.version in (0, self.version)
            for s in self.stations
        )


def shown_on(proposal: Proposal, today: date) -> str:
    """Code and neutral title as they may stand that day."""
    return " ".join(filter(None, (proposal.id, shown_title(proposal, today))))


def shown_title(proposal: Proposal, today: date) -> str:
    """The neutral title, or nothing but the code where it may point to persons, is
    embargoed, or is a closed item.

    An embargo's day is the first on which the title may be spoken of ("from the 11th" is on the
    11th). A closed item has that day too, and no day where none is set.
    """
    embargoed = proposal.embargo_until is not None and today < proposal.embargo_until
    closed = proposal.closed and proposal.embargo_until is None
    return "" if proposal.may_identify or embargoed or closed else proposal.neutral_title
