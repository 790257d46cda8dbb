"""People are found by what they are known by, imported again without harm, and
forgotten for good when asked.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.directory import Directory, Imported, Person, tenant_of
from storage.errors import PersonTaken
from storage.tables import person
from tests.storage.cast import DEPUTY, LATER, NOW, OTHER, OUTSIDER, OWNER, P

NEXT_YEAR = "municipality/2025"
ANN = Person(
    id=OWNER, name="Ann", email="ann@example.org", slack_id="U1", lang="da", delivery="slack"
)
BOB = Person(id=DEPUTY, name="Bob", email="bob@example.org")


@pytest.fixture
def people(database: Database) -> Directory:
    made = Directory(database)
    assert made.put(P, [ANN, BOB]) == Imported(added=(OWNER, DEPUTY))
    return made


def test_a_person_is_found_by_id_slack_id_and_address_in_any_spelling(people: Directory) -> None:
    assert (
        people.get(P, OWNER)
        == people.by_slack_id(P, "U1")
        == people.by_email(P, " Ann@Example.org ")
        == ANN
    )
    assert people.all(P) == (BOB, ANN)


def test_an_unknown_person_is_nobody(people: Directory) -> None:
    assert [people.get(P, OUTSIDER), people.by_slack_id(P, "U9"), people.by_email(P, "x@y")] == [
        None
    ] * 3
    assert people.by_email(P, "") is people.by_slack_id(P, "") is None
    assert not people.set_channel(P, OUTSIDER, "D1")


def test_the_people_of_one_municipality_are_the_same_every_year_and_nobody_elses(
    people: Directory,
) -> None:
    assert people.get(NEXT_YEAR, OWNER) == ANN
    assert people.all(OTHER) == ()
    assert [tenant_of(P), tenant_of("single")] == ["municipality", "single"]


def test_importing_again_changes_nothing(people: Directory) -> None:
    assert people.put(P, [ANN, BOB]) == Imported(same=(OWNER, DEPUTY))


@pytest.mark.parametrize(
    ("slack_id", "channel"),
    [("U2", "D2"), ("U7", ""), ("", "")],
    ids=["the same", "another", "none"],
)
def test_an_import_says_what_it_changed_and_the_channel_goes_with_the_slack_id(
    people: Directory, slack_id: str, channel: str
) -> None:
    people.set_slack_id(P, DEPUTY, "U2")
    people.set_channel(P, DEPUTY, "D2")
    robert = replace(BOB, name="Robert", slack_id=slack_id)
    assert people.put(P, [ANN, robert]) == Imported(changed=(DEPUTY,), same=(OWNER,))
    assert people.get(P, DEPUTY) == replace(robert, slack_channel=channel)
    assert people.put(P, [ANN, robert]) == Imported(same=(OWNER, DEPUTY))


def test_two_people_may_swap_addresses(people: Directory) -> None:
    people.put(P, [replace(ANN, email=BOB.email), replace(BOB, email=ANN.email)])
    assert people.by_email(P, "bob@example.org") == replace(ANN, email=BOB.email)


@pytest.mark.parametrize(
    "one", [Person(id="new", email="Ann@example.org"), Person(id="new", slack_id="U1")]
)
def test_an_address_belongs_to_one_person_and_a_bad_file_changes_nothing(
    people: Directory, one: Person
) -> None:
    with pytest.raises(PersonTaken, match="new"):
        people.put(P, [replace(BOB, name="Robert"), one])
    assert people.all(P) == (BOB, ANN)
    assert people.put(OTHER, [one]).added == ("new",)


def test_a_slack_id_belongs_to_one_person(people: Directory) -> None:
    with pytest.raises(PersonTaken, match="U1"):
        people.set_slack_id(P, DEPUTY, "U1")
    assert people.get(P, DEPUTY) == BOB


def test_another_slack_id_forgets_the_old_channel(people: Directory) -> None:
    people.set_channel(P, OWNER, "D1")
    assert people.set_slack_id(P, OWNER, "U1")
    assert people.get(P, OWNER) == replace(ANN, slack_channel="D1")
    assert people.set_slack_id(P, OWNER, "U7")
    assert people.get(P, OWNER) == replace(ANN, slack_id="U7")


def test_people_without_address_and_slack_id_do_not_stand_in_each_others_way(
    people: Directory,
) -> None:
    assert people.put(P, [Person(id="x"), Person(id="y")]).added == ("x", "y")


def test_a_deactivated_person_stays_known(people: Directory) -> None:
    assert people.deactivate(P, OWNER)
    assert people.get(P, OWNER) == replace(ANN, active=False)


def test_an_erased_person_is_an_id_and_nothing_else(people: Directory, database: Database) -> None:
    people.set_channel(P, OWNER, "D1")
    assert (people.erase(P, OWNER, at=LATER), people.erase(P, OWNER, at=LATER)) == (True, False)
    assert people.get(P, OWNER) == Person(id=OWNER, active=False, erased_at=LATER)
    assert [people.by_slack_id(P, "U1"), people.by_email(P, "ann@example.org")] == [None, None]
    with database.read() as connection:
        (row,) = connection.execute(select(person).where(person.c.id == OWNER))
    assert {value for value in row if isinstance(value, str)} == {"municipality", OWNER, ""}


def test_an_old_people_file_does_not_bring_an_erased_person_back(people: Directory) -> None:
    people.erase(P, OWNER, at=NOW)
    assert people.put(P, [ANN, BOB]) == Imported(erased=(OWNER,), same=(DEPUTY,))
    assert people.get(P, OWNER) == Person(id=OWNER, active=False, erased_at=NOW)
    assert not people.set_slack_id(P, OWNER, "U1")
