"""Every fault a test can order, as a bot's client meets it."""

from http.client import HTTPException

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.conftest import CHAIR, CHEF, World


def post(world: World, channel: str = CHEF.id) -> None:
    world.client.chat_postMessage(channel=channel, text="x")


def posts(world: World) -> int:
    return len(world.journal["posts"])


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("ratelimited", 429, "ratelimited"),
        ("internal_error", 200, "internal_error"),
        ("fatal_error", 200, "fatal_error"),
    ],
)
def test_a_refusal_in_slacks_own_words_keeps_the_message_out(
    world: World, kind: str, status: int, error: str
) -> None:
    world.post("/faults", method="chat.postMessage", kind=kind, retry_after=7)
    with pytest.raises(SlackApiError) as refused:
        post(world)
    response = refused.value.response
    assert (response.status_code, response["error"], posts(world)) == (status, error, 0)
    assert response.headers.get("Retry-After") == ("7" if kind == "ratelimited" else None)


@pytest.mark.parametrize(
    ("kind", "stored"), [("http500", 0), ("http503", 0), ("accept_then_500", 1)]
)
def test_a_server_error_says_nothing_about_whether_the_message_was_stored(
    world: World, kind: str, stored: int
) -> None:
    world.post("/faults", method="chat.postMessage", kind=kind)
    with pytest.raises(SlackApiError):
        post(world)
    assert posts(world) == stored


@pytest.mark.parametrize(
    ("kind", "stored"), [("drop_before", 0), ("drop_after", 1), ("accept_then_drop", 1)]
)
def test_a_cut_connection_says_nothing_either(world: World, kind: str, stored: int) -> None:
    world.post("/faults", method="chat.postMessage", kind=kind)
    with pytest.raises((OSError, HTTPException)):
        post(world)
    assert posts(world) == stored


@pytest.mark.parametrize(("kind", "stored"), [("hang", 0), ("accept_then_hang", 1)])
def test_a_hanging_answer_ends_in_the_clients_own_timeout(
    world: World, kind: str, stored: int
) -> None:
    world.post("/faults", method="chat.postMessage", kind=kind)
    client = world.client
    client.timeout = 1
    with pytest.raises(OSError, match="timed out"):
        client.chat_postMessage(channel=CHEF.id, text="x")
    assert posts(world) == stored


def test_a_hang_with_an_end_cuts_the_connection_then(world: World) -> None:
    world.post("/faults", method="chat.postMessage", kind="hang", seconds=0.05)
    with pytest.raises((OSError, HTTPException)):
        post(world)


def test_a_fault_may_carry_any_word_of_slacks(world: World) -> None:
    world.post("/faults", method="*", kind="error", error="account_inactive")
    with pytest.raises(SlackApiError, match="account_inactive"):
        world.client.auth_test()


def test_a_fault_happens_as_often_as_ordered_and_where_ordered(world: World) -> None:
    world.post(
        "/faults", method="chat.postMessage", kind="internal_error", count=2, channel="D0CHEF"
    )
    post(world, CHAIR.id)
    for channel in (CHEF.id, "D0CHEF"):
        with pytest.raises(SlackApiError):
            post(world, channel)
    post(world)
    assert posts(world) == 2
    assert world.journal["refusals"]["chat.postMessage"] == {"internal_error": 2}


def test_an_unknown_fault_is_refused_with_the_known_ones(world: World) -> None:
    with pytest.raises(OSError, match="400"):
        world.post("/faults", method="chat.postMessage", kind="earthquake")
    with pytest.raises(OSError, match="400"):
        world.post("/faults", method="chat.postMessage", kind="hang", how_long=3)
    assert world.get("/faults")["faults"] == []


def test_calls_are_counted_also_when_refused(world: World) -> None:
    world.post("/faults", method="auth.test", kind="http500")
    with pytest.raises(SlackApiError):
        world.client.auth_test()
    world.client.auth_test()
    assert world.journal["calls"] == {"auth.test": 2}
