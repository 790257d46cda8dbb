"""An entry nobody can read, or that fits nowhere, is passed over and told of: everything else goes
on, and the ledger says which one it is.
"""

from __future__ import annotations

import json

import pytest
from sqlalchemy import insert

from process.ledger.facts import Delivered
from storage.ledger import Ledger
from storage.tables import ledger
from storage.verify import Broken, export_lines, verify
from tests.jobs.conftest import Bench
from tests.support.cast import at

MORNING = at("2024-03-13")
SCHOOL = "forslag/head:skole"


@pytest.mark.parametrize(
    "payload",
    [
        "no JSON at all {",
        "[" * 5000,
        '{"is":"OfANewerVersion"}',
        '{"is":"Undone","undoes":999}',
        '{"is":"Delivered"}',
        "null",
    ],
)
def test_one_bad_entry_stops_nothing(any_bench: Bench, payload: str) -> None:
    bench, seq = any_bench, any_bench.ledger.head("r24")[0]
    row = {"process": "r24", "at": MORNING, "actor": "x", "seat": "", "payload": payload}
    with bench.database.write() as connection:
        bad = row | {"seq": seq + 1, "prev_hash": "?", "hash": "0" * 64}
        connection.execute(insert(ledger).values(bad))
    bench.write(Delivered(obligation=SCHOOL), at=MORNING, actor="p-skolechef")

    state = Ledger(bench.database).state("r24")
    assert (state.seq, [entry.seq for entry in state.unreadable]) == (seq + 2, [seq + 1])
    assert state == bench.ledger.state("r24")
    assert state.history_of(SCHOOL).history
    for _ in range(2):
        bench.round(MORNING)
    told = [n.because for m in bench.channel.arrived for n in m.notices]
    assert told.count(f"entry:{seq + 1}") == 1
    assert {m.person for m in bench.channel.arrived} == {"p-plejechef", "p-procesejer"}
    found = verify(bench.database, "r24")
    assert isinstance(found, Broken) and found.seq == seq + 1
    assert [json.loads(line)["seq"] for line in export_lines(bench.database, "r24")][-1] == seq + 2
