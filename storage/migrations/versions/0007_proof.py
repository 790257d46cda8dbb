"""What the last look at a ledger found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcInstant

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "proof",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("anchored", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("process", name="pk_proof"),
    )
