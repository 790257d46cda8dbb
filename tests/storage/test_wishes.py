"""People's own choices are kept as they chose, and forgotten when they are the plan's own ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest

from process.wishes import PLAIN, Wish
from storage.database import connect
from storage.tables import metadata
from storage.wishes import WishList


@pytest.fixture
def wishes(database_url: str) -> Iterator[WishList]:
    database = connect(database_url)
    with database.write() as connection:
        metadata.create_all(connection)
    yield WishList(database)
    database.close()


def test_a_choice_is_kept_changed_and_forgotten(wishes: WishList) -> None:
    chosen = Wish(hour=time(10, 30), days=frozenset({0, 3}), together=True)
    wishes.put("norddjurs/2024", "p-1", chosen)
    wishes.put("norddjurs/2024", "p-2", Wish(together=True))
    assert wishes.all("norddjurs/2025") == {"p-1": chosen, "p-2": Wish(together=True)}
    assert wishes.all("andre/2024") == {}

    wishes.put("norddjurs/2024", "p-1", Wish(days=frozenset({4})))
    assert wishes.of("norddjurs/2024", "p-1") == Wish(days=frozenset({4}))
    wishes.put("norddjurs/2024", "p-1", PLAIN)
    assert set(wishes.all("norddjurs/2024")) == {"p-2"}
