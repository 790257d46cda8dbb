"""How often one address may be written through: a person never meets it, a program that guesses does."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
