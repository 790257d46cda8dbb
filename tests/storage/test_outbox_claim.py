"""Who claims a message has it alone, when it is due, one per person; and a
worker that dies gives it back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.outbox import Claimed, MessageState, Outbox
from storage.outbox_log import OutboxLog
from storage.tables import from_now, outbox
from tests.storage.cast import (
    DEPUTY,
    LATER,
    NOW,
    OTHER,
    OUTSIDER,
    OWNER,
    P,
    digest,
    notice,
    single,
    together,
)

LAPSED = -1.0
SENT, UNCLEAR = MessageState.SENT, MessageState.UNCLEAR


@pytest.fixture
def box(database: Database) -> Outbox:
    return Outbox(database)


def _put(box: Outbox, *people: str) -> None:
    assert box.put_all(
        P, [single(notice(f"{n}-{person}", person)) for n, person in enumerate(people)]
    ) == len(people)


def _claim(box: Outbox, limit: int = 9, lease: float = 60.0) -> list[Claimed]:
    return list(box.claim(now=NOW, limit=limit, worker="w", lease=lease))


def _stale(box: Outbox, quarantine: float = 0.0) -> list[Claimed]:
    return list(box.stale(limit=9, worker="w", quarantine=quarantine))


def _age(database: Database, seconds: float) -> None:
    """As if so much real time had passed since the last attempts and leases."""
    with database.write() as connection:
        aged = {
            "lease_until": from_now(-seconds),
            "last_attempt_at": from_now(-seconds),
            "retry_at": None,
        }
        connection.execute(update(outbox).values(aged))


def test_a_message_is_not_claimed_before_it_is_due(box: Outbox) -> None:
    box.put_all(P, [single(notice("a"), not_before=LATER)])
    assert (_claim(box), box.next_due(), box.next_due(OTHER)) == ([], LATER, None)
    assert len(box.claim(now=LATER, limit=1, worker="w")) == 1


def test_the_oldest_go_first_and_no_more_than_asked_for(box: Outbox) -> None:
    for hours, person in enumerate([OWNER, DEPUTY, OUTSIDER]):
        box.put_all(P, [single(notice(person, person), not_before=NOW - timedelta(hours=hours))])
    assert [c.person for c in _claim(box, limit=2)] == [OUTSIDER, DEPUTY]


def test_each_call_takes_one_message_per_person(box: Outbox) -> None:
    _put(box, OWNER, OWNER, OWNER, DEPUTY)
    assert Counter(c.person for c in _claim(box)) == {OWNER: 1, DEPUTY: 1}


def test_the_next_message_to_a_person_waits_for_the_one_on_its_way(box: Outbox) -> None:
    _put(box, OWNER, OWNER)
    (first,) = _claim(box)
    assert _claim(box) == []
    box.settle(first, SENT, at=NOW, ref="D/1")
    assert [c.key for c in _claim(box)] == [f"1-{OWNER}"]


def test_a_message_told_to_wait_does_not_hold_up_the_others(box: Outbox) -> None:
    _put(box, OWNER, OWNER)
    (first,) = _claim(box)
    assert box.release(first, seconds=600, why="429")
    assert [c.key for c in _claim(box)] == [f"1-{OWNER}"]


def test_a_claim_can_be_kept_to_one_process(box: Outbox) -> None:
    _put(box, OWNER)
    assert box.claim(now=NOW, limit=9, worker="w", process=OTHER) == ()
    assert len(box.claim(now=NOW, limit=9, worker="w", process=P)) == 1


def test_a_lease_of_another_process_is_left_to_its_own_workers(box: Outbox, log: OutboxLog) -> None:
    _put(box, OWNER)
    _claim(box, lease=LAPSED)
    box.claim(now=NOW, limit=9, worker="w", process=OTHER)
    assert log.counts(NOW).leased == 1


def test_a_dead_workers_message_that_was_never_posted_is_claimed_again(box: Outbox) -> None:
    _put(box, OWNER)
    (dead,) = _claim(box, lease=LAPSED)
    (again,) = _claim(box)
    assert (again.id, again.unclear, again.token == dead.token) == (dead.id, False, False)


def test_a_dead_workers_message_that_may_have_been_posted_is_unclear(
    box: Outbox, log: OutboxLog, database: Database
) -> None:
    _put(box, OWNER)
    (dead,) = _claim(box)
    assert box.mark_attempt(dead)
    _age(database, 1)
    assert (_claim(box), log.counts(NOW).unclear) == ([], 1)
    (again,) = _stale(box)
    assert (again.id, again.unclear, again.attempts, again.first_attempt_at is None) == (
        dead.id,
        True,
        1,
        False,
    )


def test_an_unclear_message_rests_until_it_must_have_turned_up(
    box: Outbox, database: Database
) -> None:
    _put(box, OWNER)
    (claimed,) = _claim(box)
    box.mark_attempt(claimed)
    assert box.settle(claimed, UNCLEAR, at=NOW, why="timeout")
    assert _stale(box, quarantine=45) == []
    _age(database, 44)
    assert _stale(box, quarantine=45) == []
    _age(database, 46)
    assert [c.unclear for c in _stale(box, quarantine=45)] == [True]


def test_an_unclear_message_is_nobody_elses_while_somebody_looks_for_it(box: Outbox) -> None:
    _put(box, OWNER)
    (claimed,) = _claim(box)
    box.mark_attempt(claimed)
    box.settle(claimed, UNCLEAR, at=NOW)
    assert (len(_stale(box)), _stale(box)) == (1, [])


def test_a_worker_that_dies_while_looking_leaves_it_unclear(
    box: Outbox, database: Database
) -> None:
    _put(box, OWNER)
    (claimed,) = _claim(box)
    box.mark_attempt(claimed)
    box.settle(claimed, UNCLEAR, at=NOW)
    assert len(box.stale(limit=1, worker="w", quarantine=0, lease=LAPSED)) == 1
    assert (_claim(box), [c.unclear for c in _stale(box)]) == ([], [True])


@pytest.mark.parametrize("workers", [2, 8])
def test_claimers_at_once_never_get_the_same_message(
    box: Outbox, database: Database, workers: int
) -> None:
    _put(box, *[f"person-{n}" for n in range(40)])

    def work() -> list[int]:
        mine: list[int] = []
        for _ in range(20):
            mine += [c.id for c in Outbox(database).claim(now=NOW, limit=3, worker="w")]
        return mine

    answers = together(*[work] * workers)
    got = Counter(id for a in answers if isinstance(a, list) for id in a)
    assert (len(got), set(got.values()), [a for a in answers if not isinstance(a, list)]) == (
        40,
        {1},
        [],
    )


def test_claimers_at_once_never_write_to_one_person_at_the_same_time(
    box: Outbox, database: Database
) -> None:
    _put(box, *[OWNER] * 10)
    answers = together(*[lambda: len(Outbox(database).claim(now=NOW, limit=5, worker="w"))] * 8)
    assert sorted(answers, key=str) == [0] * 7 + [1]


def test_planning_and_claiming_at_once_loses_no_notice(box: Outbox, database: Database) -> None:
    today = digest(*[notice(str(number)) for number in range(15)])

    def plan() -> None:
        for number in range(15):
            Outbox(database).put_all(P, [replace(today, notices=today.notices[:number])])

    def send() -> list[str]:
        told: list[str] = []
        for _ in range(15):
            for claimed in Outbox(database).claim(now=NOW, limit=5, worker="w"):
                told += [n.key for n in claimed.notices]
                Outbox(database).release(claimed, seconds=0)
        return told

    answers = together(plan, send, send)
    assert [a for a in answers if isinstance(a, Exception)] == []
    box.put_all(P, [today])  # those that came while the message was out
    assert {n for c in _claim(box) for n in c.notices} == set(today.notices)
