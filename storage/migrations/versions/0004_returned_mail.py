"""Mail that came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcInstant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "returned_mail",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("at", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("process", "ref", name="pk_returned_mail"),
    )
    op.create_index("ix_returned_mail_person", "returned_mail", ["process", "person"])
