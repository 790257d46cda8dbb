"""How often a message in doubt was looked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    looks = sa.Column("looks", sa.Integer(), nullable=False, server_default="0")
    op.add_column("outbox", looks)
