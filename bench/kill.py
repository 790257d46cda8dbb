"""Kill -9, for minutes: `python -m bench.kill [MINUTES]`, or `python -m bench.kill refusals`.

Two web processes and three workers on a real PostgreSQL that keeps what it commits, Slack's
stand-in as a process of its own. Four chefs hand in and take back the same few deadlines without
pause, so that the ledger grows and its deadlines do not; day follows day; every second or so one of
the five is killed, and Slack loses answers, hangs and turns away. Afterwards: peace, and everything
that was wanted has arrived once.

`refusals` kills nobody: Slack answers each of nine words that nobody knows, for a minute each.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

from app.rehearsal import prepare
from app.stores import Stores
from app.web import members
from bench.serving import signed_command
from config.rehearsal_file import Rehearsal
from process.reminders.notices import opaque
from storage.migrations.run import upgrade
from tests.support import postgres
from tests.support.processes import OURS, await_page, end, free_port, spawn

CHEFS = ("U0EKS0005", "U0EKS0007", "U0EKS0008", "U0EKS0009")
WEB, WORKERS = 2, 3
DAY_SECONDS = 10.0
"""So long a working day lasts."""
FIRST = date(2024, 3, 12)
REST_SECONDS = 60.0
"""Within so long everything has to be at rest after the last kill."""
SECRET, TOKEN = "bench-kill-signing-secret", "xoxb-bench-kill"
FAULTS = ("accept_then_hang", "accept_then_drop", "drop_before", "http503", "ratelimited", "hang")
REFUSALS = (
    *(f"a_word_of_next_year_{n}" for n in range(1, 7)),
    *("message_limit_exceeded", "access_denied", "team_access_not_granted"),
)


@dataclass
class Installation:
    """The processes, and what was done to them."""

    stores: Stores
    rehearsal: Rehearsal
    slack: str
    env: dict[str, str]
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    running: list[tuple[list[str], dict[str, str], subprocess.Popen[str]]] = field(
        default_factory=list
    )
    done: Counter[str] = field(default_factory=Counter)
    over: Event = field(default_factory=Event)

    def start(self) -> None:
        """All of them."""
        for _ in range(WEB):
            self._add("web", PORT=str(free_port()))
        for number in range(WORKERS):
            self._add("worker", WORKER_NAME=f"w{number}")

    def stop(self) -> None:
        """By their own ids."""
        for _, _, process in self.running:
            end(process)

    def kill(self) -> None:
        """One of them, without a warning; another takes its place."""
        place = self.chance.randrange(len(self.running))
        words, env, process = self.running[place]
        process.kill()
        process.wait()
        end(process)
        self.running[place] = (words, env, spawn(words, env=env))
        self.done[f"{words[-1]} killed"] += 1

    def fault(self) -> None:
        """Slack stumbles a few times."""
        kind = self.chance.choice(FAULTS)
        order = {"method": "chat.postMessage", "kind": kind, "count": 3, "seconds": 0.5}
        self.ask("/faults", order)
        self.done["faults ordered"] += 1

    def calm(self) -> None:
        """Slack stumbles no more."""
        self.ask("/faults", method="DELETE")

    def ask(self, path: str, order: dict[str, Any] | None = None, method: str | None = None) -> Any:
        """Of Slack's stand-in."""
        data = None if order is None else json.dumps(order).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.slack}{path}", data, kind, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def press(self) -> None:
        """The chefs hand in and take back, through whichever web process answers."""
        turn = 0
        while not self.over.is_set():
            turn += 1
            words = "/frist fortryd" if turn % 2 else "/frist afleveret"
            port = self.running[turn % WEB][1]["PORT"]
            request = signed_command(
                f"http://127.0.0.1:{port}", words, CHEFS[turn // 2 % len(CHEFS)], SECRET
            )
            try:
                urllib.request.urlopen(request, timeout=10).close()
            except OSError:
                self.done["presses nobody answered"] += 1
                time.sleep(0.05)
            else:
                self.done["presses answered"] += 1

    def next_day(self) -> None:
        """The rehearsal's clock goes on to the next working day's messages."""
        days, now = self.rehearsal.plan.calendar, self.stores.rehearsal.now()
        assert now is not None
        day = max(days.local_day(now) + timedelta(days=1), FIRST)
        self.stores.rehearsal.move(days.delivery_on(days.on_or_after(day)))
        self.done["days"] += 1

    def rest(self, seconds: float) -> float:
        """Wait until nothing is due, leased or in doubt; says how long it took."""
        began, quiet = time.monotonic(), 0
        while time.monotonic() - began < seconds:
            now = self.stores.rehearsal.now()
            assert now is not None
            counts = self.stores.outbox_log.counts(now)
            quiet = 0 if counts.due or counts.leased or counts.unclear else quiet + 1
            if quiet > 10:
                return time.monotonic() - began
            time.sleep(0.2)
        raise SystemExit(f"not at rest after {seconds:.0f} s: {counts}")

    def _add(self, word: str, **more: str) -> None:
        env = self.env | more
        self.running.append(([*OURS, word], env, spawn([*OURS, word], env=env)))


def main(minutes: float) -> None:
    """Kill for so long, then count."""
    with installation() as here:
        presses = Thread(target=here.press)
        presses.start()
        ends, day = time.monotonic() + minutes * 60, 0.0
        while time.monotonic() < ends:
            if time.monotonic() > day:
                day = time.monotonic() + DAY_SECONDS
                here.next_day()
            here.chance.choice((here.kill, here.kill, here.fault))()
            time.sleep(here.chance.uniform(2.0, 6.0))
        here.over.set()
        presses.join()
        here.calm()
        report(here, here.rest(REST_SECONDS))


def refusals(seconds: float = 60.0) -> None:
    """Each word for so long, a day's messages meanwhile; then peace."""
    with installation() as here:
        for word in REFUSALS:
            fault = {"method": "chat.postMessage", "kind": "error", "error": word}
            here.next_day()
            here.ask("/faults", fault | {"count": 1_000_000})
            here.next_day()
            time.sleep(seconds)
            here.calm()
            took = here.rest(300.0)
            print(f"  {word}: at rest {took:.0f} s after the last refusal", flush=True)
        report(here, took)


def report(here: Installation, took: float) -> None:
    """What arrived, held against what was wanted."""
    posts = Counter(
        post["metadata"]["event_payload"]["k"]
        for post in here.ask("/journal")["posts"]
        if post["metadata"]
    )
    sent = here.stores.outbox_log.sent(here.rehearsal.plan.key)
    wanted = Counter(opaque(told.key) for told in sent)
    notices = Counter(n.key for told in sent for n in told.notices)
    print(f"  {dict(here.done)}")
    for aside in here.stores.outbox_log.failed(here.rehearsal.plan.key, limit=20):
        print(f"  put aside: {aside.why}")
    print(f"  {here.stores.ledger.head(here.rehearsal.plan.key)[0]} entries; at rest {took:.1f} s")
    print(
        f"  {len(posts)} messages arrived; lost {len(wanted - posts)}, "
        f"twice {sum(many > 1 for many in posts.values())}, "
        f"notices twice {sum(many > 1 for many in notices.values())}"
    )
    if posts != wanted or set(notices.values()) != {1}:
        raise SystemExit("  something was lost or came twice")


@contextmanager
def installation() -> Iterator[Installation]:
    """On loopback, in a folder of its own."""
    setattr(postgres, "FAST", ("timezone=UTC",))  # noqa: B010 - as in bench.outbox: it keeps what it commits
    server = postgres.PostgresServer()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server.start()
        stack.callback(server.stop)
        url = server.url(server.create())
        stores = Stores.open(url)
        stack.callback(stores.database.close)
        upgrade(stores.database)
        rehearsal = prepare(stores, None)
        slack = stack.enter_context(_slack(rehearsal, folder))
        here = Installation(stores, rehearsal, slack, _environment(url, slack))
        stack.callback(here.stop)
        here.start()
        for port in (env["PORT"] for _, env, _ in here.running[:WEB]):
            await_page(f"http://127.0.0.1:{port}/healthz")
        yield here


@contextmanager
def _slack(rehearsal: Rehearsal, folder: Path) -> Iterator[str]:
    cast = folder / "cast.json"
    people = [asdict(member) for member in members(rehearsal, mail=False)]
    cast.write_text(json.dumps({"members": people, "commands": []}), encoding="utf-8")
    port = free_port()
    words = ["-m", "sandbox", "--port", str(port), "--token", TOKEN, "--cast", str(cast)]
    process = spawn([sys.executable, *words], env={})
    try:
        await_page(f"http://127.0.0.1:{port}/sandbox/journal")
        yield f"http://127.0.0.1:{port}/sandbox"
    finally:
        end(process)


def _environment(url: str, slack: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{slack}/api/",
        "SECRET_KEY": "known to all five of these processes",
        "LEASE_SECONDS": "5",
        "QUARANTINE_SECONDS": "1",
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["refusals"]:
        refusals()
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
