"""A rehearsal: a database of its own with a made-up clock that only moves
forward (rules D18).
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from storage.database import Database, insert_new
from storage.errors import ClockWentBack, NotRehearsal
from storage.tables import ledger, metadata, rehearsal


class Rehearsal:
    """The rehearsal mark and clock of one database; there is one clock for all its processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, start: datetime) -> None:
        """Make this database a rehearsal's, its clock at `start`; nothing
        happens when it is one already.

        Raises NotRehearsal when the ledger holds entries of a process that is not one.
        """
        with self._database.write() as connection:
            if real := _real_processes(connection):
                raise NotRehearsal(
                    f"The ledger holds {', '.join(real)}; give the rehearsal a database of its own."
                )
            connection.execute(insert_new(connection, rehearsal).values(id=1, now=start))

    def marked(self) -> bool:
        """Whether this database is a rehearsal's."""
        return self.now() is not None

    def now(self) -> datetime | None:
        """What time it is in the rehearsal; None when this database is none."""
        with self._database.read() as connection:
            now: datetime | None = connection.scalar(select(rehearsal.c.now))
        return now

    def move(self, to: datetime) -> None:
        """Set the clock forward. Raises ClockWentBack, NotRehearsal."""
        forward = (
            update(rehearsal).where(rehearsal.c.now <= to).values(now=to).returning(rehearsal.c.id)
        )
        with self._database.write() as connection:
            if connection.execute(forward).all():
                return
            stands = connection.scalar(select(rehearsal.c.now))
        raise (
            ClockWentBack(f"It is {stands} already, later than {to}.")
            if stands
            else NotRehearsal("The clock is the real one.")
        )

    def wipe(self, start: datetime) -> None:
        """Begin again: forget everything, people too, and set the clock to
        `start`. Raises NotRehearsal.
        """
        with self._database.write() as connection:
            if connection.scalar(select(rehearsal.c.now)) is None:
                raise NotRehearsal("Nothing was deleted.")
            for table in reversed(metadata.sorted_tables):
                if table is not rehearsal:
                    connection.execute(delete(table))
            connection.execute(update(rehearsal).values(now=start))


def _real_processes(connection: Connection) -> list[str]:
    """Processes with an entry but no plan, or with a plan that is not a rehearsal's."""
    processes = connection.scalars(
        select(ledger.c.process).distinct().order_by(ledger.c.process)
    ).all()
    return [process for process in processes if not _rehearses(connection, process)]


def _rehearses(connection: Connection, process: str) -> bool:
    adopted = ledger.c.payload.contains('"is":"PlanAdopted"', autoescape=True)
    payloads = connection.scalars(
        select(ledger.c.payload).where(ledger.c.process == process, adopted)
    ).all()
    plans = [
        payload["plan"] for payload in map(json.loads, payloads) if payload["is"] == "PlanAdopted"
    ]
    return bool(plans) and all(plan["rehearsal"] for plan in plans)
