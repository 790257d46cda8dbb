"""Faults on demand, so that a test can see what the bot does when Slack
stumbles, and the pace Slack allows.
"""

import threading
from dataclasses import dataclass

from sandbox.settings import SandboxSettings
from sandbox.wire import JSON, locked

BEFORE = {
    "ratelimited",
    "http500",
    "http503",
    "internal_error",
    "fatal_error",
    "error",
    "hang",
    "drop_before",
}
"""The call is not carried out."""
AFTER = {
    "drop_after",
    "accept_then_drop",
    "accept_then_500",
    "accept_then_fatal_error",
    "accept_then_hang",
}
"""The call is carried out, and then its answer is lost."""


@dataclass(kw_only=True)
class Fault:
    method: str
    kind: str
    count: int = 1
    retry_after: int = 1
    channel: str | None = None
    seconds: float = 30.0
    error: str = "internal_error"

    @property
    def after(self) -> bool:
        return self.kind in AFTER

    def _places(self) -> set[str]:
        """The channel as ordered and, for a person, their DM."""
        return {self.channel, "D" + self.channel[1:]} if self.channel else set()

    def fits(self, method: str, channels: set[str]) -> bool:
        return (
            self.count > 0
            and self.method in ("*", method)
            and (not self.channel or bool(self._places() & channels))
        )


class Faults:
    def __init__(self, lock: threading.RLock) -> None:
        self.lock = lock
        self._waiting: list[Fault] = []

    @locked
    def order(self, order: JSON) -> None:
        """Add a fault; raises ValueError (with the remedy) for one we do not know."""
        fault = Fault(**order)
        fault.count, fault.seconds = int(fault.count), float(fault.seconds)
        if fault.kind not in BEFORE | AFTER:
            raise ValueError(
                f"unknown kind {fault.kind!r}; use one of {', '.join(sorted(BEFORE | AFTER))}"
            )
        self._waiting.append(fault)

    @locked
    def take(self, method: str, channels: set[str]) -> Fault | None:
        """The next fault that fits this call, used once."""
        for fault in self._waiting:
            if fault.fits(method, channels):
                fault.count -= 1
                return fault
        return None

    @locked
    def clear(self) -> None:
        self._waiting.clear()

    @locked
    def as_json(self) -> list[JSON]:
        return [
            {"method": fault.method, "kind": fault.kind, "count": fault.count}
            for fault in self._waiting
            if fault.count > 0
        ]


class Pace:
    """A bucket per channel: a short burst, then so many posts a second."""

    def __init__(self, settings: SandboxSettings, lock: threading.RLock) -> None:
        self.lock = lock
        self._settings = settings
        self._buckets: dict[str, tuple[float, float]] = {}

    @locked
    def allows(self, channel_id: str) -> bool:
        rate, burst = self._settings.posts_per_second, float(self._settings.posts_burst)
        if rate is None:
            return True
        now = self._settings.now()
        left, seen = self._buckets.get(channel_id, (burst, now))
        left = min(burst, left + (now - seen) * rate)
        self._buckets[channel_id] = (left - 1 if left >= 1 else left, now)
        return left >= 1
