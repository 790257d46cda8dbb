"""The tables. The process (or the tenant, where it outlives one process) is part of every key people or tokens do not carry."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

from storage.append_only import guard
from storage.columns import BigId, UtcInstant
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


def _word(name: str) -> Column[str]:
    """Text that is never NULL; "" says there is none."""
    return Column(name, Text, nullable=False, server_default="")


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

free_text = Table(
    "free_text",
    metadata,
    Column("process", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("salt", Text),
    Column("content", Text),
    Column("erased_at", UtcInstant),
    _word("why"),
    PrimaryKeyConstraint("process", "id"),
    CheckConstraint("(content IS NULL) = (erased_at IS NOT NULL) AND (salt IS NULL) = (content IS NULL)", name="erased_is_gone"),
)

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
    _word("channel"),
    _word("ref"),
    _word("why"),
    Column("created_at", UtcInstant, nullable=False),
    Column("settled_at", UtcInstant),
    Column("updates", BigId, ForeignKey("outbox.id")),
    Column("revision", Integer, nullable=False, server_default="0"),
    UniqueConstraint("process", "key"),
    CheckConstraint("kind IN ('message', 'update')", name="kind"),
    CheckConstraint("state IN ('queued', 'leased', 'sent', 'unclear', 'failed', 'dropped')", name="state"),
    CheckConstraint("(kind = 'update') = (updates IS NOT NULL)", name="updates_one"),
    CheckConstraint("state <> 'leased' OR (lease_token IS NOT NULL AND lease_until IS NOT NULL)", name="leased_by_someone"),
)
_QUEUED, _LEASED, _UNCLEAR, _FAILED, _SENT = (text(f"state = '{s}'") for s in ("queued", "leased", "unclear", "failed", "sent"))
Index("ix_outbox_due", outbox.c.not_before, outbox.c.id, sqlite_where=_QUEUED, postgresql_where=_QUEUED)
Index(
    "ix_outbox_turn",
    outbox.c.process,
    outbox.c.person,
    outbox.c.not_before,
    outbox.c.id,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)
Index("ix_outbox_leased", outbox.c.process, outbox.c.person, sqlite_where=_LEASED, postgresql_where=_LEASED)
Index("ix_outbox_unclear", outbox.c.last_attempt_at, sqlite_where=_UNCLEAR, postgresql_where=_UNCLEAR)
Index("ix_outbox_failed", outbox.c.id, sqlite_where=_FAILED, postgresql_where=_FAILED)
Index("ix_outbox_sent", outbox.c.process, outbox.c.sent_at, sqlite_where=_SENT, postgresql_where=_SENT)
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
    _word("reason"),
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
    _word("outcome"),
    _word("why"),
    PrimaryKeyConstraint("message", "number"),
)

person = Table(
    "person",
    metadata,
    Column("tenant", Text, nullable=False),
    Column("id", Text, nullable=False),
    _word("name"),
    Column("email", Text),
    Column("slack_id", Text),
    _word("slack_channel"),
    _word("lang"),
    _word("delivery"),
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
    _word("client"),
    Column("fetched_on", Date),
)
Index("ix_address_person", address.c.process, address.c.person)

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
