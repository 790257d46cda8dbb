"""What came in and counts once: events and submissions by their ids, and mail that came back by
its own. The address it came back from can only be compared, and is tried again after a while.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, delete, exists, select
from sqlalchemy.sql.dml import ReturningInsert

from process.seats import PersonId
from storage.database import Database, insert_new
from storage.tables import from_now, returned_mail, seen


class ReceivedIds:
    """The ids of incoming events and submissions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self, process: str, key: str, *, conn: Connection | None = None) -> bool:
        """True the first time a key comes, False ever after (a power cut forgets the last
        second's). With `conn` it counts only if that transaction is kept.
        """
        if conn is None:
            with self._database.write(durable=False) as connection:
                return self.first(process, key, conn=connection)
        return bool(conn.execute(_noted(insert_new(conn, seen)), {"of": process, "new": key}).all())

    def prune(self, *, seconds: float) -> int:
        """Forget what came longer ago (database clock); says how many."""
        with self._database.write() as connection:
            return len(
                connection.execute(
                    delete(seen).where(seen.c.at < from_now(-seconds)).returning(seen.c.key)
                ).all()
            )


@cache
def _noted(new: Insert) -> ReturningInsert[Any]:
    row = {"process": bindparam("of"), "key": bindparam("new"), "at": from_now()}
    return new.values(row).returning(seen.c.key)


RESTS_SECONDS = 7 * 24 * 3600.0
"""Nothing is sent to an address for so long after it turned a mail away for good; a full postbox
may have been emptied by then.
"""


class ReturnedMail:
    """What came back, once for each mail. The address itself is not kept, only its digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, process: str, ref: str, *, person: PersonId, address: str, status: str) -> bool:
        """Note it; False when this mail's return was noted before."""
        row = {
            "process": process,
            "ref": ref,
            "person": person,
            "address": _digest(address),
            "status": status,
            "at": from_now(),
        }
        with self._database.write() as connection:
            return bool(
                connection.execute(
                    insert_new(connection, returned_mail).values(row).returning(returned_mail.c.ref)
                ).all()
            )

    def rests(
        self, process: str, person: PersonId, address: str, *, seconds: float = RESTS_SECONDS
    ) -> bool:
        """Whether mail to the person's address came back not longer ago than `seconds`.
        Another address is not held back.
        """
        mine = [
            returned_mail.c.process == process,
            returned_mail.c.person == person,
            returned_mail.c.address == _digest(address),
        ]
        with self._database.read() as connection:
            return bool(
                connection.scalar(
                    select(exists().where(*mine, returned_mail.c.at > from_now(-seconds)))
                )
            )

    def forget(self, process: str, person: PersonId) -> None:
        """With the person."""
        with self._database.write() as connection:
            connection.execute(
                delete(returned_mail).where(
                    returned_mail.c.process == process, returned_mail.c.person == person
                )
            )


def _digest(address: str) -> str:
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()
