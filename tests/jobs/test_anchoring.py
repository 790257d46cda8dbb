"""What was told outside is kept: receipts by the tick, the head by the daily word in the log; a
ledger written anew is found out.
"""

from __future__ import annotations

import logging
from datetime import date

import pytest
from sqlalchemy import text

from app.commands.ledger import TOLD
from jobs.anchoring import Anchoring
from process.ledger.entries import Entry
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Outcome,
    ProposalRef,
    Side,
    Text,
)
from storage.verify import Anchor, Anchors, Broken, Verified, Why, verify
from tests.jobs.conftest import Bench
from tests.support.cast import at

CHAIR, VICE = "p-formand", "p-naestformand"
RECORDED = DiscussionRecorded(
    committee="lmu_skole",
    proposals=(ProposalRef(id="R-001", version=1),),
    held_on=date(2024, 4, 18),
    outcome=Outcome.DISCUSSED,
    by_side=Side.MANAGEMENT,
)


def anchoring(bench: Bench) -> Anchoring:
    """A worker's own, which has looked at nothing yet."""
    return Anchoring(
        process="r24",
        ledger=bench.ledger,
        outbox_log=bench.outbox_log,
        anchors=Anchors(bench.database),
    )


def recorded(bench: Bench) -> Entry:
    (entry,) = bench.write(RECORDED, at=at("2024-04-19"), actor=CHAIR, seat="chair:lmu_skole")
    bench.round(at("2024-04-19", "09:00"))
    return entry


def confirmed(bench: Bench) -> Entry:
    """A record that the other side said yes to, with its receipts sent."""
    said = DiscussionConfirmed(record=recorded(bench).seq)
    (entry,) = bench.write(
        said, at=at("2024-04-19", "10:00"), actor=VICE, seat="vice_chair:lmu_skole"
    )
    bench.round(at("2024-04-19", "10:01"))
    return entry


def kept(bench: Bench) -> list[tuple[int, str, str]]:
    return [(a.seq, a.hash, a.place.partition("/")[0]) for a in Anchors(bench.database).all("r24")]


def test_a_question_is_no_receipt_and_anchors_nothing(bench: Bench) -> None:
    recorded(bench)
    assert (anchoring(bench).receipts(), kept(bench)) == (0, [])


def test_each_receipt_is_kept_once_by_any_number_of_workers(any_bench: Bench) -> None:
    answer = confirmed(any_bench)
    first = anchoring(any_bench)
    assert [first.receipts(), first.receipts(), anchoring(any_bench).receipts()] == [2, 0, 0]
    assert kept(any_bench) == [(answer.seq, answer.hash, "slack:D")] * 2
    assert (
        isinstance(whole := verify(any_bench.database, "r24"), Verified)
        and whole.anchored == answer.seq
    )


def test_a_contest_is_told_outside_too(bench: Bench) -> None:
    said = DiscussionContested(record=recorded(bench).seq, description=Text(id="t", digest="d"))
    (entry,) = bench.write(
        said, at=at("2024-04-19", "10:00"), actor=VICE, seat="vice_chair:lmu_skole"
    )
    bench.round(at("2024-04-19", "10:01"))
    tick = anchoring(bench)
    assert tick.receipts() > 0
    assert {seq for seq, _, _ in kept(bench)} == {entry.seq}


def test_a_later_receipt_is_found_by_the_same_worker(bench: Bench) -> None:
    tick = anchoring(bench)
    assert tick.receipts() == 0
    answer = confirmed(bench)
    assert (tick.receipts(), {seq for seq, _, _ in kept(bench)}) == (2, {answer.seq})


def test_a_day_s_head_goes_to_the_log_as_verify_reads_it_and_is_kept_once(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    answer = confirmed(bench)
    with caplog.at_level(logging.WARNING, "fristvogter.anchor"):
        told = [anchoring(bench).head(at("2024-04-20", "05:00")) for _ in range(2)]
    assert (
        told
        == [
            Anchor(
                seq=answer.seq,
                hash=answer.hash,
                place="log:2024-04-20",
                at=at("2024-04-20", "05:00"),
            )
        ]
        * 2
    )
    assert TOLD.findall(caplog.text) == [(str(answer.seq), answer.hash)] * 2
    assert kept(bench) == [(answer.seq, answer.hash, "log:2024-04-20")]


def test_before_the_first_entry_there_is_no_head_to_tell(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    empty = Anchoring(
        process="other",
        ledger=bench.ledger,
        outbox_log=bench.outbox_log,
        anchors=Anchors(bench.database),
    )
    assert (empty.head(at("2024-04-20")), caplog.text) == (None, "")


def test_a_ledger_cut_off_below_a_receipt_is_found_out(bench: Bench) -> None:
    answer = confirmed(bench)
    anchoring(bench).receipts()
    with bench.database.write() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS ledger_no_delete"))
        connection.execute(text("DELETE FROM ledger WHERE seq = :seq"), {"seq": answer.seq})
    assert verify(bench.database, "r24") == Broken(seq=answer.seq, why=Why.CUT_OFF)
