"""What is put waits once: each notice in at most one message, late ones for tomorrow, what was
left out when it is wanted anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from process.reminders.notices import Notice
from storage.database import Database
from storage.ledger import Ledger
from storage.outbox import Claimed, MessageState, Outbox
from storage.outbox_log import OutboxLog
from storage.tables import NaiveInstant, outbox, outbox_item
from tests.storage.cast import (
    DAY,
    DEPUTY,
    LATER,
    NOW,
    OTHER,
    OWNER,
    P,
    digest,
    notice,
    says,
    single,
    together,
    took,
)

A, B, C = notice("a"), notice("b"), notice("c")
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def box(database: Database) -> Outbox:
    return Outbox(database)


def _claim(box: Outbox) -> Claimed:
    (claimed,) = box.claim(now=LATER, limit=10, worker="w")
    return claimed


def _rows(database: Database) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(outbox)) or 0


def test_a_message_carries_its_notices_unchanged(box: Outbox) -> None:
    told = replace(A, tried=(NOW, LATER), because="after:1", entry=7)
    assert box.put_all(P, [digest(told, B)]) == 2
    claimed = _claim(box)
    assert claimed.notices == (told, B)
    assert (claimed.process, claimed.person, claimed.day, claimed.digest, claimed.attempts) == (
        P,
        OWNER,
        DAY,
        True,
        0,
    )


def test_put_twice_is_put_once(box: Outbox, database: Database) -> None:
    assert [box.put_all(P, [digest(A, B)]) for _ in range(3)] == [2, 0, 0]
    assert (_rows(database), _claim(box).notices) == (1, (A, B))


def test_one_message_can_be_put_by_its_fields(box: Outbox) -> None:
    assert box.put(P, "k", person=OWNER, day=DAY, digest=False, not_before=NOW, notices=[A]) == 1
    assert _claim(box).key == "k"


def test_a_digest_that_waits_takes_further_notices(box: Outbox) -> None:
    box.put_all(P, [digest(A)])
    assert box.put_all(P, [digest(A, B)]) == 1
    assert _claim(box).notices == (A, B)


def test_a_digest_on_its_way_takes_none_and_leaves_them_for_tomorrow(box: Outbox) -> None:
    box.put_all(P, [digest(A)])
    today = _claim(box)
    assert box.put_all(P, [digest(A, B)]) == 0
    assert box.settle(today, MessageState.SENT, at=NOW, ref="D/1")
    assert box.put_all(P, [digest(A, B)]) == 0
    assert box.put_all(P, [digest(A, B, day=TOMORROW)]) == 1
    assert _claim(box).notices == (B,)


def test_a_notice_stays_in_the_message_it_was_put_into(box: Outbox, database: Database) -> None:
    box.put_all(P, [digest(A)])
    assert box.put_all(P, [single(A), digest(A, day=TOMORROW)]) == 0
    assert _rows(database) == 1


def test_one_notice_named_in_two_messages_goes_into_one_and_leaves_no_empty_one(
    box: Outbox, database: Database
) -> None:
    assert box.put_all(P, [digest(A), digest(A, day=TOMORROW)]) == 1
    assert _rows(database) == 1


def test_the_same_keys_in_another_process_are_others(box: Outbox) -> None:
    assert (
        box.put_all(P, [digest(A)]) == box.put_all(OTHER, [replace(digest(A), person=DEPUTY)]) == 1
    )
    assert {(c.process, c.person) for c in box.claim(now=NOW, limit=9, worker="w")} == {
        (P, OWNER),
        (OTHER, DEPUTY),
    }


def test_nothing_is_put_when_the_entries_it_tells_of_are_not_written(
    box: Outbox, database: Database
) -> None:
    def along(connection: Connection, _: object) -> None:
        assert box.put_all(P, [single(A)], conn=connection) == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Ledger(database).decide(P, says(took(OWNER)), actor=OWNER, at=NOW, also=along)
    assert (_rows(database), box.known(P, [A])) == (0, frozenset())


def test_a_naive_instant_is_not_put(box: Outbox) -> None:
    with pytest.raises(NaiveInstant):
        box.put_all(P, [digest(A, not_before=NOW.replace(tzinfo=None))])


def test_a_notice_nobody_wants_is_left_out_and_can_be_put_into_another_message_when_wanted_anew(
    box: Outbox,
    log: OutboxLog,
) -> None:
    box.put_all(P, [digest(A, B)])
    today = _claim(box)
    assert (box.leave_out(today, A, why="met"), box.leave_out(today, A, why="met")) == (True, False)
    assert box.put_all(P, [digest(A)]) == 0
    assert box.mark_attempt(today) and box.settle(today, MessageState.SENT, at=NOW, ref="D/1")
    assert (box.known(P, [A, B]), [s.reason for s in log.skipped(P, OWNER, limit=9)]) == (
        frozenset("b"),
        ["met"],
    )

    assert box.put_all(P, [digest(A, B)]) == 0
    assert [box.put_all(P, [digest(A, B, day=TOMORROW)]) for _ in range(2)] == [1, 0]
    assert _claim(box).notices == (A,)
    assert ([told.notices for told in log.sent(P)], log.skipped(P, OWNER, limit=9)) == ([(B,)], ())


def test_a_notice_dropped_with_its_message_waits_in_it_again_when_wanted_anew(box: Outbox) -> None:
    box.put_all(P, [single(A)])
    assert box.settle(_claim(box), MessageState.DROPPED, at=NOW, why="met")
    assert box.known(P, [A]) == frozenset()
    assert [box.put_all(P, [single(A)]) for _ in range(2)] == [1, 0]
    assert _claim(box).notices == (A,)


def test_only_who_holds_the_message_leaves_a_notice_out(box: Outbox) -> None:
    box.put_all(P, [digest(A, B)])
    claimed = _claim(box)
    assert not box.leave_out(replace(claimed, token="somebody else"), A, why="met")
    assert not box.leave_out(claimed, C, why="met")
    assert box.release(claimed, seconds=-1)
    assert not box.leave_out(claimed, A, why="met")
    assert _claim(box).notices == (A, B)


def test_a_notice_that_was_sent_cannot_be_left_out(box: Outbox, log: OutboxLog) -> None:
    box.put_all(P, [single(A)])
    claimed = _claim(box)
    box.settle(claimed, MessageState.SENT, at=NOW, ref="D/1")
    assert not box.leave_out(claimed, A, why="too late")
    assert log.sent(P)[0].notices == (A,)


def test_a_notice_that_may_have_been_sent_is_not_left_out_before_somebody_looked(
    box: Outbox,
) -> None:
    box.put_all(P, [single(A)])
    claimed = _claim(box)
    box.mark_attempt(claimed)
    assert not box.leave_out(claimed, A, why="met")
    assert box.absent(claimed)
    assert box.leave_out(claimed, A, why="met")


def test_a_message_dropped_for_lack_of_notices_opens_again_for_new_ones(box: Outbox) -> None:
    box.put_all(P, [digest(A)])
    assert box.settle(_claim(box), MessageState.DROPPED, at=NOW, why="met")
    assert box.put_all(P, [digest(B, not_before=LATER)]) == 1
    assert box.claim(now=NOW, limit=9, worker="w") == ()
    assert _claim(box).notices == (A, B)


def test_what_is_put_off_can_be_put_into_another_message(box: Outbox) -> None:
    box.put_all(P, [digest(A, B)])
    assert box.put_off(_claim(box), why="the day is over")
    assert box.put_all(P, [digest(A, B, C, day=TOMORROW)]) == 3
    assert _claim(box).notices == (A, B, C)


def test_a_message_that_may_have_been_sent_is_not_put_off(box: Outbox) -> None:
    box.put_all(P, [digest(A)])
    claimed = _claim(box)
    box.mark_attempt(claimed)
    assert not box.put_off(claimed, why="the day is over")


def _sent(box: Outbox, one: Notice, ref: str) -> None:
    box.put_all(P, [single(one)])
    box.settle(_claim(box), MessageState.SENT, at=NOW, channel="slack", ref=ref)


def test_an_update_carries_what_the_message_carried_and_where_it_lies(box: Outbox) -> None:
    _sent(box, A, "D/1")
    assert box.put_update(P, "D/1", revision=5, not_before=NOW)
    update = _claim(box)
    assert (update.update_of, update.channel, update.notices, update.person) == (
        "D/1",
        "slack",
        (A,),
        OWNER,
    )


def test_of_several_updates_the_newest_is_sent(box: Outbox, log: OutboxLog) -> None:
    _sent(box, A, "D/1")
    assert [box.put_update(P, "D/1", revision=n, not_before=NOW) for n in (5, 6, 6, 4)] == [
        True,
        True,
        False,
        False,
    ]
    assert _claim(box).key == "update:D/1:6"
    assert log.counts(NOW).queued == 0


def test_a_message_that_was_not_sent_is_not_updated(box: Outbox) -> None:
    box.put_all(P, [single(A)])
    assert not box.put_update(P, "D/1", revision=5, not_before=NOW)


def test_an_update_that_was_sent_is_not_told_as_a_message(box: Outbox, log: OutboxLog) -> None:
    _sent(box, A, "D/1")
    box.put_update(P, "D/1", revision=5, not_before=NOW)
    box.settle(_claim(box), MessageState.SENT, at=LATER)
    assert [(told.ref, told.at) for told in log.sent(P)] == [("D/1", NOW)]
    assert box.put_update(P, "D/1", revision=6, not_before=NOW)


def test_planners_that_put_the_same_at_once_put_it_once(box: Outbox, database: Database) -> None:
    everybody = [notice(f"{person}-{n}", person) for person in "pqrs" for n in range(5)]
    mine = [
        digest(*[n for n in everybody if n.person == person], person=person) for person in "pqrs"
    ]
    answers = together(*[lambda: Outbox(database).put_all(P, mine)] * 8)
    assert sum(a for a in answers if isinstance(a, int)) == len(everybody)
    assert [a for a in answers if not isinstance(a, int)] == []


def test_planners_that_put_a_notice_into_different_messages_leave_it_in_one(
    box: Outbox, database: Database
) -> None:
    shared = [notice(f"n{number}") for number in range(6)]
    drafts = [digest(*shared, day=DAY + timedelta(days=n)) for n in range(8)]
    answers = together(
        *[lambda draft=draft: Outbox(database).put_all(P, [draft]) for draft in drafts]
    )
    assert (
        sum(a for a in answers if isinstance(a, int)),
        [a for a in answers if not isinstance(a, int)],
    ) == (6, [])
    with database.read() as connection:
        filled = select(func.count(outbox_item.c.message.distinct()))
        assert connection.scalar(filled) == _rows(database)
