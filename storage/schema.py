"""Which schema a database has, read by hand: a start that finds it current never
imports Alembic (half a second).
"""

from __future__ import annotations

from sqlalchemy import text

from storage.database import Database
from storage.errors import StorageNewer, StorageOutdated

HEAD = "0008"
"""The newest migration; a test holds it against `storage/migrations/versions`."""


def current(database: Database) -> str | None:
    """The revision the database is at; None when it has never been migrated."""
    try:
        with database.read() as connection:
            revision: str | None = connection.scalar(
                text("SELECT version_num FROM alembic_version")
            )
    except StorageOutdated:
        return None
    return revision


def is_current(database: Database) -> bool:
    """Whether every migration has been run. Raises StorageNewer for one we have never heard of."""
    revision = current(database)
    if revision is not None and revision > HEAD:
        raise StorageNewer(revision)
    return revision == HEAD
