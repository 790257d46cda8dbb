"""Into the outbox: each notice in at most one message, as a fact of the database.

A message that still waits takes further notices. One that is on its way or settled does not: its late notices are not put at
all, so that the planner's next round, with the next day's key, takes them. A dropped one was never sent and is opened again; so
is a notice that was left out because nobody wanted it then: wanted anew (something was taken back), it goes like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from process.codec import canonical, encode
from process.notices import Notice
from process.seats import PersonId
from storage.columns import from_now
from storage.database import Connection, Database
from storage.outbox.values import Draft, MessageState, stands
from storage.statements import Line, chunks, insert_new
from storage.tables import outbox, outbox_item

OPEN = (MessageState.QUEUED, MessageState.DROPPED)


class Puts:
    """The planner's side."""

    _database: Database

    def put(
        self,
        process: str,
        key: str,
        *,
        person: PersonId,
        day: date,
        digest: bool,
        not_before: datetime,
        notices: Sequence[Notice],
        conn: Connection | None = None,
    ) -> int:
        """Put one message; see `put_all`."""
        draft = Draft(key=key, person=person, day=day, digest=digest, not_before=not_before, notices=tuple(notices))
        return self.put_all(process, (draft,), conn=conn)

    def put_all(self, process: str, drafts: Iterable[Draft], *, conn: Connection | None = None) -> int:
        """Put messages in one transaction (or in `conn`'s); says how many notices were new. Twice is once."""
        new = 0
        with self._writing(conn) as connection:
            for chunk in chunks(sorted(drafts, key=lambda draft: draft.key)):
                new += _put(connection, process, chunk)
        return new

    def put_update(self, process: str, ref: str, *, revision: int, not_before: datetime, conn: Connection | None = None) -> bool:
        """Have the sent message `ref` say what stands after ledger entry `revision`.

        The newest revision wins: older ones still waiting are dropped. False when no sent message has that ref, or when this
        revision or a newer one was put before.
        """
        with self._writing(conn) as connection:
            original = connection.execute(_sent_as(process, ref)).one_or_none()
            if original is None:
                return False
            waiting = [outbox.c.updates == original.id, stands(outbox, MessageState.QUEUED), outbox.c.revision < revision]
            connection.execute(update(outbox).where(*waiting).values(state=MessageState.DROPPED.value, why="superseded"))
            newer = exists().where(outbox.c.updates == original.id, outbox.c.revision >= revision)
            if connection.scalar(select(newer)):
                return False
            row = {"person": original.person, "day": original.day, "digest": original.digest, "channel": original.channel}
            row |= {"process": process, "key": f"update:{ref}:{revision}", "kind": "update", "ref": ref, "updates": original.id}
            row |= {"revision": revision, "not_before": not_before, "state": MessageState.QUEUED.value, "created_at": from_now()}
            return bool(connection.execute(insert_new(connection, outbox).values(row).returning(outbox.c.id)).all())

    def known(self, process: str, notices: Iterable[Notice]) -> frozenset[str]:
        """The keys of those notices that are in a message which waits, is on its way or was settled; what was left out is free."""
        with self._database.read() as connection:
            return frozenset(_known(connection, process, [notice.key for notice in notices]))

    def _writing(self, conn: Connection | None) -> AbstractContextManager[Connection]:
        return nullcontext(conn) if conn is not None else self._database.write()


def _put(connection: Connection, process: str, drafts: Sequence[Draft]) -> int:
    wanted = _without_known(connection, process, drafts)
    if not wanted:
        return 0
    insert = insert_new(connection, outbox).values(created_at=from_now())
    connection.execute(insert, [_message(process, draft) for draft in wanted])
    found = _open(connection, process, wanted)
    open_ids = {key: row.id for key, row in found.items()}
    _free(connection, process, [notice.key for draft in wanted if draft.key in open_ids for notice in draft.notices])
    dropped = {key for key, row in found.items() if row.state == MessageState.DROPPED}
    _reopen(connection, {open_ids[draft.key]: draft for draft in wanted if draft.key in dropped})
    items = [_item(process, notice, open_ids[draft.key]) for draft in wanted if draft.key in open_ids for notice in draft.notices]
    if not items:
        return 0
    items.sort(key=lambda item: str(item["notice"]))  # the same order in every transaction: no deadlock
    added = connection.execute(insert_new(connection, outbox_item).returning(outbox_item.c.notice), items).all()
    if len(added) < len(items):
        _forget_empty(connection, list(open_ids.values()))
    return len(added)


