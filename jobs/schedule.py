"""When the worker wakes. APScheduler ticks in memory; all state is in our tables, so a
restart or a kill loses nothing.

Missed ticks are rolled into one and never dropped for being late; ticks by wall clock lie outside
01:00-04:00, when summer time makes an hour twice or not at all.
"""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A chore and its rhythm: every so many seconds, or daily at an hour of the plan's zone."""

    name: str
    run: Callable[[], object]
    seconds: float = 0.0
    hour: int | None = None
    minute: int = 0


class Schedule:
    """The table of ticks, running in the background of one process."""

    def __init__(self, ticks: Iterable[Tick], *, zone: str) -> None:
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = BackgroundScheduler(timezone=zone, job_defaults=defaults)
        for tick in ticks:
            self._scheduler.add_job(tick.run, _trigger(tick, zone), id=tick.name, name=tick.name)

    def start(self) -> None:
        """Begin ticking."""
        self._scheduler.start()

    def stop(self) -> None:
        """End, after the tick that is running."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def wake(self, name: str, at: datetime) -> None:
        """Run a tick now (`at`: the real clock, aware); a round that runs
        already is followed by another.
        """
        if self._scheduler.running:
            self._scheduler.modify_job(name, next_run_time=at)


def _trigger(tick: Tick, zone: str) -> CronTrigger | IntervalTrigger:
    if tick.hour is not None:
        return CronTrigger(hour=tick.hour, minute=tick.minute, timezone=zone)
    return IntervalTrigger(seconds=tick.seconds, timezone=zone)


SECONDS = 5.0
log = logging.getLogger("fristvogter.heartbeat")


def ping(url: str) -> bool:
    """Fetch the address once; False (and a line in the log) when it did not answer.
    Nothing about the process is told.
    """
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            return bool(200 <= answer.status < 300)
    except (urllib.error.URLError, OSError, ValueError) as error:
        log.warning("the heartbeat address did not answer: %s", type(error).__name__)
        return False
