"""Whatever planners and workers do, in whatever order, and wherever they die: each notice is posted once, or somebody knows why not.

The far end is a list of what really arrived. A worker posts at once after `mark_attempt` said yes (what a worker does that
freezes in just that instant is the one duplicate nobody can prevent, SCHEDULING 2.6).
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from process.notices import Notice
from storage.columns import from_now
from storage.database import Database
from storage.outbox import Claimed, Draft, MessageState, Outbox
from storage.tables import outbox, outbox_item
from tests.storage.cast import DAY, NOW, P, digest, notice, single

PEOPLE = ("ann", "bob")
NOTICES = tuple(notice(f"{person}-{number}", person) for person in PEOPLE for number in range(6))
WELL, REPLY_LOST, NEVER_LEFT, TOLD_TO_WAIT, REFUSED, DIED_BEFORE, DIED_AFTER = range(7)
ARRIVES = (WELL, REPLY_LOST, DIED_AFTER)


class History(RuleBasedStateMachine):
    """Planners, workers, a far end, and the real clock's passing."""

    held = Bundle("held")

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.box = Outbox(database)
        self.arrived: list[tuple[str, tuple[Notice, ...]]] = []
        self.dropped: set[str] = set()
        self.refused: set[str] = set()
        self.put: set[str] = set()

    @initialize()
    def begin(self) -> None:
        with self.database.write() as connection:
            connection.exec_driver_sql("DELETE FROM attempt")
            connection.exec_driver_sql("DELETE FROM outbox_item")
            connection.exec_driver_sql("DELETE FROM outbox")

    @rule(some=st.sets(st.sampled_from(NOTICES), min_size=1), day=st.integers(0, 2), alone=st.booleans())
    def plan(self, some: set[Notice], day: int, alone: bool) -> None:
        self.box.put_all(P, _drafts(some, day, alone))
        assert self.box.put_all(P, _drafts(some, day, alone)) == 0
        self.put |= self.box.known(P, some)

    @rule(one=st.sampled_from(NOTICES))
    def drop(self, one: Notice) -> None:
        if self.box.drop(one, "met meanwhile"):
            self.dropped.add(one.key)

    @rule(target=held, limit=st.integers(1, 3), looking=st.booleans())
    def claim(self, limit: int, looking: bool) -> tuple[Claimed, ...]:
        if looking:
            claimed = self.box.stale(limit=limit, worker="w", quarantine=0)
        else:
            claimed = self.box.claim(now=NOW, limit=limit, worker="w")
            assert not [c for c in claimed if c.unclear]
        assert len({c.person for c in claimed}) == len(claimed) or looking
        return claimed

    @rule(claimed=consumes(held), how=st.integers(0, 6))
    def deliver(self, claimed: tuple[Claimed, ...], how: int) -> None:
        for one in claimed:
            self._deliver(one, how)

    @rule(claimed=held)
    def a_frozen_worker_wakes(self, claimed: tuple[Claimed, ...]) -> None:
        """It delivers and keeps believing that it may: its claims stay in the bundle."""
        for one in claimed:
            self._deliver(one, WELL)

    @rule(claimed=consumes(held))
    def put_off(self, claimed: tuple[Claimed, ...]) -> None:
        for one in claimed:
            self.box.put_off(one, why="the day is over")

    @rule()
    def time_passes(self) -> None:
        with self.database.write() as connection:
            connection.execute(update(outbox).values(lease_until=from_now(-1)).where(outbox.c.lease_until.is_not(None)))
            connection.execute(update(outbox).values(retry_at=None))

    def _deliver(self, one: Claimed, how: int) -> None:
        if one.unclear:
            found = [f"ref-{key}" for key, _ in self.arrived if key == one.key]
            if found:
                self.box.settle(one, MessageState.SENT, at=NOW, ref=found[0])
                return
            if not self.box.absent(one):
                return
        if not one.notices:
            self.box.settle(one, MessageState.DROPPED, at=NOW, why="nothing left")
        elif self.box.mark_attempt(one):
            self._post(one, how)

    def _post(self, one: Claimed, how: int) -> None:
        if how in ARRIVES:
            self.arrived.append((one.key, one.notices))
        if how == WELL:
            assert self.box.settle(one, MessageState.SENT, at=NOW, channel="far", ref=f"ref-{one.key}")
        elif how == REPLY_LOST:
            assert self.box.settle(one, MessageState.UNCLEAR, at=NOW, why="timeout")
        elif how in (NEVER_LEFT, TOLD_TO_WAIT):
            assert self.box.release(one, seconds=-1, counted=how == NEVER_LEFT)
        elif how == REFUSED:
            assert self.box.settle(one, MessageState.FAILED, at=NOW, why="no such channel")
            self.refused |= {n.key for n in one.notices}

    @invariant()
    def no_notice_arrives_twice(self) -> None:
        times = Counter(n.key for _, notices in self.arrived for n in notices)
        assert [key for key, many in times.items() if many > 1] == []

    @invariant()
    def no_message_holds_a_notice_of_another(self) -> None:
        with self.database.read() as connection:
            rows = connection.execute(select(outbox_item.c.person, outbox.c.person.label("to")).join(outbox))
            assert [row for row in rows if row.person != row.to] == []

    def teardown(self) -> None:
        """Everybody works on until nothing is left; then each notice has one fate, and the log tells the same story."""
        for _ in range(60):
            self.time_passes()
            claimed = (*self.box.claim(now=NOW, limit=9, worker="last"), *self.box.stale(limit=9, worker="last", quarantine=0))
            for one in claimed:
                self._deliver(one, WELL)
            if not claimed:
                break
        arrived = {n.key for _, notices in self.arrived for n in notices}
        with self.database.read() as connection:
            waiting = set(connection.scalars(select(outbox_item.c.notice).where(~outbox_item.c.skipped)))
        assert waiting == (arrived | self.refused) & waiting
        assert self.put - self.dropped - arrived - self.refused <= _free(self.box)
        counts = self.box.counts(NOW + timedelta(days=9))
        assert (counts.queued, counts.leased, counts.unclear) == (0, 0, 0)
        assert sorted(told.key for told in self.box.sent(P)) == sorted({key for key, _ in self.arrived})


def _free(box: Outbox) -> frozenset[str]:
    """Notices in no message (put off, and not put again)."""
    return frozenset(n.key for n in NOTICES) - box.known(P, NOTICES)


def _drafts(some: set[Notice], day: int, alone: bool) -> list[Draft]:
    if alone:
        return [single(one) for one in sorted(some, key=lambda n: n.key)]
    people = {person: sorted((n for n in some if n.person == person), key=lambda n: n.key) for person in PEOPLE}
    return [digest(*notices, person=person, day=DAY + timedelta(days=day)) for person, notices in people.items() if notices]


def test_each_notice_is_posted_once_whatever_happens(database: Database) -> None:
    examples = 50 if database.kind == "sqlite" else 15
    run_state_machine_as_test(
        lambda: History(database),  # type: ignore[arg-type]  # any factory will do
        settings=settings(max_examples=examples, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
