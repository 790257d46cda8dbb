"""The outbox, from "it is due" to "it was sent": put by the planner, claimed and settled by the
delivery. Each notice is in at most one message, as a fact of the database.

A message that still waits takes further notices. One that is on its way or settled does not: its
late notices are not put at all, so that the planner's next round, with the next day's key, takes
them. A dropped one was never sent and is opened again; so is a notice that was left out because
nobody wanted it then: wanted anew (something was taken back), it goes like any other.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate, Update

from process.ledger.codec import canonical, decode, encode
from process.ledger.entries import Entry
from process.reminders.digests import Draft
from process.reminders.notices import Notice
from process.seats import PersonId
from storage.backup import POSTED_BY, UNKNOWN, put_back_at
from storage.database import Database, Line, chunks, insert_new
from storage.rests import Rests
from storage.tables import UtcInstant, attempt, from_now, outbox, outbox_item, place

LEASE_SECONDS = 60.0
LONGEST_SECONDS = 1800.0
"""No lease and no rest is longer; one that seems so was written before the clock was set back."""
STEP_SECONDS = 5.0
"""An instant so far ahead is no difference of clocks: the clock was set back."""
QUARANTINE_SECONDS = 45.0
"""How long after a post of unknown fate the message may still turn up; longer than any HTTP
deadline.
"""


class MessageState(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    LEASED = "leased"
    """A worker has it for a while; when the lease runs out without a word it is queued or
    unclear again.
    """
    SENT = "sent"
    UNCLEAR = "unclear"
    """It may have arrived: somebody has to look before it is posted again."""
    FAILED = "failed"
    """The far end refused it for good."""
    DROPPED = "dropped"
    """Not wanted any more; never sent."""


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A message this worker holds until its lease runs out. Every later word about
    it is checked against `token`.
    """

    id: int
    token: str
    process: str
    key: str
    person: PersonId
    day: date
    digest: bool
    notices: tuple[Notice, ...]
    """Those that were not skipped meanwhile."""
    attempts: int
    """Posts so far, those that were told to wait not counted."""
    unclear: bool
    """An earlier post may have arrived: `find` it first, then say `absent` before posting again."""
    first_attempt_at: datetime | None
    """Real clock: how far back to look."""
    channel: str
    """For an update: the channel that has the message."""
    update_of: str
    """The ref of the message to change; "" when it is a message of its own."""
    looks: int
    """How often it was looked for since the last post, this time included."""
    carries: str = ""
    """The key the message itself carries, which an update leaves as it was: by it it is found."""
    put_back: bool = False
    """Whether it came with a copy that was put back, so that it may have been sent after that."""
    unreadable: str = ""
    """Why its notices cannot be read by this version; there are none then."""


@dataclass(frozen=True, kw_only=True)
class Touched:
    """What a row of ledger entries touches, each thing with the newest entry that does: obligations
    by key, and earlier entries by number.
    """

    obligations: Mapping[str, Entry]
    entries: Mapping[int, Entry]

    def newest(self, obligation: str, entry: int) -> Entry:
        """The newest entry that touches a notice about an obligation or an entry; one must."""
        both = (self.obligations.get(obligation), self.entries.get(entry))
        return max((e for e in both if e is not None), key=lambda e: e.seq)


OPEN = (MessageState.QUEUED, MessageState.DROPPED)
"""The states in which a message takes notices."""
IN_DOUBT = "unclear: "
"""How the reason begins of a message that nobody could find, nor say that it is not there."""
NOT_THAT_DAY = "no digest of that day"
"""Why one is dropped that was looked for since a copy was put back."""
FINAL = (MessageState.SENT, MessageState.FAILED, MessageState.DROPPED)


