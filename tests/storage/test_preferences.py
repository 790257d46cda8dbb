"""People's own choices are kept as they chose, and forgotten when they are the plan's own ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest

from process.reminders.digests import PLAIN, Preference
from storage.database import connect
from storage.directory import Preferences
from storage.tables import metadata


@pytest.fixture
def wishes(database_url: str) -> Iterator[Preferences]:
    database = connect(database_url)
    with database.write() as connection:
        metadata.create_all(connection)
    yield Preferences(database)
    database.close()


def test_a_choice_is_kept_changed_and_forgotten(wishes: Preferences) -> None:
    chosen = Preference(hour=time(10, 30), days=frozenset({0, 3}), together=True)
    wishes.put("norddjurs/2024", "p-1", chosen)
    wishes.put("norddjurs/2024", "p-2", Preference(together=True))
    assert wishes.all("norddjurs/2025") == {"p-1": chosen, "p-2": Preference(together=True)}
    assert wishes.all("andre/2024") == {}

    wishes.put("norddjurs/2024", "p-1", Preference(days=frozenset({4})))
    assert wishes.of("norddjurs/2024", "p-1") == Preference(days=frozenset({4}))
    wishes.put("norddjurs/2024", "p-1", PLAIN)
    assert set(wishes.all("norddjurs/2024")) == {"p-2"}
