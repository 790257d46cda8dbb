"""An office: the small process of tests/support/cast.py in a real database, on 1 March 2024."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import connect
from storage.tables import metadata
from tests.bot.slack.world import Office, open_office


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    """The office on SQLite."""
    yield from opened(sqlite_url)


@pytest.fixture
def both_offices(database_url: str) -> Iterator[Office]:
    """The office on SQLite and on PostgreSQL."""
    yield from opened(database_url)


def opened(url: str) -> Iterator[Office]:
    """An office over a database with every table, closed afterwards."""
    made = connect(url)
    with made.write() as connection:
        metadata.create_all(connection)
    yield open_office(made)
    made.close()