class Outbox:
    """The messages of every process in one database. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rests = Rests(database)

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
        draft = Draft(
            key=key,
            person=person,
            day=day,
            digest=digest,
            not_before=not_before,
            notices=tuple(notices),
        )
        return self.put_all(process, (draft,), conn=conn)

    def put_all(
        self, process: str, drafts: Iterable[Draft], *, conn: Connection | None = None
    ) -> int:
        """Put messages in one transaction (or in `conn`'s); says how many
        notices were new. Twice is once.
        """
        new = 0
        with self._writing(conn) as connection:
            for chunk in chunks(sorted(drafts, key=lambda draft: draft.key)):
                new += _put(connection, process, chunk)
        return new

    def put_update(
        self,
        process: str,
        ref: str,
        *,
        revision: int,
        not_before: datetime,
        conn: Connection | None = None,
    ) -> bool:
        """Have the sent message `ref` say what stands after ledger entry `revision`.

        The newest revision wins: older ones still waiting are dropped. False when no sent message
        has that ref, or when this revision or a newer one was put before.
        """
        with self._writing(conn) as connection:
            original = connection.execute(_sent_as(process, ref)).one_or_none()
            return original is not None and _put_update(connection, original, revision, not_before)

    def place(self, process: str) -> int:
        """The ledger entry up to which every message says what stands, or has an update put."""
        with self._database.read() as connection:
            return connection.scalar(select(place.c.seq).where(place.c.process == process)) or 0

    def put_updates(
        self, process: str, touched: Touched, *, after: int, upto: int, not_before: datetime
    ) -> int:
        """Have every sent message that the entries from `after` to `upto` touch say what stands,
        and move the place, in one transaction; says how many updates were put.

        None are when the place is not at `after` any more: another planner was faster.
        """
        with self._database.write() as connection:
            connection.execute(insert_new(connection, place).values(process=process, seq=0))
            mine = select(place.c.seq).where(place.c.process == process).with_for_update()
            if connection.scalar(mine) != after:
                return 0
            newest: dict[int, int] = {}
            for row in _carrying(connection, process, touched):
                entry = touched.newest(row.obligation, row.entry)
                if _says_less(row, entry):
                    newest[row.id] = max(entry.seq, newest.get(row.id, 0))
            put = 0
            for chunk in chunks(sorted(newest)):
                for sent in connection.execute(select(outbox).where(outbox.c.id.in_(chunk))):
                    put += _put_update(connection, sent, newest[sent.id], not_before)
            connection.execute(update(place).where(place.c.process == process).values(seq=upto))
        return put

    def known(self, process: str, notices: Iterable[Notice]) -> frozenset[str]:
        """The keys of those notices that are in a message which waits, is on its way or was
        settled; what was left out is free.
        """
        with self._database.read() as connection:
            stood = _stood(connection, process, [notice.key for notice in notices])
        return frozenset(key for key, left_out in stood.items() if not left_out)

    def put_back_at(self) -> datetime | None:
        """When the last copy that was put back was put back."""
        with self._database.read() as connection:
            copied = put_back_at(connection)
        return copied[1] if copied else None

    def instant(self) -> datetime:
        """What time it is by the database's clock."""
        with self._database.read() as connection:
            return connection.execute(select(from_now())).scalar_one()

    def next_due(self, process: str | None = None) -> datetime | None:
        """The earliest instant (domain clock) from which a queued message may go;
        None when the queue is empty.
        """
        query = select(func.min(outbox.c.not_before)).where(stands(outbox, MessageState.QUEUED))
        with self._database.read() as connection:
            earliest: datetime | None = connection.scalar(
                query if process is None else query.where(outbox.c.process == process)
            )
        return earliest

    def claim(
        self,
        *,
        now: datetime,
        limit: int,
        worker: str,
        process: str | None = None,
        lease: float = LEASE_SECONDS,
    ) -> tuple[Claimed, ...]:
        """Lease up to `limit` queued messages that are due at `now` (domain clock), at most
        one per person, oldest first.
        """
        which = {"now_is": now, "most": limit}
        with self._database.write(durable=False) as connection:
            connection.execute(_lapse(process))
            return _lease(connection, _leasing_due(process), which, worker, lease)

    def stale(
        self,
        *,
        limit: int,
        worker: str,
        process: str | None = None,
        lease: float = LEASE_SECONDS,
        quarantine: float = QUARANTINE_SECONDS,
    ) -> tuple[Claimed, ...]:
        """Lease messages that may have been sent, `quarantine` seconds after
        their last post (database clock).

        They come with `unclear` set: look for the message first; then `settle` it,
        or say `absent` and post it.
        """
        which = {"quarantine": -quarantine, "most": limit}
        with self._database.write(durable=False) as connection:
            connection.execute(_lapse(process))
            return _lease(connection, _leasing_stale(process), which, worker, lease)

    def leave_out(self, claimed: Claimed, notice: Notice, *, why: str) -> bool:
        """The notice is not wanted now: the message goes without it. Whoever holds the message says
        so before a post, and posts the rest.

        Should it be wanted anew, it can be put into another message. False when the message is out
        of hand, or may have been sent.
        """
        with self._database.write(durable=False) as connection:
            return _held(connection, _LEAVE_OUT, claimed, one=notice.key, because=why)

    def mark_attempt(self, claimed: Claimed, *, said: int = 0) -> bool:
        """Write down that a post is about to leave. Do not post when it answers False: lease lost,
        or an earlier post in doubt. `said`: the ledger entry up to which its words are true.
        """
        with self._database.write() as connection:
            if not _held(connection, _MARK, claimed, said=said):
                return False
            connection.execute(_START_LOG, {"row": claimed.id, "lease": claimed.token})
        return True

    def settle(
        self,
        claimed: Claimed,
        state: MessageState,
        *,
        at: datetime,
        channel: str = "",
        ref: str = "",
        why: str = "",
    ) -> bool:
        """It was sent, failed for good, is not wanted (dropped), or nobody knows (unclear).
        `at`: domain clock, for the log.

        A worker whose lease ran out may still tell, until another one has taken the message.
        """
        if state not in FINAL and state is not MessageState.UNCLEAR:
            raise ValueError(f"a message is not settled as {state}; use release")
        told: dict[str, Any] = {"through": channel or None, "as_ref": ref or None, "because": why}
        if state in FINAL:
            told |= {"became": state.value, "told_at": at if state is MessageState.SENT else None}
        with self._database.write(durable=False) as connection:
            _log(connection, claimed, state.value, why)
            settling = _SETTLE if state in FINAL else _DOUBT
            told |= {"row": claimed.id, "lease": claimed.token}
            mine = connection.execute(settling, told).one_or_none()
            if mine and state is MessageState.SENT and not claimed.update_of:
                _catch_up(connection, mine, at)
            return mine is not None

    def release(
        self, claimed: Claimed, *, seconds: float, why: str = "", counted: bool = False
    ) -> bool:
        """It certainly did not leave this time (told to wait, no connection): back in the queue
        for `seconds` (database clock).

        `counted`: whether the try counts as an attempt (a 429 does not). A message whose earlier
        post is still in doubt goes back to unclear.
        """
        rest = _RELEASE.values(retry_at=from_now(seconds))
        with self._database.write(durable=False) as connection:
            _log(connection, claimed, "released", why)
            return _held(connection, rest, claimed, because=why, uncounted=int(not counted))

    def release_in_doubt(self, claimed: Claimed, *, seconds: float, why: str) -> bool:
        """Nobody knows how far it came: unclear when a post was marked, else back in the queue."""
        posted = outbox.c.posted_by.is_not(None)
        state = case((posted, MessageState.UNCLEAR.value), else_=MessageState.QUEUED.value)
        back = _on_message({"state": state, "lease_until": null(), "why": bindparam("because")})
        with self._database.write(durable=False) as connection:
            rest = back.where(_STILL_MINE).values(retry_at=from_now(seconds))
            return _held(connection, rest, claimed, because=why)

    def absent(self, claimed: Claimed) -> bool:
        """The far end certainly has no such message: the doubt is over,
        `mark_attempt` is allowed again.
        """
        with self._database.write(durable=False) as connection:
            return _held(connection, _ABSENT, claimed)

    def absent_that_day(self, claimed: Claimed) -> bool:
        """The far end certainly has no digest of that day: its notices are free to be looked for
        in the one of a later day.
        """
        with self._database.write(durable=False) as connection:
            if not _held(connection, _ABSENT, claimed):
                return False
            _held(connection, _PUT_OFF, claimed, because=NOT_THAT_DAY)
            connection.execute(_FREE_NOTICES, {"row": claimed.id})
        return True

    def days_without(self, process: str) -> frozenset[str]:
        """The keys of the digests of days the far end has none of."""
        mine = [outbox.c.process == process, stands(outbox, MessageState.DROPPED)]
        query = select(outbox.c.key).where(*mine, outbox.c.why == NOT_THAT_DAY)
        with self._database.read() as connection:
            return frozenset(connection.scalars(query))

    def send_again(self, process: str, id: int) -> bool:
        """Put a message that failed back into the queue, however it failed; what nobody wants any
        more is dropped when its turn comes. False when it has not failed.
        """
        with self._database.write() as connection:
            return bool(_again(connection, process, outbox.c.id == id))

    def arrived(self, process: str, id: int, *, at: datetime) -> bool:
        """Somebody saw that a message of unknown fate did arrive; False when there is no such
        doubt.
        """
        doubt = outbox.c.why.startswith(IN_DOUBT)
        mine = [outbox.c.process == process, outbox.c.id == id, doubt]
        sent = {"state": MessageState.SENT.value, "sent_at": at, "why": "seen by somebody"}
        change = update(outbox).where(*mine, stands(outbox, MessageState.FAILED)).values(sent)
        with self._database.write() as connection:
            return bool(connection.execute(change.returning(outbox.c.id)).all())

    def look_again(self, process: str) -> int:
        """Those in the far end's history can be looked for again: what was given up because nobody
        could is in doubt as before; says how many. What came with a copy stays.
        """
        doubt = [outbox.c.why.startswith(IN_DOUBT), outbox.c.posted_by != POSTED_BY]
        mine = [outbox.c.process == process, stands(outbox, MessageState.FAILED), *doubt]
        again = {"state": MessageState.UNCLEAR.value, "settled_at": None, "retry_at": None}
        with self._database.write() as connection:
            found = update(outbox).where(*mine).values(again).returning(outbox.c.id)
            return len(connection.execute(found).all())

    def put_off(self, claimed: Claimed, *, why: str) -> bool:
        """Not this message, not now: it is dropped, and its notices are free to be put into
        another one.

        For digests that an outage left lying: the next round of planning gathers
        their notices into one message.
        """
        with self._database.write(durable=False) as connection:
            if not _held(connection, _PUT_OFF, claimed, because=why):
                return False
            connection.execute(_FREE_NOTICES, {"row": claimed.id})
        return True

    def _writing(self, conn: Connection | None) -> AbstractContextManager[Connection]:
        return nullcontext(conn) if conn is not None else self._database.write()


def stands(table: FromClause, state: MessageState) -> ColumnElement[bool]:
    """`state = 'queued'` with the word spelled out: a partial index is no use to a query that
    binds it.
    """
    return table.c.state == literal_column(f"'{state.value}'")


SENT_MESSAGE = and_(stands(outbox, MessageState.SENT), outbox.c.kind == "message")


def _put(connection: Connection, process: str, drafts: Sequence[Draft]) -> int:
    copied = put_back_at(connection)
    stood = _stood(connection, process, [notice.key for one in drafts for notice in one.notices])
    wanted = [_of_before(draft, copied) for draft in _without_known(drafts, stood)]
    if not wanted:
        return 0
    insert = insert_new(connection, outbox).values(created_at=from_now())
    connection.execute(insert, [_message(process, draft, copied) for draft in wanted])
    doubtful = {draft.key for draft in wanted if _may_be_sent(draft, copied)}
    found = _open(connection, process, wanted, doubtful)
    open_ids = {key: row.id for key, row in found.items()}
    going = [n.key for draft in wanted if draft.key in open_ids for n in draft.notices]
    _free(connection, process, [key for key in going if key in stood])
    dropped = {key for key, row in found.items() if row.state == MessageState.DROPPED}
    again = {open_ids[draft.key]: draft for draft in wanted if draft.key in dropped}
    _reopen(connection, again, copied)
    items = [
        _item(process, notice, open_ids[draft.key])
        for draft in wanted
        if draft.key in open_ids
        for notice in draft.notices
    ]
    if not items:
        return 0
    items.sort(
        key=lambda item: str(item["notice"])
    )  # the same order in every transaction: no deadlock
    added = connection.execute(
        insert_new(connection, outbox_item).returning(outbox_item.c.notice), items
    ).all()
    if len(added) < len(items):
        _forget_empty(connection, list(open_ids.values()))
    return len(added)


def _without_known(drafts: Sequence[Draft], stood: Mapping[str, bool]) -> list[Draft]:
    left = (
        replace(draft, notices=tuple(n for n in draft.notices if stood.get(n.key, True)))
        for draft in drafts
    )
    return [draft for draft in left if draft.notices]


def _stood(connection: Connection, process: str, keys: Sequence[str]) -> dict[str, bool]:
    """Those of the notices that were put before, and whether they were left out."""
    return {
        row.notice: row.left_out
        for chunk in chunks(keys)
        for row in connection.execute(_put_before(), {"process": process, "keys": chunk})
    }


@cache
def _put_before() -> Select[tuple[str, bool]]:
    mine = outbox_item.c.process == bindparam("process")
    those = outbox_item.c.notice.in_(bindparam("keys", expanding=True))
    return select(outbox_item.c.notice, _left_out().label("left_out")).where(mine, those)


@cache
def _left_out() -> ColumnElement[bool]:
    """Never sent and in no message that might be: skipped by whoever was about to send it, or
    dropped with its whole message.
    """
    unsent = and_(stands(outbox, MessageState.DROPPED), outbox.c.posted_by.is_(None))
    dropped = (
        select(unsent)
        .where(outbox.c.id == outbox_item.c.message)
        .correlate(outbox_item)
        .scalar_subquery()
    )
    return or_(outbox_item.c.skipped, func.coalesce(dropped, False))


def _free(connection: Connection, process: str, keys: Sequence[str]) -> None:
    """Let those that were left out be put anew; locked in the order everybody locks them in."""
    for chunk in chunks(keys):
        mine = [outbox_item.c.process == process, outbox_item.c.notice.in_(chunk), _left_out()]
        found = (
            select(outbox_item.c.notice)
            .where(*mine)
            .order_by(outbox_item.c.notice)
            .with_for_update(of=outbox_item)
        )
        again = list(connection.scalars(found))
        if again:
            connection.execute(
                delete(outbox_item).where(
                    outbox_item.c.process == process, outbox_item.c.notice.in_(again)
                )
            )


def _open(
    connection: Connection, process: str, drafts: Sequence[Draft], doubtful: set[str]
) -> dict[str, Line]:
    """Id and state of the messages that can take notices, locked so that no worker leases them
    meanwhile. What a copy that was put back may have sent takes only what fell due before.
    """
    these = {"process": process, "keys": [draft.key for draft in drafts]}
    return {
        row.key: row
        for row in connection.execute(_locking(), these)
        if row.state in OPEN or (_looks_first(row) and row.key in doubtful)
    }


@cache
def _locking() -> Select[tuple[int, str, str, str | None]]:
    messages = select(outbox.c.id, outbox.c.key, outbox.c.state, outbox.c.posted_by)
    mine = outbox.c.process == bindparam("process")
    those = outbox.c.key.in_(bindparam("keys", expanding=True))
    return messages.where(mine, those).order_by(outbox.c.key).with_for_update()


def _looks_first(row: Line) -> bool:
    """Whether it waits to be looked for since a copy was put back."""
    return bool(row.state == MessageState.UNCLEAR and row.posted_by == POSTED_BY)


def _reopen(connection: Connection, drafts: Mapping[int, Draft], copied: Copied | None) -> None:
    """Dropped messages wait again, from when their drafts say."""
    for id, draft in drafts.items():
        again = {
            "not_before": draft.not_before,
            "retry_at": None,
            "why": "",
            **_standing(draft, copied),
        }
        connection.execute(update(outbox).where(outbox.c.id == id).values(again))


def _put_update(
    connection: Connection, sent: Line, revision: int, not_before: datetime | None
) -> bool:
    """Have a sent message say what stands after an entry, unless it does or soon will."""
    waiting = [
        outbox.c.updates == sent.id,
        stands(outbox, MessageState.QUEUED),
        outbox.c.revision < revision,
    ]
    connection.execute(
        update(outbox).where(*waiting).values(state=MessageState.DROPPED.value, why="superseded")
    )
    newer = exists().where(outbox.c.updates == sent.id, outbox.c.revision >= revision)
    if connection.scalar(select(newer)):
        return False
    row = {
        "process": sent.process,
        "key": f"update:{sent.ref}:{revision}",
        "kind": "update",
        "person": sent.person,
        "day": sent.day,
        "digest": sent.digest,
        "not_before": not_before,
        "state": MessageState.QUEUED.value,
        "channel": sent.channel,
        "ref": sent.ref,
        "created_at": from_now(),
        "updates": sent.id,
        "revision": revision,
    }
    new = insert_new(connection, outbox).values(row).returning(outbox.c.id)
    return bool(connection.execute(new).all())


def _says_less(row: Line, entry: Entry) -> bool:
    """Whether a message was made before an entry; of those sent by earlier versions only the
    instant is known.
    """
    return bool(row.revision < entry.seq if row.revision else row.sent_at <= entry.at)


def _carrying(connection: Connection, process: str, touched: Touched) -> Iterator[Line]:
    """The sent messages that carry a notice about what was touched, once for each such notice."""
    message = (outbox.c.id, outbox.c.sent_at, outbox.c.revision)
    columns = (*message, outbox_item.c.obligation, outbox_item.c.entry)
    query = select(*columns).join(outbox_item, outbox_item.c.message == outbox.c.id)
    mine = [outbox_item.c.process == process, ~outbox_item.c.skipped, SENT_MESSAGE]
    for keys in chunks(sorted(touched.obligations)):
        yield from connection.execute(query.where(*mine, outbox_item.c.obligation.in_(keys)))
    for seqs in chunks(sorted(touched.entries)):
        yield from connection.execute(query.where(*mine, outbox_item.c.entry.in_(seqs)))


def _forget_empty(connection: Connection, ids: Sequence[int]) -> None:
    """A message whose every notice went into another one (a race) says nothing; it
    goes, unless it was tried before.
    """
    filled = exists().where(outbox_item.c.message == outbox.c.id)
    mine = [
        outbox.c.id.in_(ids),
        stands(outbox, MessageState.QUEUED),
        outbox.c.first_attempt_at.is_(None),
    ]
    connection.execute(delete(outbox).where(*mine, ~filled))


def _sent_as(process: str, ref: str) -> Any:
    sent = [
        outbox.c.process == process,
        outbox.c.ref == ref,
        stands(outbox, MessageState.SENT),
        outbox.c.kind == "message",
    ]
    return select(outbox).where(*sent).order_by(outbox.c.id.desc()).limit(1)


Copied = tuple[datetime, datetime]
"""When a copy of the database had been taken, and when it was put back."""


def _may_be_sent(draft: Draft, copied: Copied | None) -> bool:
    """What fell due before a copy was put back may have been sent after it had been taken, by a
    planner this database has forgotten.
    """
    return copied is not None and any(notice.due <= copied[1] for notice in draft.notices)


def _of_before(draft: Draft, copied: Copied | None) -> Draft:
    """Of a message that may have been sent only what could have been in it."""
    if copied is None or not _may_be_sent(draft, copied):
        return draft
    return replace(draft, notices=tuple(n for n in draft.notices if n.due <= copied[1]))


def _standing(draft: Draft, copied: Copied | None) -> dict[str, Any]:
    """Waiting to be sent, or to be looked for first."""
    if copied is None or not _may_be_sent(draft, copied):
        return {
            "state": MessageState.QUEUED.value,
            "posted_by": None,
            "first_attempt_at": None,
            "last_attempt_at": None,
            "revision": 0,
        }
    return {
        "state": MessageState.UNCLEAR.value,
        "posted_by": POSTED_BY,
        "first_attempt_at": copied[0],
        "last_attempt_at": copied[0],
        "revision": UNKNOWN,
    }


def _message(process: str, draft: Draft, copied: Copied | None) -> dict[str, Any]:
    return {
        "process": process,
        "key": draft.key,
        "kind": "message",
        "person": draft.person,
        "day": draft.day,
        "digest": draft.digest,
        "not_before": draft.not_before,
        **_standing(draft, copied),
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


@cache
def _leasing_due(process: str | None) -> ReturningUpdate[Any]:
    """Building these statements costs more than running them."""
    due = _turn(process).limit(bindparam("most", type_=Integer))
    return _leasing(due.with_for_update(skip_locked=True))


@cache
def _leasing_stale(process: str | None) -> ReturningUpdate[Any]:
    since = or_(
        outbox.c.last_attempt_at <= from_now(bindparam("quarantine", type_=Float)),
        outbox.c.last_attempt_at > from_now(STEP_SECONDS),
    )
    unclear = select(outbox.c.id).where(
        stands(outbox, MessageState.UNCLEAR), since, _rested(outbox), _of(process)
    )
    oldest = unclear.order_by(outbox.c.last_attempt_at, outbox.c.id)
    most = oldest.limit(bindparam("most", type_=Integer))
    return _leasing(most.with_for_update(skip_locked=True))


def _leasing(which: Select[tuple[int]]) -> ReturningUpdate[Any]:
    ids = which.cte("due")
    lease = update(outbox).where(outbox.c.id == ids.c.id)
    lease = lease.values(
        state=MessageState.LEASED.value,
        lease_token=bindparam("token"),
        lease_until=from_now(bindparam("lease", type_=Float)),
        looks=outbox.c.looks + case((outbox.c.posted_by.is_(None), 0), else_=1),
    )
    return lease.returning(*outbox.c)


def _turn(process: str | None) -> Select[tuple[int]]:
    """Due messages that are the first of their person, of persons who have none on the way.

    Both conditions are yes-or-no subqueries with a LIMIT on purpose: PostgreSQL would turn EXISTS
    into a join over the whole queue, and would take a comparison for so rare that sorting all of it
    seems cheaper than walking the index.
    """
    queued, leased = outbox.alias("queued"), outbox.alias("leased")
    first = (
        select(queued.c.id == outbox.c.id)
        .where(_due(queued), _same_person(queued))
        .correlate(outbox)
    )
    first = first.order_by(queued.c.not_before, queued.c.id).limit(1)
    on_its_way = (
        select(leased.c.id > 0)
        .where(stands(leased, MessageState.LEASED), _same_person(leased))
        .correlate(outbox)
        .limit(1)
    )
    free = not_(func.coalesce(on_its_way.scalar_subquery(), False))
    turn = select(outbox.c.id).where(_due(outbox), _of(process), first.scalar_subquery(), free)
    return turn.order_by(outbox.c.not_before, outbox.c.id)


def _due(table: FromClause) -> ColumnElement[bool]:
    due = table.c.not_before <= bindparam("now_is", type_=UtcInstant)
    return and_(stands(table, MessageState.QUEUED), due, _rested(table))


def _same_person(other: FromClause) -> ColumnElement[bool]:
    return and_(other.c.process == outbox.c.process, other.c.person == outbox.c.person)


def _rested(table: FromClause) -> ColumnElement[bool]:
    return or_(
        table.c.retry_at.is_(None),
        table.c.retry_at <= from_now(),
        table.c.retry_at > from_now(LONGEST_SECONDS),
    )


def _of(process: str | None) -> ColumnElement[bool]:
    return outbox.c.process == process if process is not None else outbox.c.id.is_not(None)


@cache
def _lapse(process: str | None) -> Update:
    """The token stays on what became unclear: a worker that was only slow may still say how it
    went.
    """
    after = case(
        (outbox.c.posted_by.is_(None), MessageState.QUEUED.value), else_=MessageState.UNCLEAR.value
    )
    over = or_(outbox.c.lease_until < from_now(), outbox.c.lease_until > from_now(LONGEST_SECONDS))
    lapsed = [stands(outbox, MessageState.LEASED), over, _of(process)]
    return update(outbox).where(*lapsed).values(state=after, lease_until=None)


def _lease(
    connection: Connection,
    leasing: ReturningUpdate[Any],
    which: dict[str, Any],
    worker: str,
    seconds: float,
) -> tuple[Claimed, ...]:
    mine = {"token": f"{worker}:{secrets.token_hex(8)}", "lease": seconds}
    rows = connection.execute(leasing, which | mine).all()
    rows = sorted(rows, key=lambda row: (row.not_before, row.id))
    payloads = payloads_of(connection, [row.updates or row.id for row in rows])
    keys = _keys(connection, [row.updates for row in rows if row.updates is not None])
    return tuple(
        replace(
            _claimed(row, payloads[row.updates or row.id]), carries=keys.get(row.updates, row.key)
        )
        for row in rows
    )


def _keys(connection: Connection, messages: Sequence[int]) -> dict[int, str]:
    found = select(outbox.c.id, outbox.c.key)
    rows = [
        row
        for some in chunks(messages)
        for row in connection.execute(found.where(outbox.c.id.in_(some)))
    ]
    return {row.id: row.key for row in rows}


def payloads_of(connection: Connection, messages: Sequence[int]) -> dict[int, list[str]]:
    """The notices each message carries as they are stored, the skipped ones left out, in order of
    their keys.
    """
    carried: dict[int, list[str]] = {message: [] for message in messages}
    wanted = (
        select(outbox_item.c.message, outbox_item.c.payload)
        .where(~outbox_item.c.skipped)
        .order_by(outbox_item.c.notice)
    )
    for chunk in chunks(messages):
        for row in connection.execute(wanted.where(outbox_item.c.message.in_(chunk))):
            carried[row.message].append(row.payload)
    return carried


def notice_of(payload: str) -> Notice:
    """A stored notice; raises ValueError when this version cannot read it."""
    notice: Notice = decode(Notice, json.loads(payload))
    return notice


def _claimed(row: Line, payloads: Sequence[str]) -> Claimed:
    try:
        notices, unreadable = tuple(notice_of(payload) for payload in payloads), ""
    except ValueError as error:
        notices, unreadable = (), str(error)
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
        looks=row.looks,
        put_back=row.posted_by == POSTED_BY,
        unreadable=unreadable,
    )


_MINE = and_(outbox.c.id == bindparam("row"), outbox.c.lease_token == bindparam("lease"))
_HELD = and_(_MINE, stands(outbox, MessageState.LEASED))
_STILL_MINE = and_(
    _MINE, or_(stands(outbox, MessageState.LEASED), stands(outbox, MessageState.UNCLEAR))
)
"""A lease that ran out leaves the token on what became unclear, so a slow worker may still
tell until another one takes it.
"""
_POSTED_NOW = outbox.c.posted_by == bindparam("lease")
_NO_OTHER_DOUBT = or_(outbox.c.posted_by.is_(None), _POSTED_NOW)


def _on_message(values: dict[str, Any]) -> Update:
    return update(outbox).values(values).returning(*outbox.c)


_MARK = _on_message(
    {
        "posted_by": bindparam("lease"),
        "attempts": outbox.c.attempts + 1,
        "first_attempt_at": func.coalesce(outbox.c.first_attempt_at, from_now()),
        "last_attempt_at": from_now(),
        "looks": 0,
        "revision": case((outbox.c.updates.is_(None), bindparam("said")), else_=outbox.c.revision),
    }
).where(_HELD, outbox.c.posted_by.is_(None), outbox.c.lease_until > from_now())

_TELL = {
    "why": bindparam("because"),
    "channel": func.coalesce(bindparam("through"), outbox.c.channel),
    "ref": func.coalesce(bindparam("as_ref"), outbox.c.ref),
    "lease_until": null(),
}
_SETTLE = _on_message(
    _TELL
    | {
        "state": bindparam("became"),
        "settled_at": from_now(),
        "sent_at": bindparam("told_at", type_=UtcInstant),
    }
).where(_STILL_MINE)
_PASSED = (
    select(place.c.seq).where(place.c.process == bindparam("tenant")).with_for_update(read=True)
)
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
        "state": case(
            (_NO_OTHER_DOUBT, MessageState.QUEUED.value), else_=MessageState.UNCLEAR.value
        ),
        "posted_by": case((_NO_OTHER_DOUBT, null()), else_=outbox.c.posted_by),
        "attempts": outbox.c.attempts - case((_POSTED_NOW, bindparam("uncounted")), else_=0),
        "why": bindparam("because"),
        "lease_until": null(),
    }
).where(_STILL_MINE)
_ABSENT = _on_message({"posted_by": null()}).where(_HELD)
_PUT_OFF = _on_message(
    {
        "state": MessageState.DROPPED.value,
        "why": bindparam("because"),
        "lease_until": null(),
        "settled_at": from_now(),
    }
).where(_HELD, outbox.c.posted_by.is_(None))

