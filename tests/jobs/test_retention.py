"""What is over its time goes by itself, in the ledger's own words, and nothing else does
(rules L14).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobs.retention import Periods, Retention, over
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Delivered, PlanAdopted, SeatLeft, SeatTaken, TextsErased, Undone
from process.ledger.state import State
from process.seats import Seat
from storage.addresses import Addresses
from storage.database import Database, connect
from storage.directory import Directory, Person, Preferences
from storage.inbox import ReturnedMail
from storage.ledger import Ledger, draw
from storage.migrations.run import upgrade
from storage.verify import Verified, verify
from tests.support.cast import PLAN

FIRST, SECOND = "by/2024", "by/2025"
HEAD = Seat.parse("head:skole")
LAST = datetime(2024, 11, 1, 9, tzinfo=UTC)
WORDS = Periods(words=100, people=0)
PEOPLE = Periods(words=0, people=30)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = connect(database_url)
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def ledger(database: Database) -> Ledger:
    """Two years of one municipality, with words in both and one who left after the first."""
    book = Ledger(database)
    Directory(database).put(
        FIRST, [Person(id=one, name=one.upper(), email=f"{one}@e.org") for one in ("a", "b", "ny")]
    )
    for process, at in ((FIRST, LAST), (SECOND, LAST + timedelta(days=365))):
        note = draw("Det sagde vi")
        facts = (
            PlanAdopted(plan=replace(PLAN, key=process), reason="Ny plan"),
            SeatTaken(seat=HEAD, person="a", since=date(2024, 1, 1)),
            Delivered(obligation="forslag/head:skole", note=note.text),
            Undone(undoes=3, why="En fejl"),
        )
        book.append(process, facts, actor="a", seat="head:skole", at=at, after=0, texts=(note,))
    taken = SeatTaken(seat=HEAD, person="b", since=date(2024, 1, 1), until=date(2024, 6, 30))
    book.decide(FIRST, lambda _: Decision((taken,)), actor=SYSTEM, at=LAST)
    return book


def keeps(database: Database, ledger: Ledger, periods: Periods) -> Retention:
    return Retention(
        process=SECOND,
        ledger=ledger,
        directory=Directory(database),
        addresses=Addresses(database),
        wishes=Preferences(database),
        returned=ReturnedMail(database),
        periods=periods,
        why="efter 100 dage",
    )


def words(ledger: Ledger, process: str) -> str:
    return repr(ledger.entries(process)) + repr(ledger.state(process))


@pytest.mark.parametrize(("days", "gone"), [(0, False), (100, False), (101, True), (4000, True)])
def test_words_go_when_their_process_has_been_quiet_for_so_long(
    database: Database, ledger: Ledger, days: int, gone: bool
) -> None:
    keeps(database, ledger, WORDS).round(LAST + timedelta(days=days))
    told = [e for e in ledger.entries(FIRST) if isinstance(e.fact, TextsErased)]
    assert ("En fejl" in words(ledger, FIRST), len(told)) == (not gone, int(gone))
    assert ("En fejl" in words(ledger, SECOND)) is (days < 365 + 101)
    for process in (FIRST, SECOND):
        found = verify(database, process)
        assert isinstance(found, Verified) and not found.by_hand


def test_a_second_night_writes_nothing(database: Database, ledger: Ledger) -> None:
    nightly = keeps(database, ledger, Periods(words=100, people=30))
    for night in range(3):
        nightly.round(LAST + timedelta(days=200 + night))
        assert len(ledger.entries(FIRST)) == 6


def test_nothing_goes_where_nobody_set_a_period(database: Database, ledger: Ledger) -> None:
    keeps(database, ledger, Periods(words=0, people=0)).round(LAST + timedelta(days=9999))
    assert "En fejl" in words(ledger, FIRST)
    assert all(one.email for one in Directory(database).all(FIRST))


@pytest.mark.parametrize(
    ("today", "gone"), [("2024-07-30", []), ("2024-07-31", ["b"]), ("2034-01-01", ["b"])]
)
def test_who_has_had_no_seat_for_so_long_is_forgotten_and_nobody_else(
    database: Database, ledger: Ledger, today: str, gone: list[str]
) -> None:
    now = datetime.fromisoformat(f"{today}T04:40:00+00:00")
    keeps(database, ledger, PEOPLE).round(now)
    people = Directory(database).all(FIRST)
    assert [one.id for one in people if not one.email] == gone
    assert [one.id for one in people if one.erased_at] == gone


def test_a_seat_in_any_year_keeps_somebody(ledger: Ledger) -> None:
    now, last = datetime(2030, 1, 1, tzinfo=UTC), date(2029, 6, 1)
    left = Decision((SeatLeft(seat=HEAD, person="a", last_day=last),))
    ledger.decide(SECOND, lambda _: left, actor=SYSTEM, at=LAST)
    states: list[State] = [ledger.state(FIRST), ledger.state(SECOND)]
    assert over(states, ["a", "b", "ny"], now, days=30) == ("b",)
    assert over(states[1:], ["a", "b", "ny"], now, days=30) == ("a",)
