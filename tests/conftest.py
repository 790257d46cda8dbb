"""What every test stands on: an empty environment, a network that ends at this
machine, and two real databases.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support.postgres import PostgresServer

# What an operator set for their own installation must never reach a test, least of all DATABASE_URL
# or a Slack token.
OURS = (
    "DATABASE_URL",
    "SECRET_KEY",
    "BASE_URL",
    "HOST",
    "PORT",
    "MAIL_FROM",
    "HEARTBEAT_URL",
    "METRICS_TOKEN",
)
OUR_FAMILIES = ("SLACK_", "FRISTVOGTER_", "SMTP_")
for _name in [name for name in os.environ if name in OURS or name.startswith(OUR_FAMILIES)]:
    del os.environ[_name]

# The same examples in every run; a failing one prints the line that repeats it.
hypothesis.settings.register_profile("ci", derandomize=True, print_blob=True, deadline=None)
# `pytest --hypothesis-profile=explore`: new examples each time, and more of them.
hypothesis.settings.register_profile("explore", max_examples=1000, deadline=None)
hypothesis.settings.load_profile("ci")

pytest_plugins = ["tests.support.chromium"]

# `make check` runs without the browser's driver; tests/e2e cannot even be imported then.
collect_ignore = [] if importlib.util.find_spec("playwright") else ["e2e"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL, started by the first test that asks for it. A machine that cannot start
    one fails, it does not skip.
    """
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """An empty PostgreSQL database of this test's own."""
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite file of this test's own (a file, since several connections
    have to see the same database).
    """
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.pg)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of this test's own; a test that takes it runs twice, once on each kind."""
    return str(
        request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    )
