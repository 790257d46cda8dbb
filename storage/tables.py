"""The tables, all of them gathered in `metadata`; those of the outbox stand in `outbox_tables`.

The process is part of every key (the tenant, where people outlive a process; a secret address is its own key).
"""

from __future__ import annotations

from typing import get_args

from sqlalchemy import (
    DDL,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from storage.append_only import guard
from storage.columns import UtcInstant
from storage.database import Kind
from storage.metadata import metadata, word
from storage.outbox_tables import attempt, outbox, outbox_item

__all__ = [
    "address",
    "address_fetch",
    "anchor",
    "attempt",
    "free_text",
    "heartbeat",
    "ledger",
    "metadata",
    "outbox",
    "outbox_item",
    "person",
    "rehearsal",
    "returned_mail",
    "seen",
    "wish",
]

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
    word("why"),
    PrimaryKeyConstraint("process", "id"),
    CheckConstraint("(content IS NULL) = (erased_at IS NOT NULL) AND (salt IS NULL) = (content IS NULL)", name="erased_is_gone"),
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
