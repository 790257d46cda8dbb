"""The bot and a stand-in Slack, each behind a real server, over one database; and
people who type, press and read.
"""

from __future__ import annotations

import json
import logging
import time
import urllib.request
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.context import Context, view_of
from bot.slack.channel import SlackChannel, sender
from bot.web.links import CommitteeLinks, WebLinks
from bot.web.pictures import png_picture
from jobs.delivery import Delivery
from jobs.planner import Planner
from jobs.worker import Worker
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Fact, PlanAdopted, ProposalSubmitted, SeatTaken
from process.ledger.state import State
from process.seats import Seat
from storage.addresses import Addresses
from storage.database import Database
from storage.directory import Directory, Person, Preferences
from storage.heartbeat import Heartbeat
from storage.inbox import ReceivedIds
from storage.ledger import Ledger, Texts
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog
from storage.verify import Proofs
from tests.support.cast import CAST, OUTSIDER, PLAN, PROPOSALS, at

Json = dict[str, Any]
PROCESS = "r24"
TOKEN, SECRET = "xoxb-test", "secret-of-the-test"
KEY = b"s" * 32
REAL_NOW = datetime(2030, 1, 2, 9, tzinfo=UTC)
PEOPLE = (*CAST.values(), OUTSIDER)


def slack_id(person: str) -> str:
    """The Slack id a person of the cast has."""
    return "U0" + person.removeprefix("p-").upper().replace("-", "")


@dataclass
class Clock:
    """The domain clock, set by the test; it goes on by `step` each time it is read."""

    instant: datetime
    step: timedelta = timedelta()

    def now(self) -> datetime:
        self.instant += self.step
        return self.instant

    def go(self, day: str, clock: str = "08:00") -> None:
        self.instant = at(day, clock)


@dataclass
class Office:
    """One process with its memory and a clock; no Slack needed."""

    context: Context
    clock: Clock
    real: Clock
    """The real clock, which is another."""
    woken: list[datetime] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.context.state()

    def serve_at(self, address: str) -> None:
        """Have pages there, and links to them."""
        links = replace(self.context.links, base_url=address)
        self.context = replace(self.context, links=links)

    def facts(self) -> list[str]:
        """The kinds of all entries after the beginning."""
        return [
            type(e.fact).__name__
            for e in self.context.ledger.entries(PROCESS, after=len(CAST) + len(PROPOSALS) + 1)
        ]


def open_office(database: Database, directory_ids: bool = True) -> Office:
    """The small process of tests/support/cast.py in a real database, on 1 March 2024."""
    office = empty_office(database)
    _begin(office.context, directory_ids)
    return office


def empty_office(database: Database, process: str = PROCESS) -> Office:
    """An office before anything was adopted, on 1 March 2024."""
    clock, real, woken = Clock(at("2024-03-01")), Clock(REAL_NOW), list[datetime]()
    addresses = Addresses(database)
    context = Context(
        process=process,
        ledger=Ledger(database),
        outbox=Outbox(database),
        outbox_log=OutboxLog(database),
        directory=Directory(database),
        texts=Texts(database),
        addresses=addresses,
        seen=ReceivedIds(database),
        now=clock.now,
        wake=lambda: woken.append(clock.now()),
        links=WebLinks(
            process=process,
            base_url="",
            secret=KEY,
            clock=real.now,
            committees=CommitteeLinks(
                process=process, addresses=addresses, secret=KEY, now=clock.now
            ),
        ),
        preferences=Preferences(database),
        heartbeat=Heartbeat(database),
        proofs=Proofs(database),
    )
    return Office(context=context, clock=clock, real=real, woken=woken)


def _begin(context: Context, directory_ids: bool) -> None:
    seats = (
        SeatTaken(seat=Seat.parse(s), person=p, since=at("2024-01-01").date())
        for s, p in CAST.items()
    )
    facts: tuple[Fact, ...] = (
        PlanAdopted(plan=PLAN, reason="Begyndelsen"),
        *seats,
        *(ProposalSubmitted(proposal=p) for p in PROPOSALS),
    )
    context.ledger.decide(
        PROCESS, lambda state: Decision(facts=facts), actor=SYSTEM, at=at("2024-01-01")
    )
    people = [
        Person(
            id=p,
            name=f"Navn {p[2:]}",
            email=f"{p}@example.org",
            slack_id=slack_id(p) if directory_ids else "",
        )
        for p in CAST.values()
    ]
    context.directory.put(PROCESS, people)


