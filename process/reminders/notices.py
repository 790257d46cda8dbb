"""A notice: one thing owed to be said to one person, once. Its key makes it once (rules S2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from process.seats import PersonId


class NoticeKind(StrEnum):
    """What a notice says; `bot.text` has its words."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    UNANSWERED = "unanswered"
    """A rest is over, and nobody has answered what it waited for."""
    ESCALATED = "escalated"
    ESCALATION_TOLD = "escalation_told"
    CONFIRM_RECORD = "confirm_record"
    CONTESTED = "contested"
    RECEIPT = "receipt"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MORE_TIME_ASKED = "more_time_asked"
    MORE_TIME_ANSWERED = "more_time_answered"
    HANDED_OVER = "handed_over"
    NOT_MINE = "not_mine"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    RESCHEDULED = "rescheduled"
    STANDING_IN = "standing_in"
    WEEKLY = "weekly"
    INVITATION = "invitation"
    TO_ADMIN = "to_admin"


DIGEST_KINDS = frozenset(
    {
        NoticeKind.REMINDER,
        NoticeKind.OVERDUE,
        NoticeKind.SNOOZED,
        NoticeKind.UNANSWERED,
        NoticeKind.ESCALATED,
        NoticeKind.ESCALATION_TOLD,
        NoticeKind.REOPENED,
        NoticeKind.RESCHEDULED,
        NoticeKind.WEEKLY,
    }
)
"""What the bot says by itself goes into the day's one message; the rest answers
somebody's act and goes at once.
"""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to say to one person. `due` is the UTC instant of the domain
    clock from which it may be said.
    """

    key: str
    process: str
    kind: NoticeKind
    person: PersonId
    due: datetime
    obligation: str = ""
    """The obligation it is about; "" when it is about a ledger entry."""
    entry: int = 0
    """The ledger entry it is about; 0 when it is about an obligation."""
    step: str = ""
    """Which step of the rhythm: the deadline's day and the working days from it
    ("2024-03-18-3").
    """
    because: str = ""
    """Why it comes now, as a code with numbers ("before:3", "after:1"); `bot.text` has the
    words.
    """
    tried: tuple[datetime, ...] = field(default=())
    """For an escalation: the days the owner was written to."""

    @property
    def digested(self) -> bool:
        """Whether it belongs in the day's one message; asking again for an answer is the bot's own
        doing, the first time is not.
        """
        return self.kind in DIGEST_KINDS or (
            self.because.startswith("asked:") and self.because != "asked:0"
        )


def opaque(key: str) -> str:
    """A key that says nothing to whoever reads it in a message's metadata: 32 hex digits of its
    SHA-256.
    """
    return hashlib.sha256(key.encode()).hexdigest()[:32]
