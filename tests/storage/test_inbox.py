"""Mail that came back is noted once, holds only that address back, and is forgotten with the
person.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from storage.database import Database, connect
from storage.inbox import ReturnedMail
from storage.tables import metadata, returned_mail

PROCESS, PERSON, ADDRESS = "r24", "p-1", "Chef@example.org"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = connect(database_url)
    with opened.write() as connection:
        metadata.create_all(connection)
    yield opened
    opened.close()


def test_an_address_rests_for_a_while_and_another_does_not(database: Database) -> None:
    returned = ReturnedMail(database)
    assert returned.put(PROCESS, "<a@x>", person=PERSON, address=ADDRESS, status="5.1.1")
    assert not returned.put(PROCESS, "<a@x>", person=PERSON, address=ADDRESS, status="5.1.1")

    assert returned.rests(PROCESS, PERSON, "chef@EXAMPLE.org ")
    assert [
        returned.rests(PROCESS, PERSON, "ny@example.org"),
        returned.rests(PROCESS, "p-2", ADDRESS),
    ] == [False, False]
    assert not returned.rests("andre", PERSON, ADDRESS)
    assert not returned.rests(PROCESS, PERSON, ADDRESS, seconds=0)


def test_the_address_is_not_kept_and_the_person_can_be_forgotten(database: Database) -> None:
    returned = ReturnedMail(database)
    returned.put(PROCESS, "<a@x>", person=PERSON, address=ADDRESS, status="5.1.1")
    with database.read() as connection:
        (row,) = connection.execute(select(returned_mail)).all()
    assert "example" not in row.address and len(row.address) == 64

    returned.forget(PROCESS, PERSON)
    assert not returned.rests(PROCESS, PERSON, ADDRESS)
