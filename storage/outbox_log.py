"""Questions to the outbox: what was sent to whom, what was not and why, and what came back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    func,
    null,
    or_,
    select,
    update,
)

from process.reminders.notices import Notice
from process.seats import PersonId
from storage.database import Database, chunks
from storage.outbox import (
    FINAL,
    IN_DOUBT,
    SENT_MESSAGE,
    MessageState,
    notice_of,
    payloads_of,
    stands,
)
from storage.tables import age_seconds, from_now, outbox, outbox_item


@dataclass(frozen=True, kw_only=True)
class SentMessage:
    """A message that was sent: to whom, when (`at` domain clock), where it lies, and what it
    carried.
    """

    id: int
    key: str
    person: PersonId
    day: date
    at: datetime
    channel: str
    ref: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnedMessage:
    """A message that was sent and came back: which, whose, and over which channel it had gone."""

    id: int
    key: str
    person: PersonId
    channel: str
    ref: str


@dataclass(frozen=True, kw_only=True)
class SkippedNotice:
    """A notice that was planned and not sent, and why (a code of
    `process.reminders.due`, several joined by a comma).
    """

    notice: Notice
    reason: str


@dataclass(frozen=True, kw_only=True)
class FailedMessage:
    """A message that was put aside, and why."""

    id: int
    person: PersonId
    day: date
    why: str

    @property
    def in_doubt(self) -> bool:
        """Whether it may have arrived."""
        return self.why.startswith(IN_DOUBT)


@dataclass(frozen=True, kw_only=True)
class OutboxCounts:
    """How the outbox stands. `due` are queued and may go now; `unclear_seconds` is the age of
    the oldest doubt (real clock).
    """

    queued: int
    due: int
    leased: int
    unclear: int
    failed: int
    unclear_seconds: float | None


_SETTLED_WELL = (MessageState.SENT, MessageState.DROPPED)
GATHERED = ("closed",)
"""Not a skip: the notices went into a later message."""


class OutboxLog:
    """What can be asked of the outbox, and the return of a message that had been sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sent(
        self, process: str, *, person: PersonId | None = None, since: datetime | None = None
    ) -> tuple[SentMessage, ...]:
        """The messages that were sent (from `since` on, domain clock), newest first."""
        query = select(outbox).where(SENT_MESSAGE, outbox.c.process == process)
        if person is not None:
            query = query.where(outbox.c.person == person)
        if since is not None:
            query = query.where(outbox.c.sent_at >= since)
        with self._database.read() as connection:
            return _told(connection, query.order_by(outbox.c.sent_at.desc(), outbox.c.id.desc()))

    def messages_about(
        self, process: str, *, obligation: str = "", entry: int = 0
    ) -> tuple[SentMessage, ...]:
        """The sent messages that carry a notice about an obligation, or about
        a ledger entry; oldest first.
        """
        about = (
            outbox_item.c.obligation == obligation if obligation else outbox_item.c.entry == entry
        )
        carriers = select(outbox_item.c.message).where(
            outbox_item.c.process == process, about, ~outbox_item.c.skipped
        )
        with self._database.read() as connection:
            return _told(
                connection,
                select(outbox).where(SENT_MESSAGE, outbox.c.id.in_(carriers)).order_by(outbox.c.id),
            )

    def was_told(
        self, process: str, obligations: Collection[str]
    ) -> dict[str, tuple[tuple[PersonId, datetime], ...]]:
        """Who was written to about each obligation and when (domain clock), oldest first."""
        query = (
            select(outbox_item.c.obligation, outbox.c.person, outbox.c.sent_at)
            .join(outbox_item, outbox_item.c.message == outbox.c.id)
            .order_by(outbox.c.sent_at, outbox.c.person)
            .distinct()
        )
        mine = [SENT_MESSAGE, outbox_item.c.process == process, ~outbox_item.c.skipped]
        told: dict[str, list[tuple[PersonId, datetime]]] = {key: [] for key in obligations}
        with self._database.read() as connection:
            for chunk in chunks(sorted(told)):
                about = query.where(*mine, outbox_item.c.obligation.in_(chunk))
                for row in connection.execute(about):
                    told[row.obligation].append((row.person, row.sent_at))
        return {key: tuple(times) for key, times in told.items()}

    def skipped(self, process: str, person: PersonId, *, limit: int) -> tuple[SkippedNotice, ...]:
        """Notices that were left out by themselves, or with the whole message they were in."""
        whole = and_(outbox.c.state == MessageState.DROPPED.value, outbox.c.why.not_in(GATHERED))
        query = (
            select(outbox_item.c.payload, outbox_item.c.reason, outbox.c.why)
            .outerjoin(outbox, outbox.c.id == outbox_item.c.message)
            .where(
                outbox_item.c.process == process,
                outbox_item.c.person == person,
                or_(outbox_item.c.skipped, whole),
            )
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        found = [
            SkippedNotice(notice=notice, reason=row.reason or row.why)
            for row in rows
            for notice in _readable([row.payload])
        ]
        return tuple(
            sorted(found, key=lambda s: (s.notice.due, s.notice.key), reverse=True)[:limit]
        )

    def failed(
        self, process: str, *, limit: int, number: int | None = None
    ) -> tuple[FailedMessage, ...]:
        """The messages that could not be sent, or that nobody could find; newest first. `number`:
        the one alone.
        """
        query = select(outbox.c.id, outbox.c.person, outbox.c.day, outbox.c.why)
        mine = [outbox.c.process == process, stands(outbox, MessageState.FAILED)]
        mine += [outbox.c.id == number] if number is not None else []
        with self._database.read() as connection:
            rows = connection.execute(query.where(*mine).order_by(outbox.c.id.desc()).limit(limit))
            return tuple(FailedMessage(**row._mapping) for row in rows)

    def counts(self, now: datetime) -> OutboxCounts:
        """The outbox in figures at `now` (domain clock), all processes together."""
        many = {
            state: _many(stands(outbox, state))
            for state in MessageState
            if state not in _SETTLED_WELL
        }
        due = _many(stands(outbox, MessageState.QUEUED), outbox.c.not_before <= now)
        doubt = select(age_seconds(func.min(outbox.c.first_attempt_at))).where(
            stands(outbox, MessageState.UNCLEAR)
        )
        columns = [query.label(state.value) for state, query in many.items()]
        with self._database.read() as connection:
            row = connection.execute(
                select(*columns, due.label("due"), doubt.scalar_subquery().label("unclear_seconds"))
            ).one()
        return OutboxCounts(**row._mapping)

    def held_up(self, process: str, now: datetime, *, seconds: float) -> int:
        """How many messages wait longer than they should at `now` (domain clock), whatever stands
        in their way. Mere load is none: then those before them are being sent.
        """
        since = now - timedelta(seconds=seconds)
        lately = [stands(outbox, MessageState.SENT), outbox.c.sent_at >= since]
        mine = outbox.c.process == process
        waiting = or_(
            *(stands(outbox, s) for s in MessageState if s not in FINAL),
        )
        old = [outbox.c.not_before <= since, outbox.c.created_at <= from_now(-seconds)]
        with self._database.read() as connection:
            served: datetime | None = connection.scalar(
                select(func.max(outbox.c.not_before)).where(mine, *lately)
            )
            if served is not None:
                old.append(outbox.c.not_before < served - timedelta(seconds=seconds))
            return connection.scalar(_counted(mine, waiting, *old)) or 0

    def sent_under(self, process: str, tag: str) -> ReturnedMessage | None:
        """The sent message whose id has that local part; None when we never sent it,
        or when it came back before.
        """
        query = select(outbox.c.id, outbox.c.key, outbox.c.person, outbox.c.channel, outbox.c.ref)
        mine = [
            outbox.c.process == process,
            outbox.c.kind == "message",
            stands(outbox, MessageState.SENT),
        ]
        with self._database.read() as connection:
            row = connection.execute(
                query.where(*mine, outbox.c.ref.startswith(f"<{tag}@", autoescape=True))
            ).first()
        return (
            ReturnedMessage(
                id=row.id,
                key=row.key,
                person=PersonId(row.person),
                channel=row.channel,
                ref=row.ref,
            )
            if row
            else None
        )

    def came_back(self, came: ReturnedMessage, *, why: str, again: bool) -> bool:
        """It did not arrive: `again` puts it back into the queue for another channel, else it has
        failed. False when that was known.
        """
        now: dict[str, Any] = {"state": MessageState.FAILED.value, "settled_at": from_now()}
        if again:
            now = {
                "state": MessageState.QUEUED.value,
                "settled_at": null(),
                "posted_by": null(),
                "retry_at": null(),
            }
            now |= {"channel": "", "ref": ""}
        which = update(outbox).where(outbox.c.id == came.id, stands(outbox, MessageState.SENT))
        with self._database.write() as connection:
            return bool(
                connection.execute(
                    which.values(now | {"why": why, "sent_at": null()}).returning(outbox.c.id)
                ).all()
            )


def _counted(*which: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(outbox).where(*which)


def _many(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    return _counted(*which).scalar_subquery()


def _told(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[SentMessage, ...]:
    rows = connection.execute(query).all()
    payloads = payloads_of(connection, [row.id for row in rows])
    return tuple(
        SentMessage(
            id=row.id,
            key=row.key,
            person=row.person,
            day=row.day,
            at=row.sent_at,
            channel=row.channel,
            ref=row.ref,
            notices=_readable(payloads[row.id]),
        )
        for row in rows
    )


def _readable(payloads: Iterable[str]) -> tuple[Notice, ...]:
    """Those of the notices that this version can read."""
    read = []
    for payload in payloads:
        with suppress(ValueError):
            read.append(notice_of(payload))
    return tuple(read)
