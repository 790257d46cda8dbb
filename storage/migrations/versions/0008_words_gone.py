"""How many entries lost their words without an entry that says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("proof", sa.Column("by_hand", sa.Integer(), nullable=False, server_default="0"))
