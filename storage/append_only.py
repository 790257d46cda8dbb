"""What makes a table append-only: triggers that refuse UPDATE and DELETE (REPLACE and TRUNCATE too), on both databases.

A rehearsal's database may delete ("begin again"); nothing ever updates. This is a lock against mistakes, not against whoever
owns the database: the anchors outside are for that (SCHEDULING 2.14).
"""

from __future__ import annotations

from storage.database import Kind


def guard(table: str, kind: Kind) -> tuple[str, ...]:
    """The statements that guard a table; frozen since migration 0001."""
    return _sqlite(table) if kind == "sqlite" else _postgresql(table)


def _sqlite(table: str) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT EXISTS (SELECT 1 FROM rehearsal) {refuse}",
    )


def _postgresql(table: str) -> tuple[str, ...]:
    refuse = f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation';"
    body = f"BEGIN IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT 1 FROM rehearsal) THEN {refuse} END IF; RETURN OLD; END"
    return (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_append_only()",
    )
