"""When the worker wakes. What is due stands in our tables, so a restart or a kill loses nothing.

Chores of every so many seconds run on the monotonic clock, so that a wall clock that is set back or
forward neither stops nor floods them. Daily ones are APScheduler's, kept in memory: missed ones are
rolled into one and never dropped for being late; they lie outside 01:00-04:00, when summer time
makes an hour twice or not at all.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

CLOCK_SECONDS = 30.0
"""How often the daily chores look at the wall clock; APScheduler sleeps through its steps."""


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
        self._daily = BackgroundScheduler(timezone=zone, job_defaults=defaults)
        clock = Tick(name="clock", run=self._daily.wakeup, seconds=CLOCK_SECONDS)
        self._loops = {clock.name: Loop(clock)}
        for tick in ticks:
            if tick.hour is None:
                self._loops[tick.name] = Loop(tick)
            else:
                when = CronTrigger(hour=tick.hour, minute=tick.minute, timezone=zone)
                self._daily.add_job(tick.run, when, id=tick.name, name=tick.name)

    def start(self) -> None:
        """Begin ticking."""
        self._daily.start()
        for loop in self._loops.values():
            loop.start()

    def stop(self) -> None:
        """End, after the ticks that are running."""
        for loop in self._loops.values():
            loop.stop()
        if self._daily.running:
            self._daily.shutdown(wait=True)

    def wake(self, name: str) -> None:
        """Run a tick of seconds now; one that runs already runs once more afterwards."""
        self._loops[name].wake()


class Loop:
    """One chore in a thread of its own; what it raises is told, and it goes on."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self._woken, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=tick.name, daemon=True)

    def start(self) -> None:
        """The first time after one rest."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the chore that is running."""
        self._ended.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """End the rest."""
        self._woken.set()

    def _run(self) -> None:
        while True:
            self._woken.wait(self._tick.seconds)  # monotonic
            self._woken.clear()
            if self._ended.is_set():
                return
            try:
                self._tick.run()
            except Exception:
                log.exception("%s failed; it is tried again", self._tick.name)


log = logging.getLogger("fristvogter.schedule")
