"""Both directions over HTTP with a real slack-bolt app."""

import json
from urllib.request import Request, urlopen

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.events import Call, send, signed_request
from tests.sandbox.conftest import CHAIR, CHEF, JSON, Build, World
from tests.sandbox.peer import BUTTONS, MODAL


def posted(world: World) -> JSON:
    answer = world.client.chat_postMessage(
        channel=CHEF.id,
        text="Frist",
        blocks=BUTTONS,
        metadata={"event_type": "n", "event_payload": {}},
    )
    return dict(answer.data) if isinstance(answer.data, dict) else {}


def open_modal(world: World) -> JSON:
    state = world.act(CHEF, "command", text="/med")
    modal: JSON = state["modals"][-1]
    return modal


FILLED = {"day": {"date": "2024-04-18"}, "views": {"text": "Vi mener & <tror>"}}


def test_a_pressed_button_tells_the_app_the_message_and_its_metadata_and_is_replaced_by_its_answer(
    world: World,
) -> None:
    ts = posted(world)["ts"]
    state = world.act(CHEF, "press", ts=ts, block_id="answer", action_id="done")
    body = world.bot.wait_for("action")
    assert body["actions"][0]["value"] == "17"
    assert body["message"]["metadata"]["event_type"] == "n"
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "D0CHEF",
        "is_ephemeral": False,
    }
    assert [(m["ts"], m["text"], m["blocks"]) for m in state["messages"]] == [
        (ts, "Tak, det er noteret.", [])
    ]


def test_a_button_that_is_gone_is_refused_and_the_app_hears_nothing(world: World) -> None:
    ts = posted(world)["ts"]
    world.client.chat_update(channel="D0CHEF", ts=ts, text="Klaret")
    with pytest.raises(OSError, match="400"):
        world.act(CHEF, "press", ts=ts, block_id="answer", action_id="done")
    assert world.bot.of("action") == []


def test_a_filled_in_modal_reaches_the_app_and_closes(world: World) -> None:
    modal = open_modal(world)
    assert modal["private_metadata"] == "case 17"
    state = world.act(CHEF, "submit", values=FILLED)
    values = world.bot.wait_for("submission")["view"]["state"]["values"]
    assert values["day"]["date"]["selected_date"] == "2024-04-18"
    assert values["views"]["text"]["value"] == "Vi mener & <tror>"
    assert state["modals"] == []


AT_ONCE = {
    **MODAL,
    "blocks": [{**MODAL["blocks"][0], "dispatch_action": True}, *MODAL["blocks"][1:]],
}


def test_a_field_that_says_so_tells_the_app_when_it_is_changed_and_the_app_may_change_the_window(
    world: World,
) -> None:
    modal = open_modal(world)
    world.client.views_update(view_id=modal["id"], hash=modal["hash"], view=AT_ONCE)
    press = {
        "block_id": "day",
        "action_id": "date",
        "values": {**FILLED, "day": {"date": "2024-04-19"}},
    }
    state = world.act(CHEF, "press", **press)
    body = world.bot.wait_for("action")
    assert (body["actions"][0]["type"], body["actions"][0]["selected_date"]) == (
        "datepicker",
        "2024-04-19",
    )
    assert body["view"]["state"]["values"]["views"]["text"]["value"] == "Vi mener & <tror>"

    shown = body["view"]
    world.client.views_update(view_id=shown["id"], hash=shown["hash"], view=MODAL)
    assert (
        world.state(CHEF)["modals"][0]["state"]["values"]["views"]["text"]["value"]
        == "Vi mener & <tror>"
    )
    with pytest.raises(SlackApiError, match="hash_conflict"):
        world.client.views_update(view_id=shown["id"], hash=shown["hash"], view=MODAL)
    assert state["errors"] == {modal["id"]: {}}


def test_a_field_that_does_not_say_so_tells_nobody_before_the_form_is_sent(world: World) -> None:
    open_modal(world)
    with pytest.raises(OSError, match="400"):
        world.act(CHEF, "press", block_id="day", action_id="date", values=FILLED)
    assert world.bot.of("action") == []


def test_an_empty_field_is_stopped_before_the_app_hears_of_it(world: World) -> None:
    modal = open_modal(world)
    state = world.act(CHEF, "submit", values={"day": {"date": "2024-04-18"}})
    assert state["errors"] == {modal["id"]: {"views": {"code": "required"}}}
    assert world.bot.of("submission") == []
    assert state["modals"][0]["state"]["values"]["day"]["date"]["selected_date"] == "2024-04-18"


def test_errors_from_the_app_stand_at_their_field_and_what_was_typed_is_kept(world: World) -> None:
    modal = open_modal(world)
    world.bot.answer = {"response_action": "errors", "errors": {"day": "For sent"}}
    state = world.act(CHEF, "submit", values=FILLED)
    assert state["errors"] == {modal["id"]: {"day": {"text": "For sent"}}}
    assert state["modals"][0]["state"]["values"]["views"]["text"]["value"] == "Vi mener & <tror>"


@pytest.mark.parametrize(("answer", "depth"), [("update", 1), ("push", 2), ("clear", 0)])
def test_the_apps_answer_to_a_submission_changes_the_stack(
    world: World, answer: str, depth: int
) -> None:
    open_modal(world)
    world.bot.answer = {"response_action": answer, **({} if answer == "clear" else {"view": MODAL})}
    assert len(world.act(CHEF, "submit", values=FILLED)["modals"]) == depth


