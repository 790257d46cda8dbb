"""The tables, all of them gathered in `metadata`: their column types, the database's own clock, the
outbox, the ledger and what guards it, the people, and the rest.

The process is part of every key (the tenant, where people outlive a process; a
secret address is its own key).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    event,
    literal,
    text,
)
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Float, TypeDecorator

from storage.database import Kind

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def word(name: str) -> Column[str]:
    """A text column that is never NULL; "" says there is none."""
    return Column(name, Text, nullable=False, server_default="")


def guard(table: str, kind: Kind) -> tuple[str, ...]:
    """The statements that guard a table; frozen since migration 0001."""
    return _sqlite(table) if kind == "sqlite" else _postgresql(table)


def _sqlite(table: str) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT EXISTS (SELECT 1 "
            f"FROM rehearsal) {refuse}"
        ),
    )


def _postgresql(table: str) -> tuple[str, ...]:
    refuse = f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation';"
    body = (
        f"BEGIN IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT 1 FROM rehearsal) THEN {refuse} END IF; "
        "RETURN OLD; END"
    )
    return (
        (
            f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ "
            f"{body} $$"
        ),
        (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION {table}_append_only()"
        ),
        (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION "
            f"{table}_append_only()"
        ),
    )


BigId = BigInteger().with_variant(Integer(), "sqlite")
"""A row number; SQLite counts up only in a column that is called INTEGER."""


class NaiveInstant(TypeError, DontWrapMixin):
    """A datetime without a zone was handed to the database; pass an aware one."""


class UtcInstant(TypeDecorator[datetime]):
    """An instant in UTC to the microsecond: refuses naive ones, returns aware ones in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant(f"{value} is naive; the database takes aware instants only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _FromNow(FunctionElement[datetime]):
    """The database's own clock, so many seconds on; moves within a transaction on both
    databases.
    """

    name = "from_now"
    type = UtcInstant()
    inherit_cache = True


@compiles(_FromNow, "sqlite")
def _sqlite_from_now(element: _FromNow, compiler: SQLCompiler, **kw: Any) -> str:
    # the modifier wants a sign and a unit; three more digits make the text as long as a stored
    # instant
    return (
        f"(strftime('%Y-%m-%d %H:%M:%f', 'now', ({compiler.process(element.clauses, **kw)}) "
        "|| ' seconds') || '000')"
    )


@compiles(_FromNow, "postgresql")
def _postgresql_from_now(element: _FromNow, compiler: SQLCompiler, **kw: Any) -> str:
    return (
        "(clock_timestamp() + make_interval(secs => "
        f"CAST({compiler.process(element.clauses, **kw)} AS double precision)))"
    )


def from_now(seconds: float | ColumnElement[float] = 0.0) -> ColumnElement[datetime]:
    """The database clock's instant, `seconds` later (or earlier when negative)."""
    if isinstance(seconds, ColumnElement):
        return _FromNow(seconds)
    return _FromNow(literal(float(seconds), Float()))


class _AgeSeconds(FunctionElement[float]):
    """Seconds since an instant by the database's own clock."""

    name = "age_seconds"
    type = Float()
    inherit_cache = True


@compiles(_AgeSeconds, "sqlite")
def _sqlite_age(element: _AgeSeconds, compiler: SQLCompiler, **kw: Any) -> str:
    return f"((julianday('now') - julianday({compiler.process(element.clauses, **kw)})) * 86400.0)"


@compiles(_AgeSeconds, "postgresql")
def _postgresql_age(element: _AgeSeconds, compiler: SQLCompiler, **kw: Any) -> str:
    return (
        f"CAST(EXTRACT(EPOCH FROM clock_timestamp() - {compiler.process(element.clauses, **kw)}) "
        "AS double precision)"
    )


def age_seconds(instant: ColumnElement[Any]) -> ColumnElement[float]:
    """How long ago an instant of the database's clock was."""
    return _AgeSeconds(instant)


outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("process", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("not_before", UtcInstant, nullable=False),
    Column("state", Text, nullable=False),
    Column("lease_token", Text),
    Column("lease_until", UtcInstant),
    Column("retry_at", UtcInstant),
    Column("posted_by", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("first_attempt_at", UtcInstant),
    Column("last_attempt_at", UtcInstant),
    Column("sent_at", UtcInstant),
    word("channel"),
    word("ref"),
    word("why"),
    Column("created_at", UtcInstant, nullable=False),
    Column("settled_at", UtcInstant),
    Column("updates", BigId, ForeignKey("outbox.id")),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("looks", Integer, nullable=False, server_default="0"),
    UniqueConstraint("process", "key"),
    CheckConstraint("kind IN ('message', 'update')", name="kind"),
    CheckConstraint(
        "state IN ('queued', 'leased', 'sent', 'unclear', 'failed', 'dropped')", name="state"
    ),
    CheckConstraint("(kind = 'update') = (updates IS NOT NULL)", name="updates_one"),
    CheckConstraint(
        "state <> 'leased' OR (lease_token IS NOT NULL AND lease_until IS NOT NULL)",
        name="leased_by_someone",
    ),
)
_QUEUED, _LEASED, _UNCLEAR, _FAILED, _SENT = (
    text(f"state = '{s}'") for s in ("queued", "leased", "unclear", "failed", "sent")
)
Index(
    "ix_outbox_due",
    outbox.c.not_before,
    outbox.c.id,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)
Index(
    "ix_outbox_turn",
    outbox.c.process,
    outbox.c.person,
    outbox.c.not_before,
    outbox.c.id,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)
Index(
    "ix_outbox_leased",
    outbox.c.process,
    outbox.c.person,
    sqlite_where=_LEASED,
    postgresql_where=_LEASED,
)
Index(
    "ix_outbox_unclear", outbox.c.last_attempt_at, sqlite_where=_UNCLEAR, postgresql_where=_UNCLEAR
)
Index("ix_outbox_failed", outbox.c.id, sqlite_where=_FAILED, postgresql_where=_FAILED)
Index(
    "ix_outbox_sent", outbox.c.process, outbox.c.sent_at, sqlite_where=_SENT, postgresql_where=_SENT
)
Index("ix_outbox_ref", outbox.c.process, outbox.c.ref, sqlite_where=_SENT, postgresql_where=_SENT)
Index("ix_outbox_updates", outbox.c.updates)

outbox_item = Table(
    "outbox_item",
    metadata,
    Column("process", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("message", BigId, ForeignKey("outbox.id")),
    Column("obligation", Text, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("skipped", Boolean, nullable=False),
    word("reason"),
    PrimaryKeyConstraint("process", "notice"),
    CheckConstraint("skipped OR message IS NOT NULL", name="somewhere"),
)
Index("ix_outbox_item_message", outbox_item.c.message)
Index("ix_outbox_item_obligation", outbox_item.c.process, outbox_item.c.obligation)
Index("ix_outbox_item_entry", outbox_item.c.process, outbox_item.c.entry)

attempt = Table(
    "attempt",
    metadata,
    Column("message", BigId, ForeignKey("outbox.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("token", Text, nullable=False),
    Column("started_at", UtcInstant, nullable=False),
    Column("ended_at", UtcInstant),
    word("outcome"),
    word("why"),
    PrimaryKeyConstraint("message", "number"),
)

place = Table(
    "place",
    metadata,
    Column("process", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    PrimaryKeyConstraint("process"),
)

rest = Table(
    "rest",
    metadata,
    Column("process", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("until", UtcInstant, nullable=False),
    Column("refusals", Integer, nullable=False),
    word("why"),
    PrimaryKeyConstraint("process", "channel"),
)

put_back = Table(
    "put_back",
    metadata,
    Column("taken_at", UtcInstant, nullable=False),
    Column("at", UtcInstant, nullable=False),
    PrimaryKeyConstraint("at"),
)


ledger = Table(
    "ledger",
    metadata,
    Column("process", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    PrimaryKeyConstraint("process", "seq"),
    CheckConstraint("seq > 0", name="counts_from_one"),
)

anchor = Table(
    "anchor",
    metadata,
    Column("process", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    PrimaryKeyConstraint("process", "seq", "place"),
)

proof = Table(
    "proof",
    metadata,
    Column("process", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("anchored", Integer, nullable=False),
    Column("broken", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("by_hand", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("process"),
)

free_text = Table(
    "free_text",
    metadata,
    Column("process", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("salt", Text),
    Column("content", Text),
    Column("erased_at", UtcInstant),
    word("why"),
    PrimaryKeyConstraint("process", "id"),
    CheckConstraint(
        "(content IS NULL) = (erased_at IS NOT NULL) AND (salt IS NULL) = (content IS NULL)",
        name="erased_is_gone",
    ),
)

person = Table(
    "person",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    word("name"),
    Column("email", Text),
    Column("slack_id", Text),
    word("slack_channel"),
    word("lang"),
    word("delivery"),
    Column("active", Boolean, nullable=False),
    Column("erased_at", UtcInstant),
    PrimaryKeyConstraint("tenant", "id"),
    UniqueConstraint("tenant", "email"),
    UniqueConstraint("tenant", "slack_id"),
)

address = Table(
    "address",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("created_at", UtcInstant, nullable=False),
    Column("revoked_at", UtcInstant),
)
Index("ix_address_person", address.c.process, address.c.person)

address_fetch = Table(
    "address_fetch",
    metadata,
    Column("digest", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("day", Date, nullable=False),
    PrimaryKeyConstraint("digest", "client"),
)

wish = Table(
    "wish",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("person", Text, nullable=False),
    word("hour"),
    Column("days", Text, nullable=False),
    Column("together", Boolean, nullable=False),
    PrimaryKeyConstraint("tenant", "person"),
)

returned_mail = Table(
    "returned_mail",
    metadata,
    Column("process", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    PrimaryKeyConstraint("process", "ref"),
)
Index("ix_returned_mail_person", returned_mail.c.process, returned_mail.c.person)

seen = Table(
    "seen",
    metadata,
    Column("process", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    PrimaryKeyConstraint("process", "key"),
)
Index("ix_seen_at", seen.c.at)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("worker", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    PrimaryKeyConstraint("worker", "round"),
)

rehearsal = Table(
    "rehearsal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("now", UtcInstant, nullable=False),
    CheckConstraint("id = 1", name="one_clock"),
)

for _kept in (ledger, anchor):
    for _kind in get_args(Kind):
        for _statement in guard(_kept.name, _kind):
            _ddl = DDL(_statement).execute_if(dialect=_kind)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves DDL untyped
            event.listen(_kept, "after_create", _ddl)
