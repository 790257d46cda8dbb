"""What the Web API accepts and what it refuses, in Slack's own words."""

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from tests.sandbox.conftest import CHAIR, CHEF, JSON, LEAVER, Build, World
from tests.sandbox.peer import MODAL

DM = "D0CHEF"


def error_of(world: World, method: str, token: str | None = None, **args: Any) -> str:
    client = WebClient(
        token=token or world.settings.bot_token,
        base_url=f"{world.url}/api/",
        retry_handlers=[],
        timeout=5,
    )
    with pytest.raises(SlackApiError) as refused:
        client.api_call(method, json=args)
    return str(refused.value.response["error"])


REFUSALS: list[tuple[str, JSON, str]] = [
    ("chat.postMessage", {"channel": "D0NOBODY", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0CLOSED", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "U0BOT0001", "text": "x"}, "cannot_dm_bot"),
    ("chat.postMessage", {"channel": DM}, "no_text"),
    ("chat.postMessage", {"channel": DM, "text": "x" * 40_001}, "msg_too_long"),
    (
        "chat.postMessage",
        {"channel": DM, "text": "x", "blocks": [{"type": "poem"}]},
        "invalid_blocks",
    ),
    ("chat.postMessage", {"channel": DM, "text": "x", "metadata": "y"}, "invalid_metadata_format"),
    (
        "chat.postMessage",
        {"channel": DM, "text": "x", "metadata": {"event_payload": {}}},
        "invalid_metadata_format",
    ),
    (
        "chat.postMessage",
        {"channel": DM, "text": "x", "metadata": {"event_type": "n"}},
        "invalid_metadata_schema",
    ),
    (
        "chat.postMessage",
        {
            "channel": DM,
            "text": "x",
            "metadata": {"event_type": "n", "event_payload": {"a": "x" * 8000}},
        },
        "metadata_too_large",
    ),
    ("chat.postEphemeral", {"channel": DM, "user": CHAIR.id, "text": "x"}, "user_not_in_channel"),
    ("chat.postEphemeral", {"channel": DM, "user": "U0NOBODY", "text": "x"}, "user_not_found"),
    ("chat.update", {"channel": DM, "ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "D0NOBODY", "ts": "1.000001", "text": "x"}, "channel_not_found"),
    ("chat.delete", {"channel": DM, "ts": "1.000001"}, "message_not_found"),
    ("conversations.open", {"users": "U0BOT0001"}, "cannot_dm_bot"),
    ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.history", {"channel": "D0NOBODY"}, "channel_not_found"),
    ("conversations.history", {"channel": "C0CLOSED"}, "not_in_channel"),
    ("conversations.history", {"channel": DM, "limit": 1000}, "invalid_limit"),
    ("conversations.history", {"channel": DM, "oldest": "i går"}, "invalid_ts_oldest"),
    ("conversations.replies", {"channel": DM, "ts": "1.000001"}, "thread_not_found"),
    ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
    ("users.lookupByEmail", {"email": "ingen@example.org"}, "users_not_found"),
    ("views.open", {"trigger_id": "1.1", "view": MODAL}, "invalid_trigger_id"),
    (
        "views.open",
        {"trigger_id": "1.1", "view": {"type": "home", "blocks": []}},
        "invalid_arguments",
    ),
    ("views.update", {"view_id": "V0", "view": MODAL}, "not_found"),
    (
        "views.publish",
        {"user_id": "U0NOBODY", "view": {"type": "home", "blocks": []}},
        "user_not_found",
    ),
    ("files.completeUploadExternal", {"files": [{"id": "F0"}]}, "file_not_found"),
    ("conversations.dance", {}, "unknown_method"),
]


@pytest.mark.parametrize(
    ("method", "args", "error"), REFUSALS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_slack_refuses_it_in_these_words(world: World, method: str, args: JSON, error: str) -> None:
    assert error_of(world, method, **args) == error
    assert world.journal["posts"] == []


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "xoxb-other", "invalid_auth"),
        ("auth.test", "xapp-test", "not_allowed_token_type"),
        ("apps.connections.open", "xoxb-test", "not_allowed_token_type"),
    ],
)
def test_a_token_must_be_known_and_of_the_right_kind(
    world: World, method: str, token: str, error: str
) -> None:
    assert error_of(world, method, token=token) == error


def raw(world: World, method: str, data: bytes, **headers: str) -> JSON:
    with urlopen(
        Request(f"{world.url}/api/{method}", data=data, headers=headers), timeout=5
    ) as response:
        answer: JSON = json.loads(response.read())
        return answer


def test_no_token_is_told_apart_from_a_wrong_one(world: World) -> None:
    assert raw(world, "auth.test", b"")["error"] == "not_authed"


def test_a_body_that_is_not_json_is_refused_as_such(world: World) -> None:
    assert (
        raw(world, "auth.test", b"{", **{"Content-Type": "application/json"})["error"]
        == "invalid_json"
    )
    assert (
        raw(world, "auth.test", b"[1]", **{"Content-Type": "application/json"})["error"]
        == "json_not_object"
    )


def test_a_form_with_the_token_and_blocks_inside_is_as_good_as_json(world: World) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "æøå"}}]
    form = urlencode(
        {"token": "xoxb-test", "channel": DM, "text": "Hej", "blocks": json.dumps(blocks)}
    ).encode()
    answer = raw(
        world, "chat.postMessage", form, **{"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer["message"]["blocks"][0]["text"]["text"] == "æøå"


def test_a_missing_scope_is_named(build: Build) -> None:
    world = build(scopes=("chat:write",), with_bot=False)
    with pytest.raises(SlackApiError) as refused:
        world.client.conversations_history(channel=DM)
    assert (refused.value.response["error"], refused.value.response["needed"]) == (
        "missing_scope",
        "im:history",
    )


def test_someone_who_has_left_can_neither_be_found_nor_written_to(world: World) -> None:
    world.post("/members", id=LEAVER.id)
    assert error_of(world, "users.lookupByEmail", email=LEAVER.email) == "users_not_found"
    assert error_of(world, "conversations.open", users=LEAVER.id) == "user_not_found"
    assert error_of(world, "chat.postMessage", channel=LEAVER.id, text="x") == "user_not_found"
    assert error_of(world, "chat.postMessage", channel="D0LEAVER", text="x") == "user_not_found"
    assert world.client.users_info(user=LEAVER.id)["user"]["deleted"] is True
    world.post("/members", id=LEAVER.id, deleted=False)
    assert world.client.users_lookupByEmail(email=LEAVER.email)["user"]["id"] == LEAVER.id


def test_history_is_newest_first_exclusive_at_its_ends_and_comes_in_pages(world: World) -> None:
    stamps = [
        world.client.chat_postMessage(channel=DM, text=str(number))["ts"] for number in range(5)
    ]

    def texts(answer: SlackResponse) -> list[str]:
        return [m["text"] for m in answer["messages"]]

    client = world.client
    assert texts(client.conversations_history(channel=DM)) == ["4", "3", "2", "1", "0"]
    assert texts(client.conversations_history(channel=DM, oldest=stamps[1], latest=stamps[3])) == [
        "2"
    ]
    assert texts(
        client.conversations_history(channel=DM, oldest=stamps[1], latest=stamps[3], inclusive=True)
    ) == ["3", "2", "1"]
    assert [texts(page) for page in client.conversations_history(channel=DM, limit=2)] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]


def test_metadata_comes_back_only_when_asked_for(world: World) -> None:
    metadata = {"event_type": "notice", "event_payload": {"key": "k1"}}
    world.client.chat_postMessage(channel=DM, text="x", metadata=metadata)
    assert "metadata" not in world.client.conversations_history(channel=DM)["messages"][0]
    assert (
        world.client.conversations_history(channel=DM, include_all_metadata=True)["messages"][0][
            "metadata"
        ]
        == metadata
    )


def test_an_update_with_text_alone_removes_the_blocks_and_keeps_the_metadata(world: World) -> None:
    metadata = {"event_type": "notice", "event_payload": {}}
    ts = world.client.chat_postMessage(
        channel=DM, text="x", blocks=[{"type": "divider"}], metadata=metadata
    )["ts"]
    message = world.client.chat_update(channel=DM, ts=ts, text="y")["message"]
    assert (message["text"], message["blocks"], message["metadata"]) == ("y", [], metadata)
    message = world.client.api_call(
        "chat.update",
        json={"channel": DM, "ts": ts, "blocks": [{"type": "divider"}], "metadata": {}},
    )["message"]
    assert (message["text"], len(message["blocks"]), message["metadata"]) == ("y", 1, None)


def test_a_persons_own_message_can_be_neither_changed_nor_deleted_by_the_app(world: World) -> None:
    ts = world.act(CHEF, "say", text="mit")["messages"][0]["ts"]
    assert error_of(world, "chat.update", channel=DM, ts=ts, text="dit") == "cant_update_message"
    assert error_of(world, "chat.delete", channel=DM, ts=ts) == "cant_delete_message"


def test_an_update_may_not_be_longer_than_four_thousand_characters(world: World) -> None:
    ts = world.client.chat_postMessage(channel=DM, text="x")["ts"]
    world.client.chat_update(channel=DM, ts=ts, text="x" * 4000)
    assert error_of(world, "chat.update", channel=DM, ts=ts, text="x" * 4001) == "msg_too_long"


def test_a_reply_to_a_message_that_is_gone_is_posted_on_top_without_an_error(world: World) -> None:
    parent = world.client.chat_postMessage(channel=DM, text="forælder")["ts"]
    world.client.chat_postMessage(channel=DM, text="svar", thread_ts=parent)
    assert [
        m["text"] for m in world.client.conversations_replies(channel=DM, ts=parent)["messages"]
    ] == ["forælder", "svar"]
    assert [m["text"] for m in world.client.conversations_history(channel=DM)["messages"]] == [
        "forælder"
    ]
    world.client.chat_delete(channel=DM, ts=parent)
    orphan = world.client.chat_postMessage(channel=DM, text="orphan", thread_ts=parent)
    assert "thread_ts" not in orphan["message"]


def test_a_hash_that_has_been_overtaken_is_refused_and_answers_survive_an_update(
    world: World,
) -> None:
    modal = world.act(CHEF, "command", text="/med")["modals"][0]
    world.bot.answer = {"response_action": "errors", "errors": {"day": "For sent"}}
    world.act(CHEF, "submit", values={"day": {"date": "2024-04-18"}, "views": {"text": "kladde"}})
    updated = world.client.views_update(view_id=modal["id"], hash=modal["hash"], view=MODAL)["view"]
    assert updated["state"]["values"]["views"]["text"]["value"] == "kladde"
    assert (
        error_of(world, "views.update", view_id=modal["id"], hash=modal["hash"], view=MODAL)
        == "hash_conflict"
    )


def test_a_fourth_modal_on_the_stack_is_refused(world: World) -> None:
    world.act(CHEF, "command", text="/med")
    world.bot.answer = {"response_action": "push", "view": MODAL}
    filled = {"day": {"date": "2024-04-18"}, "views": {"text": "x"}}
    depths = [world.act(CHEF, "submit", values=filled) for _ in range(3)]
    assert [(len(state["modals"]), state["error"]) for state in depths] == [
        (2, ""),
        (3, ""),
        (3, "push_limit_reached"),
    ]


def test_a_file_is_uploaded_in_three_steps_and_shown_with_its_comment(world: World) -> None:
    world.client.files_upload_v2(
        channel=DM,
        filename="tavle.png",
        content=b"\x89PNG",
        title="Tavlen",
        initial_comment="Her er tavlen",
    )
    message = world.state(CHEF)["messages"][0]
    assert (message["text"], message["files"][0]["title"]) == ("Her er tavlen", "Tavlen")
    with urlopen(f"{world.url}/files/{message['files'][0]['id']}", timeout=5) as response:
        assert (response.read(), response.headers["content-type"]) == (b"\x89PNG", "image/png")


def test_posts_faster_than_the_pace_are_told_to_wait(build: Build) -> None:
    world = build(posts_per_second=1.0, posts_burst=2, with_bot=False)
    for _ in range(2):
        world.client.chat_postMessage(channel=DM, text="x")
    with pytest.raises(SlackApiError) as refused:
        world.client.chat_postMessage(channel=DM, text="x")
    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (
        429,
        "1",
    )
    world.client.chat_postMessage(channel=CHAIR.id, text="another channel")
    world.clock.ahead += 1
    world.client.chat_postMessage(channel=DM, text="x")
    assert len(world.journal["posts"]) == 4


@pytest.mark.parametrize(
    "args",
    [
        {"channel": ["x"], "text": "x"},
        {"channel": DM, "text": 7},
        {"channel": DM, "text": "x", "blocks": 7},
    ],
)
def test_arguments_of_a_shape_nobody_expects_are_refused_and_never_a_server_error(
    world: World, args: JSON
) -> None:
    assert error_of(world, "chat.postMessage", **args) in (
        "invalid_arguments",
        "invalid_blocks",
        "channel_not_found",
    )
