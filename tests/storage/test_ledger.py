"""The ledger gives back what was written, in order, chained; it loses to whoever was faster
and never changes what stands.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update

from process.errors import LostRace, NoPlan, Refused
from process.ledger.entries import GENESIS, Decision, Entry
from process.ledger.state import State
from storage.database import Database
from storage.errors import StorageFault
from storage.ledger import Ledger, Texts, draw
from storage.rehearsal import Rehearsal
from storage.tables import NaiveInstant, anchor, free_text, ledger, seen
from tests.storage.cast import DEPUTY, LATER, NOW, OTHER, OWNER, P, adopted, delivered, says, took


@pytest.fixture
def book(database: Database) -> Ledger:
    return Ledger(database)


def test_entries_come_back_as_they_were_written(book: Ledger) -> None:
    written = book.append(
        P, [took(OWNER), took(DEPUTY)], actor=OWNER, seat="head:schools", at=NOW, after=0
    )
    assert book.entries(P) == list(written)
    assert [(e.seq, e.prev_hash) for e in written] == [(1, GENESIS), (2, written[0].hash)]
    assert book.head(P) == (2, written[1].hash)


def test_an_empty_ledger_stands_at_genesis(book: Ledger) -> None:
    assert (book.head(P), book.entries(P), book.state(P)) == ((0, GENESIS), [], State.empty(P))


def test_a_part_of_the_entries_can_be_read(book: Ledger) -> None:
    written = book.append(
        P, [took(f"p{n}") for n in range(6)], actor=OWNER, seat="", at=NOW, after=0
    )
    assert book.entries(P, after=2, upto=4) == list(written[2:4])


def test_processes_do_not_see_each_other(book: Ledger) -> None:
    book.append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW, after=0)
    book.append(OTHER, [took(DEPUTY)], actor=DEPUTY, seat="", at=NOW, after=0)
    assert [e.actor for e in book.entries(P)] == [OWNER]
    assert book.state(OTHER).people() == (DEPUTY,)


def test_the_processes_with_an_entry_are_known(book: Ledger) -> None:
    assert book.processes() == ()
    for process in (P, OTHER):
        book.append(process, [took(OWNER), took(DEPUTY)], actor=OWNER, seat="", at=NOW, after=0)
    assert book.processes() == (OTHER, P)


def test_an_append_after_an_older_head_loses_and_writes_nothing(book: Ledger) -> None:
    book.append(P, [took(OWNER), took(DEPUTY)], actor=OWNER, seat="", at=NOW, after=0)
    with pytest.raises(LostRace) as lost:
        book.append(P, [took("late")], actor=OWNER, seat="", at=NOW, after=1)
    assert (lost.value.seq, book.head(P)[0]) == (2, 2)


def test_an_append_ahead_of_the_head_loses_too(book: Ledger) -> None:
    with pytest.raises(LostRace):
        book.append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW, after=3)


def test_a_naive_instant_is_not_written(book: Ledger) -> None:
    with pytest.raises((TypeError, NaiveInstant), match="naive"):
        book.append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW.replace(tzinfo=None), after=0)
    assert book.head(P)[0] == 0


def test_what_goes_along_is_written_with_the_entries_or_not_at_all(
    book: Ledger, database: Database
) -> None:
    def along(connection: Connection, entries: tuple[Entry, ...]) -> None:
        connection.execute(insert(seen).values(process=P, key=str(entries[0].seq), at=NOW))
        if len(entries) > 1:
            raise NoPlan()

    book.append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW, after=0, also=along)
    with pytest.raises(NoPlan):
        book.append(
            P, [took(OWNER), took(DEPUTY)], actor=OWNER, seat="", at=NOW, after=1, also=along
        )
    with database.read() as connection:
        assert list(connection.scalars(select(seen.c.key))) == ["1"]
    assert book.head(P)[0] == 1


def test_free_texts_are_kept_with_their_entry(book: Ledger, database: Database) -> None:
    note = draw("in the blue folder")
    book.append(P, [delivered(note)], actor=OWNER, seat="", at=NOW, after=0, texts=[note])
    assert Texts(database).get(P, [note.text.id]) == {note.text.id: "in the blue folder"}
    with pytest.raises(LostRace):
        book.append(
            P, [delivered(other := draw("x"))], actor=OWNER, seat="", at=NOW, after=0, texts=[other]
        )
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(free_text)) == 1


def test_a_decision_is_written_and_the_state_after_it_returned(book: Ledger) -> None:
    state, entries = book.decide(P, says(took(OWNER), took(DEPUTY)), actor=OWNER, at=NOW)
    assert (state.seq, state.people(), [e.seq for e in entries]) == (2, (DEPUTY, OWNER), [1, 2])
    assert state == book.state(P) == Ledger(book._database).state(P)


def test_a_decision_with_nothing_to_write_writes_nothing(book: Ledger) -> None:
    assert book.decide(P, says(), actor=OWNER, at=NOW) == (State.empty(P), ())


def test_a_refusal_writes_nothing_and_comes_through(book: Ledger) -> None:
    def refuse(state: State) -> Decision:
        raise NoPlan()

    with pytest.raises(NoPlan):
        book.decide(P, refuse, actor=OWNER, at=NOW)
    assert book.head(P)[0] == 0


def test_the_seat_of_the_decision_goes_before_the_callers(book: Ledger) -> None:
    _, (first,) = book.decide(P, says(took(OWNER)), actor=OWNER, at=NOW, seat="head:a")
    _, (second,) = book.decide(
        P, lambda _: Decision((took(OWNER),), seat="head:b"), actor=OWNER, at=NOW, seat="head:a"
    )
    assert (first.seat, second.seat) == ("head:a", "head:b")


def test_a_decision_is_made_on_what_others_wrote_before_its_turn(
    book: Ledger, database: Database
) -> None:
    assert book.state(P).seq == 0
    Ledger(database).decide(P, says(took("faster")), actor="faster", at=NOW)
    state, _ = book.decide(
        P, lambda now: Decision((took(f"after-{now.seq}"),)), actor=OWNER, at=NOW
    )
    assert state.people() == ("after-1", "faster")


def test_the_state_follows_what_others_write(book: Ledger, database: Database) -> None:
    assert book.state(P).seq == 0
    Ledger(database).decide(P, says(took(OWNER)), actor=OWNER, at=NOW)
    assert book.state(P).people() == (OWNER,)
    assert book.state(P) is book.state(P)


def test_the_state_forgets_a_ledger_that_was_replaced(book: Ledger, database: Database) -> None:
    rehearsal = Rehearsal(database)
    rehearsal.mark(NOW)
    book.decide(P, says(took(OWNER), took(DEPUTY)), actor=OWNER, at=NOW)
    rehearsal.wipe(NOW)
    assert book.state(P) == State.empty(P)
    Ledger(database).decide(P, says(took("a"), took("b"), took("c")), actor=OWNER, at=NOW)
    assert book.state(P).people() == ("a", "b", "c")


def test_an_earlier_state_can_be_shown_by_position_and_by_instant(book: Ledger) -> None:
    for number, person in enumerate(["a", "b", "c"]):
        book.decide(P, says(took(person)), actor=OWNER, at=NOW + timedelta(days=number))
    assert book.state_at(P, 2).people() == book.state_on(P, LATER).people() == ("a", "b")
    assert book.state_on(P, NOW - timedelta(seconds=1)) == State.empty(P)
    assert (
        book.state_at(P, 99) == book.state_on(P, datetime(2099, 1, 1, tzinfo=UTC)) == book.state(P)
    )


def test_a_plan_survives_the_ledger(book: Ledger) -> None:
    fact = adopted(rehearsal=False)
    state, _ = book.decide(P, says(fact), actor=OWNER, at=NOW)
    assert Ledger(book._database).state(P).plan == state.plan == fact.plan


CHANGES = [
    update(ledger).values(actor="x"),
    delete(ledger),
    update(anchor).values(hash="x"),
    delete(anchor),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_what_was_written_can_be_neither_changed_nor_removed(
    book: Ledger, database: Database, change: object
) -> None:
    book.append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW, after=0)
    with database.write() as connection:
        connection.execute(
            insert(anchor).values(process=P, seq=1, place="somewhere", hash="h", at=NOW)
        )
    with pytest.raises(StorageFault, match="append-only"), database.write() as connection:
        connection.execute(change)  # type: ignore[call-overload]  # an UPDATE or a DELETE
    assert len(book.entries(P)) == 1


def test_writing_over_an_entry_is_refused_by_each_database_in_its_way(
    book: Ledger, database: Database
) -> None:
    book.append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW, after=0)
    over = (
        "REPLACE INTO ledger SELECT * FROM ledger"
        if database.kind == "sqlite"
        else "TRUNCATE ledger"
    )
    with pytest.raises(StorageFault, match="append-only"), database.write() as connection:
        connection.execute(text(over))
    assert len(book.entries(P)) == 1


def test_every_refusal_of_a_lost_race_is_an_ordinary_answer() -> None:
    assert issubclass(LostRace, Refused)
