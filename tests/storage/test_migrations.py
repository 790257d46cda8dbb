"""Migrating from nothing makes the very schema the code works with, once, whoever starts first."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, inspect, text

from storage.database import connect
from storage.errors import StorageNewer
from storage.migrations.run import head, upgrade
from storage.schema import HEAD, current, is_current
from storage.tables import metadata
from tests.storage.cast import together

VERSIONS = Path(__file__).parents[2] / "storage" / "migrations" / "versions"
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, pg_get_triggerdef(tg.oid) || prosrc FROM "
    "pg_trigger tg JOIN pg_proc p ON "
    "p.oid = tgfoid"
    " WHERE NOT tgisinternal ORDER BY tgname",
}


def test_the_newest_script_is_the_one_the_code_expects() -> None:
    assert head() == HEAD


def test_scripts_are_numbered_in_a_row_and_say_what_they_do() -> None:
    names = sorted(file.name for file in VERSIONS.glob("0*.py"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z_]+\.py", name)] == []


def test_a_database_knows_whether_it_is_current(database_url: str) -> None:
    database = connect(database_url)
    assert (current(database), is_current(database)) == (None, False)
    upgrade(database)
    assert (current(database), is_current(database)) == (HEAD, True)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert is_current(database) is False
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for ask in (is_current, upgrade):
        with pytest.raises(StorageNewer):
            ask(database)
    database.close()


def test_migrating_from_nothing_makes_the_schema_of_the_code(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    migrated = connect(database_url)
    made = connect(
        request.getfixturevalue("filled_sqlite" if migrated.kind == "sqlite" else "filled_postgres")
    )
    upgrade(migrated)
    with migrated.read() as theirs, made.read() as ours:
        assert compare_metadata(MigrationContext.configure(theirs), metadata) == []
        assert _schema(theirs) == _schema(ours)
        assert _triggers(theirs) == _triggers(ours) != []
    migrated.close()
    made.close()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    database = connect(database_url)
    upgrade(database)
    with database.read() as connection:
        before = _schema(connection)
    upgrade(database)
    with database.read() as connection:
        assert _schema(connection) == before
    database.close()


def test_programs_that_start_at_once_migrate_once(database_url: str) -> None:
    database = connect(database_url)
    assert together(*[lambda: upgrade(database)] * 3) == [None] * 3
    assert is_current(database)
    database.close()


class Crash(BaseException):
    """The process is gone, here and now."""


def test_a_migration_that_is_cut_off_anywhere_is_begun_anew(database_url: str) -> None:
    """It is as it was, and the next start brings it here."""
    database, done = connect(database_url), 0
    upgrade(database, "0003")
    said: list[str] = []
    fatal = 1

    def crash(_c: Any, _cu: Any, statement: str, *_: Any) -> None:
        said.append(statement)
        if len(said) == fatal:
            raise Crash

    event.listen(database._engine, "before_cursor_execute", crash)
    while done == 0:
        said.clear()
        try:
            upgrade(database)
        except Crash:
            assert current(database) == "0003"
            fatal += 3
        else:
            done = fatal
    event.remove(database._engine, "before_cursor_execute", crash)
    assert is_current(database) and done > 10
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_asking_whether_the_schema_is_current_does_not_import_alembic() -> None:
    words = (
        "import sys, storage.schema, storage.ledger, storage.outbox; "
        "sys.exit('alembic' in sys.modules)"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", words], cwd=Path(__file__).parents[2], check=False
        ).returncode
        == 0
    )


def _schema(connection: Connection) -> dict[str, Any]:
    """Everything the database tells of each table, as text, without what it numbers by itself."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c.get("default"))
                for c in inspector.get_columns(table)
            ],
            "primary key": inspector.get_pk_constraint(table),
            "unique": sorted(map(str, inspector.get_unique_constraints(table))),
            "checks": sorted(map(str, inspector.get_check_constraints(table))),
            "foreign keys": sorted(map(str, inspector.get_foreign_keys(table))),
            "indexes": sorted(_index(index) for index in inspector.get_indexes(table)),
        }
        for table in sorted(set(inspector.get_table_names()) - {"alembic_version", "counter"})
    }


def _index(index: Any) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": options})


def _triggers(connection: Connection) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(text(TRIGGERS[connection.dialect.name]))]
