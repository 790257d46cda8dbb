"""Out of the outbox: who sends what. One statement claims; leases run by the database's clock, what is due by the domain's.

A person's next message is not claimed while one is on its way, so that a channel's pace holds with any number of workers.
A claim that a power cut takes back was not posted: `mark_attempt` makes both durable. A lease that runs out gives the message
back: queued when it was never posted, unclear when it may have been.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, not_, or_, select, update
from sqlalchemy.sql.dml import Update

from process.codec import decode
from process.notices import Notice
from storage.columns import from_now
from storage.database import Connection, Database
from storage.outbox.values import Claimed, MessageState, stands
from storage.statements import Line, chunks
from storage.tables import outbox, outbox_item

LEASE_SECONDS = 60.0
QUARANTINE_SECONDS = 45.0
"""How long after a post of unknown fate the message may still turn up; longer than any HTTP deadline."""


class Claims:
    """The delivery's side, first half."""

    _database: Database

    def claim(
        self, *, now: datetime, limit: int, worker: str, process: str | None = None, lease: float = LEASE_SECONDS
    ) -> tuple[Claimed, ...]:
        """Lease up to `limit` queued messages that are due at `now` (domain clock), at most one per person, oldest first."""
        due = _turn(now, process).limit(limit).with_for_update(skip_locked=True)
        with self._database.write(durable=False) as connection:
            connection.execute(_lapse(process))
            return _lease(connection, due, worker, lease)

    def stale(
        self,
        *,
        limit: int,
        worker: str,
        process: str | None = None,
        lease: float = LEASE_SECONDS,
        quarantine: float = QUARANTINE_SECONDS,
    ) -> tuple[Claimed, ...]:
        """Lease messages that may have been sent, `quarantine` seconds after their last post (database clock).

        They come with `unclear` set: look for the message first; then `settle` it, or say `absent` and post it.
        """
        since = outbox.c.last_attempt_at <= from_now(-quarantine)
        unclear = select(outbox.c.id).where(stands(outbox, MessageState.UNCLEAR), since, _rested(outbox), _of(process))
        oldest = unclear.order_by(outbox.c.last_attempt_at, outbox.c.id).limit(limit).with_for_update(skip_locked=True)
        with self._database.write(durable=False) as connection:
            connection.execute(_lapse(process))
            return _lease(connection, oldest, worker, lease)


def _turn(now: datetime, process: str | None) -> Select[tuple[int]]:
    """Due messages that are the first of their person, of persons who have none on the way.

    Both conditions are yes-or-no subqueries with a LIMIT on purpose: PostgreSQL would turn EXISTS into a join over the whole
    queue, and would take a comparison for so rare that sorting all of it seems cheaper than walking the index.
    """
    queued, leased = outbox.alias("queued"), outbox.alias("leased")
    first = select(queued.c.id == outbox.c.id).where(_due(queued, now), _same_person(queued)).correlate(outbox)
    first = first.order_by(queued.c.not_before, queued.c.id).limit(1)
    on_its_way = select(leased.c.id > 0).where(stands(leased, MessageState.LEASED), _same_person(leased)).correlate(outbox).limit(1)
    free = not_(func.coalesce(on_its_way.scalar_subquery(), False))
    turn = select(outbox.c.id).where(_due(outbox, now), _of(process), first.scalar_subquery(), free)
    return turn.order_by(outbox.c.not_before, outbox.c.id)


def _due(table: FromClause, now: datetime) -> ColumnElement[bool]:
    return and_(stands(table, MessageState.QUEUED), table.c.not_before <= now, _rested(table))


def _same_person(other: FromClause) -> ColumnElement[bool]:
    return and_(other.c.process == outbox.c.process, other.c.person == outbox.c.person)


def _rested(table: FromClause) -> ColumnElement[bool]:
    return or_(table.c.retry_at.is_(None), table.c.retry_at <= from_now())


def _of(process: str | None) -> ColumnElement[bool]:
    return outbox.c.process == process if process is not None else outbox.c.id.is_not(None)


def _lapse(process: str | None) -> Update:
    """The token stays on what became unclear: a worker that was only slow may still say how it went."""
    after = case((outbox.c.posted_by.is_(None), MessageState.QUEUED.value), else_=MessageState.UNCLEAR.value)
    lapsed = [stands(outbox, MessageState.LEASED), outbox.c.lease_until < from_now(), _of(process)]
    return update(outbox).where(*lapsed).values(state=after, lease_until=None)


def _lease(connection: Connection, which: Select[tuple[int]], worker: str, seconds: float) -> tuple[Claimed, ...]:
    token = f"{worker}:{secrets.token_hex(8)}"
    ids = which.cte("due")
    lease = update(outbox).where(outbox.c.id == ids.c.id)
    lease = lease.values(state=MessageState.LEASED.value, lease_token=token, lease_until=from_now(seconds))
    rows = connection.execute(lease.returning(*outbox.c)).all()
    rows = sorted(rows, key=lambda row: (row.not_before, row.id))
    notices = notices_of(connection, [row.updates or row.id for row in rows])
    return tuple(_claimed(row, notices[row.updates or row.id]) for row in rows)


def notices_of(connection: Connection, messages: Sequence[int]) -> dict[int, tuple[Notice, ...]]:
    """The notices each message carries, the skipped ones left out, in order of their keys."""
    carried: dict[int, list[Notice]] = defaultdict(list)
    wanted = select(outbox_item.c.message, outbox_item.c.payload).where(~outbox_item.c.skipped).order_by(outbox_item.c.notice)
    for chunk in chunks(messages):
        for row in connection.execute(wanted.where(outbox_item.c.message.in_(chunk))):
            carried[row.message].append(decode(Notice, json.loads(row.payload)))
    return {message: tuple(carried[message]) for message in messages}


def _claimed(row: Line, notices: tuple[Notice, ...]) -> Claimed:
    return Claimed(
        id=row.id,
        token=row.lease_token,
        process=row.process,
        key=row.key,
        person=row.person,
        day=row.day,
        digest=row.digest,
        notices=notices,
        attempts=row.attempts,
        unclear=row.posted_by is not None,
        first_attempt_at=row.first_attempt_at,
        channel=row.channel,
        update_of=row.ref if row.updates is not None else "",
    )
