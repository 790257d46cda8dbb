"""A copy is whole while others write; put back on an empty machine, nothing is sent again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update

from process.ledger.facts import Delivered, Undone
from storage.backup import NotACopy, StillThere, back_up, mark_put_back, restore
from storage.database import connect
from storage.ledger import Ledger
from storage.migrations.run import upgrade
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog
from storage.schema import HEAD
from storage.tables import put_back
from storage.verify import Verified, verify
from tests.jobs.conftest import Bench
from tests.support.cast import at

SCHOOL, CHEF = "forslag/head:skole", "p-skolechef"
DAYS = ("2024-03-13", "2024-03-19", "2024-03-21")


@pytest.fixture
def live(bench: Bench) -> Bench:
    """A bench whose tables know their version, as a served database does."""
    with bench.database.write() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    return bench


def url_of(bench: Bench) -> str:
    """Where the bench's database lies."""
    return bench.database._engine.url.render_as_string()


def opened(bench: Bench, url: str) -> Bench:
    """The same far end over another database."""
    database = connect(url)
    return replace(
        bench,
        database=database,
        ledger=Ledger(database),
        outbox=Outbox(database),
        outbox_log=OutboxLog(database),
    )


def test_a_copy_taken_while_others_write_is_whole(live: Bench, tmp_path: Path) -> None:
    ended = threading.Event()

    def write() -> None:
        while not ended.is_set():
            (done,) = live.write(Delivered(obligation=SCHOOL), at=at(DAYS[0]), actor=CHEF)
            live.write(Undone(undoes=done.seq), at=at(DAYS[0]), actor=CHEF)

    writing = threading.Thread(target=write)
    writing.start()
    for number in range(5):
        back_up(url_of(live), tmp_path / f"copy{number}")
    ended.set()
    writing.join()
    for number in range(5):
        copy = connect(f"sqlite:///{tmp_path / f'copy{number}'}")
        assert isinstance(verify(copy, "r24"), Verified)
        copy.close()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_after_a_copy_was_put_back_nothing_is_sent_again_and_nothing_is_lost(
    live: Bench, tmp_path: Path, kept: int
) -> None:
    """Taken before the day's work was planned, or before it was sent, or when half of it was."""
    morning = at(DAYS[0])
    if kept:
        live.planner().round(morning)
    if kept == 2:
        live.delivery().one(morning)
    back_up(url_of(live), tmp_path / "copy")
    live.round(morning)
    assert len(live.channel.arrived) == 2

    new = f"sqlite:///{tmp_path / 'again.sqlite'}"
    restore(tmp_path / "copy", new, upgrade=upgrade)
    again = opened(live, new)
    back = at(DAYS[0], "09:00")
    with again.database.write() as connection:  # on that day, an hour later
        connection.execute(update(put_back).values(at=back))
    again.round(at(DAYS[0], "09:30"))
    assert set(live.channel.notice_counts().values()) == {1}
    assert (len(live.channel.arrived), again.outbox_log.counts(back).unclear) == (2, 0)
    for day in DAYS[1:]:
        again.round(at(day))
    assert set(live.channel.notice_counts().values()) == {1}
    assert len(live.channel.arrived) > 2
    again.database.close()


@pytest.mark.parametrize(
    "worked, back",
    [
        (DAYS[:2], DAYS[2]),
        (["2024-03-14"], "2024-03-14"),
        (["2024-03-14"], "2024-03-15"),
        (["2024-03-20"], DAYS[2]),
        ([], DAYS[2]),
    ],
)
def test_the_digests_of_the_days_after_the_copy_do_not_come_twice(
    live: Bench, tmp_path: Path, worked: Sequence[str], back: str
) -> None:
    """Found by the day each was written for, however late that was and however late the copy is
    put back; a day nobody wrote for comes now.
    """
    back_up(url_of(live), tmp_path / "copy")
    for day in worked:
        live.round(at(day))
    before = live.channel.notice_counts()
    new = f"sqlite:///{tmp_path / 'again.sqlite'}"
    restore(tmp_path / "copy", new, upgrade=upgrade)
    again = opened(live, new)
    with again.database.write() as connection:
        connection.execute(update(put_back).values(at=at(back, "09:00")))
    for clock in ("09:30", "10:00"):
        again.round(at(back, clock))
    after = live.channel.notice_counts()
    assert set(after.values()) == {1} and (len(after) > len(before)) is (back not in worked)
    assert again.outbox_log.counts(at(back)).unclear == 0
    again.database.close()


def test_of_mails_after_the_copy_the_owner_says_what_became_of_them(
    live: Bench, tmp_path: Path
) -> None:
    """Nobody can look into another's mailbox: none goes twice, and none is lost in silence."""
    live.channel.blind = True
    live.planner().round(at(DAYS[0]))
    mark_put_back(live.database)
    with live.database.write() as connection:
        connection.execute(update(put_back).values(at=at(DAYS[0], "07:00")))
    live.drain(at(DAYS[0]))
    aside = live.outbox_log.failed("r24", limit=9)
    assert [one.in_doubt for one in aside] == [True, True]
    (told,) = live.channel.arrived
    assert [n.because for n in told.notices] == ["copied"]
    assert live.outbox.send_again("r24", aside[0].id)
    live.drain(at(DAYS[0]))
    assert len(live.channel.arrived) == 2


def test_what_a_copy_holds_is_looked_for_on_both_kinds(any_bench: Bench) -> None:
    any_bench.planner().round(at(DAYS[0]))
    mark_put_back(any_bench.database)
    assert any_bench.outbox_log.counts(at(DAYS[0])).queued == 0
    any_bench.drain(at(DAYS[0]))
    assert set(any_bench.channel.notice_counts().values()) == {1}
    assert len(any_bench.channel.arrived) == 2


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_put_over_a_database_or_beside_its_old_log(
    live: Bench, tmp_path: Path, ending: str
) -> None:
    back_up(url_of(live), tmp_path / "copy")
    (tmp_path / f"there.sqlite{ending}").write_bytes(b"old")
    with pytest.raises(StillThere):
        restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'there.sqlite'}", upgrade=upgrade)


def test_half_a_copy_is_not_put_back(live: Bench, tmp_path: Path) -> None:
    back_up(url_of(live), tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    for name, content in (("half", whole[: len(whole) // 2]), ("none", b"not a database at all")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotACopy):
            restore(tmp_path / name, f"sqlite:///{tmp_path / 'new.sqlite'}", upgrade=upgrade)
    assert not (tmp_path / "new.sqlite").exists()
