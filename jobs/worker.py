"""One worker: a planning round when something may have changed, then delivery until the
outbox is empty, then a heartbeat.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jobs.delivery import Delivery
from jobs.planner import Planner

log = logging.getLogger("fristvogter.worker")


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round did."""

    notices: int = 0
    updates: int = 0
    deliveries: int = 0

    @property
    def quiet(self) -> bool:
        """Nothing to do."""
        return not (self.notices or self.updates or self.deliveries)


class Worker:
    """Planner and delivery of one process; `now` is the domain clock. One round at a time per
    worker.
    """

    def __init__(
        self,
        *,
        planner: Planner,
        delivery: Delivery,
        now: Callable[[], datetime],
        beat: Callable[[str], None],
    ) -> None:
        self._planner, self._delivery, self._now, self._beat = planner, delivery, now, beat
        self._lock = threading.Lock()

    def round(self) -> Round:
        """Plan and deliver what is due now; the clock is read once."""
        with self._lock:
            now = self._now()
            planned = self._planner.round(now)
            self._beat("planner")
            sent = 0
            while sent < 1000 and self._delivery.one(now):
                sent += 1
            self._beat("delivery")
        done = Round(notices=planned.notices, updates=planned.updates, deliveries=sent)
        if not done.quiet:
            log.info(
                "round: %s new notices, %s updates, %s deliveries",
                done.notices,
                done.updates,
                done.deliveries,
            )
        return done

    def settle(self) -> None:
        """Rounds until one does nothing: what a rehearsal does after each step of its clock."""
        for _ in range(20):
            if self.round().quiet:
                return
