"""A rehearsal has a database of its own and a clock that never goes back; a real process can
neither be wiped nor rehearsed.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from process.ledger.state import State
from storage.database import Database
from storage.directory import Directory, Person
from storage.errors import ClockWentBack, NotRehearsal
from storage.heartbeat import Heartbeat
from storage.inbox import ReceivedIds
from storage.ledger import Ledger, draw
from storage.outbox import MessageState, Outbox
from storage.rehearsal import Rehearsal
from storage.tables import NaiveInstant, metadata, rehearsal
from storage.verify import Anchor, Anchors
from tests.storage.cast import (
    LATER,
    NOW,
    OTHER,
    OWNER,
    P,
    adopted,
    delivered,
    notice,
    says,
    single,
    together,
    took,
)


@pytest.fixture
def clock(database: Database) -> Rehearsal:
    return Rehearsal(database)


def test_an_ordinary_database_has_no_clock_of_its_own(clock: Rehearsal) -> None:
    assert (clock.now(), clock.marked()) == (None, False)
    with pytest.raises(NotRehearsal):
        clock.move(NOW)
    with pytest.raises(NotRehearsal):
        clock.wipe(NOW)


def test_a_marked_database_keeps_its_clock(clock: Rehearsal, database: Database) -> None:
    clock.mark(NOW)
    clock.mark(LATER)
    assert (clock.now(), Rehearsal(database).marked()) == (NOW, True)


def test_the_clock_goes_forward_or_stands(clock: Rehearsal) -> None:
    clock.mark(NOW)
    clock.move(NOW)
    clock.move(LATER)
    with pytest.raises(ClockWentBack, match="already"):
        clock.move(LATER - timedelta(microseconds=1))
    assert clock.now() == LATER


def test_the_clock_ends_at_the_latest_of_many_moves_at_once(clock: Rehearsal) -> None:
    clock.mark(NOW)
    answers = together(*[lambda n=n: clock.move(NOW + timedelta(hours=n)) for n in range(12)])
    assert [a for a in answers if a is not None and not isinstance(a, ClockWentBack)] == []
    assert clock.now() == NOW + timedelta(hours=11)


def test_the_clock_refuses_a_naive_instant(clock: Rehearsal) -> None:
    with pytest.raises(NaiveInstant):
        clock.mark(NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    "fact", [adopted(rehearsal=False), took(OWNER)], ids=["a real plan", "no plan yet"]
)
def test_a_real_process_never_becomes_a_rehearsal(
    clock: Rehearsal, database: Database, fact: object
) -> None:
    book = Ledger(database)
    book.decide(P, says(adopted(rehearsal=True)), actor=OWNER, at=NOW)
    book.decide(OTHER, says(fact), actor=OWNER, at=NOW)  # type: ignore[arg-type]  # one of two facts
    with pytest.raises(NotRehearsal, match=OTHER):
        clock.mark(NOW)
    assert not clock.marked()


def test_one_real_plan_among_rehearsals_is_enough_to_refuse(
    clock: Rehearsal, database: Database
) -> None:
    Ledger(database).decide(
        P, says(adopted(rehearsal=True), adopted(rehearsal=False)), actor=OWNER, at=NOW
    )
    with pytest.raises(NotRehearsal):
        clock.mark(NOW)


def test_a_ledger_of_rehearsals_alone_may_be_marked(clock: Rehearsal, database: Database) -> None:
    Ledger(database).decide(P, says(adopted(rehearsal=True), took(OWNER)), actor=OWNER, at=NOW)
    clock.mark(NOW)
    assert clock.marked()


def _fill(database: Database) -> None:
    """A row in every table."""
    note, box = draw("words"), Outbox(database)
    Ledger(database).decide(
        P, says(adopted(rehearsal=True), delivered(note), texts=(note,)), actor=OWNER, at=NOW
    )
    Anchors(database).put(P, Anchor(seq=1, hash="h", place="D/1", at=NOW))
    Directory(database).put(P, [Person(id=OWNER, name="Ann")])
    Heartbeat(database).beat("r24", "w", "planner")
    ReceivedIds(database).first(P, "event")
    box.put_all(P, [single(notice("a"))])
    (claimed,) = box.claim(now=NOW, limit=1, worker="w")
    box.mark_attempt(claimed)
    box.settle(claimed, MessageState.SENT, at=NOW, ref="D/1")
    box.put_update(P, "D/1", revision=1, not_before=NOW)
    with database.write() as connection:
        connection.execute(
            insert(metadata.tables["address"]).values(
                digest="d", process=P, person=OWNER, scope="s", created_at=NOW
            )
        )


def test_beginning_again_forgets_everything_but_that_it_is_a_rehearsal(
    clock: Rehearsal, database: Database
) -> None:
    _fill(database)
    clock.mark(LATER)
    clock.wipe(NOW)
    with database.read() as connection:
        left = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in metadata.sorted_tables
        }
    assert {name: count for name, count in left.items() if count} == {rehearsal.name: 1}
    assert (clock.now(), Ledger(database).state(P)) == (NOW, State.empty(P))


def test_nothing_of_a_real_process_is_deleted(clock: Rehearsal, database: Database) -> None:
    _fill(database)
    with pytest.raises(NotRehearsal):
        clock.wipe(NOW)
    assert Ledger(database).head(P)[0] == 2