_OF_MESSAGE = attempt.c.message == bindparam("row")
_NUMBER = select(func.count() + 1).select_from(attempt).where(_OF_MESSAGE).scalar_subquery()
_START_LOG = insert(attempt).values(
    message=bindparam("row"), number=_NUMBER, token=bindparam("lease"), started_at=from_now()
)
_END_LOG = (
    update(attempt)
    .where(_OF_MESSAGE, attempt.c.token == bindparam("lease"), attempt.c.ended_at.is_(None))
    .values(ended_at=from_now(), outcome=bindparam("became"), why=bindparam("because"))
)
_IN_HAND = select(outbox.c.id).where(_HELD, outbox.c.posted_by.is_(None)).with_for_update()
_LEAVE_OUT = (
    update(outbox_item)
    .where(
        outbox_item.c.message.in_(_IN_HAND),
        outbox_item.c.notice == bindparam("one"),
        ~outbox_item.c.skipped,
    )
    .values(skipped=True, reason=bindparam("because"))
    .returning(outbox_item.c.notice)
)
_FREE_NOTICES = delete(outbox_item).where(
    outbox_item.c.message == bindparam("row"), ~outbox_item.c.skipped
)


def send_again_to(connection: Connection, tenant: str, people: Sequence[PersonId]) -> int:
    """Queue again what could not be sent to people whose address is another now; says how many
    messages. What may have arrived stays with those who look after it.
    """
    theirs = or_(outbox.c.process == tenant, outbox.c.process.startswith(f"{tenant}/"))
    known = ~outbox.c.why.startswith(IN_DOUBT)
    return sum(
        _again(connection, None, theirs, known, outbox.c.person.in_(chunk))
        for chunk in chunks(people)
    )


