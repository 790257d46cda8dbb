"""The ledger, the outbox, the people and the signs of life."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.database import Kind
from storage.tables import BigId, UtcInstant, guard

revision = "0001"
down_revision = None


def upgrade() -> None:
    _ledger()
    _outbox()
    _outbox_indexes()
    _outbox_items()
    _people()
    _signs_of_life()
    kind: Kind = "sqlite" if op.get_bind().dialect.name == "sqlite" else "postgresql"
    for statement in (*guard("ledger", kind), *guard("anchor", kind)):
        op.execute(statement)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _where(state: str) -> dict[str, Any]:
    which = sa.text(f"state = '{state}'")
    return {"sqlite_where": which, "postgresql_where": which}


def _ledger() -> None:
    op.create_table(
        "ledger",
        *_texts("process"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcInstant(), nullable=False),
        *_texts("actor", "seat", "payload", "prev_hash", "hash"),
        sa.CheckConstraint("seq > 0", name="counts_from_one"),
        sa.PrimaryKeyConstraint("process", "seq", name="pk_ledger"),
    )
    op.create_table(
        "anchor",
        *_texts("process"),
        sa.Column("seq", sa.Integer(), nullable=False),
        *_texts("place", "hash"),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("process", "seq", "place", name="pk_anchor"),
    )
    op.create_table(
        "free_text",
        *_texts("process", "id"),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("erased_at", UtcInstant(), nullable=True),
        _word("why"),
        sa.CheckConstraint(
            "(content IS NULL) = (erased_at IS NOT NULL) AND (salt IS NULL) = (content IS NULL)",
            name="erased_is_gone",
        ),
        sa.PrimaryKeyConstraint("process", "id", name="pk_free_text"),
    )
    op.create_table(
        "rehearsal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("now", UtcInstant(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_clock"),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsal"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", BigId, autoincrement=True, nullable=False),
        *_texts("process", "key", "kind", "person"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("not_before", UtcInstant(), nullable=False),
        *_texts("state"),
        sa.Column("lease_token", sa.Text(), nullable=True),
        sa.Column("lease_until", UtcInstant(), nullable=True),
        sa.Column("retry_at", UtcInstant(), nullable=True),
        sa.Column("posted_by", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_attempt_at", UtcInstant(), nullable=True),
        sa.Column("last_attempt_at", UtcInstant(), nullable=True),
        sa.Column("sent_at", UtcInstant(), nullable=True),
        _word("channel"),
        _word("ref"),
        _word("why"),
        sa.Column("created_at", UtcInstant(), nullable=False),
        sa.Column("settled_at", UtcInstant(), nullable=True),
        sa.Column("updates", BigId, nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("(kind = 'update') = (updates IS NOT NULL)", name="updates_one"),
        sa.CheckConstraint("kind IN ('message', 'update')", name="kind"),
        sa.CheckConstraint(
            "state <> 'leased' OR (lease_token IS NOT NULL AND lease_until IS NOT NULL)",
            name="leased_by_someone",
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'leased', 'sent', 'unclear', 'failed', 'dropped')", name="state"
        ),
        sa.ForeignKeyConstraint(["updates"], ["outbox.id"], name="fk_outbox_updates_outbox"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("process", "key", name="uq_outbox_process_key"),
    )


def _outbox_indexes() -> None:
    op.create_index(
        "ix_outbox_due", "outbox", ["not_before", "id"], unique=False, **_where("queued")
    )
    op.create_index("ix_outbox_failed", "outbox", ["id"], unique=False, **_where("failed"))
    op.create_index(
        "ix_outbox_leased", "outbox", ["process", "person"], unique=False, **_where("leased")
    )
    op.create_index("ix_outbox_ref", "outbox", ["process", "ref"], unique=False, **_where("sent"))
    op.create_index(
        "ix_outbox_sent", "outbox", ["process", "sent_at"], unique=False, **_where("sent")
    )
    op.create_index(
        "ix_outbox_turn",
        "outbox",
        ["process", "person", "not_before", "id"],
        unique=False,
        **_where("queued"),
    )
    op.create_index(
        "ix_outbox_unclear", "outbox", ["last_attempt_at"], unique=False, **_where("unclear")
    )
    op.create_index("ix_outbox_updates", "outbox", ["updates"], unique=False)


def _outbox_items() -> None:
    op.create_table(
        "outbox_item",
        *_texts("process", "notice"),
        sa.Column("message", BigId, nullable=True),
        *_texts("obligation"),
        sa.Column("entry", sa.Integer(), nullable=False),
        *_texts("step", "person", "payload"),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        _word("reason"),
        sa.CheckConstraint("skipped OR message IS NOT NULL", name="somewhere"),
        sa.ForeignKeyConstraint(["message"], ["outbox.id"], name="fk_outbox_item_message_outbox"),
        sa.PrimaryKeyConstraint("process", "notice", name="pk_outbox_item"),
    )
    op.create_index("ix_outbox_item_entry", "outbox_item", ["process", "entry"], unique=False)
    op.create_index("ix_outbox_item_message", "outbox_item", ["message"], unique=False)
    op.create_index(
        "ix_outbox_item_obligation", "outbox_item", ["process", "obligation"], unique=False
    )
    op.create_table(
        "attempt",
        sa.Column("message", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("token"),
        sa.Column("started_at", UtcInstant(), nullable=False),
        sa.Column("ended_at", UtcInstant(), nullable=True),
        _word("outcome"),
        _word("why"),
        sa.ForeignKeyConstraint(["message"], ["outbox.id"], name="fk_attempt_message_outbox"),
        sa.PrimaryKeyConstraint("message", "number", name="pk_attempt"),
    )


def _people() -> None:
    op.create_table(
        "person",
        *_texts("tenant", "id"),
        _word("name"),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("slack_id", sa.Text(), nullable=True),
        _word("slack_channel"),
        _word("lang"),
        _word("delivery"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("erased_at", UtcInstant(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_person"),
        sa.UniqueConstraint("tenant", "email", name="uq_person_tenant_email"),
        sa.UniqueConstraint("tenant", "slack_id", name="uq_person_tenant_slack_id"),
    )
    op.create_table(
        "address",
        *_texts("digest", "process", "person", "scope"),
        sa.Column("created_at", UtcInstant(), nullable=False),
        sa.Column("revoked_at", UtcInstant(), nullable=True),
        _word("client"),
        sa.Column("fetched_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_address"),
    )
    op.create_index("ix_address_person", "address", ["process", "person"], unique=False)
    op.create_table(
        "seen",
        *_texts("process", "key"),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("process", "key", name="pk_seen"),
    )
    op.create_index("ix_seen_at", "seen", ["at"], unique=False)


def _signs_of_life() -> None:
    op.create_table(
        "heartbeat",
        *_texts("worker", "round"),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("worker", "round", name="pk_heartbeat"),
    )
