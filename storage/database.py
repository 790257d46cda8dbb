"""The one way to the database: SQLite or PostgreSQL behind `read()` and `write()`,
and driver errors made ours.

SQLite's driver begins transactions late and deferred by default, which loses updates silently; so
it is told to keep out and a write begins with BEGIN IMMEDIATE (architecture A4). A read is one
snapshot on both kinds and never writes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from types import TracebackType
from typing import Any, Literal, TypeVar

from sqlalchemy import URL, Connection, Engine, Row, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty

from storage.errors import BadDatabaseUrl, StorageFault, StorageOutdated, StorageUnavailable

__all__ = ["Connection", "Database", "Kind", "Line", "chunks", "connect", "insert_new", "upsert"]

Kind = Literal["sqlite", "postgresql"]

BUSY_MS = 5_000
CONNECT_SECONDS = 5
POOL = 10
OVERFLOW = 30
POOL_SECONDS = 10
UNDEFINED = ("42P01", "42703")
"""PostgreSQL's codes for a table and a column it does not have."""

PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "journal_mode=WAL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
)


class Database:
    """A database and its pool of connections; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self.kind: Kind = "sqlite" if engine.dialect.name == "sqlite" else "postgresql"
        self._engine = engine
        self.last_write = object()
        """Another object after every write of this process."""
        self._reader = engine
        if self.kind == "postgresql":
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._writer = engine.execution_options(begin="IMMEDIATE", synchronous="FULL")
        self._lazy_writer = engine.execution_options(begin="IMMEDIATE", synchronous="NORMAL")

    def read(self) -> AbstractContextManager[Connection]:
        """One snapshot to read from; always rolled back. Raises StorageUnavailable,
        StorageOutdated, StorageFault.
        """
        return _Transaction(self._reader, keep=False, done=_nothing)

    def write(self, *, durable: bool = True) -> AbstractContextManager[Connection]:
        """One transaction: committed at the end, rolled back on any exception. Raises as `read`.

        Not `durable`: a power cut may take it back (a crash of ours does not), for what heals by
        itself; the next durable one makes it durable too.
        """
        engine = self._writer if durable else self._lazy_writer
        return _Transaction(engine, keep=True, done=self._wrote)

    def _wrote(self) -> None:
        self.last_write = object()  # not a number: two threads could count the same one

    def compact(self) -> None:
        """Write the file anew without what was erased; PostgreSQL does so by itself. Raises as
        `write`.
        """
        if self.kind != "sqlite":
            return
        raw = self._engine.raw_connection()
        try:
            for word in ("wal_checkpoint(TRUNCATE)", "", "wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(f"PRAGMA {word}" if word else "VACUUM")
        except sqlite3.OperationalError as error:
            raise StorageUnavailable(str(error)) from error
        finally:
            raw.close()

    def close(self) -> None:
        """Close the pooled connections; the database can be used again afterwards."""
        self._engine.dispose()


def _nothing() -> None:
    """What a read leaves behind."""


def connect(url: str) -> Database:
    """The database behind a URL, without connecting yet. Raises BadDatabaseUrl."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return Database(_sqlite(parsed))
    return Database(
        create_engine(
            parsed,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=POOL,
            max_overflow=OVERFLOW,
            pool_timeout=POOL_SECONDS,
            # No prepared statements: their generic plans are slow for queue tables and long IN
            # lists, and poolers dislike them
            connect_args={"connect_timeout": CONNECT_SECONDS, "prepare_threshold": None},
        )
    )


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(re.sub(r"^(postgres|postgresql)://", "postgresql+psycopg://", url))
    except ArgumentError as error:
        raise BadDatabaseUrl("It is not a URL.") from error
    if parsed.drivername == "postgresql+psycopg":
        return parsed
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise BadDatabaseUrl(f"'{parsed.drivername}' is neither.")
    if parsed.database in (None, "", ":memory:"):
        raise BadDatabaseUrl("SQLite in memory cannot be shared between connections; name a file.")
    return parsed


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=OVERFLOW,
        pool_timeout=POOL_SECONDS,
        connect_args={"timeout": BUSY_MS / 1000},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin by itself, late and deferred
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    synchronous = options.get("synchronous", "FULL")
    if connection.info.get("synchronous") != synchronous:  # kept as long as the connection itself
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        connection.info["synchronous"] = synchronous
    connection.exec_driver_sql(f"BEGIN {options.get('begin', 'DEFERRED')}")


class _Transaction:
    """A class rather than a generator: contextlib writes to the exception that passes, and a
    frozen one (Refused) would burst.
    """

    def __init__(self, engine: Engine, *, keep: bool, done: Callable[[], None]) -> None:
        self._engine = engine
        self._done = done
        self._keep = keep
        self._lazy = engine.get_execution_options().get("synchronous") == "NORMAL"

    def __enter__(self) -> Connection:
        try:
            self._connection = self._engine.connect()
        except (DBAPIError, PoolEmpty) as error:
            raise _ours(error) from None
        try:
            self._connection.begin()
            if self._lazy and self._connection.dialect.name == "postgresql":
                self._connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
        except DBAPIError as error:
            self._connection.close()
            raise _ours(error) from None
        return self._connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._keep and kind is None:
                self._connection.commit()
        except DBAPIError as fault:
            raise _ours(fault) from None
        finally:
            self._connection.close()
            self._done()
        if isinstance(error, DBAPIError):
            raise _ours(error) from None


def _ours(error: DBAPIError | PoolEmpty) -> StorageFault | StorageOutdated | StorageUnavailable:
    if isinstance(error, PoolEmpty):
        return StorageUnavailable("All connections are in use.")
    # PostgreSQL's details quote the row, so the driver's error is neither repeated nor chained: it
    # would reach the log
    why = getattr(getattr(error.orig, "diag", None), "message_primary", None) or str(error.orig)
    if getattr(error.orig, "sqlstate", None) in UNDEFINED or re.search(
        r"no such (table|column)|has no column", why
    ):
        return StorageOutdated(why)
    wrong = (
        getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR
    )  # SQLite calls bad statements operational too
    if isinstance(error, (OperationalError, InterfaceError)) and not wrong:
        return StorageUnavailable(why)
    return StorageFault(why)


Line = Row[*tuple[Any, ...]]
"""A row as it comes; columns by name."""

T = TypeVar("T")
CHUNK = 500
"""How many values go into one IN (...) at most; SQLite and PostgreSQL both have a limit."""


def insert_new(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """INSERT that leaves a row alone when its key is taken (waiting for
    whoever is just writing it).
    """
    return _insert_new(connection.dialect.name, table)


@cache
def _insert_new(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def upsert(
    connection: Connection, table: Table, row: dict[str, Any]
) -> postgresql.Insert | sqlite.Insert:
    """INSERT that sets the other columns when the primary key is taken."""
    keys = [column.name for column in table.primary_key]
    others = {name: value for name, value in row.items() if name not in keys}
    if connection.dialect.name == "sqlite":
        return (
            sqlite.insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=others)
        )
    return (
        postgresql.insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=others)
    )


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in portions that fit into one IN (...)."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
