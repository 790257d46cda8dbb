"""What the outbox tells of what was sent, and how it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.outbox import Claimed, MessageState, Outbox
from storage.outbox_log import OutboxLog
from storage.tables import from_now, outbox
from tests.storage.cast import DAY, DEPUTY, LATER, NOW, OWNER, P, digest, notice, single

SENT, UNCLEAR, FAILED, DROPPED = (
    MessageState.SENT,
    MessageState.UNCLEAR,
    MessageState.FAILED,
    MessageState.DROPPED,
)
A, B = notice("a"), notice("b", obligation="hearing", step="2024-04-10-1")


@pytest.fixture
def box(database: Database) -> Outbox:
    made = Outbox(database)
    made.put_all(P, [digest(A, B)])
    return made


def _claim(box: Outbox) -> Claimed:
    (claimed,) = box.claim(now=NOW, limit=1, worker="w")
    return claimed


def test_what_was_sent_can_be_looked_up_by_person_time_and_matter(
    box: Outbox, log: OutboxLog
) -> None:
    box.settle(_claim(box), SENT, at=NOW, channel="slack", ref="D/1")
    box.put_all(P, [single(notice("c", DEPUTY, entry=7, obligation=""))])
    box.settle(_claim(box), SENT, at=LATER, channel="mail", ref="M/2")
    assert [(t.person, t.at, t.day, t.channel, t.ref) for t in log.sent(P)] == [
        (DEPUTY, LATER, DAY, "mail", "M/2"),
        (OWNER, NOW, DAY, "slack", "D/1"),
    ]
    assert [t.ref for t in log.sent(P, person=OWNER)] == ["D/1"]
    assert [t.ref for t in log.sent(P, since=NOW + timedelta(hours=1))] == ["M/2"]
    assert [t.ref for t in log.messages_about(P, obligation="budget")] == ["D/1"]
    assert [t.ref for t in log.messages_about(P, entry=7)] == ["M/2"]


def test_whoever_was_told_of_an_obligation_is_known(box: Outbox, log: OutboxLog) -> None:
    both = ("budget", "hearing")
    assert log.was_told(P, both) == {"budget": (), "hearing": ()}
    claimed = _claim(box)
    box.leave_out(claimed, B, why="met")
    box.settle(claimed, SENT, at=NOW, ref="D/1")
    assert log.was_told(P, both) == {"budget": ((OWNER, NOW),), "hearing": ()}


def test_the_counts_say_how_the_outbox_stands(box: Outbox, log: OutboxLog) -> None:
    later = [single(notice(f"n{n}", f"p{n}"), not_before=LATER) for n in range(3)]
    box.put_all(P, later)
    unclear = _claim(box)
    box.mark_attempt(unclear)
    box.settle(unclear, UNCLEAR, at=NOW)
    first, second, _ = box.claim(now=LATER, limit=3, worker="w")
    box.settle(first, FAILED, at=NOW)
    box.settle(second, DROPPED, at=NOW)
    counts = log.counts(NOW)
    assert (counts.queued, counts.due, counts.leased, counts.unclear, counts.failed) == (
        0,
        0,
        1,
        1,
        1,
    )
    assert counts.unclear_seconds is not None


HOUR = timedelta(hours=1)


def _put_long_ago(database: Database) -> None:
    with database.write() as connection:
        connection.execute(update(outbox).values(created_at=from_now(-7200)))


def test_a_message_nobody_sends_is_held_up_whatever_stands_in_its_way(
    box: Outbox, log: OutboxLog, database: Database
) -> None:
    _put_long_ago(database)
    assert [log.held_up(P, at, seconds=180) for at in (NOW, NOW + HOUR)] == [0, 1]
    box.release(_claim(box), seconds=600, why="access_denied")
    assert log.held_up(P, NOW + HOUR, seconds=180) == 1
    box.mark_attempt(claimed := _claim_rested(box, database))
    box.settle(claimed, UNCLEAR, at=NOW)
    assert log.held_up(P, NOW + HOUR, seconds=180) == 1
    box.settle(claimed, SENT, at=NOW, ref="D/1")
    assert log.held_up(P, NOW + HOUR, seconds=180) == 0


def test_under_mere_load_nobody_is_held_up_but_whoever_is_passed_over_is(
    box: Outbox, log: OutboxLog, database: Database
) -> None:
    box.put_all(P, [single(notice(f"n{n}", f"p{n}")) for n in range(3)])
    box.put_all(P, [single(notice("later", "p9"), not_before=NOW + HOUR)])
    _put_long_ago(database)
    (first,) = box.claim(now=NOW, limit=1, worker="w")
    box.settle(first, SENT, at=NOW + HOUR, ref="D/1")
    assert log.held_up(P, NOW + HOUR, seconds=180) == 0
    rest = box.claim(now=NOW + HOUR, limit=9, worker="w")
    (latest,) = (claimed for claimed in rest if claimed.person == "p9")
    box.settle(latest, SENT, at=NOW + HOUR, ref="D/2")
    assert log.held_up(P, NOW + HOUR, seconds=180) == 3


def _claim_rested(box: Outbox, database: Database) -> Claimed:
    with database.write() as connection:
        connection.execute(update(outbox).values(retry_at=None))
    return _claim(box)
