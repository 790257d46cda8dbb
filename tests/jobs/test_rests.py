"""What the far end says to everybody holds for every worker: all wait, one tries, none is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from process.channel import Turned, Wait
from storage.tables import from_now, outbox, rest
from tests.jobs.conftest import Bench
from tests.support.cast import at

MORNING = at("2024-03-13")


def later(bench: Bench) -> None:
    """Every rest is over."""
    with bench.database.write() as connection:
        connection.execute(update(rest).values(until=from_now(-1)))
        connection.execute(update(outbox).values(retry_at=None))


def posts(bench: Bench) -> int:
    """How many posts every worker has tried so far, of those that were refused beforehand."""
    return 40 - len(bench.channel.next_outcomes)


@pytest.mark.parametrize("outcome", [Wait(seconds=30), Turned(why="a_word_of_next_year", all=True)])
def test_when_one_worker_is_told_to_wait_no_other_posts(
    any_bench: Bench, outcome: Wait | Turned
) -> None:
    any_bench.planner().round(MORNING)
    any_bench.channel.next_outcomes.extend([outcome] * 40)
    for worker in ("w1", "w2", "w3"):
        while any_bench.delivery(worker).one(MORNING):
            pass
    assert posts(any_bench) == 1
    assert any_bench.outbox_log.counts(MORNING).queued == 2


def test_after_a_rest_one_worker_tries_and_the_others_wait_for_what_it_finds(
    any_bench: Bench,
) -> None:
    any_bench.planner().round(MORNING)
    any_bench.channel.next_outcomes.extend([Turned(why="access_denied", all=True)] * 40)
    for tries in range(1, 6):
        later(any_bench)
        for worker in ("w1", "w2", "w3"):
            while any_bench.delivery(worker).one(MORNING):
                pass
        assert posts(any_bench) == tries
    any_bench.channel.next_outcomes.clear()
    later(any_bench)
    any_bench.drain(MORNING)
    later(any_bench)
    any_bench.drain(MORNING)
    assert set(any_bench.channel.notice_counts().values()) == {1}
    assert len(any_bench.channel.arrived) == 2
    assert any_bench.delivery().able()


def test_the_pauses_grow_to_a_minute_and_no_further(any_bench: Bench) -> None:
    rests = any_bench.outbox.rests
    pauses = [rests.refused("r24", "slack", why="access_denied") for _ in range(7)]
    assert pauses == [5, 10, 20, 40, 60, 60, 60]


def test_a_rest_that_was_written_before_the_clock_was_set_back_is_over(any_bench: Bench) -> None:
    rests = any_bench.outbox.rests
    rests.wait("r24", "slack", seconds=30, why="asked to wait")
    with any_bench.database.write() as connection:
        connection.execute(update(rest).values(until=from_now(3600 + 30)))
    assert not rests.all("r24")["slack"].on
    assert rests.may_try("r24", "slack") and not rests.may_try("r24", "slack")
