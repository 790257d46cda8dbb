"""What has come in before: Slack delivers events again when an answer was slow, and people press a button twice."""

from __future__ import annotations

from sqlalchemy import delete

from storage.columns import from_now
from storage.database import Connection, Database
from storage.statements import insert_new
from storage.tables import seen


class Seen:
    """The ids of incoming events and submissions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self, process: str, key: str, *, conn: Connection | None = None) -> bool:
        """True the first time a key comes, False ever after. With `conn` it counts only if that transaction is kept."""
        if conn is None:
            with self._database.write() as connection:
                return self.first(process, key, conn=connection)
        row = {"process": process, "key": key, "at": from_now()}
        return bool(conn.execute(insert_new(conn, seen).values(row).returning(seen.c.key)).all())

    def prune(self, *, seconds: float) -> int:
        """Forget what came longer ago (database clock); says how many."""
        with self._database.write() as connection:
            return len(connection.execute(delete(seen).where(seen.c.at < from_now(-seconds)).returning(seen.c.key)).all())
