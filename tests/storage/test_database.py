"""Both databases keep what they are given, refuse what would harm, and fail in our words."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.engine import make_url

from process.errors import LostRace
from storage.database import Database, connect
from storage.errors import BadDatabaseUrl, StorageFault, StorageOutdated, StorageUnavailable
from storage.tables import (
    NaiveInstant,
    UtcInstant,
    age_seconds,
    from_now,
    heartbeat,
    rehearsal,
    seen,
)
from tests.storage.cast import NOW, together

OSLO_SUMMER = timezone(timedelta(hours=2))
COUNTER = Table("counter", MetaData(), Column("value", Integer, nullable=False))


def _stored(database: Database, instant: datetime) -> datetime:
    with database.write() as connection:
        connection.execute(insert(rehearsal).values(id=1, now=instant))
    with database.read() as connection:
        now: datetime = connection.execute(select(rehearsal.c.now)).scalar_one()
    return now


def test_an_instant_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    stored = _stored(database, datetime(2024, 7, 1, 9, 30, 0, 123456, tzinfo=OSLO_SUMMER))
    assert (stored, stored.tzinfo) == (datetime(2024, 7, 1, 7, 30, 0, 123456, tzinfo=UTC), UTC)


def test_an_instant_on_the_second_compares_like_any_other(database: Database) -> None:
    assert _stored(database, NOW) == NOW
    with database.read() as connection:
        assert connection.scalar(select(func.count()).where(rehearsal.c.now <= NOW)) == 1
        assert connection.scalar(select(func.count()).where(rehearsal.c.now < NOW)) == 0


def test_a_naive_instant_is_refused(database: Database) -> None:
    with pytest.raises(NaiveInstant, match="naive"):
        _stored(database, datetime(2024, 3, 18, 7, 0))  # noqa: DTZ001 - that is the point


def test_an_instant_may_be_missing() -> None:
    dialect = make_url("sqlite://").get_dialect()()
    assert UtcInstant().process_bind_param(None, dialect) is None
    assert UtcInstant().process_result_value(None, dialect) is None


def test_the_databases_clock_counts_seconds_forth_and_back(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(heartbeat).values(worker="w", round="r", at=from_now(-3600)))
        assert (
            connection.scalar(select(func.count()).where(heartbeat.c.at < from_now(-3599.5))) == 1
        )
        assert (
            connection.scalar(select(func.count()).where(heartbeat.c.at < from_now(-3610.5))) == 0
        )
        age = connection.execute(select(age_seconds(heartbeat.c.at))).scalar_one()
    assert age == pytest.approx(3600, abs=30)


def test_a_write_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.execute(insert(seen).values(process="p", key="k", at=from_now()))
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(seen)) == 0


def test_a_refusal_passes_through_a_transaction_unharmed(database: Database) -> None:
    with pytest.raises(LostRace) as caught, database.write():
        raise LostRace(seq=7)
    assert caught.value.seq == 7


def test_a_read_keeps_nothing(database: Database) -> None:
    try:
        with database.read() as connection:
            connection.execute(insert(seen).values(process="p", key="k", at=from_now()))
    except StorageFault as error:  # PostgreSQL says so, SQLite forgets it
        assert "read-only" in error.why
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(seen)) == 0


def test_a_read_sees_one_snapshot(database: Database) -> None:
    with database.read() as reading:
        before = reading.scalar(select(func.count()).select_from(seen))
        with database.write() as writing:
            writing.execute(insert(seen).values(process="p", key="k", at=from_now()))
        assert reading.scalar(select(func.count()).select_from(seen)) == before == 0


def test_no_update_is_lost_between_read_and_write(database: Database) -> None:
    with database.write() as connection:
        COUNTER.create(connection)
        connection.execute(insert(COUNTER).values(value=0))
    assert together(*[lambda: _increment(database)] * 20) == [None] * 20
    with database.read() as connection:
        assert connection.scalar(select(COUNTER.c.value)) == 20


def _increment(database: Database) -> None:
    with database.write() as connection:
        value = connection.execute(select(COUNTER.c.value).with_for_update()).scalar_one()
        connection.execute(COUNTER.update().values(value=value + 1))


def test_a_broken_constraint_is_a_fault_that_does_not_quote_the_row(database: Database) -> None:
    with pytest.raises(StorageFault) as caught, database.write() as connection:
        connection.execute(insert(seen).values(process="p", key="very secret", at=from_now()))
        connection.execute(
            text("INSERT INTO seen (process, key, at) SELECT process, key, at FROM seen")
        )
    assert "very secret" not in "".join(traceback.format_exception(caught.value))


def test_a_database_without_tables_says_what_to_run(database_url: str) -> None:
    empty = connect(database_url)
    with pytest.raises(StorageOutdated, match="fristvogter db upgrade"), empty.read() as connection:
        connection.execute(select(seen))
    empty.close()


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////nowhere/at/all/x.db"]
)
def test_a_database_that_cannot_be_reached_is_unavailable(url: str) -> None:
    with pytest.raises(StorageUnavailable), connect(url).read():
        pass


def test_a_writer_that_waited_in_vain_leaves_nothing_behind(sqlite_url: str) -> None:
    patient, quick = connect(sqlite_url), connect(sqlite_url)
    with quick.read() as connection:
        connection.execute(text("PRAGMA busy_timeout=1"))
    with patient.write(), pytest.raises(StorageUnavailable, match="locked"), quick.write():
        pass
    with quick.write() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    patient.close()
    quick.close()


@pytest.mark.pg
def test_a_server_that_cuts_the_connection_is_unavailable_and_then_back(postgres_url: str) -> None:
    database, other = connect(postgres_url), connect(postgres_url)
    with pytest.raises(StorageUnavailable), database.write() as connection:
        backend = connection.scalar(text("SELECT pg_backend_pid()"))
        with other.read() as killer:
            killer.execute(text("SELECT pg_terminate_backend(:backend)"), {"backend": backend})
        connection.execute(text("SELECT 1"))
    with database.read() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    database.close()
    other.close()


@pytest.mark.parametrize("durable", [True, False])
def test_a_lazy_write_is_kept_and_seen_like_any_other(database: Database, durable: bool) -> None:
    with database.write(durable=durable) as connection:
        connection.execute(insert(seen).values(process="p", key="k", at=from_now()))
        level = "PRAGMA synchronous" if database.kind == "sqlite" else "SHOW synchronous_commit"
        lazy = connection.scalar(text(level)) in (1, "off")
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(seen)) == 1
    if database.kind == "sqlite" or not durable:  # the tests' server never waits for its disk
        assert lazy is not durable


@pytest.mark.parametrize(
    "url",
    ["not a url", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "oracle+thing:///x"],
)
def test_a_url_of_another_kind_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match=r"write sqlite:///path/to/file\.db or postgresql"):
        connect(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_understood(scheme: str) -> None:
    assert connect(f"{scheme}://user:word@127.0.0.1/name").kind == "postgresql"


def test_sqlite_waits_for_the_other_writer_and_survives_a_power_cut(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path / 'x.db'}")
    with database.read() as connection:
        settings = [
            connection.scalar(text(f"PRAGMA {name}"))
            for name in ("busy_timeout", "journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == [5000, "wal", 2, 1]
    database.close()
