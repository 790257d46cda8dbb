"""A site without a database: a ledger and addresses whose state a test can see and change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app.imported import read_timetable
from bot.context import Context
from bot.web.app import exception_handlers, routes
from bot.web.links import CommitteeLinks, WebLinks
from bot.web.pages import SecurityHeaders
from bot.web.site import Site
from process.ledger.state import State
from process.simulation import Stage
from storage.addresses import Address, Addresses
from storage.database import connect
from storage.directory import Directory, Person, Preferences
from storage.errors import StorageUnavailable
from storage.heartbeat import Beat, Heartbeat
from storage.inbox import ReceivedIds
from storage.ledger import Ledger, Texts
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog
from storage.verify import Proof, Proofs
from tests.bot.ical.story import PLAN, with_proposal

NOW = datetime(2024, 3, 22, 9, tzinfo=UTC)
REAL_NOW = datetime(2030, 1, 2, 9, tzinfo=UTC)
CHEF = "hemmelig-chef"
BOARD = "hemmelig-tavle"
PROCESS = PLAN.key


@dataclass
class FakeLedger(Ledger):
    """A play as a ledger; `down` is a database that does not answer, `broken` a fault of ours."""

    play: Stage
    down: bool = False
    broken: bool = False

    def state(self, process: str) -> State:
        if self.down:
            raise StorageUnavailable("no route")
        if self.broken:
            raise KeyError("a row nobody foresaw")
        return self.play.state if process == PROCESS else State.empty(process)

    def state_on(self, process: str, instant: datetime) -> State:
        return State.fold(process, [entry for entry in self.play.entries if entry.at <= instant])


@dataclass
class FakeAddresses(Addresses):
    """Addresses by digest, and what was noted of fetches."""

    known: dict[str, Address] = field(default_factory=dict)
    notes: list[tuple[str, date]] = field(default_factory=list)
    down: bool = False

    def add(self, token: str, person: str, scope: str) -> Address:
        id = hashlib.sha256(token.encode()).hexdigest()
        made = Address(
            id=id, process=PROCESS, person=person, scope=scope, created_at=NOW, revoked_at=None
        )
        self.known[id] = made
        return made

    def close(self, token: str, at: datetime) -> None:
        self.revoke(hashlib.sha256(token.encode()).hexdigest(), at=at)

    def find(self, token: str) -> Address | None:
        return self.known.get(hashlib.sha256(token.encode()).hexdigest())

    def renew(self, process: str, person: str, scope: str, token: str, *, at: datetime) -> Address:
        for address in list(self.known.values()):
            if (address.person, address.scope) == (person, scope):
                self.revoke(address.id, at=at)
        return self.add(token, person, scope)

    def revoke(self, id: str, *, at: datetime) -> bool:
        self.known[id] = replace(self.known[id], revoked_at=at)
        return True

    def touched(self, found: Address, *, client: str, day: date) -> bool:
        if self.down:
            raise StorageUnavailable("read only")
        self.notes.append((client, day))
        return True


class FakeDirectory(Directory):
    """Everybody who is asked for is known."""

    def __init__(self) -> None:
        pass

    def get(self, process: str, id: str) -> Person | None:
        return Person(id=id)


class FakeProofs(Proofs):
    """Looked at last night, and whole."""

    def __init__(self) -> None:
        pass

    def last(self, process: str) -> Proof | None:
        return Proof(at=NOW, seq=12, hash="h", anchored=9)


@dataclass
class FakeHeartbeat(Heartbeat):
    beats: tuple[Beat, ...] = (
        Beat(worker="w1", round="planner", seconds=4),
        Beat(worker="w1", round="delivery", seconds=2),
    )

    def ages(self, process: str) -> tuple[Beat, ...]:
        return self.beats


@dataclass
class FakeLog(OutboxLog):
    waiting: int = 0

    def held_up(self, process: str, now: datetime, *, seconds: float) -> int:
        return self.waiting


class World:
    """A site and a browser on it. `now` can be moved."""

    def __init__(self) -> None:
        self.now = NOW
        self.ledger = FakeLedger(with_proposal())
        self.addresses = FakeAddresses()
        self.addresses.add(CHEF, "chef", "person:chef")
        self.addresses.add(BOARD, "chef", "tavle")
        self.heartbeat, self.log = FakeHeartbeat(), FakeLog()
        self.site = Site(context=self.context(), read_timetable=read_timetable)
        app = Starlette(
            routes=routes(self.site),
            middleware=[Middleware(SecurityHeaders)],
            exception_handlers=exception_handlers(),
        )
        self.browser = TestClient(
            app, raise_server_exceptions=False, headers={"accept-encoding": "identity"}
        )

    def context(self) -> Context:
        """Its database is never opened: what a test does not fake is not asked."""
        database = connect("sqlite:///nowhere/nothing.sqlite")
        secret = b"hemmelig".ljust(32, b".")
        committees = CommitteeLinks(
            process=PROCESS, addresses=self.addresses, secret=secret, now=lambda: self.now
        )
        return Context(
            process=PROCESS,
            ledger=self.ledger,
            outbox=Outbox(database),
            outbox_log=self.log,
            directory=FakeDirectory(),
            texts=Texts(database),
            addresses=self.addresses,
            seen=ReceivedIds(database),
            now=lambda: self.now,
            wake=lambda: None,
            links=WebLinks(
                process=PROCESS,
                base_url="https://kalender.eksempel.invalid",
                secret=secret,
                clock=lambda: REAL_NOW,
                committees=committees,
            ),
            preferences=Preferences(database),
            heartbeat=self.heartbeat,
            proofs=FakeProofs(),
        )

    @property
    def play(self) -> Stage:
        return self.ledger.play
