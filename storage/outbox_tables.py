"""The tables of the outbox. The partial indexes keep claiming as fast after years as on the first day."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import BigId, UtcInstant
from storage.metadata import metadata, word

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
