"""How it went. Each word is checked against the lease's token; False says that the message is in somebody else's hands by now.

`mark_attempt` is committed before the post. From then until `settle`, `release` or `absent` the message counts as possibly
sent, whatever happens to the worker; and while it does, the database lets nobody post it a second time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, or_, select, update

from storage.columns import from_now
from storage.database import Connection, Database
from storage.outbox.values import Claimed, MessageState
from storage.tables import attempt, outbox, outbox_item

SETTLED = (MessageState.SENT, MessageState.FAILED, MessageState.DROPPED)


class Settles:
    """The delivery's side, second half."""

    _database: Database

    def mark_attempt(self, claimed: Claimed) -> bool:
        """Write down that a post is about to leave. Do not post when it answers False: lease lost, or an earlier post in doubt."""
        fresh = and_(_held(claimed), outbox.c.posted_by.is_(None), outbox.c.lease_until > from_now())
        posting = {
            "posted_by": claimed.token,
            "attempts": outbox.c.attempts + 1,
            "first_attempt_at": func.coalesce(outbox.c.first_attempt_at, from_now()),
            "last_attempt_at": from_now(),
        }
        with self._database.write() as connection:
            if not _changed(connection, fresh, posting):
                return False
            tried = select(func.count() + 1).select_from(attempt).where(attempt.c.message == claimed.id).scalar_subquery()
            row = {"message": claimed.id, "number": tried, "token": claimed.token, "started_at": from_now()}
            connection.execute(insert(attempt).values(row))
        return True

    def settle(self, claimed: Claimed, state: MessageState, *, at: datetime, channel: str = "", ref: str = "", why: str = "") -> bool:
        """It was sent, failed for good, is not wanted (dropped), or nobody knows (unclear). `at`: domain clock, for the log.

        A worker whose lease ran out may still tell, until another one has taken the message.
        """
        told: dict[str, Any] = {"state": state.value, "why": why, "lease_until": None}
        told |= {"settled_at": from_now(), "sent_at": at if state is MessageState.SENT else None}
        told |= {name: value for name, value in (("channel", channel), ("ref", ref)) if value}
        if state is MessageState.UNCLEAR:
            told |= {
                "settled_at": None,
                "posted_by": func.coalesce(outbox.c.posted_by, claimed.token),
                "last_attempt_at": func.coalesce(outbox.c.last_attempt_at, from_now()),
            }
        elif state not in SETTLED:
            raise ValueError(f"a message is not settled as {state}; use release")
        with self._database.write() as connection:
            _log(connection, claimed, state.value, why)
            return _changed(connection, _held(claimed, or_unclear=True), told)

    def release(self, claimed: Claimed, *, seconds: float, why: str = "", counted: bool = False) -> bool:
        """It certainly did not leave this time (told to wait, no connection): back in the queue for `seconds` (database clock).

        `counted`: whether the try counts as an attempt (a 429 does not). A message whose earlier post is still in doubt goes
        back to unclear.
        """
        mine = or_(outbox.c.posted_by.is_(None), outbox.c.posted_by == claimed.token)
        free: dict[str, Any] = {"lease_until": None, "retry_at": from_now(seconds), "why": why}
        free["state"] = case((mine, MessageState.QUEUED.value), else_=MessageState.UNCLEAR.value)
        free["posted_by"] = case((mine, None), else_=outbox.c.posted_by)
        if not counted:
            free["attempts"] = outbox.c.attempts - case((outbox.c.posted_by == claimed.token, 1), else_=0)
        with self._database.write() as connection:
            _log(connection, claimed, "released", why)
            return _changed(connection, _held(claimed, or_unclear=True), free)

    def absent(self, claimed: Claimed) -> bool:
        """The far end certainly has no such message: the doubt is over, `mark_attempt` is allowed again."""
        with self._database.write() as connection:
            return _changed(connection, _held(claimed), {"posted_by": None})

    def put_off(self, claimed: Claimed, *, why: str) -> bool:
        """Not this message, not now: it is dropped, and its notices are free to be put into another one.

        For digests that an outage left lying: the next round of planning gathers their notices into one message.
        """
        with self._database.write() as connection:
            unposted = and_(_held(claimed), outbox.c.posted_by.is_(None))
            dropped = {"state": MessageState.DROPPED.value, "why": why, "lease_until": None, "settled_at": from_now()}
            if not _changed(connection, unposted, dropped):
                return False
            connection.execute(delete(outbox_item).where(outbox_item.c.message == claimed.id, ~outbox_item.c.skipped))
        return True


def _held(claimed: Claimed, *, or_unclear: bool = False) -> ColumnElement[bool]:
    states = [MessageState.LEASED.value] + [MessageState.UNCLEAR.value] * or_unclear
    return and_(outbox.c.id == claimed.id, outbox.c.lease_token == claimed.token, outbox.c.state.in_(states))


def _changed(connection: Connection, which: ColumnElement[bool], values: dict[str, Any]) -> bool:
    return bool(connection.execute(update(outbox).where(which).values(values).returning(outbox.c.id)).all())


def _log(connection: Connection, claimed: Claimed, outcome: str, why: str) -> None:
    """The attempt keeps its outcome even when the lease was lost: it may be the only trace of a duplicate."""
    mine = [attempt.c.message == claimed.id, attempt.c.token == claimed.token, attempt.c.ended_at.is_(None)]
    connection.execute(update(attempt).where(*mine).values(ended_at=from_now(), outcome=outcome, why=why))
