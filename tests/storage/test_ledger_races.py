"""Many writers at once: one wins each place in the ledger, the others decide again, and the
chain holds.
"""

from __future__ import annotations

from process.errors import LostRace
from process.ledger.entries import Decision, Entry
from process.ledger.state import State
from storage.database import Database
from storage.ledger import Ledger
from storage.verify import Verified, verify
from tests.storage.cast import NOW, OWNER, P, says, together, took

CROWD = 50


def test_of_a_crowd_that_writes_after_the_same_entry_one_wins(database: Database) -> None:
    def write() -> tuple[Entry, ...]:
        return Ledger(database).append(P, [took(OWNER)], actor=OWNER, seat="", at=NOW, after=0)

    answers = together(*[write] * CROWD)
    assert [a for a in answers if not isinstance(a, (tuple, LostRace))] == []
    assert sum(isinstance(a, tuple) for a in answers) == 1
    assert {a.seq for a in answers if isinstance(a, LostRace)} == {1}


def test_a_writer_of_several_entries_wins_them_all_or_none(database: Database) -> None:
    def write(many: int) -> tuple[Entry, ...]:
        return Ledger(database).append(
            P, [took(OWNER)] * many, actor=str(many), seat="", at=NOW, after=0
        )

    answers = together(*[lambda many=many: write(many) for many in (1, 2, 3, 4, 5)])
    (won,) = [a for a in answers if isinstance(a, tuple)]
    assert Ledger(database).entries(P) == list(won)


def test_everybody_in_a_crowd_gets_an_own_place_in_the_end(database: Database) -> None:
    shared = Ledger(database)

    def confirm() -> int:
        return shared.decide(P, says(took(OWNER)), actor=OWNER, at=NOW)[1][0].seq

    assert sorted(together(*[confirm] * CROWD), key=str) == sorted(range(1, CROWD + 1), key=str)
    assert verify(database, P) == Verified(count=CROWD, head=shared.state(P).head, anchored=0)
    assert shared.state(P) == State.fold(P, shared.entries(P))


def test_of_sixteen_people_who_press_twenty_times_at_once_nobody_is_refused(
    database: Database,
) -> None:
    """Some write over this program's ledger, some as another program would."""
    shared = Ledger(database)

    def press(ledger: Ledger) -> int:
        return sum(
            len(ledger.decide(P, says(took(OWNER)), actor=OWNER, at=NOW)[1]) for _ in range(20)
        )

    writers = [shared] * 8 + [Ledger(database) for _ in range(8)]
    assert together(*[lambda own=own: press(own) for own in writers]) == [20] * 16
    assert verify(database, P) == Verified(count=320, head=shared.state(P).head, anchored=0)


def test_a_rule_holds_however_many_try_at_once(database: Database) -> None:
    """Only the first may take the seat: whoever decides on an old state loses and sees that it
    is taken.
    """

    def first_come(person: str) -> tuple[Entry, ...]:
        def verb(state: State) -> Decision:
            return Decision(()) if state.people() else Decision((took(person),))

        return Ledger(database).decide(P, verb, actor=person, at=NOW)[1]

    answers = together(*[lambda n=n: first_come(f"p{n}") for n in range(20)])
    assert (
        sum(len(a) for a in answers if isinstance(a, tuple))
        == len(Ledger(database).entries(P))
        == 1
    )


def test_readers_see_whole_states_while_others_write(database: Database) -> None:
    shared = Ledger(database)

    def write() -> None:
        for _ in range(10):
            shared.decide(P, says(took("a"), took("b")), actor=OWNER, at=NOW)

    def read() -> set[int]:
        return {shared.state(P).seq % 2 for _ in range(20)}

    answers = together(write, write, read, read, read)
    assert answers == [None, None, {0}, {0}, {0}]
