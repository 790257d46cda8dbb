"""What goes into the outbox and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, FromClause, literal_column

from process.notices import Notice
from process.seats import PersonId


class MessageState(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    LEASED = "leased"
    """A worker has it for a while; when the lease runs out without a word it is queued or unclear again."""
    SENT = "sent"
    UNCLEAR = "unclear"
    """It may have arrived: somebody has to look before it is posted again."""
    FAILED = "failed"
    """The far end refused it for good."""
    DROPPED = "dropped"
    """Not wanted any more; never sent."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message as the planner wants it. `key`: `process:person:local day` for a digest, the notice's key for a single."""

    key: str
    person: PersonId
    day: date
    digest: bool
    not_before: datetime
    """Domain clock, UTC."""
    notices: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A message this worker holds until its lease runs out. Every later word about it is checked against `token`."""

    id: int
    token: str
    process: str
    key: str
    person: PersonId
    day: date
    digest: bool
    notices: tuple[Notice, ...]
    """Those that were not skipped meanwhile."""
    attempts: int
    """Posts so far, those that were told to wait not counted."""
    unclear: bool
    """An earlier post may have arrived: `find` it first, then say `absent` before posting again."""
    first_attempt_at: datetime | None
    """Real clock: how far back to look."""
    channel: str
    """For an update: the channel that has the message."""
    update_of: str
    """The ref of the message to change; "" when it is a message of its own."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A message that was sent: to whom, when (`at` domain clock), where it lies, and what it carried."""

    id: int
    key: str
    person: PersonId
    day: date
    at: datetime
    channel: str
    ref: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class Came:
    """A message that was sent and came back: which, whose, and over which channel it had gone."""

    id: int
    key: str
    person: PersonId
    channel: str
    ref: str


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A notice that was planned and not sent, and why (a code of `process.unwanted`, several joined by a comma)."""

    notice: Notice
    reason: str


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How the outbox stands. `due` are queued and may go now; `unclear_seconds` is the age of the oldest doubt (real clock)."""

    queued: int
    due: int
    leased: int
    unclear: int
    failed: int
    unclear_seconds: float | None


def stands(table: FromClause, state: MessageState) -> ColumnElement[bool]:
    """`state = 'queued'` with the word spelled out: a partial index is no use to a query that binds it."""
    return table.c.state == literal_column(f"'{state.value}'")