@dataclass
class World(Office):
    """An office with Slack around it."""

    url: str = ""
    bot_url: str = ""
    worker: Worker | None = None

    def deliver(self) -> None:
        """Let the worker do all that is due now."""
        assert self.worker is not None
        self.worker.settle()

    def act(self, person: str, do: str, **order: Any) -> Json:
        return self.call("/acts", {"as": slack_id(person), "do": do, **order})

    def command(self, person: str, text: str) -> str:
        """Type a command; returns what it answers, in text."""
        answer = self.act(person, "command", text=text)
        assert answer["ok"], answer
        return str(answer["answer"].get("text", ""))

    def press(self, person: str, label: str, *, number: int = -1) -> Json:
        """Press the button with this label in a message (the newest that has it)."""
        found = [
            (m["ts"], b["block_id"], e["action_id"])
            for m in self.messages(person)
            for b, e in buttons(m)
            if label in e["text"]["text"]
        ]
        assert found, f"{person} has no button {label!r}"
        ts, block, action = found[number]
        return self.act(person, "press", ts=ts, block_id=block, action_id=action)

    def submit(self, person: str, **values: Any) -> Json:
        return self.act(
            person, "submit", values={name: {name: value} for name, value in values.items()}
        )

    def messages(self, person: str) -> list[Json]:
        return list(self.seen(person)["messages"])

    def texts(self, person: str) -> list[str]:
        """What the person reads, oldest first."""
        return [str(message["text"]) for message in self.messages(person) if message.get("bot_id")]

    def private(self, person: str) -> str:
        """The newest word only this person sees."""
        return [str(m["text"]) for m in self.messages(person) if m.get("is_ephemeral")][-1]

    def modal(self, person: str) -> Json:
        return dict(self.seen(person)["modals"][-1])

    def seen(self, person: str) -> Json:
        return self.call(f"/state?user={slack_id(person)}")

    def labels(self, person: str) -> list[str]:
        """The labels of the newest message's buttons."""
        return [str(e["text"]["text"]) for _, e in buttons(self.messages(person)[-1])]

    def call(self, path: str, order: Json | None = None) -> Json:
        body = None if order is None else json.dumps(order).encode()
        request = urllib.request.Request(
            self.url + path, data=body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            answer: Json = json.loads(response.read())
            return answer


def buttons(message: Json) -> list[tuple[Json, Json]]:
    """Every button with its block."""
    rows = [block for block in message.get("blocks") or [] if block["type"] == "actions"]
    return [(block, element) for block in rows for element in block["elements"]]


def channel_of(office: Office, url: str, *, seconds: int = 5) -> SlackChannel:
    """The outgoing post, over the stand-in's Web API."""
    context = office.context
    client: WebClient = sender(TOKEN, base_url=f"{url}/api/", seconds=seconds)
    client._logger = logging.getLogger("test.quiet")
    view, directory = context.view, context.directory
    return SlackChannel(
        client, process=PROCESS, directory=directory, view=view, picture=png_picture
    )


def worker_of(office: Office, url: str) -> Worker:
    """A worker that is run by hand."""
    context = office.context
    delivery = Delivery(
        process=PROCESS,
        ledger=context.ledger,
        outbox=context.outbox,
        channels=(channel_of(office, url),),
        worker="w",
        monotonic=time.monotonic,
    )
    planner = Planner(
        process=PROCESS,
        ledger=context.ledger,
        outbox=context.outbox,
        outbox_log=context.outbox_log,
        wishes=context.preferences,
    )
    return Worker(
        planner=planner, delivery=delivery, now=office.clock.now, beat=lambda _round: None
    )


__all__ = [
    "PROCESS",
    "Office",
    "World",
    "buttons",
    "channel_of",
    "empty_office",
    "open_office",
    "slack_id",
    "view_of",
    "worker_of",
]
