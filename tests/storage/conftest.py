"""A database with every table, empty, on both kinds: a copy of one that was made once, since making it anew takes longer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database, connect
from storage.tables import metadata
from tests.support.postgres import PostgresServer


def _fill(url: str) -> None:
    """From the metadata; tests/storage/test_migrations.py says that migrating makes the same."""
    made = connect(url)
    with made.write() as connection:
        metadata.create_all(connection)
    made.close()


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "filled.sqlite3"
    _fill(f"sqlite:///{file}")
    return file


@pytest.fixture
def filled_sqlite(filled_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(filled_file, tmp_path / 'filled.sqlite3')}"


@pytest.fixture
def filled_postgres(postgres: PostgresServer) -> Iterator[str]:
    name = postgres.create(postgres.template("storage", _fill))
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.pg)])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A test that takes it runs twice, once on each kind."""
    made = connect(request.getfixturevalue("filled_postgres" if request.param == "postgresql" else "filled_sqlite"))
    yield made
    made.close()
