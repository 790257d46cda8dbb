"""Telling never waits for noticing, and no chore that fails or hangs stops another."""

from __future__ import annotations

import threading
from datetime import datetime

from jobs.planner import Planner, PlanRound
from jobs.schedule import Schedule, Tick
from jobs.worker import Worker
from tests.jobs.conftest import Bench
from tests.support.cast import at

MORNING = at("2024-03-13")
PATIENCE = 30.0


class BusyPlanner(Planner):
    """Plans nothing and comes to no end until it is let go."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(
            process="r24", ledger=bench.ledger, outbox=bench.outbox, outbox_log=bench.outbox_log
        )
        self.began, self.let_go = threading.Event(), threading.Event()

    def round(self, now: datetime) -> PlanRound:
        self.began.set()
        assert self.let_go.wait(PATIENCE)
        return PlanRound(notices=0, updates=0)


def test_what_waits_is_sent_while_the_planner_is_busy(bench: Bench) -> None:
    bench.planner().round(MORNING)
    busy, beats = BusyPlanner(bench), list[str]()
    worker = Worker(planner=busy, delivery=bench.delivery(), now=lambda: MORNING, beat=beats.append)
    planning = threading.Thread(target=worker.plan)
    planning.start()
    assert busy.began.wait(PATIENCE)
    assert worker.deliver() == len(bench.channel.arrived) == 2
    busy.let_go.set()
    planning.join(PATIENCE)
    assert beats == ["delivery"] * 3 + ["planner"]


def test_a_chore_that_fails_is_tried_again_and_the_others_go_on() -> None:
    tries, others = threading.Semaphore(0), threading.Semaphore(0)

    def fail() -> None:
        tries.release()
        raise RuntimeError("an error of ours")

    ticks = (
        Tick(name="failing", run=fail, seconds=0.01),
        Tick(name="other", run=others.release, seconds=0.01),
    )
    schedule = Schedule(ticks, zone="Europe/Copenhagen")
    schedule.start()
    assert all(one.acquire(timeout=PATIENCE) for one in (tries, tries, others, others))
    schedule.stop()


def test_a_chore_woken_while_it_runs_runs_once_more() -> None:
    began, let_go = threading.Semaphore(0), threading.Semaphore(0)

    def run() -> None:
        began.release()
        let_go.acquire(timeout=PATIENCE)

    schedule = Schedule([Tick(name="slow", run=run, seconds=3600)], zone="Europe/Copenhagen")
    schedule.start()
    schedule.wake("slow")
    assert began.acquire(timeout=PATIENCE)
    schedule.wake("slow")
    let_go.release()
    assert began.acquire(timeout=PATIENCE)
    let_go.release()
    schedule.stop()
