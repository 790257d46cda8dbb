"""Every word about a message counts only from the one who holds it, and a post in doubt is not
repeated.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from storage.database import Database
from storage.outbox import Claimed, MessageState, Outbox
from storage.outbox_log import OutboxLog
from storage.tables import attempt, from_now, outbox
from tests.storage.cast import LATER, NOW, P, digest, notice

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


def _lapse(database: Database) -> None:
    with database.write() as connection:
        connection.execute(update(outbox).values(lease_until=from_now(-1), retry_at=None))


def _look(box: Outbox) -> Claimed:
    (claimed,) = box.stale(limit=1, worker="other", quarantine=0)
    return claimed


def _attempts(database: Database) -> list[tuple[int, str, str]]:
    with database.read() as connection:
        rows = connection.execute(
            select(attempt.c.number, attempt.c.outcome, attempt.c.why).order_by(attempt.c.number)
        )
        return [(row.number, row.outcome, row.why) for row in rows]


def _state(database: Database) -> str:
    with database.read() as connection:
        return str(connection.scalar(select(outbox.c.state)))


@pytest.mark.parametrize("state", [SENT, FAILED, DROPPED])
def test_a_settled_message_is_settled_once_and_for_all(
    box: Outbox, database: Database, state: MessageState
) -> None:
    claimed = _claim(box)
    assert box.mark_attempt(claimed)
    assert box.settle(claimed, state, at=NOW, channel="slack", ref="D/1", why="so it went")
    assert not any(
        [
            box.settle(claimed, SENT, at=NOW),
            box.release(claimed, seconds=0),
            box.absent(claimed),
            box.mark_attempt(claimed),
        ]
    )
    assert (_state(database), _attempts(database)) == (state, [(1, state, "so it went")])
    assert (
        box.claim(now=LATER, limit=9, worker="w"),
        box.stale(limit=9, worker="w", quarantine=0),
    ) == ((), ())


@pytest.mark.parametrize("state", [MessageState.QUEUED, MessageState.LEASED])
def test_a_message_is_not_settled_as_waiting(box: Outbox, state: MessageState) -> None:
    with pytest.raises(ValueError, match="use release"):
        box.settle(_claim(box), state, at=NOW)


def test_an_attempt_is_marked_once_per_lease(box: Outbox) -> None:
    claimed = _claim(box)
    assert [box.mark_attempt(claimed), box.mark_attempt(claimed)] == [True, False]


def test_an_attempt_is_not_marked_when_the_lease_has_run_out(
    box: Outbox, database: Database
) -> None:
    claimed = _claim(box)
    _lapse(database)
    assert (box.mark_attempt(claimed), _attempts(database)) == (False, [])


def test_a_lease_that_was_taken_over_is_lost(box: Outbox, database: Database) -> None:
    slow = _claim(box)
    _lapse(database)
    quick = _claim(box)
    assert not any(
        [
            box.mark_attempt(slow),
            box.settle(slow, SENT, at=NOW),
            box.release(slow, seconds=0),
            box.put_off(slow, why=""),
        ]
    )
    assert box.mark_attempt(quick)


def test_a_slow_worker_may_still_tell_until_somebody_else_looks(
    box: Outbox, log: OutboxLog, database: Database
) -> None:
    slow = _claim(box)
    box.mark_attempt(slow)
    _lapse(database)
    assert box.claim(now=NOW, limit=1, worker="other") == ()
    assert _state(database) == UNCLEAR
    assert box.settle(slow, SENT, at=NOW, ref="D/1")
    assert [told.ref for told in log.sent(P)] == ["D/1"]


def test_a_slow_workers_word_is_kept_as_a_trace_when_it_comes_too_late(
    box: Outbox, database: Database
) -> None:
    slow = _claim(box)
    box.mark_attempt(slow)
    _lapse(database)
    looking = _look(box)
    assert not box.settle(slow, SENT, at=NOW, ref="D/1", why="late")
    assert _attempts(database) == [(1, "sent", "late")]
    assert box.settle(looking, SENT, at=NOW, ref="D/1")


def test_a_message_told_to_wait_comes_back_after_its_rest_and_not_as_an_attempt(
    box: Outbox, database: Database
) -> None:
    claimed = _claim(box)
    box.mark_attempt(claimed)
    assert box.release(claimed, seconds=600, why="429")
    assert (box.claim(now=LATER, limit=9, worker="w"), _attempts(database)) == (
        (),
        [(1, "released", "429")],
    )
    _lapse(database)
    again = _claim(box)
    assert (again.attempts, again.unclear, box.mark_attempt(again)) == (0, False, True)
    assert [number for number, _, _ in _attempts(database)] == [1, 2]


def test_a_post_that_never_left_can_be_counted_as_an_attempt(box: Outbox) -> None:
    claimed = _claim(box)
    box.mark_attempt(claimed)
    box.release(claimed, seconds=-1, why="no connection", counted=True)
    assert _claim(box).attempts == 1


def test_a_post_in_doubt_is_not_repeated_before_somebody_has_looked(box: Outbox) -> None:
    claimed = _claim(box)
    box.mark_attempt(claimed)
    box.settle(claimed, UNCLEAR, at=NOW, why="timeout")
    looking = _look(box)
    assert not box.mark_attempt(looking)
    assert box.absent(looking)
    assert box.mark_attempt(looking)


def test_a_look_that_could_not_be_finished_leaves_the_doubt(
    box: Outbox, database: Database
) -> None:
    claimed = _claim(box)
    box.mark_attempt(claimed)
    box.settle(claimed, UNCLEAR, at=NOW)
    assert box.release(_look(box), seconds=-1, why="429 while looking")
    assert (_state(database), box.claim(now=NOW, limit=9, worker="w")) == (UNCLEAR, ())
    assert _look(box).unclear


def test_a_doubt_without_a_marked_attempt_is_a_doubt_all_the_same(
    box: Outbox, log: OutboxLog
) -> None:
    box.settle(_claim(box), UNCLEAR, at=NOW)
    assert (_look(box).unclear, log.counts(NOW).unclear) == (True, 0)
