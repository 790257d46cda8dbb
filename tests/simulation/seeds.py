"""Run seeds, each on a database of its own that begins alike; the first that breaks a promise tells
its story.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from storage.database import connect
from storage.ledger import Ledger
from storage.tables import metadata
from tests.jobs.conftest import small_process_entries
from tests.simulation.world import World


class Broken(AssertionError):
    """A promise was broken: by which seed, and what happened until then."""

    def __init__(self, world: World, why: str) -> None:
        super().__init__("\n".join([*world.story, f"seed {world.seed}: {why}"]))
        self.seed = world.seed


class Seeds:
    """A SQLite file that begins anew for each seed."""

    def __init__(self, folder: Path) -> None:
        self._file, self._first = folder / "world.sqlite3", folder / "first.sqlite3"
        first = connect(f"sqlite:///{self._first}")
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
        self._database = connect(f"sqlite:///{self._file}")

    def run(self, seeds: Iterable[int]) -> int:
        """Live through them; says how many they were. Raises Broken."""
        many = 0
        for seed in seeds:
            self._database.close()
            for left in self._file.parent.glob(f"{self._file.name}*"):
                left.unlink()
            shutil.copy(self._first, self._file)
            world = World(self._database, seed)
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
