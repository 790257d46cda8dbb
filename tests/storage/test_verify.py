"""Whoever tampers with the ledger is found: at once where the chain shows it, by an anchor
where the chain was made anew.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import hypothesis.strategies as st
import pytest
from hypothesis import given
from sqlalchemy import delete, insert, select, text, update

from process.ledger.codec import Json, canonical
from process.ledger.entries import GENESIS, Decision, chain_hash
from process.ledger.facts import Delivered, TextsErased
from storage.database import Database
from storage.errors import StorageFault
from storage.ledger import Erased, Ledger, Texts, draw
from storage.tables import anchor, free_text, ledger, rehearsal
from storage.verify import (
    Anchor,
    Anchors,
    Broken,
    Line,
    Proof,
    Proofs,
    Verified,
    Why,
    check,
    export_lines,
    line_hash,
    read_export,
    verify,
)
from tests.storage.cast import LATER, NOW, OTHER, OWNER, P, delivered, says, took

COUNT = 6


@pytest.fixture
def lines(database: Database) -> list[Line]:
    """A ledger of six entries, as stored."""
    book = Ledger(database)
    for number in range(COUNT):
        book.decide(P, says(took(f"p{number}")), actor=OWNER, at=NOW)
    return list(read_export(export_lines(database, P)))


def _rehashed(lines: list[Line]) -> list[Line]:
    """What someone does who knows the chain: number and hash everything anew."""
    done: list[Line] = []
    prev_hash = "0" * 64
    for seq, line in enumerate(lines, start=1):
        parts = line._asdict() | {
            "seq": seq,
            "prev_hash": prev_hash,
            "payload": json.loads(line.payload),
        }
        del parts["hash"]
        prev_hash = chain_hash(**parts)
        done.append(line._replace(seq=seq, prev_hash=parts["prev_hash"], hash=prev_hash))
    return done


def _edited(line: Line) -> Line:
    return line._replace(payload=line.payload.replace('"p', '"q'))


def test_an_untouched_ledger_is_verified(database: Database, lines: list[Line]) -> None:
    assert verify(database, P) == Verified(count=COUNT, head=lines[-1].hash, anchored=0)


def test_an_empty_ledger_is_verified(database: Database) -> None:
    assert verify(database, OTHER) == Verified(count=0, head="0" * 64, anchored=0)


Tamper = tuple[Callable[[list[Line]], list[Line]], Broken]

TAMPERED: dict[str, Tamper] = {
    "payload changed": (lambda a: [*a[:2], _edited(a[2]), *a[3:]], Broken(seq=3, why=Why.CHANGED)),
    "payload respaced": (
        lambda a: [*a[:2], a[2]._replace(payload=a[2].payload + " "), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "payload no longer JSON": (
        lambda a: [*a[:2], a[2]._replace(payload="{"), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "actor changed": (
        lambda a: [*a[:2], a[2]._replace(actor="x"), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "seat changed": (
        lambda a: [*a[:2], a[2]._replace(seat="x"), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "instant changed": (
        lambda a: [*a[:2], a[2]._replace(at=LATER), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "moved to another process": (
        lambda a: [*a[:2], a[2]._replace(process=OTHER), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "hash changed": (
        lambda a: [*a[:2], a[2]._replace(hash="0" * 64), *a[3:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "first removed": (lambda a: a[1:], Broken(seq=1, why=Why.MISSING)),
    "removed": (lambda a: [*a[:2], *a[3:]], Broken(seq=3, why=Why.MISSING)),
    "removed and renumbered": (
        lambda a: [*a[:2], *(line._replace(seq=line.seq - 1) for line in a[3:])],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "swapped": (
        lambda a: [*a[:2], a[3]._replace(seq=3), a[2]._replace(seq=4), *a[4:]],
        Broken(seq=3, why=Why.CHANGED),
    ),
    "swapped and hashed, rest left": (
        lambda a: [*a[:2], *_rehashed([*a[:2], a[3], a[2]])[2:], *a[4:]],
        Broken(seq=5, why=Why.UNLINKED),
    ),
    "inserted": (
        lambda a: [*a[:2], a[2], *(line._replace(seq=line.seq + 1) for line in a[2:])],
        Broken(seq=4, why=Why.CHANGED),
    ),
    "changed and hashed, rest left": (
        lambda a: [*_rehashed([*a[:2], _edited(a[2])]), *a[3:]],
        Broken(seq=4, why=Why.UNLINKED),
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_found_and_the_first_broken_entry_named(lines: list[Line], how: str) -> None:
    tamper, found = TAMPERED[how]
    assert check(tamper(lines)) == found


REWRITTEN: dict[str, Tamper] = {
    "changed": (
        lambda a: _rehashed([*a[:2], _edited(a[2]), *a[3:]]),
        Broken(seq=5, why=Why.NOT_AS_ANCHORED),
    ),
    "removed": (lambda a: _rehashed([*a[:2], *a[3:]]), Broken(seq=5, why=Why.NOT_AS_ANCHORED)),
    "swapped": (
        lambda a: _rehashed([*a[:2], a[3], a[2], *a[4:]]),
        Broken(seq=5, why=Why.NOT_AS_ANCHORED),
    ),
    "inserted": (
        lambda a: _rehashed([*a[:2], a[0], *a[2:]]),
        Broken(seq=5, why=Why.NOT_AS_ANCHORED),
    ),
    "cut off": (lambda a: a[:3], Broken(seq=4, why=Why.CUT_OFF)),
    "emptied": (lambda a: [], Broken(seq=1, why=Why.CUT_OFF)),
}


@pytest.mark.parametrize("how", REWRITTEN)
def test_a_chain_made_anew_is_sound_in_itself_and_found_by_an_anchor(
    lines: list[Line], how: str
) -> None:
    rewrite, found = REWRITTEN[how]
    anchor = Anchor(seq=5, hash=lines[4].hash, place="a receipt", at=NOW)
    assert isinstance(check(rewrite(lines)), Verified)
    assert check(rewrite(lines), anchors=[anchor]) == found


def test_what_lies_after_the_last_anchor_is_not_proven_and_verify_says_so(
    lines: list[Line],
) -> None:
    anchor = Anchor(seq=3, hash=lines[2].hash, place="a receipt", at=NOW)
    verified = check(_rehashed([*lines[:4], _edited(lines[4]), lines[5]]), anchors=[anchor])
    assert isinstance(verified, Verified)
    assert verified.anchored == 3


def test_two_anchors_that_contradict_each_other_break_the_entry(lines: list[Line]) -> None:
    anchor = Anchor(seq=3, hash=lines[2].hash, place="a receipt", at=NOW)
    assert check(lines, anchors=[anchor, replace(anchor, hash="f" * 64, place="b")]) == Broken(
        seq=3, why=Why.NOT_AS_ANCHORED
    )


def test_the_databases_own_anchors_and_those_from_outside_both_count(
    database: Database, lines: list[Line]
) -> None:
    anchors = Anchors(database)
    anchor = Anchor(seq=4, hash=lines[3].hash, place="D/1", at=NOW)
    assert (anchors.put(P, anchor), anchors.put(P, anchor), anchors.all(P), anchors.all(OTHER)) == (
        True,
        False,
        (anchor,),
        (),
    )
    assert verify(database, P) == Verified(count=COUNT, head=lines[-1].hash, anchored=4)
    assert verify(database, P, told=[replace(anchor, seq=2)]) == Broken(
        seq=2, why=Why.NOT_AS_ANCHORED
    )


def _without_triggers(database: Database) -> None:
    with database.write() as connection:
        if database.kind == "postgresql":
            connection.execute(
                text("SET LOCAL session_replication_role = replica")
            )  # what a superuser can always do
            connection.execute(update(ledger).where(ledger.c.seq == 3).values(actor="x"))
            return
        statements = connection.scalars(
            text(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'ledger_no_update'"
            )
        ).all()
        connection.execute(text("DROP TRIGGER ledger_no_update"))
        connection.execute(update(ledger).where(ledger.c.seq == 3).values(actor="x"))
        connection.execute(text(statements[0]))


def test_a_hand_in_the_database_is_found(database: Database, lines: list[Line]) -> None:
    _without_triggers(database)
    assert verify(database, P) == Broken(seq=3, why=Why.CHANGED)


@pytest.fixture
def noted(database: Database) -> Iterator[str]:
    """An entry with a free text; its id."""
    note = draw("the heads agreed, the staff did not")
    Ledger(database).decide(P, says(delivered(note), texts=(note,)), actor=OWNER, at=NOW)
    yield note.text.id


def test_an_erased_text_leaves_the_ledger_verified(database: Database, noted: str) -> None:
    texts = Texts(database)
    assert texts.erase(P, noted, at=LATER, why="the retention period is over")
    assert not texts.erase(P, noted, at=LATER, why="again")
    assert texts.get(P, [noted, "unknown"]) == {
        noted: Erased(at=LATER, why="the retention period is over")
    }
    assert isinstance(verify(database, P), Verified)


def test_what_was_erased_can_be_listed(database: Database, noted: str) -> None:
    assert Texts(database).erased(P) == {}
    Texts(database).erase(P, noted, at=LATER, why="asked for")
    assert (Texts(database).erased(P), Texts(database).erased(OTHER)) == (
        {noted: Erased(at=LATER, why="asked for")},
        {},
    )


def test_nothing_of_an_erased_text_stays_in_its_table(database: Database, noted: str) -> None:
    Texts(database).erase(P, noted, at=LATER, why="asked for")
    with database.read() as connection:
        assert connection.execute(select(free_text.c.salt, free_text.c.content)).all() == [
            (None, None)
        ]


def test_a_text_of_another_process_is_not_given_out(database: Database, noted: str) -> None:
    assert Texts(database).get(OTHER, [noted]) == {}
    assert not Texts(database).erase(OTHER, noted, at=LATER, why="x")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (update(free_text).values(content="the staff agreed"), Why.TEXT_CHANGED),
        (update(free_text).values(salt="00"), Why.TEXT_CHANGED),
        (delete(free_text), Why.TEXT_MISSING),
    ],
    ids=["changed", "salted anew", "removed"],
)
def test_a_text_that_is_not_the_one_written_is_found(
    database: Database, noted: str, change: object, why: Why
) -> None:
    with database.write() as connection:
        connection.execute(change)  # type: ignore[call-overload]  # an UPDATE or a DELETE
    assert verify(database, P) == Broken(seq=1, why=why)


def test_the_same_words_get_another_digest_each_time() -> None:
    assert draw("yes").text.digest != draw("yes").text.digest


def test_a_text_cannot_be_half_erased(database: Database, noted: str) -> None:
    with pytest.raises(StorageFault), database.write() as connection:
        connection.execute(update(free_text).values(content=None))


def test_an_export_is_one_line_an_entry_and_verifies_without_the_database(
    database: Database, lines: list[Line]
) -> None:
    exported = list(export_lines(database, P))
    assert [json.loads(line)["seq"] for line in exported] == list(range(1, COUNT + 1))
    assert [line for line in exported if "\n" in line or canonical(json.loads(line)) != line] == []
    assert check(read_export(exported)) == verify(database, P)


@given(
    words=st.tuples(*[st.text()] * 3),
    seq=st.integers(1, 10**6),
    payload=st.dictionaries(st.text(), st.text() | st.integers()),
)
def test_the_check_hashes_as_the_ledger_does_whatever_the_words(
    words: tuple[str, str, str], seq: int, payload: dict[str, str]
) -> None:
    process, actor, seat = words
    parts: dict[str, Any] = {
        "process": process,
        "seq": seq,
        "at": NOW,
        "actor": actor,
        "seat": seat,
        "prev_hash": GENESIS,
    }
    digest = chain_hash(payload=cast(Json, payload), **parts)
    first = Line(**parts, payload=canonical(cast(Json, payload)), hash=digest)
    assert line_hash(first) == digest


def test_every_pair_of_swapped_neighbours_is_found(lines: list[Line]) -> None:
    for first, second in itertools.pairwise(range(COUNT)):
        swapped = list(lines)
        swapped[first], swapped[second] = lines[second], lines[first]
        assert check(swapped) == Broken(seq=first + 1, why=Why.MISSING)


def test_a_line_put_into_the_table_by_hand_is_found(database: Database, lines: list[Line]) -> None:
    with database.write() as connection:
        connection.execute(insert(ledger).values(lines[-1]._replace(seq=COUNT + 1)._asdict()))
    assert verify(database, P) == Broken(seq=COUNT + 1, why=Why.CHANGED)


def test_an_end_cut_off_with_its_anchors_has_last_nights_look_against_it(
    database: Database, lines: list[Line]
) -> None:
    looks = Proofs(database)
    Anchors(database).put(P, Anchor(seq=4, hash=lines[3].hash, place="log", at=NOW))
    fine = Proof(at=NOW, seq=COUNT, hash=lines[-1].hash, anchored=4)
    assert looks.look(P, at=NOW) == looks.last(P) == fine

    with database.write() as connection:
        connection.execute(insert(rehearsal).values(id=1, now=NOW))
        connection.execute(delete(ledger).where(ledger.c.seq > 3))
        connection.execute(delete(anchor))
        connection.execute(delete(rehearsal))
    assert verify(database, P) == Verified(count=3, head=lines[2].hash, anchored=0)
    cut = replace(fine, at=LATER, anchored=0, broken=4, why=Why.CUT_OFF)
    assert looks.look(P, at=LATER) == looks.look(P, at=LATER) == looks.last(P) == cut


def test_words_that_are_gone_without_an_entry_are_named(database: Database) -> None:
    """Erased by hand, with an instant and a reason made up; or before such entries were written."""
    book, words, more = Ledger(database), draw("Det skrev jeg"), draw("Og det")
    for number, one in enumerate((words, more), start=1):
        note = Delivered(obligation="a/b", note=one.text)
        book.append(P, [note], actor=OWNER, seat="", at=NOW, after=number - 1, texts=[one])
    by_the_rules = Decision(facts=(TextsErased(texts=(more.text.id,)),))
    book.decide(P, lambda _: by_the_rules, actor=OWNER, at=NOW)
    for one in (words, more):
        assert Texts(database).erase(P, one.text.id, at=NOW, why="Efter reglerne")

    found = verify(database, P)
    assert isinstance(found, Verified) and (found.count, found.by_hand) == (3, (1,))
    assert Proofs(database).look(P, at=NOW).by_hand == 1
