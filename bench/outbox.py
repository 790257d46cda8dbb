"""Our outbox and ledger beside APScheduler's SQLAlchemy job store, on the same databases in the
same run.

`python -m bench.outbox [N]`; trust the ratios, the rates are this machine's. Every
commit is durable: SQLite in WAL with FULL for us and as it comes for APScheduler,
PostgreSQL as it comes for both.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select, text

from process.ledger.facts import SeatTaken
from process.reminders.digests import Draft
from process.reminders.notices import Notice, NoticeKind
from process.seats import Seat
from storage.database import Database, connect
from storage.ledger import Ledger
from storage.outbox import Claimed, MessageState, Outbox
from storage.tables import ledger, metadata
from storage.verify import Verified, verify
from tests.support import postgres

ROUNDS = 3
BATCH = 1_000
CLAIM = 100
NOW = datetime(2024, 3, 18, 7, 0, tzinfo=UTC)
DAY = date(2024, 3, 18)

fired = threading.Semaphore(0)


def work() -> None:
    """The job that does nothing but say that it ran."""
    fired.release()


def main(count: int) -> None:
    """Print the medians of some interleaved rounds."""
    with _urls() as urls:
        for kind, url in urls.items():
            rounds = [_round(url(), count) for _ in range(ROUNDS)]
            rates = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
            print(f"\n{kind}, {count} rows, median of {ROUNDS}")
            for name, rate in rates.items():
                print(f"  {name:44} {rate:12,.0f} /s")
            for ours, theirs in (
                ("outbox put, 1000 a commit", "APScheduler add_job"),
                ("outbox put, own commit", "APScheduler add_job"),
            ):
                print(f"  {ours:44} {rates[ours] / rates[theirs]:12.1f} x {theirs}")
            for ours in ("outbox claim, 100 a commit", "outbox claim + mark + settle, own commits"):
                print(
                    f"  {ours:44} {rates[ours] / rates['APScheduler fire']:12.1f} x "
                    "APScheduler "
                    "fire"
                )
            print(
                f"  {'ledger verify':44} "
                f"{rates['ledger SELECT alone'] / rates['ledger verify']:12.1f} x the time of "
                "the "
                "SELECT alone"
            )


def _round(url: str, count: int) -> dict[str, float]:
    return _apscheduler(url, count) | _ours(url, count)


def _apscheduler(url: str, count: int) -> dict[str, float]:
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=url)},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"misfire_grace_time": None},
    )
    scheduler.start(paused=True)
    add = _rate(
        count, lambda: [scheduler.add_job(work, "date", run_date=NOW) for _ in range(count)]
    )
    fire = _rate(count, lambda: (scheduler.resume(), [fired.acquire() for _ in range(count)]))
    scheduler.shutdown()
    return {"APScheduler add_job": add, "APScheduler fire": fire}


def _ours(url: str, count: int) -> dict[str, float]:
    database = connect(url)
    with database.write() as connection:
        metadata.create_all(connection)
    rates = _outbox(database, count) | _ledger(database, count)
    database.close()
    return rates


def _outbox(database: Database, count: int) -> dict[str, float]:
    box = Outbox(database)
    batches = [
        [_draft(f"a{number}") for number in range(start, start + BATCH)]
        for start in range(0, count, BATCH)
    ]
    alone = [_draft(f"b{number}") for number in range(min(count, BATCH))]
    rates = {
        "outbox put, 1000 a commit": _rate(
            count, lambda: [box.put_all("p", batch) for batch in batches]
        ),
        "outbox put again, nothing new": _rate(
            count, lambda: [box.put_all("p", batch) for batch in batches]
        ),
        "outbox put, own commit": _rate(
            len(alone), lambda: [box.put_all("p", [draft]) for draft in alone]
        ),
    }
    if database.kind == "postgresql":
        with database.write() as connection:
            connection.execute(text("ANALYZE"))  # what autovacuum does within a minute
    claimed: list[Claimed] = []
    rates["outbox claim, 100 a commit"] = _rate(
        min(count, BATCH), lambda: claimed.extend(_claim(box, min(count, BATCH)))
    )
    sending = _rate(len(claimed), lambda: _send(box, claimed))
    rates["outbox claim + mark + settle, own commits"] = 1 / (
        1 / sending + 1 / rates["outbox claim, 100 a commit"]
    )
    return rates


def _ledger(database: Database, count: int) -> dict[str, float]:
    book = Ledger(database)
    fact = SeatTaken(seat=Seat.parse("head:schools"), person="owner", since=DAY)
    for start in range(0, count, BATCH):
        book.append("p", [fact] * BATCH, actor="owner", seat="head:schools", at=NOW, after=start)
    own = [SeatTaken(seat=fact.seat, person=str(number), since=DAY) for number in range(200)]
    head = book.head("q")[0]
    return {
        "ledger append, own commit": _rate(
            len(own),
            lambda: [
                book.append("q", [one], actor="o", seat="", at=NOW, after=head + n)
                for n, one in enumerate(own)
            ],
        ),
        "ledger SELECT alone": _rate(count, lambda: _select(database)),
        "ledger verify": _rate(count, lambda: _verified(database)),
    }


def _select(database: Database) -> int:
    with database.read() as connection:
        return len(
            connection.execute(
                select(ledger).where(ledger.c.process == "p").order_by(ledger.c.seq)
            ).all()
        )


def _verified(database: Database) -> None:
    if not isinstance(verify(database, "p"), Verified):
        raise SystemExit("the ledger of the benchmark does not verify")


def _draft(name: str) -> Draft:
    notice = Notice(
        key=name,
        process="p",
        kind=NoticeKind.REMINDER,
        person=name,
        due=NOW,
        obligation=name,
        step="2024-03-18-3",
    )
    return Draft(
        key=f"p:{name}", person=name, day=DAY, digest=True, not_before=NOW, notices=(notice,)
    )


def _claim(box: Outbox, count: int) -> Iterator[Claimed]:
    for _ in range(0, count, CLAIM):
        yield from box.claim(now=NOW, limit=CLAIM, worker="bench", lease=600)


def _send(box: Outbox, claimed: list[Claimed]) -> None:
    for one in claimed:
        if not (
            box.mark_attempt(one)
            and box.settle(one, MessageState.SENT, at=NOW, channel="none", ref=f"D/{one.id}")
        ):
            raise SystemExit("a message of the benchmark was in other hands")


def _rate(count: int, act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return count / (time.perf_counter() - start)


@contextmanager
def _urls() -> Iterator[dict[str, Callable[[], str]]]:
    setattr(postgres, "FAST", ("timezone=UTC",))  # noqa: B010 - the type is the tests' own; the tests' server forgets on purpose; ours must not, or its commits cost nothing
    server = postgres.PostgresServer()
    try:
        with tempfile.TemporaryDirectory() as folder:
            names = iter(range(1_000))
            server.start()
            yield {
                "SQLite": lambda: f"sqlite:///{Path(folder) / f'{next(names)}.db'}",
                "PostgreSQL": lambda: server.url(server.create()),
            }
    finally:
        server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