def _again(connection: Connection, process: str | None, *which: ColumnElement[bool]) -> int:
    queued = {
        "state": MessageState.QUEUED.value,
        "posted_by": None,
        "retry_at": None,
        "settled_at": None,
        "attempts": 0,
        "why": "again",
    }
    mine = update(outbox).where(stands(outbox, MessageState.FAILED), _of(process), *which)
    return len(connection.execute(mine.values(queued).returning(outbox.c.id)).all())


def _held(connection: Connection, change: Update, claimed: Claimed, **values: Any) -> bool:
    return bool(
        connection.execute(change, {"row": claimed.id, "lease": claimed.token} | values).all()
    )


def _catch_up(connection: Connection, sent: Line, at: datetime) -> None:
    """While it was on its way the planner may have passed entries that it does not tell of; a
    planner that comes later finds it sent. What was found after a copy was put back tells of nobody
    knows what, and is always brought up to date.
    """
    upto = connection.scalar(_PASSED, {"tenant": sent.process}) or 0
    if sent.ref and upto > sent.revision:
        _put_update(connection, sent, upto, at)


def _log(connection: Connection, claimed: Claimed, outcome: str, why: str) -> None:
    """The attempt keeps its outcome even when the lease was lost: it may be
    the only trace of a duplicate.
    """
    connection.execute(
        _END_LOG, {"row": claimed.id, "lease": claimed.token, "became": outcome, "because": why}
    )
