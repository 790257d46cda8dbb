"""Run the migrations. Importing this takes half a second (Alembic); `storage.schema` says
first whether there is a need.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage.database import Database
from storage.schema import current, is_current

LOCK = 0x46726973
"""PostgreSQL's advisory lock: of two programs that start at once, one migrates and the other
waits.
"""


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema to a revision in one transaction, from empty or from any older
    one. Raises as `Database.write`.
    """
    is_current(database)  # raises for one of a newer version, which Alembic cannot read either
    with database.write() as connection:
        if database.kind == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def head() -> str | None:
    """The newest revision among the scripts."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


__all__ = ["current", "head", "is_current", "upgrade"]
