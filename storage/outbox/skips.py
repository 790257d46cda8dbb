"""What was planned for a person and not sent, with the reason; newest first."""

from __future__ import annotations

import json

from sqlalchemy import and_, or_, select

from process.codec import decode
from process.notices import Notice
from process.seats import PersonId
from storage.database import Database
from storage.outbox.values import MessageState, Skipped
from storage.tables import outbox, outbox_item

GATHERED = ("closed",)
"""Not a skip: the notices went into a later message."""


class Skips:
    """One question to the outbox."""

    _database: Database

    def skipped(self, process: str, person: PersonId, *, limit: int) -> tuple[Skipped, ...]:
        """Notices that were left out by themselves, or with the whole message they were in."""
        whole = and_(outbox.c.state == MessageState.DROPPED.value, outbox.c.why.not_in(GATHERED))
        query = (
            select(outbox_item.c.payload, outbox_item.c.reason, outbox.c.why)
            .outerjoin(outbox, outbox.c.id == outbox_item.c.message)
            .where(outbox_item.c.process == process, outbox_item.c.person == person, or_(outbox_item.c.skipped, whole))
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        found = [Skipped(notice=decode(Notice, json.loads(row.payload)), reason=row.reason or row.why) for row in rows]
        return tuple(sorted(found, key=lambda s: (s.notice.due, s.notice.key), reverse=True)[:limit])
