"""The same bot over Socket Mode, with slack_sdk's own built-in client at the other end."""

from collections.abc import Iterator

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.sandbox.conftest import CHEF, Build, World
from tests.sandbox.peer import BUTTONS

FILLED = {"day": {"date": "2024-04-18"}, "views": {"text": "Vi mener"}}


def app_client(world: World) -> WebClient:
    return WebClient(
        token=world.settings.app_token, base_url=f"{world.url}/api/", retry_handlers=[]
    )


@pytest.fixture(scope="module")
def connected(build_once: Build) -> Iterator[World]:
    """slack_sdk takes three seconds to hang up, so the tests share one connection."""
    world = build_once(with_bot=False, ack_seconds=1.0)
    handler = SocketModeHandler(
        world.bot.bolt, world.settings.app_token, web_client=app_client(world), ping_interval=1
    )
    handler.connect()  # type: ignore[no-untyped-call]
    yield world
    handler.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def socket_world(connected: World) -> World:
    return connected.begin_again()


def test_commands_actions_submissions_and_events_travel_over_the_socket(
    socket_world: World,
) -> None:
    world = socket_world
    assert world.act(CHEF, "command", text="/frist hej")["messages"][0]["text"] == "Du skrev: hej"
    ts = world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=BUTTONS)["ts"]
    world.act(CHEF, "press", ts=ts, block_id="answer", action_id="form")
    world.bot.answer = {"response_action": "errors", "errors": {"day": "For sent"}}
    state = world.act(CHEF, "submit", values=FILLED)
    assert list(state["errors"].values()) == [{"day": {"text": "For sent"}}]
    world.act(CHEF, "say", text="hej")
    assert world.bot.wait_for("message")["event"]["text"] == "hej"


def test_a_silent_app_on_the_socket_is_a_timeout_for_the_person(socket_world: World) -> None:
    socket_world.bot.awake.clear()
    assert socket_world.act(CHEF, "command", text="/frist")["error"] == "operation_timeout"
    socket_world.bot.awake.set()


def test_a_ticket_opens_one_socket_and_the_connection_ends_when_told_so(build: Build) -> None:
    world = build(with_bot=False)
    url = app_client(world).apps_connections_open(app_token=world.settings.app_token)["url"]
    with connect(url) as socket:
        assert '"type":"hello"' in str(socket.recv())
        assert world.post("/sockets")["told"] == 1
        assert "refresh_requested" in str(socket.recv())
        with pytest.raises(ConnectionClosed):
            socket.recv()
    with pytest.raises(InvalidStatus):
        connect(url)


def test_the_bot_token_opens_no_socket(world: World) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        world.client.api_call("apps.connections.open")
