"""The databases the other tests stand on."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from tests.support.postgres import PostgresServer


def _names(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS person (name TEXT)"))
        connection.execute(text("INSERT INTO person VALUES ('Åse')"))
        names = list(connection.execute(text("SELECT name FROM person")).scalars())
    engine.dispose()
    return names


def test_a_test_finds_its_database_empty(database_url: str) -> None:
    assert _names(database_url) == ["Åse"]


def test_the_next_test_finds_its_database_empty_too(database_url: str) -> None:
    assert _names(database_url) == ["Åse"]


def test_a_template_is_filled_once_and_copied(postgres: PostgresServer) -> None:
    filled: list[str] = []

    def fill(url: str) -> None:
        filled.append(url)
        _names(url)

    copies = [postgres.create(postgres.template("people", fill)) for _ in range(2)]
    assert len(filled) == 1
    assert [_names(postgres.url(copy)) for copy in copies] == [["Åse", "Åse"]] * 2
