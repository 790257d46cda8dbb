"""A wall clock that is set, by an hour or by more than a year, while messages wait, are on their
way and rest: none comes twice, none is lost, and none waits for what the clock says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.heartbeat import Heartbeat
from storage.outbox import QUARANTINE_SECONDS, Outbox
from storage.tables import heartbeat
from tests.jobs.conftest import Bench
from tests.simulation.world import CLOCK, shift
from tests.support.cast import at

MORNING = at("2024-03-13")
HOUR, LONG = 3600.0, 400 * 86400.0
SETTINGS = {
    "an hour back": [-HOUR],
    "an hour ahead": [HOUR],
    "400 days ahead": [LONG],
    "400 days ahead and put right": [LONG, -LONG],
    "an hour back and put right": [-HOUR, HOUR],
}


class SetOutbox(Outbox):
    """An outbox whose database's clock is so far ahead of the real one."""

    ahead = 0.0

    def instant(self) -> datetime:
        return super().instant() + timedelta(seconds=self.ahead)


@pytest.fixture
def clocked(any_bench: Bench) -> Bench:
    """A bench whose clock can be set."""
    return replace(any_bench, outbox=SetOutbox(any_bench.database))


def set_clock(bench: Bench, seconds: float) -> None:
    """Everything that was written by the clock becomes so much older by it."""
    assert isinstance(bench.outbox, SetOutbox)
    bench.outbox.ahead += seconds
    with bench.database.write() as connection:
        for table, names in {**CLOCK, heartbeat: ("at",)}.items():
            for name in names:
                shift(connection, table.name, name, seconds)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_clock_that_is_set_delivers_neither_twice_nor_never(clocked: Bench, setting: str) -> None:
    """One message is in doubt, one was told to wait, one worker died with one in its hands."""
    monotonic = [0.0]
    delivery = clocked.delivery(quarantine=QUARANTINE_SECONDS, monotonic=lambda: monotonic[0])
    clocked.planner().round(MORNING)
    clocked.channel.next_outcomes.append("lost")
    assert delivery.one(MORNING)
    assert clocked.outbox.claim(now=MORNING, limit=1, worker="dead", process="r24", lease=60.0)
    clocked.outbox.rests.wait("r24", "slack", seconds=30.0, why="asked to wait")

    for seconds in SETTINGS[setting]:
        set_clock(clocked, seconds)
    for _ in range(60):  # half an hour as it passes for everybody
        monotonic[0] += 40.0
        set_clock(clocked, 40.0)
        while delivery.one(MORNING + timedelta(seconds=monotonic[0])):
            pass
    assert set(clocked.channel.notice_counts().values()) == {1}
    assert len(clocked.channel.arrived) == 2
    counts = clocked.outbox_log.counts(MORNING)
    assert (counts.queued, counts.leased, counts.unclear, counts.failed) == (0, 0, 0, 0)


@pytest.mark.parametrize("seconds", [-HOUR, -LONG])
def test_a_sign_of_life_from_the_time_to_come_is_none(clocked: Bench, seconds: float) -> None:
    signs = Heartbeat(clocked.database)
    signs.beat("r24", "w:1", "planner")
    set_clock(clocked, seconds)
    (beat,) = signs.ages("r24")
    assert beat.seconds < -1, "an age below zero is silence; see `/readyz`"
