"""One worker: telling and noticing, each in rounds of its own. Telling never waits for noticing:
what stands in the outbox goes, whatever the planner is busy with.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jobs.delivery import Delivery
from jobs.planner import Planner, PlanRound

log = logging.getLogger("fristvogter.worker")

MOST = 1000
"""Messages in one round of delivery."""


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
    """Planner and delivery of one process. One round of each at a time per worker."""

    def __init__(
        self,
        *,
        planner: Planner,
        delivery: Delivery,
        now: Callable[[], datetime],
        beat: Callable[[str], None],
    ) -> None:
        """`now`: the domain clock; `beat`: a sign of life, after each message and each round."""
        self._planner, self._delivery, self._now, self._beat = planner, delivery, now, beat
        self._planning, self._delivering = threading.Lock(), threading.Lock()
        self._ended_well = False

    def deliver(self) -> int:
        """Send what may go now; says how many messages were dealt with."""
        with self._delivering:
            dealt, self._ended_well = 0, False
            while dealt < MOST and self._delivery.one(self._now()):
                dealt += 1
                self._beat("delivery")
            self._beat("delivery")
            self._ended_well = True
        return dealt

    def able(self) -> bool:
        """Whether messages can go: the last round of delivery ended well, the one that is running
        is not stuck, and no channel turns everybody away. A round in between says no; ask again.
        """
        return self._ended_well and self._delivery.able()

    def plan(self) -> PlanRound:
        """Write what is due now to the outbox."""
        with self._planning:
            planned = self._planner.round(self._now())
            self._beat("planner")
        if planned.notices or planned.updates:
            log.info("planned %s new notices, %s updates", planned.notices, planned.updates)
        return planned

    def round(self) -> Round:
        """What waits goes first, then what is due is planned, and goes too."""
        before = self.deliver()
        planned = self.plan()
        after = self.deliver() if planned.notices or planned.updates else 0
        return Round(notices=planned.notices, updates=planned.updates, deliveries=before + after)

    def settle(self) -> None:
        """Rounds until one does nothing: what a rehearsal does after each step of its clock."""
        for _ in range(20):
            if self.round().quiet:
                return
