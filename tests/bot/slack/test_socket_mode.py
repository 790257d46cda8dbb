"""The same bot without a public address: over Socket Mode, against the same stand-in."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.slack.app import make_bolt, start_socket
from bot.slack.conversations import COMMANDS
from sandbox.__main__ import real_now
from sandbox.app import create_app
from sandbox.settings import Command, Member, SandboxSettings
from tests.bot.slack.conftest import Serve, free_port
from tests.bot.slack.world import PEOPLE, TOKEN, Office, World, slack_id, worker_of

CHEF = "p-skolechef"


def test_a_command_and_a_press_over_socket_mode_also_when_slack_was_away_at_the_start(
    office: Office, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    slack, slack_url = free_port()
    handler = start_socket(
        make_bolt(office.context, token=TOKEN, api_url=f"{slack_url}/sandbox/api/"),
        "xapp-test",
        api_url=f"{slack_url}/sandbox/api/",
    )
    while "Slack cannot be reached over Socket Mode" not in caplog.text:
        assert not handler.connected.wait(0.01)
    settings = SandboxSettings(
        bot_token=TOKEN,
        signing_secret="",
        app_token="xapp-test",
        now=real_now,
        cast=tuple(Member(id=slack_id(p), name=p, email=f"{p}@example.org") for p in PEOPLE),
        commands=tuple(Command(name=c.name) for c in COMMANDS),
        bot_url=None,
    )
    serve(Starlette(routes=[Mount("/sandbox", create_app(settings))]), slack)
    url = f"{slack_url}/sandbox"
    world = World(
        context=office.context,
        clock=office.clock,
        real=office.real,
        woken=office.woken,
        url=url,
        worker=worker_of(office, url),
    )
    world.clock.go("2024-03-13")
    assert handler.connected.wait(30)
    try:
        assert world.command(CHEF, "/frist").startswith("Råderumsforslag for Skole og Dagtilbud")
        world.press(CHEF, "Det er afleveret")
    finally:
        handler.close()
    assert world.facts() == ["Delivered"]
