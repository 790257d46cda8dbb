"""A worker's bench: the small process in a real database, a visible channel, planner and
delivery.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from jobs.delivery import Delivery
from jobs.planner import Planner
from process.ledger.entries import Entry
from process.ledger.facts import Fact
from process.seats import PersonId
from storage.database import Database, connect
from storage.ledger import Ledger
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog
from storage.tables import metadata
from tests.support.cast import small_process
from tests.support.channel import VisibleChannel


@dataclass
class Bench:
    """Everything a worker works on."""

    database: Database
    ledger: Ledger
    outbox: Outbox
    outbox_log: OutboxLog
    channel: VisibleChannel = field(default_factory=VisibleChannel)

    def planner(self) -> Planner:
        """A planner that has looked at nothing yet."""
        return Planner(
            process="r24", ledger=self.ledger, outbox=self.outbox, outbox_log=self.outbox_log
        )

    def delivery(
        self,
        worker: str = "w1",
        *,
        quarantine: float = 0.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> Delivery:
        """A delivery over the visible channel that looks for what is in doubt at once."""
        return Delivery(
            process="r24",
            ledger=self.ledger,
            outbox=self.outbox,
            channels=(self.channel,),
            worker=worker,
            monotonic=monotonic,
            quarantine=quarantine,
        )

    def write(
        self, *facts: Fact, at: datetime, actor: PersonId, seat: str = ""
    ) -> tuple[Entry, ...]:
        """Append facts to the ledger."""
        after = self.ledger.head("r24")[0]
        return self.ledger.append("r24", facts, actor=actor, seat=seat, at=at, after=after)

    def round(self, now: datetime) -> None:
        """Plan, then deliver until nothing is left."""
        self.planner().round(now)
        self.drain(now)

    def drain(self, now: datetime) -> None:
        """Deliver until nothing is left."""
        delivery = self.delivery()
        for _ in range(200):
            if not delivery.one(now):
                return


def _bench(url: str) -> Iterator[Bench]:
    database = connect(url)
    with database.write() as connection:
        metadata.create_all(connection)
    ledger = Ledger(database)
    for entry in small_process_entries():
        ledger.append(
            "r24",
            (entry.fact,),
            actor=entry.actor,
            seat=entry.seat,
            at=entry.at,
            after=entry.seq - 1,
        )
    yield Bench(
        database=database, ledger=ledger, outbox=Outbox(database), outbox_log=OutboxLog(database)
    )
    database.close()


def small_process_entries() -> list[Entry]:
    """The entries of the small process."""
    return small_process().entries


@pytest.fixture
def bench(sqlite_url: str) -> Iterator[Bench]:
    """The bench on SQLite."""
    yield from _bench(sqlite_url)


@pytest.fixture
def any_bench(database_url: str) -> Iterator[Bench]:
    """The bench on SQLite and on PostgreSQL."""
    yield from _bench(database_url)
