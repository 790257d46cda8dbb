"""How far updates were looked for, which channels rest, and that a backup was put back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcInstant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("process", name="pk_place"),
    )
    op.create_table(
        "rest",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("until", UtcInstant(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("process", "channel", name="pk_rest"),
    )
    op.create_table(
        "put_back",
        sa.Column("taken_at", UtcInstant(), nullable=False),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("at", name="pk_put_back"),
    )
