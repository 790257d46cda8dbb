"""What a channel promises: it sends one message and says exactly how that went (rules S6). And what
is known of a mail that came back.

`jobs.delivery` only knows this contract; `bot.slack.channel` and `bot.mail` keep it. A
channel never retries by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from process.ledger.state import State
from process.reminders.notices import Notice
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message for one person: the notices it carries, and the opaque key under
    which it can be found again.
    """

    key: str
    """Opaque; travels as message metadata."""
    person: PersonId
    notices: tuple[Notice, ...]
    day: date
    """The local day it is written for."""
    read_on: date | None = None
    """The local day it is brought up to date; None while it is new."""

    @property
    def stands_on(self) -> date:
        """The day whose holders and pauses it tells of."""
        return max(self.day, self.read_on or self.day)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """It arrived; `ref` names the message for later updates ("channel/ts" in Slack)."""

    ref: str


@dataclass(frozen=True, kw_only=True)
class Wait:
    """The far end asks us to wait (429): not an attempt."""

    seconds: float


@dataclass(frozen=True, kw_only=True)
class Turned:
    """The far end refused it clearly; `gone` when the person cannot be reached there at all;
    `all` when nobody can (token).

    `stranger` when nobody there ever was the person: nothing failed, so nobody hears of it while
    another channel reaches them.
    """

    why: str
    gone: bool = False
    all: bool = False
    stranger: bool = False


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """It never left (no connection): safe to try again later."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """Nobody knows whether it arrived (timeout, reset, 5xx): look for the key before any second
    post.
    """

    why: str


Outcome = Sent | Wait | Turned | Unsent | Unclear


class Channel(Protocol):
    """A way to reach people."""

    name: str
    blind: bool
    """Whether nobody can look for what it sent, and a second copy would be read as a second
    message.
    """

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address here."""
        ...

    def send(self, message: Message, state: State) -> Outcome:
        """Send it once; `state` is what the words are made from. Never raises for what the far
        end does.
        """
        ...

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Wait | Unclear | None:
        """Look for a message by its key, not older than `since` (real clock); None = certainly
        not there.
        """
        ...

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """Make an earlier message say what stands now."""
        ...


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One mail that came back."""

    tags: tuple[str, ...]
    """The local parts of ids it may have gone out under; only the sender can make one."""
    status: str
    """An enhanced status code, "5.1.1"; "5.0.0" where none was said."""
    failed: bool
    """Given up; False when it is only delayed."""

    @property
    def permanent(self) -> bool:
        """Whether the address itself will not do, so that another mail would come back as well."""
        return self.failed and self.status.startswith("5")
