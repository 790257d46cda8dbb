"""A database with every table, empty, on both kinds: SQLite as a copy of one file, PostgreSQL as
one database that is emptied.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from storage.database import Database, connect
from storage.outbox_log import OutboxLog
from storage.tables import metadata, rehearsal
from tests.storage.cast import NOW
from tests.support.postgres import PostgresServer


def _fill(url: str) -> None:
    """From the metadata; tests/storage/test_migrations.py says that migrating makes the same."""
    made = connect(url)
    with made.write() as connection:
        metadata.create_all(connection)
    made.close()


def _empty(database: Database) -> None:
    with database.write() as connection:
        connection.execute(delete(rehearsal))
        connection.execute(
            insert(rehearsal).values(id=1, now=NOW)
        )  # only a rehearsal's ledger may be deleted
        for table in reversed(
            [table for table in metadata.sorted_tables if table is not rehearsal]
        ):
            connection.execute(delete(table))
        connection.execute(delete(rehearsal))


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "filled.sqlite3"
    _fill(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def filled_postgres(postgres: PostgresServer) -> str:
    return postgres.url(postgres.template("storage", _fill))


@pytest.fixture
def filled_sqlite(filled_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(filled_file, tmp_path / 'filled.sqlite3')}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.pg)])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A test that takes it runs twice, once on each kind."""
    made = connect(
        request.getfixturevalue(
            "filled_postgres" if request.param == "postgresql" else "filled_sqlite"
        )
    )
    yield made
    if made.kind == "postgresql":
        _empty(made)
    made.close()


@pytest.fixture
def log(database: Database) -> OutboxLog:
    """What the outbox of the same database tells."""
    return OutboxLog(database)
