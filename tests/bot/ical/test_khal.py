"""The feeds in a calendar people use at their desk: vdirsyncer fetches them over HTTP and khal
lists them, before and after changes.

vdirsyncer gives what it fetches uids of its own (a hash of each entry), so uids
are compared in `test_clients`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.ical.entry import FeedEntry
from bot.ical.feed import entries
from bot.ical.scopes import PUBLIC
from process.dates.when import Day
from process.ledger.facts import MilestoneCancelled, MilestoneMoved
from tests.bot.ical.story import at, begin
from tests.bot.web.served import served
from tests.bot.web.world import NOW, PROCESS, World

pytestmark = pytest.mark.e2e
Rows = set[tuple[str, str, str]]
KHAL = """[calendars]
[[plan]]
path = {home}/plan/
[locale]
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
VDIRSYNCER = """[general]
status_path = "{home}/status/"
[pair p]
a = "here"
b = "web"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{home}/plan/"
fileext = ".ics"
[storage web]
type = "http"
url = "{url}"
"""


@pytest.fixture
def world() -> World:
    made = World()
    made.ledger.play = begin()
    return made


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Iterator[Callable[[], Rows]]:
    """Fetch, and list the whole period: (start, end, title) as khal tells them."""
    with served(world.browser.app) as address:
        (tmp_path / "khal.conf").write_text(KHAL.format(home=tmp_path))
        (tmp_path / "vdirsyncer.conf").write_text(
            VDIRSYNCER.format(home=tmp_path, url=f"http://{address}/offentlig/{PROCESS}.ics")
        )
        (tmp_path / "plan").mkdir()
        run(tmp_path, "vdirsyncer", "-c", str(tmp_path / "vdirsyncer.conf"), "discover")
        yield lambda: listed(tmp_path)


def listed(home: Path) -> Rows:
    run(home, "vdirsyncer", "-c", str(home / "vdirsyncer.conf"), "sync", "--force-delete")
    said = run(
        home,
        "khal",
        "-c",
        str(home / "khal.conf"),
        "list",
        "--once",
        *JSON,
        "2023-01-01",
        "2025-01-01",
    )
    rows = [row for line in said.splitlines() if line.startswith("[") for row in json.loads(line)]
    return {(row["start-long"], row["end-long"], row["title"]) for row in rows}


JSON = [word for name in ("start-long", "end-long", "title") for word in ("--json", name)]


def run(home: Path, program: str, *words: str) -> str:
    command = [str(Path(sys.executable).with_name(program)), *words]
    environment = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "Europe/Copenhagen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def told(world: World) -> Rows:
    """What the ledger says, in khal's way of writing it: the last day of a
    whole-day entry, not the day after.
    """
    today = world.site.today(world.play.state)
    return {(*written(e), e.summary) for e in entries(world.play.state, PUBLIC, today)}


def written(entry: FeedEntry) -> tuple[str, str]:
    if isinstance(entry.start, datetime):
        return f"{entry.start:%Y-%m-%d %H:%M}", f"{entry.end:%Y-%m-%d %H:%M}"
    return entry.start.isoformat(), entry.last_day.isoformat()


def test_a_desk_calendar_reads_follows_and_lets_go(world: World, desk: Callable[[], Rows]) -> None:
    before = desk()
    assert before == told(world) and len(before) > 5
    moved = MilestoneMoved(
        milestone="borgermoede_teknisk_budget",
        to=Day(day=date(2024, 8, 21)),
        why="Salen er optaget",
    )
    world.play.write(
        moved,
        MilestoneCancelled(milestone="borgerkonference_juni", why="Den første var nok"),
        at=at(3, 13),
    )
    after = desk()
    assert after == told(world)
    budget, june = (
        "Borgermøde om teknisk budget",
        "Ekstra borgerkonference om fremtidens velfærd (forventet dato)",
    )
    assert {row for row in before if row[2] in (budget, june)} == {
        ("2024-08-14",) * 2 + (budget,),
        ("2024-06-03",) * 2 + (june,),
    }
    assert after - before == {
        ("2024-08-21",) * 2 + (budget,),
        ("2024-06-03",) * 2 + (f"AFLYST: {june}",),
    }
    world.now = NOW.replace(month=6, day=3) + timedelta(days=61)
    gone = desk()
    assert gone == told(world)
    assert after - gone >= {("2024-06-03",) * 2 + (f"AFLYST: {june}",)}
