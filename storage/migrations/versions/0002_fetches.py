"""One line for each kind of program that fetches a calendar, instead of the last one only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "address_fetch",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "client", name="pk_address_fetch"),
    )
    op.execute(
        "INSERT INTO address_fetch (digest, client, day) SELECT digest, client, "
        "fetched_on FROM address WHERE fetched_on IS NOT NULL"
    )
    op.drop_column("address", "client")
    op.drop_column("address", "fetched_on")