def test_an_unacceptable_view_in_the_answer_leaves_the_modal_open_and_says_why(
    world: World,
) -> None:
    open_modal(world)
    world.bot.answer = {
        "response_action": "update",
        "view": {**MODAL, "title": {"type": "plain_text", "text": "x" * 25}},
    }
    state = world.act(CHEF, "submit", values=FILLED)
    assert (state["error"], len(state["modals"])) == ("invalid_arguments", 1)


def test_closing_a_modal_that_asked_for_it_tells_the_app(world: World) -> None:
    open_modal(world)
    assert world.act(CHEF, "close")["modals"] == []
    assert world.bot.wait_for("closed")["is_cleared"] is False


def test_opening_the_home_tab_tells_the_app_which_publishes_for_that_person_only(
    world: World,
) -> None:
    world.act(CHEF, "home")
    assert world.bot.wait_for("home")["event"]["tab"] == "home"
    assert world.state(CHEF)["home"]["blocks"][0]["text"]["text"] == "Velkommen *hjem*"
    assert world.state(CHAIR)["home"] is None


def test_a_plain_message_reaches_the_app_and_the_answer_comes_back(world: World) -> None:
    state = world.act(CHEF, "say", text="hej")
    assert world.bot.wait_for("message")["event"]["channel_type"] == "im"
    assert [m["text"] for m in state["messages"]] == ["hej", "Du sagde hej"]


def test_an_unanswered_event_is_repeated_with_its_number_and_the_same_event_id(
    world: World,
) -> None:
    world.bot.deaf_for = 2
    world.act(CHEF, "say", text="hej")
    world.bot.wait_for("message")
    assert world.bot.retries == [None, "1", "2"]


def test_mentions_are_escaped_only_for_commands_that_ask_for_it(world: World) -> None:
    world.act(CHEF, "command", text=f"/med @{CHAIR.name} ja")
    world.act(CHEF, "command", text=f"/frist @{CHAIR.name} ja")
    heard = [body["text"] for body in world.bot.of("command")]
    assert heard == [f"<@{CHAIR.id}|{CHAIR.name}> ja", f"@{CHAIR.name} ja"]


def test_an_unknown_command_is_answered_by_slack_itself(world: World) -> None:
    state = world.act(CHEF, "command", text="/ukendt")
    assert [m["notice"]["code"] for m in state["messages"]] == ["unknown_command"]
    assert world.bot.heard == []


def test_a_silent_app_shows_the_person_a_failure_and_nobody_else(build: Build) -> None:
    world = build(with_bot=False)
    assert world.act(CHEF, "command", text="/frist")["error"] == "no_app"
    assert [m["notice"]["code"] for m in world.state(CHEF)["messages"]] == ["no_app"]
    assert world.state(CHAIR)["messages"] == []


def test_an_app_slower_than_the_ack_limit_is_reported_as_a_timeout(build: Build) -> None:
    world = build(ack_seconds=0.1)
    world.bot.awake.clear()
    assert world.act(CHEF, "command", text="/frist")["error"] == "operation_timeout"
    world.bot.awake.set()


@pytest.mark.parametrize(
    ("secret", "age", "error"),
    [("wrong", 0, "http_error_401"), ("secret-of-the-test", 600, "http_error_401")],
)
def test_a_forged_or_stale_request_is_refused_by_a_real_app(
    world: World, secret: str, age: int, error: str
) -> None:
    assert world.settings.bot_url
    call = Call(kind="command", payload={"command": "/frist", "text": ""})
    request = signed_request(
        world.settings.bot_url, call, secret=secret, at=world.clock.now() - age
    )
    assert send(request, seconds=3).error == error


def respond(url: str, **body: object) -> int:
    request = Request(
        url, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    with urlopen(request, timeout=5) as response:
        return int(response.status)


def test_a_response_address_works_five_times_and_then_no_more(world: World) -> None:
    world.act(CHEF, "command", text="/frist")
    url = world.bot.wait_for("command")["response_url"]
    assert [respond(url, text=f"svar {number}") for number in range(5)] == [200] * 5
    with pytest.raises(OSError, match="404"):
        respond(url, text="for meget")
    assert len(world.state(CHEF)["messages"]) == 5


def test_a_response_address_dies_after_thirty_minutes(world: World) -> None:
    world.act(CHEF, "command", text="/frist")
    world.clock.ahead += 30 * 60 + 1
    with pytest.raises(OSError, match="404"):
        respond(world.bot.wait_for("command")["response_url"], text="for sent")


def test_a_response_may_be_for_the_channel_or_delete_the_original(world: World) -> None:
    ts = posted(world)["ts"]
    world.act(CHEF, "press", ts=ts, block_id="answer", action_id="form")
    url = world.bot.wait_for("action")["response_url"]
    respond(url, response_type="in_channel", text="Til alle")
    respond(url, delete_original=True)
    assert [(m["text"], m.get("is_ephemeral")) for m in world.state(CHEF)["messages"]] == [
        ("Til alle", None)
    ]


def test_a_trigger_opens_one_modal_and_only_for_three_seconds(world: World) -> None:
    world.act(CHEF, "command", text="/frist")
    trigger = world.bot.wait_for("command")["trigger_id"]
    world.client.views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        world.client.views_open(trigger_id=trigger, view=MODAL)
    world.act(CHEF, "command", text="/frist")
    world.clock.ahead += 3.1
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        world.client.views_open(
            trigger_id=world.bot.wait_for("command", 2)["trigger_id"], view=MODAL
        )
