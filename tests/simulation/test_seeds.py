"""Whatever happens: what stays wanted is seen once, nothing unwanted, nothing waits for ever. The
same schedules find every bug that is planted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import case, update
from sqlalchemy.sql.dml import Update

import jobs.delivery
import storage.backup
import storage.outbox
from jobs.delivery import Delivery
from process.channel import Outcome, Unclear, Unsent
from process.ledger.state import State
from process.reminders.notices import Notice
from storage.database import Database, Line, insert_new
from storage.outbox import Claimed, MessageState, Outbox, Touched, stands
from storage.tables import from_now, outbox, place
from tests.simulation.seeds import Seeds, on_postgresql, on_sqlite
from tests.support.postgres import PostgresServer

MANY = 25
"""Here; `make simulate` runs thousands."""
FEW = 6
MOST = 300
"""So many seeds find any planted bug."""


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    return Seeds(on_sqlite(tmp_path))


def test_every_promise_is_kept(seeds: Seeds) -> None:
    assert seeds.run(range(MANY)) == MANY


settle_outcome, put_updates = Delivery._settle, Outbox.put_updates
catch_up = storage.outbox._catch_up


@pytest.mark.pg
def test_every_promise_is_kept_on_postgresql(postgres: PostgresServer) -> None:
    assert Seeds(on_postgresql(postgres)).run(range(FEW)) == FEW


def posts_before_it_marks(self: Outbox, claimed: Claimed, *, said: int = 0) -> bool:
    return True


def marks_without_a_fence(self: Outbox, claimed: Claimed, *, said: int = 0) -> bool:
    with self._database.write() as connection:
        mine = update(outbox).where(outbox.c.id == claimed.id)
        now = {"posted_by": claimed.token, "last_attempt_at": from_now(), "revision": said}
        connection.execute(mine.values(first_attempt_at=from_now(), **now))
    return True


def posts_again_on_reset(
    self: Delivery, claimed: Claimed, channel: Any, outcome: Outcome, state: State, now: datetime
) -> bool:
    again = Unsent(why=outcome.why) if isinstance(outcome, Unclear) else outcome
    return settle_outcome(self, claimed, channel, again, state, now)


def lapsed_is_sent(process: str | None) -> Update:
    lapsed = [stands(outbox, MessageState.LEASED), outbox.c.lease_until < from_now()]
    after = case((outbox.c.posted_by.is_(None), "queued"), else_="sent")
    return update(outbox).where(*lapsed).values(state=after, sent_at=from_now(), lease_until=None)


def sends_whatever_was_put(
    self: Delivery, claimed: Claimed, state: State, now: datetime
) -> tuple[Notice, ...]:
    return claimed.notices


def never_looks(self: Delivery, claimed: Claimed, now: datetime) -> bool:
    self._outbox.absent(claimed)
    self._outbox.release(claimed, seconds=0)
    return True


def moves_its_place_first(
    self: Outbox, process: str, touched: Touched, *, after: int, upto: int, not_before: datetime
) -> int:
    with self._database.write() as connection:
        new = insert_new(connection, place).values(process=process, seq=0)
        connection.execute(new)
        mine = update(place).where(place.c.process == process, place.c.seq == after)
        connection.execute(mine.values(seq=upto))
    return put_updates(self, process, touched, after=upto, upto=upto, not_before=not_before)


def forgets_what_was_on_its_way(connection: Any, claimed: Claimed, at: datetime) -> None:
    return


def sends_at_once_when_put_back(database: Database) -> None:
    return


def passes_over_what_it_found(connection: Any, sent: Line, at: datetime) -> None:
    if sent.attempts:
        catch_up(connection, sent, at)


def leaves_what_was_said_after_the_copy(connection: Any) -> None:
    return


def trusts_the_clock(self: Delivery) -> bool:
    return True


@pytest.mark.parametrize(
    ("where", "name", "bug"),
    [
        (Outbox, "mark_attempt", posts_before_it_marks),
        (Outbox, "mark_attempt", marks_without_a_fence),
        (Delivery, "_settle", posts_again_on_reset),
        (storage.outbox, "_lapse", lapsed_is_sent),
        (Delivery, "_wanted", sends_whatever_was_put),
        (Delivery, "_look", never_looks),
        (Outbox, "put_updates", moves_its_place_first),
        (storage.outbox, "_catch_up", forgets_what_was_on_its_way),
        (Delivery, "_steady", trusts_the_clock),
        (storage.backup, "mark_put_back", sends_at_once_when_put_back),
        (storage.outbox, "_catch_up", passes_over_what_it_found),
        (storage.backup, "_say_what_stands", leaves_what_was_said_after_the_copy),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_a_planted_bug_is_found(
    seeds: Seeds, where: Any, name: str, bug: Callable[..., Any]
) -> None:
    with patch.object(where, name, bug):
        assert seeds.first_broken(range(MOST)) is not None


def test_a_look_too_short_for_a_clock_that_was_set_back_is_found(seeds: Seeds) -> None:
    with patch.object(jobs.delivery, "LOOK_BACK", timedelta(minutes=2)):
        assert seeds.first_broken(range(MOST, 2 * MOST)) is not None