def _without_known(connection: Connection, process: str, drafts: Sequence[Draft]) -> list[Draft]:
    known = _known(connection, process, [notice.key for draft in drafts for notice in draft.notices])
    left = (replace(draft, notices=tuple(n for n in draft.notices if n.key not in known)) for draft in drafts)
    return [draft for draft in left if draft.notices]


def _known(connection: Connection, process: str, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(keys):
        query = select(outbox_item.c.notice).where(outbox_item.c.process == process, outbox_item.c.notice.in_(chunk), ~_left_out())
        found.update(connection.scalars(query))
    return found


def _left_out() -> ColumnElement[bool]:
    """Never sent and in no message that might be: skipped by whoever was about to send it, or dropped with its whole message."""
    unsent = and_(stands(outbox, MessageState.DROPPED), outbox.c.posted_by.is_(None))
    dropped = select(unsent).where(outbox.c.id == outbox_item.c.message).correlate(outbox_item).scalar_subquery()
    return or_(outbox_item.c.skipped, func.coalesce(dropped, False))


def _free(connection: Connection, process: str, keys: Sequence[str]) -> None:
    """Let those that were left out be put anew; locked in the order everybody locks them in."""
    for chunk in chunks(keys):
        mine = [outbox_item.c.process == process, outbox_item.c.notice.in_(chunk), _left_out()]
        found = select(outbox_item.c.notice).where(*mine).order_by(outbox_item.c.notice).with_for_update(of=outbox_item)
        again = list(connection.scalars(found))
        if again:
            connection.execute(delete(outbox_item).where(outbox_item.c.process == process, outbox_item.c.notice.in_(again)))


def _open(connection: Connection, process: str, drafts: Sequence[Draft]) -> dict[str, Line]:
    """Id and state of the messages that can take notices, locked so that no worker leases them meanwhile."""
    keys = [draft.key for draft in drafts]
    query = select(outbox.c.id, outbox.c.key, outbox.c.state).where(outbox.c.process == process, outbox.c.key.in_(keys))
    rows = connection.execute(query.order_by(outbox.c.key).with_for_update())
    return {row.key: row for row in rows if row.state in OPEN}


def _reopen(connection: Connection, drafts: Mapping[int, Draft]) -> None:
    """Dropped messages wait again, from when their drafts say."""
    for id, draft in drafts.items():
        again = {"state": MessageState.QUEUED.value, "not_before": draft.not_before, "retry_at": None, "why": ""}
        connection.execute(update(outbox).where(outbox.c.id == id).values(again))


def _forget_empty(connection: Connection, ids: Sequence[int]) -> None:
    """A message whose every notice went into another one (a race) says nothing; it goes, unless it was tried before."""
    filled = exists().where(outbox_item.c.message == outbox.c.id)
    mine = [outbox.c.id.in_(ids), stands(outbox, MessageState.QUEUED), outbox.c.first_attempt_at.is_(None)]
    connection.execute(delete(outbox).where(*mine, ~filled))


def _sent_as(process: str, ref: str) -> Any:
    sent = [outbox.c.process == process, outbox.c.ref == ref, stands(outbox, MessageState.SENT), outbox.c.kind == "message"]
    return select(outbox).where(*sent).order_by(outbox.c.id.desc()).limit(1)


def _message(process: str, draft: Draft) -> dict[str, Any]:
    return {
        "process": process,
        "key": draft.key,
        "kind": "message",
        "person": draft.person,
        "day": draft.day,
        "digest": draft.digest,
        "not_before": draft.not_before,
        "state": MessageState.QUEUED.value,
    }


def _item(process: str, notice: Notice, message: int | None) -> dict[str, Any]:
    return {
        "process": process,
        "notice": notice.key,
        "message": message,
        "obligation": notice.obligation,
        "entry": notice.entry,
        "step": notice.step,
        "person": notice.person,
        "payload": canonical(encode(notice)),
        "skipped": False,
    }
