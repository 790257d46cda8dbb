"""What an obligation is called in the ledger, in the outbox, in buttons and in links: its key,
built and read here alone, and byte for byte as old ledgers have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from process.seats import Role, Seat

SEAT = rf"({'|'.join(Role)}):(.+)"
DELIVERY = re.compile(rf"([^:/]+)/{SEAT}")
DISCUSSION = re.compile(r"discuss:([^:/]+):([0-9]+)/(.+)")
CONFIRMATION = re.compile(r"confirm:([0-9]+)")
QUESTION = re.compile(r"answer:([0-9]+)")
RESPONSE = re.compile(rf"hearing:([^/]+)/{SEAT}")


@dataclass(frozen=True)
class DeliveryKey:
    """What a seat owes by a row of the plan: `forslag/head:skole`."""

    row: str
    seat: Seat

    def __str__(self) -> str:
        return f"{self.row}/{self.seat}"


@dataclass(frozen=True)
class DiscussionKey:
    """A committee's discussion of one version of a proposal: `discuss:R-001:1/lmu_skole`."""

    proposal: str
    version: int
    committee: str

    def __str__(self) -> str:
        return f"discuss:{self.proposal}:{self.version}/{self.committee}"


@dataclass(frozen=True)
class ConfirmationKey:
    """The other side's answer to a record, by the number of its entry: `confirm:17`."""

    record: int

    def __str__(self) -> str:
        return f"confirm:{self.record}"


@dataclass(frozen=True)
class QuestionKey:
    """The process owner's answer to a request for more time, or to "not mine", by the number of
    the entry that asked: `answer:9`.
    """

    asked: int

    def __str__(self) -> str:
        return f"answer:{self.asked}"


@dataclass(frozen=True)
class ResponseKey:
    """A party's response to a consultation: `hearing:h1/chair:lmu_skole`."""

    consultation: str
    seat: Seat

    def __str__(self) -> str:
        return f"{consultation_key(self.consultation)}/{self.seat}"


ObligationKey = DeliveryKey | DiscussionKey | ConfirmationKey | QuestionKey | ResponseKey


def read_key(key: str) -> ObligationKey | None:
    """What a key says; None for what is no obligation's."""
    if found := DISCUSSION.fullmatch(key):
        return DiscussionKey(found[1], int(found[2]), found[3])
    if found := CONFIRMATION.fullmatch(key):
        return ConfirmationKey(int(found[1]))
    if found := QUESTION.fullmatch(key):
        return QuestionKey(int(found[1]))
    if found := RESPONSE.fullmatch(key):
        return ResponseKey(found[1], Seat(Role(found[2]), found[3]))
    if found := DELIVERY.fullmatch(key):
        return DeliveryKey(found[1], Seat(Role(found[2]), found[3]))
    return None


def consultation_key(id: str) -> str:
    """A consultation itself, as its changes are counted and its window is called in calendars."""
    return f"hearing:{id}"
