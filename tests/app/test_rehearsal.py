"""The rehearsal: seeded once, its clock goes forward through every due moment, and it can begin
again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.build import domain_clock
from app.rehearsal import Stepper, prepare
from app.stores import Stores
from config.tree import PlanFaults
from jobs.delivery import Delivery
from jobs.planner import Planner
from jobs.worker import Worker
from process.ledger.facts import PlanAdopted
from process.plan.model import Plan
from process.reminders.notices import NoticeKind
from storage.errors import ClockWentBack, NotRehearsal
from storage.tables import metadata
from tests.support.cast import PLAN, at
from tests.support.channel import VisibleChannel


@pytest.fixture
def stores(sqlite_url: str) -> Iterator[Stores]:
    """Empty stores."""
    opened = Stores.open(sqlite_url)
    with opened.database.write() as connection:
        metadata.create_all(connection)
    yield opened
    opened.database.close()


@pytest.fixture
def channel() -> VisibleChannel:
    """Where messages arrive."""
    return VisibleChannel()


@pytest.fixture
def stepper(stores: Stores, channel: VisibleChannel) -> Stepper:
    """The shipped rehearsal, ready to step."""
    rehearsal = prepare(stores, None)
    process = rehearsal.plan.key

    delivery = Delivery(
        process=process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        channels=(channel,),
        worker="w",
        monotonic=time.monotonic,
    )
    planner = Planner(
        process=process, ledger=stores.ledger, outbox=stores.outbox, outbox_log=stores.outbox_log
    )
    worker = Worker(
        planner=planner, delivery=delivery, now=domain_clock(stores), beat=lambda _: None
    )
    return Stepper(stores=stores, rehearsal=rehearsal, worker=worker)


def test_it_begins_on_the_first_of_march_with_nobody_written_to(
    stepper: Stepper, channel: VisibleChannel
) -> None:
    assert stepper.now() == at("2024-03-01")
    assert channel.arrived == []


def test_the_next_stop_is_the_first_reminder(stepper: Stepper, channel: VisibleChannel) -> None:
    stepper.to(date(2024, 3, 12))

    stepper.step()

    assert stepper.now() == at("2024-03-13")
    assert {m.day for m in channel.arrived if m.person == "p-007"} <= {date(2024, 3, 13)}
    assert len([m for m in channel.arrived if m.day == date(2024, 3, 13)]) == 5


def test_a_long_way_stops_at_every_due_day(stepper: Stepper, channel: VisibleChannel) -> None:
    stepper.to(date(2024, 3, 22))

    days = sorted({m.day for m in channel.arrived})
    assert [d for d in days if d >= date(2024, 3, 13)] == [
        date(2024, 3, d) for d in (13, 15, 18, 19, 21, 22)
    ]
    assert set(channel.notice_counts().values()) == {1}
    assert stepper.now() == at("2024-03-22")


def test_the_clock_does_not_go_back(stepper: Stepper) -> None:
    stepper.to(date(2024, 3, 22))

    with pytest.raises(ClockWentBack):
        stepper.to(date(2024, 3, 1))


def test_beginning_again_forgets_everything(stepper: Stepper, stores: Stores) -> None:
    process = stepper.state().process
    first = [(e.seq, e.fact) for e in stores.ledger.entries(process)]
    words = stores.texts.count(process)
    stepper.to(date(2024, 3, 14))

    stepper.again()

    assert stepper.now() == at("2024-03-01")
    assert [(e.seq, e.fact) for e in stores.ledger.entries(process)] == first
    assert stores.texts.count(process) == words
    sent = stores.outbox_log.sent(stepper.state().process)
    assert {notice.kind for message in sent for notice in message.notices} == {
        NoticeKind.NO_MEETING
    }, "which is due on the day it opens"


def test_preparing_twice_changes_nothing(stores: Stores) -> None:
    process = prepare(stores, None).plan.key
    head = stores.ledger.head(process)

    prepare(stores, None)

    assert stores.ledger.head(process) == head


def test_a_real_ledger_is_not_touched(stores: Stores) -> None:
    real: Plan = PLAN
    stores.ledger.append(
        "r24",
        (PlanAdopted(plan=real, reason="Vedtaget"),),
        actor="system",
        seat="",
        at=at("2024-01-01"),
        after=0,
    )

    with pytest.raises(NotRehearsal):
        prepare(stores, None)
    assert stores.ledger.processes() == ("r24",)


def test_a_missing_file_is_named(stores: Stores, tmp_path: Path) -> None:
    with pytest.raises(PlanFaults) as found:
        prepare(stores, tmp_path / "nope.yaml")
    assert [fault.code for fault in found.value.faults] == ["file_not_found"]
