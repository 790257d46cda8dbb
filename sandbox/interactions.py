"""What a person can do with buttons and forms; each act tells the app and does what its answer says."""

from contextlib import suppress
from dataclasses import dataclass

from sandbox.blockkit import valid_view
from sandbox.elements import Answers, Slot, answered, options_of, slots, state_of
from sandbox.events import Answer, Call, Peer
from sandbox.form_rules import client_errors
from sandbox.payloads import Payloads
from sandbox.wire import JSON, SlackError, timestamp
from sandbox.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button pressed or a choice made: which element, and the option of an overflow menu."""

    block_id: str
    action_id: str
    option: str = ""


def found_slot(blocks: list[JSON], press: Press) -> Slot:
    """The element that acts; a field of a form tells the app of itself only where its block says so."""
    for slot in slots(blocks):
        if slot.key == (press.block_id, press.action_id) and (slot.block["type"] != "input" or slot.block.get("dispatch_action")):
            return slot
    raise SlackError("action_not_found")


class Interactions:
    def __init__(self, workspace: Workspace, peer: Peer) -> None:
        self._workspace = workspace
        self._payloads = Payloads(workspace.settings)
        self._peer = peer

    def _user(self, user_id: str) -> tuple[str, str]:
        return user_id, self._workspace.people.active(user_id).name

    def press_message(self, user_id: str, ts: str, press: Press, answers: Answers, base: str) -> Answer:
        workspace = self._workspace
        user = self._user(user_id)
        channel_id = workspace.conversations.dm_of(user_id)
        message = workspace.conversations.find(channel_id, ts)
        blocks = message.get("blocks") or []
        action = self._action(found_slot(blocks, press), press, answers)
        payload = self._payloads.message_actions(
            user,
            channel_id,
            message,
            state={"values": state_of(blocks, answers)},
            response_url=f"{base}/response/{workspace.tickets.lend_address(channel_id, user_id, ts)}",
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
            return action | {key: element[key] for key in ("text", "value", "style", "url") if element.get(key) is not None}
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
        payload = self._payloads.submission(user, view, self._workspace.tickets.lend_trigger(user_id))
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
                views.show_errors(view_id, known_errors(views.find(user_id, view_id), body.get("errors")))
            case "update":
                views.update(lambda old: old["id"] == view_id, valid_view(body.get("view"), kind="modal"), None)
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
    """The app's sentences by block; Slack shows none of them when one names a block that is not an input."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
        raise SlackError("invalid_errors")
    return {block_id: {"text": str(text)} for block_id, text in errors.items()}
