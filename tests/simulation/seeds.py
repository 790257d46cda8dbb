"""Run seeds, each on a database of its own that begins alike; the first that breaks a promise tells
its story.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from storage.database import Database, connect
from storage.ledger import Ledger
from storage.tables import metadata
from tests.jobs.conftest import small_process_entries
from tests.simulation.world import World
from tests.support.postgres import PostgresServer


class Broken(AssertionError):
    """A promise was broken: by which seed, and what happened until then."""

    def __init__(self, world: World, why: str) -> None:
        super().__init__("\n".join([*world.story, f"seed {world.seed}: {why}"]))
        self.seed = world.seed


Begin = Callable[[], AbstractContextManager[Database]]
"""A database in which the small process has just begun."""


def fill(url: str) -> None:
    """The small process, in an empty database."""
    first = connect(url)
    with first.write() as connection:
        metadata.create_all(connection)
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


def on_sqlite(folder: Path) -> Begin:
    """One file, copied anew for each seed."""
    file, first = folder / "world.sqlite3", folder / "first.sqlite3"
    fill(f"sqlite:///{first}")
    database = connect(f"sqlite:///{file}")

    @contextmanager
    def begin() -> Iterator[Database]:
        for left in folder.glob(f"{file.name}*"):
            left.unlink()
        shutil.copy(first, file)
        yield database
        database.close()

    return begin


def on_postgresql(server: PostgresServer) -> Begin:
    """A database of its own for each seed."""

    @contextmanager
    def begin() -> Iterator[Database]:
        name = server.create(server.template("simulation", fill))
        database = connect(server.url(name))
        yield database
        database.close()
        server.drop(name)

    return begin


class Seeds:
    """Lives through seeds, one after the other."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def run(self, seeds: Iterable[int]) -> int:
        """Live through them; says how many they were. Raises Broken."""
        many = 0
        for seed in seeds:
            with self._begin() as database:
                world = World(database, seed)
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
