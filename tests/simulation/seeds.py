"""Run seeds, each on a database of its own that begins alike; the first that breaks a promise tells
its story.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from storage.backup import back_up, mark_put_back, restore
from storage.database import Database, connect
from storage.ledger import Ledger
from storage.migrations.run import upgrade
from tests.jobs.conftest import small_process_entries
from tests.simulation.world import Copies, World
from tests.support.postgres import PostgresServer


class Broken(AssertionError):
    """A promise was broken: by which seed, and what happened until then."""

    def __init__(self, world: World, why: str) -> None:
        super().__init__("\n".join([*world.story, f"seed {world.seed}: {why}"]))
        self.seed = world.seed


Begin = Callable[[], AbstractContextManager[tuple[Database, Copies]]]
"""A database in which the small process has just begun, and the copies taken of it."""


def fill(url: str) -> None:
    """The small process, in an empty database."""
    first = connect(url)
    upgrade(first)
    ledger = Ledger(first)
    for entry in small_process_entries():
        ledger.append(
            "r24",
            (entry.fact,),
            actor=entry.actor,
            seat=entry.seat,
            at=entry.at,
            after=entry.seq - 1,
        )
    first.close()


class Files:
    """Copies of a SQLite file, by `db backup` and `db restore`."""

    def __init__(self, database: Database, file: Path) -> None:
        self._database, self._file, self._copy = database, file, file.with_name("copy")

    def take(self) -> None:
        self._copy.unlink(missing_ok=True)
        back_up(self._url, self._copy)

    def put_back(self) -> None:
        self._database.close()
        for left in self._file.parent.glob(f"{self._file.name}*"):
            left.unlink()
        restore(self._copy, self._url, upgrade=upgrade)

    @property
    def _url(self) -> str:
        return f"sqlite:///{self._file}"


class Clones:
    """Copies of a PostgreSQL database by its own tools, and `db restored`."""

    def __init__(self, database: Database, server: PostgresServer, name: str) -> None:
        self._database, self._server, self._name = database, server, name

    def take(self) -> None:
        self._clone(self._name, f"{self._name}_copy")

    def put_back(self) -> None:
        self._clone(f"{self._name}_copy", self._name)
        mark_put_back(self._database)

    def drop(self) -> None:
        self._database.close()
        for name in (self._name, f"{self._name}_copy"):
            self._server.drop(name)

    def _clone(self, source: str, name: str) -> None:
        self._database.close()
        self._server.drop(name)
        self._server.create(source, name)


def on_sqlite(folder: Path) -> Begin:
    """One file, copied anew for each seed."""
    file, first = folder / "world.sqlite3", folder / "first.sqlite3"
    fill(f"sqlite:///{first}")
    database = connect(f"sqlite:///{file}")

    @contextmanager
    def begin() -> Iterator[tuple[Database, Copies]]:
        for left in folder.glob(f"{file.name}*"):
            left.unlink()
        shutil.copy(first, file)
        try:
            yield database, Files(database, file)
        finally:
            database.close()

    return begin


def on_postgresql(server: PostgresServer) -> Begin:
    """A database of its own for each seed."""

    @contextmanager
    def begin() -> Iterator[tuple[Database, Copies]]:
        name = server.create(server.template("simulation", fill))
        database = connect(server.url(name))
        copies = Clones(database, server, name)
        try:
            yield database, copies
        finally:
            copies.drop()

    return begin


class Seeds:
    """Lives through seeds, one after the other."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def run(self, seeds: Iterable[int]) -> int:
        """Live through them; says how many they were. Raises Broken."""
        many = 0
        for seed in seeds:
            with self._begin() as (database, copies):
                world = World(database, copies, seed)
                try:
                    world.live()
                except AssertionError as error:
                    raise Broken(world, str(error)) from error
            many += 1
        return many

    def first_broken(self, seeds: Iterable[int]) -> int | None:
        """The first seed that breaks a promise; None when none does."""
        try:
            self.run(seeds)
        except Broken as broken:
            return broken.seed
        return None
