"""What was sent and came back: found by its id, and put to the next channel or settled as failed, once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import null, select, update

from process.seats import PersonId
from storage.columns import from_now
from storage.database import Database
from storage.outbox.values import Came, MessageState, stands
from storage.tables import outbox


class Returns:
    """The outbox's side of mail that could not be delivered."""

    _database: Database

    def sent_under(self, process: str, tag: str) -> Came | None:
        """The sent message whose id has that local part; None when we never sent it, or when it came back before."""
        query = select(outbox.c.id, outbox.c.key, outbox.c.person, outbox.c.channel, outbox.c.ref)
        mine = [outbox.c.process == process, outbox.c.kind == "message", stands(outbox, MessageState.SENT)]
        with self._database.read() as connection:
            row = connection.execute(query.where(*mine, outbox.c.ref.startswith(f"<{tag}@", autoescape=True))).first()
        return Came(id=row.id, key=row.key, person=PersonId(row.person), channel=row.channel, ref=row.ref) if row else None

    def came_back(self, came: Came, *, why: str, again: bool) -> bool:
        """It did not arrive: `again` puts it back into the queue for another channel, else it has failed. False when that was known."""
        now: dict[str, Any] = {"state": MessageState.FAILED.value, "settled_at": from_now()}
        if again:
            now = {"state": MessageState.QUEUED.value, "settled_at": null(), "posted_by": null(), "retry_at": null()}
            now |= {"channel": "", "ref": ""}
        which = update(outbox).where(outbox.c.id == came.id, stands(outbox, MessageState.SENT))
        with self._database.write() as connection:
            return bool(connection.execute(which.values(now | {"why": why, "sent_at": null()}).returning(outbox.c.id)).all())
