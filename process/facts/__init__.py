"""What can happen, as values; one file a family. `Fact` is the union of them all."""

from __future__ import annotations

from process.facts.deadlines import Delivered, HandedOver, MoreTimeAnswered, MoreTimeAsked, NotMine, Received, Snoozed, Undone
from process.facts.discussions import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    MinutesNoted,
    Outcome,
    ProposalRef,
    ProposalSubmitted,
    Side,
    ViewsAdded,
)
from process.facts.hearings import ConsultationOpened, ResponseReceived, ResponseWithdrawn
from process.facts.plan import (
    DatesConfirmed,
    MeetingsDeclined,
    MeetingsProposed,
    MilestoneCancelled,
    MilestoneMoved,
    PlanAdopted,
    SeatLeft,
    SeatTaken,
)
from process.facts.text import Text

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
    | Undone
    | MoreTimeAsked
    | MoreTimeAnswered
    | HandedOver
    | Snoozed
    | NotMine
    | ProposalSubmitted
    | DiscussionRecorded
    | DiscussionConfirmed
    | DiscussionContested
    | ViewsAdded
    | MinutesNoted
    | ConsultationOpened
    | ResponseReceived
    | ResponseWithdrawn
)
"""Everything an entry can say."""

__all__ = [
    "ConsultationOpened",
    "DatesConfirmed",
    "Delivered",
    "DiscussionConfirmed",
    "DiscussionContested",
    "DiscussionRecorded",
    "Fact",
    "HandedOver",
    "MeetingsDeclined",
    "MeetingsProposed",
    "MilestoneCancelled",
    "MilestoneMoved",
    "MinutesNoted",
    "MoreTimeAnswered",
    "MoreTimeAsked",
    "NotMine",
    "Outcome",
    "PlanAdopted",
    "ProposalRef",
    "ProposalSubmitted",
    "Received",
    "ResponseReceived",
    "ResponseWithdrawn",
    "SeatLeft",
    "SeatTaken",
    "Side",
    "Snoozed",
    "Text",
    "Undone",
    "ViewsAdded",
]
