"""Workers' signs of life age by the database's clock; what came in before is known."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, func, select, update

from storage.database import Database
from storage.heartbeat import Heartbeat
from storage.inbox import ReceivedIds
from storage.ledger import Ledger
from storage.tables import from_now, heartbeat, seen
from tests.storage.cast import NOW, OTHER, OWNER, P, says, together, took


def test_a_worker_has_one_sign_of_life_for_each_kind_of_round(database: Database) -> None:
    signs = Heartbeat(database)
    for round in ("planner", "delivery", "planner"):
        signs.beat(P, "w1", round)
    signs.beat(P, "w2", "planner")
    assert sorted((beat.worker, beat.round) for beat in signs.ages(P)) == [
        ("w1", "delivery"),
        ("w1", "planner"),
        ("w2", "planner"),
    ]


def test_a_sign_of_life_ages_and_is_renewed(database: Database) -> None:
    signs = Heartbeat(database)
    signs.beat(P, "w", "planner")
    with database.write() as connection:
        connection.execute(update(heartbeat).values(at=from_now(-120)))
    assert signs.ages(P)[0].seconds == pytest.approx(120, abs=30)
    signs.beat(P, "w", "planner")
    assert signs.ages(P)[0].seconds == pytest.approx(0, abs=30)


def test_workers_that_are_gone_are_forgotten(database: Database) -> None:
    signs = Heartbeat(database)
    signs.beat(P, "gone", "planner")
    with database.write() as connection:
        connection.execute(update(heartbeat).values(at=from_now(-7200)))
    signs.beat(P, "here", "planner")
    assert (signs.prune(seconds=3600), [beat.worker for beat in signs.ages(P)]) == (1, ["here"])


def test_a_worker_of_another_process_is_no_sign_of_life(database: Database) -> None:
    signs = Heartbeat(database)
    signs.beat(OTHER, "w:1", "planner")
    signs.beat(f"{P}x", "w:2", "planner")
    assert signs.ages(P) == ()
    assert [(b.name, b.worker) for b in signs.ages(OTHER)] == [("w", "w:1")]


def test_an_event_is_new_once(database: Database) -> None:
    incoming = ReceivedIds(database)
    assert [
        incoming.first(P, "Ev1"),
        incoming.first(P, "Ev1"),
        incoming.first(P, "Ev2"),
        incoming.first(OTHER, "Ev1"),
    ] == [
        True,
        False,
        True,
        True,
    ]


def test_of_many_deliveries_of_one_event_at_once_one_is_new(database: Database) -> None:
    answers = together(*[lambda: ReceivedIds(database).first(P, "Ev1")] * 10)
    assert sorted(answers, key=str) == [False] * 9 + [True]


def test_an_event_whose_entries_were_not_written_is_still_new(database: Database) -> None:
    incoming = ReceivedIds(database)

    def along(connection: Connection, _: object) -> None:
        assert incoming.first(P, "Ev1", conn=connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Ledger(database).decide(P, says(took(OWNER)), actor=OWNER, at=NOW, also=along)
    assert incoming.first(P, "Ev1")


def test_what_came_long_ago_is_forgotten(database: Database) -> None:
    incoming = ReceivedIds(database)
    incoming.first(P, "old")
    with database.write() as connection:
        connection.execute(update(seen).values(at=from_now(-7200)))
    incoming.first(P, "new")
    assert incoming.prune(seconds=3600) == 1
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(seen)) == 1
