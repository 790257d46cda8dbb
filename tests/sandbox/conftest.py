"""A sandbox and a bot, each behind a real server on a free port of this machine."""

import json
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import uvicorn
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from sandbox.__main__ import real_now
from sandbox.app import create_app
from sandbox.settings import Channel, Command, Member, SandboxSettings
from tests.sandbox.peer import PeerBot

JSON = dict[str, Any]

CHEF = Member(
    id="U0CHEF",
    name="Skolechef (eksempel)",
    title="Chef for Skole",
    email="skolechef@example.org",
    seats="head:skole",
)
CHAIR = Member(
    id="U0CHAIR", name="Formand (eksempel)", title="LokalMED", email="formand@example.org"
)
LEAVER = Member(id="U0LEAVER", name="Fratrådt (eksempel)", email="fratraadt@example.org")


@dataclass
class Clock:
    """The real clock, which a test may push forward."""

    ahead: float = 0.0

    def now(self) -> float:
        return real_now() + self.ahead


class Served:
    """A free port, and from `start` on an app behind uvicorn on it; `url` ends without a slash."""

    def __init__(self) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self, app: ASGIApp) -> "Served":
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.01)
        return self

    def _run(self) -> None:
        assert self._server is not None
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        if self._server is not None:
            self._server.should_exit = True
            self._thread.join(10)
        self._socket.close()


@dataclass
class World:
    """A running sandbox and, when asked for, the bot beside it."""

    settings: SandboxSettings
    clock: Clock
    url: str
    bot: PeerBot

    @property
    def client(self) -> WebClient:
        return WebClient(
            token=self.settings.bot_token, base_url=f"{self.url}/api/", retry_handlers=[], timeout=5
        )

    def get(self, path: str) -> JSON:
        return call(self.url + path)

    def post(self, path: str, **order: Any) -> JSON:
        return call(self.url + path, order)

    def begin_again(self) -> "World":
        self.clock.ahead = 0.0
        self.bot.forget()
        call(self.url + "/faults", method="DELETE")
        self.post("/members", id=LEAVER.id, deleted=False)
        self.post("/reset")
        return self

    def act(self, user: Member, do: str, **order: Any) -> JSON:
        return self.post("/acts", **{"as": user.id, "do": do, **order})

    def state(self, user: Member) -> JSON:
        return self.get(f"/state?user={user.id}")

    @property
    def journal(self) -> JSON:
        return self.get("/journal")


def call(url: str, order: JSON | None = None, method: str | None = None) -> JSON:
    body = None if order is None else json.dumps(order).encode()
    request = urllib.request.Request(
        url, data=body, headers={"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        answer: JSON = json.loads(response.read())
        return answer


BASE = SandboxSettings(
    bot_token="xoxb-test",
    signing_secret="secret-of-the-test",
    app_token="xapp-test",
    now=real_now,
    cast=(CHEF, CHAIR, LEAVER),
    channels=(
        Channel(id="C0OPEN", name="aabent"),
        Channel(id="C0CLOSED", name="lukket", bot_is_member=False),
    ),
    commands=(
        Command(name="/frist", description="Dine frister", usage_hint="[hjælp]"),
        Command(name="/med", should_escape=True),
    ),
    retry_seconds=(0.0, 0.05, 0.05),
)

Build = Callable[..., World]


def serving() -> Iterator[Build]:
    """Start sandboxes with changed settings: build(posts_per_second=1.0);
    `with_bot=False` leaves the request URL out.
    """
    servers: list[Served] = []

    def port() -> Served:
        servers.append(Served())
        return servers[-1]

    def build_world(*, with_bot: bool = True, **changes: Any) -> World:
        clock, place, bot_place = Clock(), port(), port()
        bot_url = f"{bot_place.url}/slack/events" if with_bot else None
        settings = replace(BASE, now=clock.now, bot_url=bot_url, **changes)
        place.start(Starlette(routes=[Mount("/sandbox", create_app(settings))]))
        url = f"{place.url}/sandbox"
        bot = PeerBot(
            api_url=f"{url}/api/", token=BASE.bot_token, signing_secret=BASE.signing_secret
        )
        if with_bot:
            bot_place.start(bot.endpoint())
        return World(settings=settings, clock=clock, url=url, bot=bot)

    yield build_world
    for server in reversed(servers):
        server.stop()


@pytest.fixture
def build() -> Iterator[Build]:
    """A sandbox of the test's own."""
    yield from serving()


@pytest.fixture(scope="session")
def build_once() -> Iterator[Build]:
    yield from serving()


@pytest.fixture(scope="session")
def shared_world(build_once: Build) -> World:
    return build_once()


@pytest.fixture
def world(shared_world: World) -> World:
    """The usual sandbox, as empty as on its first day."""
    return shared_world.begin_again()
