"""How it went. Each word is checked against the lease's token; False says that the message is in somebody else's hands by now.

`mark_attempt` is committed before the post. From then until `settle`, `release` or `absent` the message counts as possibly
sent, whatever happens to the worker; and while it does, the database lets nobody post it a second time. Only that mark has to
survive a power cut: what is said afterwards can be found out again. The statements are built once, since building one takes
as long as running it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, insert, null, or_, select, update
from sqlalchemy.sql.dml import Update

from process.notices import Notice
from storage.columns import UtcInstant, from_now
from storage.database import Connection, Database
from storage.outbox.values import Claimed, MessageState, stands
from storage.tables import attempt, outbox, outbox_item

_MINE = and_(outbox.c.id == bindparam("row"), outbox.c.lease_token == bindparam("lease"))
_HELD = and_(_MINE, stands(outbox, MessageState.LEASED))
_STILL_MINE = and_(_MINE, or_(stands(outbox, MessageState.LEASED), stands(outbox, MessageState.UNCLEAR)))
"""A lease that ran out leaves the token on what became unclear, so a slow worker may still tell until another one takes it."""
_POSTED_NOW = outbox.c.posted_by == bindparam("lease")
_NO_OTHER_DOUBT = or_(outbox.c.posted_by.is_(None), _POSTED_NOW)


def _on_message(values: dict[str, Any]) -> Update:
    return update(outbox).values(values).returning(outbox.c.id)


_MARK = _on_message(
    {
        "posted_by": bindparam("lease"),
        "attempts": outbox.c.attempts + 1,
        "first_attempt_at": func.coalesce(outbox.c.first_attempt_at, from_now()),
        "last_attempt_at": from_now(),
    }
).where(_HELD, outbox.c.posted_by.is_(None), outbox.c.lease_until > from_now())

_TELL = {
    "why": bindparam("because"),
    "channel": func.coalesce(bindparam("through"), outbox.c.channel),
    "ref": func.coalesce(bindparam("as_ref"), outbox.c.ref),
    "lease_until": null(),
}
_SETTLE = _on_message(
    _TELL | {"state": bindparam("became"), "settled_at": from_now(), "sent_at": bindparam("told_at", type_=UtcInstant)}
).where(_STILL_MINE)
_DOUBT = _on_message(
    _TELL
    | {
        "state": MessageState.UNCLEAR.value,
        "posted_by": func.coalesce(outbox.c.posted_by, bindparam("lease")),
        "first_attempt_at": func.coalesce(outbox.c.first_attempt_at, from_now()),
        "last_attempt_at": func.coalesce(outbox.c.last_attempt_at, from_now()),
    }
).where(_STILL_MINE)
_RELEASE = _on_message(
    {
        "state": case((_NO_OTHER_DOUBT, MessageState.QUEUED.value), else_=MessageState.UNCLEAR.value),
        "posted_by": case((_NO_OTHER_DOUBT, null()), else_=outbox.c.posted_by),
        "attempts": outbox.c.attempts - case((_POSTED_NOW, bindparam("uncounted")), else_=0),
        "why": bindparam("because"),
        "lease_until": null(),
    }
).where(_STILL_MINE)
_ABSENT = _on_message({"posted_by": null()}).where(_HELD)
_PUT_OFF = _on_message(
    {"state": MessageState.DROPPED.value, "why": bindparam("because"), "lease_until": null(), "settled_at": from_now()}
).where(_HELD, outbox.c.posted_by.is_(None))

_OF_MESSAGE = attempt.c.message == bindparam("row")
_NUMBER = select(func.count() + 1).select_from(attempt).where(_OF_MESSAGE).scalar_subquery()
_START_LOG = insert(attempt).values(message=bindparam("row"), number=_NUMBER, token=bindparam("lease"), started_at=from_now())
_END_LOG = (
    update(attempt)
    .where(_OF_MESSAGE, attempt.c.token == bindparam("lease"), attempt.c.ended_at.is_(None))
    .values(ended_at=from_now(), outcome=bindparam("became"), why=bindparam("because"))
)
_IN_HAND = select(outbox.c.id).where(_HELD, outbox.c.posted_by.is_(None)).with_for_update()
_LEAVE_OUT = (
    update(outbox_item)
    .where(outbox_item.c.message.in_(_IN_HAND), outbox_item.c.notice == bindparam("one"), ~outbox_item.c.skipped)
    .values(skipped=True, reason=bindparam("because"))
    .returning(outbox_item.c.notice)
)
_FREE_NOTICES = delete(outbox_item).where(outbox_item.c.message == bindparam("row"), ~outbox_item.c.skipped)

FINAL = (MessageState.SENT, MessageState.FAILED, MessageState.DROPPED)


class Settles:
    """The delivery's side, second half."""

    _database: Database

    def leave_out(self, claimed: Claimed, notice: Notice, *, why: str) -> bool:
        """The notice is not wanted now: the message goes without it. Whoever holds the message says so before a post, and posts the rest.

        Should it be wanted anew, it can be put into another message. False when the message is out of hand, or may have been sent.
        """
        with self._database.write(durable=False) as connection:
            return _held(connection, _LEAVE_OUT, claimed, one=notice.key, because=why)

    def mark_attempt(self, claimed: Claimed) -> bool:
        """Write down that a post is about to leave. Do not post when it answers False: lease lost, or an earlier post in doubt."""
        with self._database.write() as connection:
            if not _held(connection, _MARK, claimed):
                return False
            connection.execute(_START_LOG, {"row": claimed.id, "lease": claimed.token})
        return True

    def settle(self, claimed: Claimed, state: MessageState, *, at: datetime, channel: str = "", ref: str = "", why: str = "") -> bool:
        """It was sent, failed for good, is not wanted (dropped), or nobody knows (unclear). `at`: domain clock, for the log.

        A worker whose lease ran out may still tell, until another one has taken the message.
        """
        if state not in FINAL and state is not MessageState.UNCLEAR:
            raise ValueError(f"a message is not settled as {state}; use release")
        told: dict[str, Any] = {"through": channel or None, "as_ref": ref or None, "because": why}
        if state in FINAL:
            told |= {"became": state.value, "told_at": at if state is MessageState.SENT else None}
        with self._database.write(durable=False) as connection:
            _log(connection, claimed, state.value, why)
            return _held(connection, _SETTLE if state in FINAL else _DOUBT, claimed, **told)

    def release(self, claimed: Claimed, *, seconds: float, why: str = "", counted: bool = False) -> bool:
        """It certainly did not leave this time (told to wait, no connection): back in the queue for `seconds` (database clock).

        `counted`: whether the try counts as an attempt (a 429 does not). A message whose earlier post is still in doubt goes
        back to unclear.
        """
        rest = _RELEASE.values(retry_at=from_now(seconds))
        with self._database.write(durable=False) as connection:
            _log(connection, claimed, "released", why)
            return _held(connection, rest, claimed, because=why, uncounted=int(not counted))

    def absent(self, claimed: Claimed) -> bool:
        """The far end certainly has no such message: the doubt is over, `mark_attempt` is allowed again."""
        with self._database.write(durable=False) as connection:
            return _held(connection, _ABSENT, claimed)

    def put_off(self, claimed: Claimed, *, why: str) -> bool:
        """Not this message, not now: it is dropped, and its notices are free to be put into another one.

        For digests that an outage left lying: the next round of planning gathers their notices into one message.
        """
        with self._database.write(durable=False) as connection:
            if not _held(connection, _PUT_OFF, claimed, because=why):
                return False
            connection.execute(_FREE_NOTICES, {"row": claimed.id})
        return True


def _held(connection: Connection, change: Update, claimed: Claimed, **values: Any) -> bool:
    return bool(connection.execute(change, {"row": claimed.id, "lease": claimed.token} | values).all())


def _log(connection: Connection, claimed: Claimed, outcome: str, why: str) -> None:
    """The attempt keeps its outcome even when the lease was lost: it may be the only trace of a duplicate."""
    connection.execute(_END_LOG, {"row": claimed.id, "lease": claimed.token, "became": outcome, "because": why})
