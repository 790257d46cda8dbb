"""Signs of life of the workers, by the database's clock, so that the ages mean the
same for everybody who asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from storage.database import Database, upsert
from storage.tables import age_seconds, from_now, heartbeat


@dataclass(frozen=True, kw_only=True)
class Beat:
    """The last time a worker finished a kind of round, so many seconds ago."""

    worker: str
    """Its name, and which of the processes of that name ("cellar:4711")."""
    round: str
    seconds: float

    @property
    def name(self) -> str:
        """The worker's name alone."""
        return self.worker.rpartition(":")[0] or self.worker


BETWEEN = "|"
"""Parts the process a worker works for from its name: several processes share one database."""


class Heartbeat:
    """The workers' signs of life in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, process: str, worker: str, round: str) -> None:
        """The process's worker finished a round ("planner", "delivery") just now."""
        worker = f"{process}{BETWEEN}{worker}"
        with self._database.write(durable=False) as connection:
            connection.execute(
                upsert(connection, heartbeat, {"worker": worker, "round": round, "at": from_now()})
            )

    def ages(self, process: str) -> tuple[Beat, ...]:
        """Every round of the process's workers with its age, the most recent first."""
        whose = f"{process}{BETWEEN}"
        age = age_seconds(heartbeat.c.at).label("seconds")
        with self._database.read() as connection:
            rows = connection.execute(
                select(heartbeat.c.worker, heartbeat.c.round, age)
                .where(heartbeat.c.worker.startswith(whose, autoescape=True))
                .order_by(heartbeat.c.at.desc())
            )
            return tuple(
                Beat(worker=row.worker.removeprefix(whose), round=row.round, seconds=row.seconds)
                for row in rows
            )

    def prune(self, *, seconds: float) -> int:
        """Forget workers that gave no sign for so long; says how many rounds that were."""
        with self._database.write(durable=False) as connection:
            old = delete(heartbeat).where(heartbeat.c.at < from_now(-seconds))
            return len(connection.execute(old.returning(heartbeat.c.worker)).all())
