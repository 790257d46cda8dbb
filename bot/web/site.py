"""What the pages stand on. Built once in `app`; nothing here reads a clock or a setting by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.context import Context
from bot.doors import Doors
from bot.web.limit import Limit
from bot.web.shelf import Shelf
from process.seats import PersonId
from process.state import State
from storage.addresses import Address
from storage.heartbeat import Beat


class ReadsLedger(Protocol):
    """The part of `storage.ledger.Ledger` the pages use."""

    def state(self, process: str) -> State: ...
    def state_on(self, process: str, instant: datetime) -> State: ...


class KnowsAddresses(Protocol):
    """The part of `storage.addresses.Addresses` the pages use."""

    def find(self, token: str) -> Address | None: ...
    def renew(self, process: str, person: PersonId, scope: str, token: str, *, at: datetime) -> Address: ...
    def revoke(self, id: str, *, at: datetime) -> bool: ...
    def touched(self, found: Address, *, client: str, day: date) -> bool: ...


class KnowsWorkers(Protocol):
    """The part of `storage.heartbeat.Heartbeat` the pages use."""

    def ages(self) -> tuple[Beat, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """What a page needs to write: the same context as Slack, and the doors."""

    context: Context
    doors: Doors


@dataclass(frozen=True, kw_only=True)
class Site:
    """What every page may use. `now` is the domain clock, `clock` the real one (signed links only)."""

    process: str
    ledger: ReadsLedger
    addresses: KnowsAddresses
    heartbeat: KnowsWorkers
    now: Callable[[], datetime]
    clock: Callable[[], datetime]
    base_url: str
    """The address people reach the pages at, without a slash at the end."""
    secret: bytes
    worker_bound: float = 180
    metrics_token: str = ""
    """Opens `/metrics`; empty: the page does not exist."""
    shelf: Shelf = field(default_factory=Shelf)
    rooms: Rooms | None = None
    """What the doors without Slack need; an installation without them has none."""
    limit: Limit = field(default_factory=Limit)

    def state(self) -> State:
        """The state now; raises StorageError."""
        return self.ledger.state(self.process)

    def today(self, state: State) -> date:
        """The process's local day."""
        return state.plan.calendar.local_day(self.now())

    def state_at_the_end_of(self, state: State, day: date) -> State:
        """Everything that was known when a local day was over."""
        midnight = state.plan.calendar.instant(day + timedelta(days=1), time())
        return self.ledger.state_on(self.process, midnight - timedelta(microseconds=1))

    def url(self, path: str) -> str:
        """A whole address on this site."""
        return f"{self.base_url.rstrip('/')}{path}"
