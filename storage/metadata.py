"""Where all tables are gathered, and how their constraints are called."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def word(name: str) -> Column[str]:
    """A text column that is never NULL; "" says there is none."""
    return Column(name, Text, nullable=False, server_default="")
