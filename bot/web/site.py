"""What the pages stand on. Built once in `app`; nothing here reads a clock or a setting by
itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.context import Context
from bot.text.imports import ReadTimetable
from bot.web.cache import FeedCache
from bot.web.links import WebLinks
from process.ledger.state import State
from process.seats import PersonId

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


@dataclass(frozen=True, kw_only=True)
class Site:
    """What every page may use: the same context as Slack, and what only pages need."""

    context: Context
    worker_bound: float = 180
    expected_workers: tuple[str, ...] = ()
    """Names of workers that have to be there; any one will do when none is named."""
    metrics_token: str = ""
    """Opens `/metrics`; empty: the page does not exist."""
    read_timetable: Callable[[str, bytes, int | None], ReadTimetable]
    """Reads an uploaded file by its name and the year of its dates; raises NotRead."""
    cache: FeedCache = field(default_factory=FeedCache)
    limit: Limit = field(default_factory=Limit)

    @property
    def process(self) -> str:
        """The process whose pages they are."""
        return self.context.process

    @property
    def links(self) -> WebLinks:
        """What opens the signed and the personal addresses."""
        return self.context.links

    def now(self) -> datetime:
        """The domain clock."""
        return self.context.now()

    def clock(self) -> datetime:
        """The real clock, for what is signed only."""
        return self.links.clock()

    def state(self) -> State:
        """The state now; raises StorageError."""
        return self.context.state()

    def today(self, state: State) -> date:
        """The process's local day."""
        return self.context.today(state)

    def state_at_the_end_of(self, state: State, day: date) -> State:
        """Everything that was known when a local day was over."""
        midnight = state.plan.calendar.instant(day + timedelta(days=1), time())
        return self.context.ledger.state_on(self.process, midnight - timedelta(microseconds=1))

    def is_here(self, person: PersonId) -> bool:
        """Whether somebody is in the process today: an address or a link of a person who has left,
        or is forgotten, opens nothing.
        """
        known, state = self.context.directory.get(self.process, person), self.state()
        return bool(known and known.active and state.seats_of(person, self.today(state)))

    def url(self, path: str) -> str:
        """A whole address on this site."""
        return f"{self.links.base_url.rstrip('/')}{path}"
