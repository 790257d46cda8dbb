"""When people want to hear from us: their own choices, beside the directory and erased with it; no facts of any process."""

from __future__ import annotations

from datetime import time

from sqlalchemy import delete, select

from process.seats import PersonId
from process.wishes import PLAIN, Wish
from storage.database import Database
from storage.directory import tenant_of
from storage.statements import Line, upsert
from storage.tables import wish


class WishList:
    """The choices of everybody in one database; whoever chose nothing has no row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, process: str) -> dict[PersonId, Wish]:
        """Everybody's choices, by person."""
        with self._database.read() as connection:
            rows = connection.execute(select(wish).where(wish.c.tenant == tenant_of(process)))
            return {row.person: _wish(row) for row in rows}

    def of(self, process: str, person: PersonId) -> Wish:
        """One person's choices; the plan's own ways when they chose nothing."""
        return self.all(process).get(person, PLAIN)

    def put(self, process: str, person: PersonId, wanted: Wish) -> None:
        """Choose; what is the plan's own way anyhow is forgotten."""
        with self._database.write() as connection:
            if wanted == PLAIN:
                connection.execute(delete(wish).where(wish.c.tenant == tenant_of(process), wish.c.person == person))
                return
            row = {
                "tenant": tenant_of(process),
                "person": person,
                "hour": wanted.hour.isoformat("minutes") if wanted.hour else "",
                "days": "".join(map(str, sorted(wanted.days))),
                "together": wanted.together,
            }
            connection.execute(upsert(connection, wish, row))


def _wish(row: Line) -> Wish:
    hour = time.fromisoformat(row.hour) if row.hour else None
    return Wish(hour=hour, days=frozenset(map(int, row.days)), together=row.together)
