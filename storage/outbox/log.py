"""What was told to whom, for people and for health."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, select

from process.seats import PersonId
from storage.columns import age_seconds
from storage.database import Connection, Database
from storage.outbox.claim import notices_of
from storage.outbox.values import Counts, MessageState, Told, stands
from storage.tables import outbox, outbox_item

_SENT = and_(stands(outbox, MessageState.SENT), outbox.c.kind == "message")
_SETTLED_WELL = (MessageState.SENT, MessageState.DROPPED)


class Log:
    """Questions to the outbox."""

    _database: Database

    def sent(self, process: str, *, person: PersonId | None = None, since: datetime | None = None) -> tuple[Told, ...]:
        """The messages that were sent (from `since` on, domain clock), newest first."""
        query = select(outbox).where(_SENT, outbox.c.process == process)
        if person is not None:
            query = query.where(outbox.c.person == person)
        if since is not None:
            query = query.where(outbox.c.sent_at >= since)
        with self._database.read() as connection:
            return _told(connection, query.order_by(outbox.c.sent_at.desc(), outbox.c.id.desc()))

    def messages_about(self, process: str, *, obligation: str = "", entry: int = 0) -> tuple[Told, ...]:
        """The sent messages that carry a notice about an obligation, or about a ledger entry; oldest first."""
        about = outbox_item.c.obligation == obligation if obligation else outbox_item.c.entry == entry
        carriers = select(outbox_item.c.message).where(outbox_item.c.process == process, about, ~outbox_item.c.skipped)
        with self._database.read() as connection:
            return _told(connection, select(outbox).where(_SENT, outbox.c.id.in_(carriers)).order_by(outbox.c.id))

    def was_told(self, process: str, obligation: str, *, step: str = "") -> tuple[tuple[PersonId, datetime], ...]:
        """Who was written to about an obligation and when (domain clock), oldest first; `step` narrows to steps that begin so."""
        query = select(outbox.c.person, outbox.c.sent_at).join(outbox_item, outbox_item.c.message == outbox.c.id)
        about = [outbox_item.c.process == process, outbox_item.c.obligation == obligation, ~outbox_item.c.skipped]
        about.append(outbox_item.c.step.startswith(step, autoescape=True))
        with self._database.read() as connection:
            rows = connection.execute(query.where(_SENT, *about).order_by(outbox.c.sent_at, outbox.c.person).distinct())
            return tuple((row.person, row.sent_at) for row in rows)

    def next_due(self, process: str | None = None) -> datetime | None:
        """The earliest instant (domain clock) from which a queued message may go; None when the queue is empty."""
        query = select(func.min(outbox.c.not_before)).where(stands(outbox, MessageState.QUEUED))
        with self._database.read() as connection:
            earliest: datetime | None = connection.scalar(query if process is None else query.where(outbox.c.process == process))
        return earliest

    def counts(self, now: datetime) -> Counts:
        """The outbox in figures at `now` (domain clock), all processes together."""
        many = {state: _many(stands(outbox, state)) for state in MessageState if state not in _SETTLED_WELL}
        due = _many(stands(outbox, MessageState.QUEUED), outbox.c.not_before <= now)
        doubt = select(age_seconds(func.min(outbox.c.first_attempt_at))).where(stands(outbox, MessageState.UNCLEAR))
        columns = [query.label(state.value) for state, query in many.items()]
        with self._database.read() as connection:
            row = connection.execute(select(*columns, due.label("due"), doubt.scalar_subquery().label("unclear_seconds"))).one()
        return Counts(**row._mapping)


def _many(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(outbox).where(*which).scalar_subquery()


def _told(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Told, ...]:
    rows = connection.execute(query).all()
    notices = notices_of(connection, [row.id for row in rows])
    return tuple(
        Told(
            id=row.id,
            key=row.key,
            person=row.person,
            day=row.day,
            at=row.sent_at,
            channel=row.channel,
            ref=row.ref,
            notices=notices[row.id],
        )
        for row in rows
    )
