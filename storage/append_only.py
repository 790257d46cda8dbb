"""What makes a table append-only: triggers that refuse UPDATE and DELETE (REPLACE and TRUNCATE too), on both databases.

A rehearsal's database may delete ("begin again"); nothing ever updates. This is a lock against mistakes, not against whoever
owns the database: the anchors outside are for that (SCHEDULING 2.14).
"""

from __future__ import annotations

from sqlalchemy import DDL


def guard(table: str) -> tuple[DDL, ...]:
    """The statements for both databases, each bound to its own; frozen since migration 0001."""
    return (*_sqlite(table), *_postgresql(table))


def _sqlite(table: str) -> tuple[DDL, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    statements = (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT EXISTS (SELECT 1 FROM rehearsal) {refuse}",
    )
    return tuple(_for("sqlite", statement) for statement in statements)


def _postgresql(table: str) -> tuple[DDL, ...]:
    refuse = f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation';"
    body = f"BEGIN IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT 1 FROM rehearsal) THEN {refuse} END IF; RETURN OLD; END"
    statements = (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_append_only()",
    )
    return tuple(_for("postgresql", statement) for statement in statements)


def _for(dialect: str, statement: str) -> DDL:
    ddl: DDL = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves DDL untyped
    return ddl
