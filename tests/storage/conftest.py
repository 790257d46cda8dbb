"""A database with every table, empty, on both kinds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database, connect
from storage.tables import metadata


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """All tables and triggers, made from the metadata; tests/storage/test_migrations.py says that migrating makes the same."""
    made = connect(database_url)
    with made.write() as connection:
        metadata.create_all(connection)
    yield made
    made.close()
