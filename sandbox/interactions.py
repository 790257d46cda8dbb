"""What a person can do with buttons and forms: what Slack's own client refuses before the app
hears of it, the payload word for word, and doing what the app's answer says.
"""

import copy
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sandbox.blockkit import valid_view
from sandbox.elements import Answers, Slot, answered, options_of, raw, slots, state_of
from sandbox.events import Answer, Call, Peer
from sandbox.wire import JSON, SlackError, new_id, timestamp
from sandbox.workspace import Workspace


class Payloads:
    def __init__(self, workspace: Workspace) -> None:
        self._settings = workspace.settings
        self._team_of = workspace.people.team_of

    def _where(self) -> JSON:
        settings = self._settings
        return {
            "team": {"id": settings.team_id, "domain": settings.team_domain},
            "api_app_id": settings.app_id,
            "token": "deprecated",
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _who(self, user_id: str, name: str) -> JSON:
        return {"id": user_id, "username": name, "name": name, "team_id": self._team_of(user_id)}

    def command(self, **fields: str) -> JSON:
        """The fields of the form of a slash command."""
        settings = self._settings
        return {
            "token": "deprecated",
            "team_id": self._team_of(fields["user_id"]),
            "team_domain": settings.team_domain,
            "channel_name": "directmessage",
            "api_app_id": settings.app_id,
            "is_enterprise_install": "false",
            **fields,
        }

    def message_actions(
        self, user: tuple[str, str], channel_id: str, message: JSON, **fields: Any
    ) -> JSON:
        ephemeral = bool(message.get("is_ephemeral"))
        payload = {
            "type": "block_actions",
            "user": self._who(*user),
            **self._where(),
            "container": {
                "type": "message",
                "message_ts": message["ts"],
                "channel_id": channel_id,
                "is_ephemeral": ephemeral,
            },
            "channel": {"id": channel_id, "name": "directmessage"},
            **fields,
        }
        if not ephemeral:
            payload["message"] = copy.deepcopy(message)
        return payload

    def view_actions(self, user: tuple[str, str], view: JSON, **fields: Any) -> JSON:
        container = {"type": "view", "view_id": view["id"]}
        shown = copy.deepcopy(view)
        return {
            "type": "block_actions",
            "user": self._who(*user),
            **self._where(),
            "container": container,
            "view": shown,
            **fields,
        }

    def submission(self, user: tuple[str, str], view: JSON, trigger_id: str) -> JSON:
        return {
            "type": "view_submission",
            "user": self._who(*user),
            **self._where(),
            "trigger_id": trigger_id,
            "view": copy.deepcopy(view),
            "response_urls": [],
        }

    def closed(self, user: tuple[str, str], view: JSON, *, cleared: bool) -> JSON:
        return {
            "type": "view_closed",
            "user": self._who(*user),
            **self._where(),
            "view": copy.deepcopy(view),
            "is_cleared": cleared,
        }

    def event(self, event: JSON, now: float) -> JSON:
        """The outer envelope of the Events API."""
        settings = self._settings
        bot = {
            "enterprise_id": None,
            "team_id": settings.team_id,
            "user_id": settings.bot_user_id,
            "is_bot": True,
        }
        return {
            "token": "deprecated",
            "team_id": settings.team_id,
            "context_team_id": settings.team_id,
            "api_app_id": settings.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(now),
            "authorizations": [{**bot, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
        }

    def home_opened(
        self, user_id: str, channel_id: str, tab: str, home: JSON | None, now: float
    ) -> JSON:
        event: JSON = {
            "type": "app_home_opened",
            "user": user_id,
            "channel": channel_id,
            "event_ts": timestamp(now),
            "tab": tab,
        }
        if home is not None:
            event["view"] = copy.deepcopy(home)
        return self.event(event, now)

    def said(self, channel_id: str, message: JSON, now: float) -> JSON:
        event = {
            "type": "message",
            "channel_type": "im",
            "channel": channel_id,
            "user": message["user"],
            "text": message["text"],
            "ts": message["ts"],
            "event_ts": message["ts"],
            "client_msg_id": message["client_msg_id"],
            "team": self._team_of(message["user"]),
        }
        return self.event(event, now)


def client_errors(view: JSON) -> JSON:
    """block_id to {"code": …, "limit": …} for every field that is not filled in as it should be."""
    errors: JSON = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            state = (
                view["state"]["values"]
                .get(block["block_id"], {})
                .get(block["element"]["action_id"], {})
            )
            error = _error(block, raw(state))
            if error:
                errors[block["block_id"]] = error
    return errors


def _error(block: JSON, values: list[str]) -> JSON | None:
    if not values:
        return None if block.get("optional") else {"code": "required"}
    element = block["element"]
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, values[0])
        case "number_input":
            return _number_error(element, values[0])
        case "email_text_input" if "@" not in values[0].strip("@"):
            return {"code": "email"}
        case "url_text_input" if "://" not in values[0]:
            return {"code": "url"}
    most = element.get("max_selected_items")
    return {"code": "too_many", "limit": most} if most and len(values) > most else None


def _length_error(element: JSON, value: str) -> JSON | None:
    if len(value) > element.get("max_length", 3000):
        return {"code": "too_long", "limit": element.get("max_length", 3000)}
    if len(value) < element.get("min_length", 0):
        return {"code": "too_short", "limit": element["min_length"]}
    return None


def _number_error(element: JSON, value: str) -> JSON | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return {"code": "number"}
    if number < float(element.get("min_value", "-inf")):
        return {"code": "too_small", "limit": element["min_value"]}
    if number > float(element.get("max_value", "inf")):
        return {"code": "too_big", "limit": element["max_value"]}
    return None


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button pressed or a choice made: which element, and the option of an overflow menu."""

    block_id: str
    action_id: str
    option: str = ""


def found_slot(blocks: list[JSON], press: Press) -> Slot:
    """The element that acts; a field of a form tells the app of itself only where its block says
    so.
    """
    for slot in slots(blocks):
        if slot.key == (press.block_id, press.action_id) and (
            slot.block["type"] != "input" or slot.block.get("dispatch_action")
        ):
            return slot
    raise SlackError("action_not_found")


class Interactions:
    def __init__(self, workspace: Workspace, peer: Peer) -> None:
        self._workspace = workspace
        self._payloads = Payloads(workspace)
        self._peer = peer

    def _user(self, user_id: str) -> tuple[str, str]:
        return user_id, self._workspace.people.active(user_id).name

    def press_message(
        self, user_id: str, ts: str, press: Press, answers: Answers, base: str
    ) -> Answer:
        workspace = self._workspace
        user = self._user(user_id)
        channel_id = workspace.conversations.dm_of(user_id)
        message = workspace.conversations.find(channel_id, ts)
        blocks = message.get("blocks") or []
        action = self._action(found_slot(blocks, press), press, answers)
        address = workspace.tickets.lend_address(channel_id, user_id, ts)
        payload = self._payloads.message_actions(
            user,
            channel_id,
            message,
            state={"values": state_of(blocks, answers)},
            response_url=f"{base}/response/{address}",
            trigger_id=workspace.tickets.lend_trigger(user_id),
            actions=[action],
        )
        return self._peer.deliver(Call(kind="interactive", payload=payload))

    def press_view(self, user_id: str, view_id: str, press: Press, answers: Answers) -> Answer:
        user = self._user(user_id)
        view = self._workspace.views.answer(user_id, view_id, answers)
        action = self._action(found_slot(view["blocks"], press), press, answers)
        trigger_id = self._workspace.tickets.lend_trigger(user_id)
        payload = self._payloads.view_actions(user, view, trigger_id=trigger_id, actions=[action])
        return self._peer.deliver(Call(kind="interactive", payload=payload))

    def _action(self, slot: Slot, press: Press, answers: Answers) -> JSON:
        element = slot.element
        action = {
            "type": element["type"],
            "block_id": press.block_id,
            "action_id": press.action_id,
            "action_ts": timestamp(self._workspace.settings.now()),
        }
        if element["type"] == "button":
            return action | {
                key: element[key]
                for key in ("text", "value", "style", "url")
                if element.get(key) is not None
            }
        if element["type"] == "overflow":
            chosen = [option for option in options_of(element) if option["value"] == press.option]
            return action | {"selected_option": chosen[0] if chosen else None}
        return action | answered(element, answers.get(slot.key, []))

    def submit(self, user_id: str, view_id: str, answers: Answers) -> Answer:
        """Send the modal; what Slack's own client checks is checked before the app hears of it."""
        views = self._workspace.views
        user = self._user(user_id)
        view = views.answer(user_id, view_id, answers)
        errors = client_errors(view)
        views.show_errors(view_id, errors)
        if errors:
            return Answer(error="not_filled_in")
        payload = self._payloads.submission(
            user, view, self._workspace.tickets.lend_trigger(user_id)
        )
        answer = self._peer.deliver(Call(kind="interactive", payload=payload))
        return answer if answer.error else self._follow(user_id, view_id, answer)

    def _follow(self, user_id: str, view_id: str, answer: Answer) -> Answer:
        try:
            self._respond(user_id, view_id, answer.body)
        except SlackError as refused:
            return Answer(error=refused.error, body=refused.body())
        return answer

    def _respond(self, user_id: str, view_id: str, body: JSON) -> None:
        """Do what the app's response_action says; nothing said means close."""
        views = self._workspace.views
        match body.get("response_action"):
            case "errors":
                views.show_errors(
                    view_id, known_errors(views.find(user_id, view_id), body.get("errors"))
                )
            case "update":
                views.update(
                    lambda old: old["id"] == view_id,
                    valid_view(body.get("view"), kind="modal"),
                    None,
                )
            case "push":
                views.push(user_id, valid_view(body.get("view"), kind="modal"))
            case "clear":
                views.clear(user_id)
            case None:
                with suppress(SlackError):  # the app may have opened another in its place meanwhile
                    views.close(user_id, view_id)
            case _:
                raise SlackError("invalid_response_action")

    def close(self, user_id: str, view_id: str) -> Answer:
        """Close the modal; the app hears of those that asked to be told."""
        user = self._user(user_id)
        answer = Answer()
        for view in self._workspace.views.close(user_id, view_id):
            if view["notify_on_close"]:
                payload = self._payloads.closed(user, view, cleared=view["clear_on_close"])
                answer = self._peer.deliver(Call(kind="interactive", payload=payload))
        return answer


def known_errors(view: JSON, errors: object) -> JSON:
    """The app's sentences by block; Slack shows none of them when one names a block that is not
    an input.
    """
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
        raise SlackError("invalid_errors")
    return {block_id: {"text": str(text)} for block_id, text in errors.items()}
