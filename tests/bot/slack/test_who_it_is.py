"""Who an account is: of this workspace, no guest, and once for each thing that is sent."""

from __future__ import annotations

import hashlib
import hmac
import urllib.parse
import urllib.request
from dataclasses import replace
from typing import Any

import pytest

from bot.slack.people import Home
from process.channel import Sent, Turned
from sandbox.__main__ import real_now
from storage.directory import Person
from tests.bot.slack.test_channel import message
from tests.bot.slack.world import PROCESS, SECRET, World, channel_of, slack_id

CHEF = "p-skolechef"
ELSEWHERE = "Du skriver fra en anden organisation"


@pytest.mark.parametrize("person", ["p-gaest", "p-fremmed"])
@pytest.mark.parametrize("known", [True, False])
def test_a_guest_and_a_stranger_are_nobody_even_when_somebody_listed_them(
    world: World, person: str, known: bool
) -> None:
    listed = Person(id=CHEF, name="Chef", email=f"{person}@example.org")
    world.context.directory.put(PROCESS, [listed])
    world.context.directory.set_slack_id(PROCESS, CHEF, slack_id(person) if known else "")

    assert world.command(person, "/frist afleveret").startswith(ELSEWHERE)
    assert world.facts() == []
    found = world.context.directory.get(PROCESS, CHEF)
    assert found and (found.slack_id == slack_id(person)) is known


@pytest.mark.parametrize(
    ("body", "here"),
    [
        ({"team_id": "T1", "user_id": "U"}, True),
        ({"team_id": "T2", "user_id": "U"}, False),
        ({"user_id": "U"}, False),
        ({"team": {"id": "T1"}, "user": {"id": "U", "team_id": "T1"}}, True),
        ({"team": {"id": "T1"}, "user": {"id": "U", "team_id": "T2"}}, False),
        ({"team": {"id": "T1"}, "enterprise": {"id": "E1"}, "user": {"id": "U"}}, True),
        ({"team": {"id": "T1"}, "enterprise": {"id": "E2"}, "user": {"id": "U"}}, False),
        ({"team_id": "T1", "event": {"user": "U", "user_team": "T2"}}, False),
        ({"team_id": "T1", "event": {"user": "U", "team": "T2"}}, False),
    ],
)
def test_only_the_installations_own_team_and_enterprise_send(
    body: dict[str, Any], here: bool
) -> None:
    assert Home(team="T1", enterprise="E1").has_sent(body) is here


def test_the_same_signed_request_sent_again_does_nothing(world: World) -> None:
    """Whoever copied a request has five minutes with it, and gets nothing for them."""
    world.clock.go("2024-03-13")
    for text, facts in (("ikke min", ["NotMine"]), ("fortryd", ["NotMine", "Undone"])):
        fields = {"command": "/frist", "text": text, "user_id": slack_id(CHEF)}
        request = signed({**fields, "team_id": "T0SANDBOX", "trigger_id": text, "user_name": "c"})
        first, again = answered(world, request), answered(world, request)
        assert first and not again
        assert world.facts() == facts


def signed(fields: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    body, stamp = urllib.parse.urlencode(fields).encode(), str(int(real_now()))
    seal = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return body, {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={seal.hexdigest()}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def answered(world: World, request: tuple[bytes, dict[str, str]]) -> bytes:
    body, headers = request
    sent = urllib.request.Request(world.bot_url, data=body, headers=headers, method="POST")
    with urllib.request.urlopen(sent, timeout=10) as response:
        answer: bytes = response.read()
        return answer


def test_a_corrected_account_is_the_only_one_that_is_written_to(world: World) -> None:
    """Neither what is new nor what an old message says now."""
    channel, people = channel_of(world, world.url), world.context.directory
    sent = channel.send(message(world), world.state)
    assert isinstance(sent, Sent)
    before = world.messages(CHEF)
    right = replace(_of(world), slack_id=slack_id("p-udenfor"), slack_channel="")
    people.put(PROCESS, [right])

    assert channel.update(sent.ref, message(world), world.state) == Turned(
        why="another conversation"
    )
    assert isinstance(channel.send(message(world), world.state), Sent)
    assert world.messages(CHEF) == before and world.texts("p-udenfor")
    people.set_slack_id(PROCESS, CHEF, "")
    assert _of(world).slack_channel == ""


def _of(world: World) -> Person:
    found = world.context.directory.get(PROCESS, CHEF)
    assert found is not None
    return found
