"""The outgoing post: one call each, and an exact word on how it went, whatever Slack does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.context import view_of
from bot.slack.channel import SlackChannel, sender
from process.channel import Message, Sent, Turned, Unclear, Unsent, Wait
from process.reminders.due import due_notices
from process.reminders.notices import opaque
from sandbox.__main__ import real_now
from tests.bot.slack.world import PROCESS, TOKEN, World, channel_of, slack_id
from tests.support.cast import at

CHEF = "p-skolechef"
POST = "chat.postMessage"


def message(world: World) -> Message:
    """The reminder of 13 March."""
    now = at("2024-03-13")
    notices = tuple(n for n in due_notices(world.state, now) if n.person == CHEF)
    return Message(key=opaque("the key"), person=CHEF, notices=notices, day=now.date())


def posted(world: World) -> int:
    return len(world.messages(CHEF))


def order(world: World, **fault: Any) -> None:
    world.call("/faults", fault)


def test_a_message_arrives_once_with_its_key_and_can_be_found(world: World) -> None:
    channel = channel_of(world, world.url)
    sent = channel.send(message(world), world.state)

    assert isinstance(sent, Sent)
    stored = world.messages(CHEF)[-1]
    assert sent.ref == f"D{slack_id(CHEF)[1:]}/{stored['ts']}"
    assert stored["metadata"] == {
        "event_type": "fristvogter_notice",
        "event_payload": {"k": opaque("the key")},
    }
    since = at("2024-03-13").fromtimestamp(real_now(), tz=at("2024-03-13").tzinfo) - timedelta(
        minutes=1
    )
    assert channel.find(opaque("the key"), CHEF, since) == sent
    assert channel.find(opaque("another"), CHEF, since) is None


def test_a_message_that_was_changed_is_found_by_the_key_it_was_posted_with(world: World) -> None:
    """A copy that is put back knows no other."""
    world.clock.go("2024-03-13")
    world.deliver()
    (told,) = world.context.outbox_log.sent(PROCESS, person=CHEF)
    world.command(CHEF, "/frist afleveret")
    world.deliver()
    assert "meldt" in world.texts(CHEF)[0]
    found = channel_of(world, world.url).find(opaque(told.key), CHEF, at("2024-03-12"))
    assert isinstance(found, Sent) and found.ref.endswith(told.ref.rpartition("/")[2])


def test_the_channel_is_opened_once_and_remembered(world: World) -> None:
    channel = channel_of(world, world.url)
    for _ in range(2):
        channel.send(message(world), world.state)
    person = world.context.directory.get(PROCESS, CHEF)
    assert person is not None and person.slack_channel == f"D{slack_id(CHEF)[1:]}"
    assert world.call("/journal")["calls"]["conversations.open"] == 1


@pytest.mark.parametrize(
    ("fault", "outcome", "posts"),
    [
        ({"kind": "ratelimited", "retry_after": 7}, Wait(seconds=7.0), 0),
        ({"kind": "http500"}, Unclear, 0),
        ({"kind": "http503"}, Unclear, 0),
        ({"kind": "internal_error"}, Unclear(why="internal_error"), 0),
        ({"kind": "fatal_error"}, Unclear(why="fatal_error"), 0),
        ({"kind": "drop_before"}, Unclear, 0),
        ({"kind": "accept_then_drop"}, Unclear, 1),
        ({"kind": "accept_then_500"}, Unclear, 1),
        ({"kind": "accept_then_fatal_error"}, Unclear(why="fatal_error"), 1),
        (
            {"kind": "error", "error": "user_not_found"},
            Turned(why="user_not_found", gone=True),
            0,
        ),
        ({"kind": "error", "error": "msg_too_long"}, Turned(why="msg_too_long"), 0),
        ({"kind": "error", "error": "token_revoked"}, Turned(why="token_revoked", all=True), 0),
        *(
            ({"kind": "error", "error": word}, Turned(why=word, all=True), 0)
            for word in ("message_limit_exceeded", "access_denied", "a_word_of_next_year")
        ),
    ],
    ids=lambda value: value.get("error", value["kind"]) if isinstance(value, dict) else None,
)
def test_every_fault_has_its_class_and_no_post_is_repeated(
    world: World, fault: dict[str, Any], outcome: Any, posts: int
) -> None:
    order(world, method=POST, **fault)
    found = channel_of(world, world.url).send(message(world), world.state)

    assert isinstance(found, outcome) if isinstance(outcome, type) else found == outcome
    assert posted(world) == posts
    assert world.call("/journal")["calls"][POST] == 1


def test_a_fault_while_looking_is_not_taken_for_absence(world: World) -> None:
    order(world, method="conversations.history", kind="http500")
    assert isinstance(channel_of(world, world.url).find("k", CHEF, at("2024-03-13")), Unclear)


def test_opening_the_conversation_posts_nothing_so_it_may_be_tried_again(world: World) -> None:
    order(world, method="conversations.open", kind="accept_then_500")
    assert isinstance(channel_of(world, world.url).send(message(world), world.state), Unsent)
    assert posted(world) == 0


def test_nobody_answering_means_that_it_never_left(world: World) -> None:
    closed = SlackChannel(
        sender(TOKEN, base_url="http://127.0.0.1:9/api/", seconds=2),
        process=PROCESS,
        directory=world.context.directory,
        view=lambda: view_of(PROCESS, world.context.directory, world.context.texts),
    )
    assert isinstance(closed.send(message(world), world.state), Unsent)


def test_a_conversation_that_is_gone_is_forgotten_opened_anew_and_written_to_once(
    world: World,
) -> None:
    channel = channel_of(world, world.url)
    world.context.directory.set_channel(PROCESS, CHEF, "DGONE")
    assert isinstance(channel.send(message(world), world.state), Sent)
    person = world.context.directory.get(PROCESS, CHEF)
    assert person is not None and person.slack_channel == f"D{slack_id(CHEF)[1:]}"
    assert posted(world) == 1


def test_a_message_that_is_gone_is_turned_down_for_good(world: World) -> None:
    channel = channel_of(world, world.url)
    assert channel.update(f"D{slack_id(CHEF)[1:]}/1.000001", message(world), world.state) == Turned(
        why="message_not_found"
    )


def test_who_has_left_slack_is_gone_and_who_prefers_mail_is_not_reached(world: World) -> None:
    channel = channel_of(world, world.url)
    world.call("/members", {"id": slack_id(CHEF)})
    found = channel.send(message(world), world.state)
    assert isinstance(found, Turned) and found.gone
    assert channel.reaches("p-plejechef") and not channel.reaches("p-udenfor")
