"""One line of the ledger: everything in it is under its hash, and the hash of the line before is
too.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from process.ledger.entries import GENESIS, Entry, chain_hash, payload_of, seal
from process.ledger.facts import Delivered
from process.simulation import Stage

LINE: dict[str, Any] = {
    "process": "r24",
    "seq": 7,
    "at": datetime(2024, 3, 18, 8, 0, tzinfo=UTC),
    "actor": "p-skolechef",
    "seat": "head:skole",
    "fact": Delivered(obligation="forslag/head:skole"),
    "prev_hash": GENESIS,
}


def test_the_hash_is_the_sha_256_of_the_whole_line_in_its_one_spelling() -> None:
    line = (
        '{"actor":"p-skolechef","at":"2024-03-18T08:00:00.000000+00:00",'
        '"payload":{"is":"Delivered","note":null,"obligation":"forslag/head:skole",'
        '"part":false},'
        f'"prev_hash":"{GENESIS}","process":"r24","seat":"head:skole","seq":7}}'
    )

    assert seal(**LINE).hash == hashlib.sha256(line.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"process": "r25"},
        {"seq": 8},
        {"at": datetime(2024, 3, 18, 8, 0, 0, 1, tzinfo=UTC)},
        {"actor": "p-plejechef"},
        {"seat": "head:pleje"},
        {"fact": Delivered(obligation="forslag/head:pleje")},
        {"prev_hash": "1" + "0" * 63},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_hash_changes_with_every_field(change: dict[str, Any]) -> None:
    assert seal(**LINE | change).hash != seal(**LINE).hash


def test_the_same_instant_in_another_zone_is_the_same_line() -> None:
    local = LINE["at"].astimezone(timezone(timedelta(hours=1)))

    assert seal(**LINE | {"at": local}).hash == seal(**LINE).hash


def test_a_naive_instant_is_refused() -> None:
    naive = datetime.fromisoformat("2024-03-18T08:00:00")

    with pytest.raises(TypeError, match="naive"):
        seal(**LINE | {"at": naive})
    line = {name: value for name, value in LINE.items() if name not in ("at", "fact")}
    with pytest.raises(TypeError, match="naive"):
        chain_hash(**line, at=naive, payload=payload_of(LINE["fact"]))


def test_each_line_holds_the_hash_of_the_one_before(stage: Stage) -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    before = stage.state.head

    first, second = stage.write(Delivered(obligation="a"), Delivered(obligation="b"), at=at)

    assert (first.prev_hash, second.prev_hash, stage.state.head) == (
        before,
        first.hash,
        second.hash,
    )
    assert (first.seq, second.seq, stage.state.seq) == (first.seq, first.seq + 1, second.seq)


@pytest.mark.parametrize(
    ("hash", "code"),
    [
        ("0" * 64, "0000-00"),
        ("f" * 64, "ZZZZ-ZZ"),
        ("00000003" + "f" * 56, "0000-00"),
        ("00000004" + "0" * 56, "0000-01"),
        ("08000000" + "0" * 56, "1000-00"),
        ("39c13ae2" + "0" * 56, "770K-NR"),
    ],
)
def test_the_code_on_a_receipt_is_the_first_thirty_bits(hash: str, code: str) -> None:
    assert _entry(hash).code == code


@given(st.integers(min_value=0, max_value=2**256 - 1))
def test_a_code_has_no_letter_that_can_be_mistaken(number: int) -> None:
    assert re.fullmatch(
        "[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}", _entry(f"{number:064x}").code
    )


def _entry(hash: str) -> Entry:
    return Entry(**LINE, hash=hash)
