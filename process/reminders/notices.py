"""A notice: one thing owed to be said to one person, once. Its key makes it once (rules S2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from process.seats import PersonId


class NoticeKind(StrEnum):
    """What a notice says; `bot.text` has its words."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    UNANSWERED = "unanswered"
    """A pause is over, and nobody has answered what it waited for."""
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
    SENT_BACK = "sent_back"
    NOT_MINE = "not_mine"
    REOPENED = "reopened"
    NO_MEETING = "no_meeting"
    """No ordinary meeting of a committee lies before the day its discussion is owed by."""
    WITHDRAWN = "withdrawn"
    RESCHEDULED = "rescheduled"
    CONSULTED = "consulted"
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
        NoticeKind.NO_MEETING,
        NoticeKind.RESCHEDULED,
        NoticeKind.WEEKLY,
    }
)
"""What the bot says by itself goes into the day's one message; the rest answers
somebody's act and goes at once.
"""


class Reason(StrEnum):
    """What makes a notice come just then; each but the last with a number."""

    BEFORE = "before"
    """So many working days before the deadline; 0 = on the day."""
    AFTER = "after"
    """So many working days after it."""
    PREPARE = "prepare"
    """The material for a committee's meeting is soon due; the number is the day's ordinal."""
    SHARED = "shared"
    """What is to be discussed may be spoken of from that ordinal on."""
    CALL = "call"
    """The meeting with that ordinal is to be called."""
    HELD = "held"
    """The meeting with that ordinal has been."""
    ESCALATED = "escalated"
    """Nobody answered for so many working days; 0 = nobody is there to answer."""
    SNOOZED = "snoozed"
    """Somebody asked for it, for the day with that ordinal."""
    ASKED = "asked"
    """Somebody asks; 0 = just now, then how often it has been asked again."""
    WEEKLY = "weekly"
    """The week with that number begins."""
    REVISION = "revision"
    """A meeting has changed so many times."""
    UNANSWERED = "unanswered"
    """What the person waited for has not come."""


@dataclass(frozen=True)
class Because:
    """Why a notice comes just then. In the outbox it is a word: `escalated:3`, `unanswered`."""

    reason: Reason
    number: int = 0

    def __str__(self) -> str:
        bare = self.reason is Reason.UNANSWERED
        return str(self.reason) if bare else f"{self.reason}:{self.number}"

    @classmethod
    def read(cls, text: str) -> Because | None:
        """The word from an outbox, new or old; None for what is about no step or meeting."""
        reason, _, number = text.partition(":")
        known = reason in tuple(Reason) and (number.isdecimal() or not number)
        return cls(Reason(reason), int(number or 0)) if known else None


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
    """Which step of the rhythm: the day it is counted from and what comes then
    ("2024-03-18:before:3"), the entry that asked ("17:asked:1"), the first day of a week, or
    a meeting.
    """
    because: str = ""
    """Why it comes now, as the outbox keeps it: a `Because`, or what troubles those who run the
    program.
    """
    tried: tuple[datetime, ...] = field(default=())
    """For an escalation: the days the owner was written to."""

    @property
    def why(self) -> Because | None:
        """Why it comes now; None for news, which says so itself."""
        return Because.read(self.because)

    @property
    def counted_from(self) -> date | None:
        """The day its step is counted from: the deadline as it stood, or the week's first day;
        None where that is an entry or a meeting.
        """
        try:
            return date.fromisoformat(self.step[:10])
        except ValueError:
            return None

    @property
    def digested(self) -> bool:
        """Whether it belongs in the day's one message; asking again for an answer is the bot's own
        doing, the first time is not.
        """
        why = self.why
        again = why is not None and why.reason is Reason.ASKED and why.number > 0
        return self.kind in DIGEST_KINDS or again


def opaque(key: str) -> str:
    """A key that says nothing to whoever reads it in a message's metadata: 32 hex digits of its
    SHA-256.
    """
    return hashlib.sha256(key.encode()).hexdigest()[:32]
