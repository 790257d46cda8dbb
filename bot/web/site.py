"""What the pages stand on. Built once in `app`; nothing here reads a clock or a setting by
itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.context import Context
from bot.web.cache import FeedCache
from bot.web.links import CommitteeLinks
from process.ledger.state import State
from process.seats import PersonId
from storage.addresses import Address
from storage.heartbeat import Beat

MOST = 30
WINDOW = timedelta(minutes=1)
KEPT = 1_000
"""Addresses that are remembered at once."""


@dataclass
class Limit:
    """Counts by address, in memory: a second process counts for itself."""

    _seen: dict[str, deque[datetime]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str, now: datetime) -> bool:
        """Whether one more is allowed; it counts at once. `now`: the real clock."""
        with self._lock:
            times = self._seen.setdefault(address, deque())
            while times and times[0] < now - WINDOW:
                times.popleft()
            times.append(now)
            while len(self._seen) > KEPT:
                self._seen.pop(next(iter(self._seen)))
            return len(times) <= MOST


class ReadsLedger(Protocol):
    """The part of `storage.ledger.Ledger` the pages use."""

    def state(self, process: str) -> State: ...
    def state_on(self, process: str, instant: datetime) -> State: ...


class KnowsAddresses(Protocol):
    """The part of `storage.addresses.Addresses` the pages use."""

    def find(self, token: str) -> Address | None: ...
    def renew(
        self, process: str, person: PersonId, scope: str, token: str, *, at: datetime
    ) -> Address: ...
    def revoke(self, id: str, *, at: datetime) -> bool: ...
    def touched(self, found: Address, *, client: str, day: date) -> bool: ...


class KnowsWorkers(Protocol):
    """The part of `storage.heartbeat.Heartbeat` the pages use."""

    def ages(self) -> tuple[Beat, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """What a page needs to write: the same context as Slack, and the doors."""

    context: Context
    doors: CommitteeLinks


@dataclass(frozen=True, kw_only=True)
class Site:
    """What every page may use. `now` is the domain clock, `clock` the real one (signed links
    only).
    """

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
    shelf: FeedCache = field(default_factory=FeedCache)
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
