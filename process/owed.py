"""What is owed, as a value: by which seat, by which day, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from process.entries import Entry
from process.involvement import Basis
from process.plan import Rhythm
from process.proposals import Proposal
from process.records import Record
from process.seats import ELECTED, Seat


class ObligationKind(StrEnum):
    """What is owed."""

    DELIVERY = "delivery"
    DISCUSSION = "discussion"
    CONFIRMATION = "confirmation"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """Something owed by a seat, by a local day (and clock time when the plan names one)."""

    key: str
    kind: ObligationKind
    seat: Seat
    title: str
    rhythm: Rhythm
    due: date
    at: time | None = None
    plan_due: date | None = None
    """The plan's own day, when more time was granted and `due` is later."""
    since: date | None = None
    """The day it came, or came back, into its owner's hands; the next step above is not counted from a day before it."""
    milestone: str | None = None
    receiver: str | None = None
    proposal: Proposal | None = None
    committee: str | None = None
    basis: Basis | None = None
    record: Record | None = None
    asked: Entry | None = None
    met: Entry | None = None
    cancelled: str | None = None
    owed_until: date | None = None
    """The last local day it is owed, where it loses its point by itself: an information, or the answer to a consultation."""

    @property
    def open(self) -> bool:
        """Still owed."""
        return self.met is None and self.cancelled is None

    @property
    def elected(self) -> bool:
        """An elected representative owes it: nobody above hears of it, and management is not shown whether it is done (PEOPLE 2.3)."""
        return self.seat.role in ELECTED

    def lapsed_on(self, today: date) -> bool:
        """Not met, and no longer owed: it stays on record that it was not given."""
        return self.open and self.owed_until is not None and today > self.owed_until

    def overdue_on(self, today: date) -> bool:
        """Open and past its day; the day itself is still in time (PEOPLE 2.15)."""
        return self.open and today > self.due
