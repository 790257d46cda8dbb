"""The office with a stand-in Slack around it over HTTP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from bot.slack.app import make_bolt, slack_events
from bot.slack.conversations import COMMANDS
from sandbox.__main__ import real_now
from sandbox.app import create_app
from sandbox.settings import Command, Member, SandboxSettings
from tests.bot.slack.world import PEOPLE, PROCESS, SECRET, TOKEN, Office, World, slack_id, worker_of

ODD: dict[str, Any] = {"p-gaest": {"guest": True}, "p-fremmed": {"team": "T0ELSEWHERE"}}
"""A guest of the workspace, and somebody from another one."""
Serve = Callable[[ASGIApp, socket.socket], None]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve apps on sockets that are already bound, until the test ends."""
    running: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def start(app: ASGIApp, listener: socket.socket) -> None:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.005)
        running.append((server, thread, listener))

    yield start
    for server, thread, listener in reversed(running):
        server.should_exit = True
        thread.join(10)
        listener.close()


def free_port() -> tuple[socket.socket, str]:
    """A bound socket and its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def world(office: Office, serve: Serve) -> World:
    """The office with Slack around it: signed requests in, Web API out."""
    slack, slack_url = free_port()
    bot, bot_url = free_port()
    settings = SandboxSettings(
        bot_token=TOKEN,
        signing_secret=SECRET,
        now=real_now,
        cast=tuple(
            Member(id=slack_id(p), name=f"Navn {p[2:]}", email=f"{p}@example.org", **ODD.get(p, {}))
            for p in (*PEOPLE, *ODD)
        ),
        commands=tuple(Command(name=c.name) for c in COMMANDS),
        bot_url=f"{bot_url}/slack/events",
        retry_seconds=(0.0, 0.05, 0.05),
    )
    serve(Starlette(routes=[Mount("/sandbox", create_app(settings))]), slack)
    url = f"{slack_url}/sandbox"
    bolt = make_bolt(office.context, signing_secret=SECRET, token=TOKEN, api_url=f"{url}/api/")
    events = slack_events(
        bolt,
        secret=SECRET,
        clock=real_now,
        first=lambda key: office.context.seen.first(PROCESS, key),
    )
    serve(Starlette(routes=[Route("/slack/events", events, methods=["POST"])]), bot)
    return World(
        context=office.context,
        clock=office.clock,
        real=office.real,
        woken=office.woken,
        url=url,
        bot_url=settings.bot_url or "",
        worker=worker_of(office, url),
    )
