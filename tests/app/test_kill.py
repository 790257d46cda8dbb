"""Two workers on one database, one of them killed again and again in the middle of a round:
nothing lost, nothing twice.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.rehearsal import prepare
from app.stores import Stores
from app.web import members
from config.rehearsal_file import Rehearsal
from process.reminders.notices import opaque
from storage.migrations.run import upgrade
from tests.support.processes import OURS, await_page, end, free_port, spawn

DAYS = tuple(date(2024, 3, d) for d in (13, 15, 19, 21)) + tuple(
    date(2024, 4, d) for d in (17, 19, 24)
)
TOKEN = "xoxb-kill-test"
SECONDS = 60.0


@pytest.fixture
def stores(database_url: str) -> Iterator[Stores]:
    """A rehearsal's database, migrated."""
    opened = Stores.open(database_url)
    upgrade(opened.database)
    yield opened
    opened.database.close()


@pytest.fixture
def rehearsal(stores: Stores) -> Rehearsal:
    """The shipped rehearsal, seeded."""
    return prepare(stores, None)


@pytest.fixture
def slack(rehearsal: Rehearsal, tmp_path: Path) -> Iterator[str]:
    """The stand-in workspace as a process of its own; its address."""
    cast = tmp_path / "cast.json"
    cast.write_text(
        json.dumps(
            {"members": [asdict(m) for m in members(rehearsal, mail=False)], "commands": []}
        ),
        encoding="utf-8",
    )
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "sandbox",
        "--port",
        str(port),
        "--token",
        TOKEN,
        "--cast",
        str(cast),
    ]
    process = spawn(command, env={})
    await_page(f"http://127.0.0.1:{port}/sandbox/journal")
    yield f"http://127.0.0.1:{port}/sandbox"
    end(process)


def test_nothing_is_lost_and_nothing_is_said_twice(
    stores: Stores, rehearsal: Rehearsal, slack: str, database_url: str
) -> None:
    chance = random.Random(20240318)
    env = {
        "DATABASE_URL": database_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": "not-used-here",
        "SLACK_API_URL": f"{slack}/api/",
        "SECRET_KEY": "known to both",
        "LEASE_SECONDS": "2",
        "QUARANTINE_SECONDS": "0.5",
    }
    workers = [spawn([*OURS, "worker"], env=env) for _ in range(2)]
    try:
        for day in DAYS:
            _order(
                slack,
                {
                    "method": "chat.postMessage",
                    "kind": "accept_then_hang",
                    "count": 4,
                    "seconds": 0.2,
                },
            )
            stores.rehearsal.move(rehearsal.plan.calendar.delivery_on(day))
            _kill_one_in_the_middle(slack, workers, env, chance)
            _await_quiet(stores, rehearsal)
    finally:
        for worker in workers:
            end(worker)

    # the board's picture under a week's overview is a post of its own and carries no key
    posts = Counter(
        post["metadata"]["event_payload"]["k"]
        for post in _journal(slack)["posts"]
        if post["metadata"]
    )
    sent = stores.outbox_log.sent(rehearsal.plan.key)
    assert len(sent) > 40
    assert posts == Counter(opaque(told.key) for told in sent)
    assert set(Counter(n.key for told in sent for n in told.notices).values()) == {1}
    assert set(posts.values()) == {1}


def _kill_one_in_the_middle(
    slack: str, workers: list[subprocess.Popen[str]], env: dict[str, str], chance: random.Random
) -> None:
    """Waits for the round's first posts, kills one worker with no warning, and
    starts another in its place.
    """
    before = len(_journal(slack)["posts"])
    for _ in range(int(SECONDS / 0.02)):
        if len(_journal(slack)["posts"]) > before + chance.randrange(3):
            break
        time.sleep(0.02)
    place = chance.randrange(2)
    workers[place].kill()
    workers[place].wait()
    end(workers[place])
    workers[place] = spawn([*OURS, "worker"], env=env)


def _await_quiet(stores: Stores, rehearsal: Rehearsal) -> None:
    """Until the outbox holds nothing that is due, leased or in doubt."""
    for _ in range(int(SECONDS / 0.1)):
        now = stores.rehearsal.now()
        assert now is not None
        counts = stores.outbox_log.counts(now)
        if stores.outbox_log.sent(rehearsal.plan.key, since=now) and not (
            counts.due or counts.leased or counts.unclear
        ):
            return
        time.sleep(0.1)
    raise AssertionError(f"the outbox did not come to rest: {counts}")


def _journal(slack: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{slack}/journal", timeout=5) as answer:
        return dict(json.load(answer))


def _order(slack: str, fault: dict[str, Any]) -> None:
    request = urllib.request.Request(
        f"{slack}/faults",
        data=json.dumps(fault).encode(),
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=5).close()
