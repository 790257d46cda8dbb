"""Statements both databases know but spell by dialect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Connection

Line = Row[*tuple[Any, ...]]
"""A row as it comes; columns by name."""

T = TypeVar("T")
CHUNK = 500
"""How many values go into one IN (...) at most; SQLite and PostgreSQL both have a limit."""


def insert_new(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """INSERT that leaves a row alone when its key is taken (waiting for whoever is just writing it)."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def upsert(connection: Connection, table: Table, row: dict[str, Any]) -> postgresql.Insert | sqlite.Insert:
    """INSERT that sets the other columns when the primary key is taken."""
    keys = [column.name for column in table.primary_key]
    others = {name: value for name, value in row.items() if name not in keys}
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=others)
    return postgresql.insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=others)


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in portions that fit into one IN (...)."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
