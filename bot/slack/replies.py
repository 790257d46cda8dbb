"""Saying an answer where it belongs: in the ack, in place of the message that was pressed, in a
modal, in App Home. At most one call outward for each thing that came in, bounded in time; when it
fails, the outbox's update still comes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.messages.message import Rendered, said
from bot.messages.render import render
from bot.slack import home
from bot.slack.blocks import Json, message_blocks, notice, spoken
from bot.slack.blocks import home as home_view
from bot.slack.channel import TimedHook
from bot.slack.outcomes import FAULTS
from bot.slack.requests import (
    Answer,
    Faults,
    Open,
    Place,
    Publish,
    Quiet,
    Renew,
    Request,
    Say,
    Show,
    Stands,
)
from bot.text import deadline_forms, refusals
from process.channel import Message
from process.ledger.state import State
from process.reminders.notices import opaque

log = logging.getLogger("fristvogter.slack")

SECONDS = 2
"""How long a call made while Slack waits for us may take; Slack waits three."""


def place_of(body: Json) -> Place:
    """Where a button was pressed."""
    container: Json = body.get("container") or {}
    if container.get("type") == "view":
        return Place.HOME if (body.get("view") or {}).get("type") == "home" else Place.MODAL
    return Place.PRIVATE if container.get("is_ephemeral") else Place.MESSAGE


def ref_of(body: Json) -> str:
    """The message a button was pressed in."""
    container: Json = body.get("container") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    return f"{channel}/{container['message_ts']}" if container.get("message_ts") else ""


def to_command(answer: Answer, ack: Ack, client: WebClient, body: Json) -> None:
    """In the answer to Slack's own request, or as a modal."""
    match answer:
        case Open(view=view):
            opened = _try(lambda: client.views_open(trigger_id=body["trigger_id"], view=view))
            if opened:
                ack()
            else:
                _ack_message(ack, said(refusals.MODAL_FAILED))
        case Say(rendered=rendered) | Stands(rendered=rendered):
            _ack_message(ack, rendered)
        case _:
            ack()


def _ack_message(ack: Ack, rendered: Rendered) -> None:
    ack(text=spoken(rendered.text), blocks=message_blocks(rendered), response_type="ephemeral")


def to_press(
    answer: Answer, client: WebClient, body: Json, place: Place, request: Request | None
) -> None:
    """Where the button was: the message says what stands, App Home is made anew,
    a refusal is a private word.
    """
    match answer:
        case Open(view=view):
            method = client.views_push if place is Place.MODAL else client.views_open
            if not _try(lambda: method(trigger_id=body["trigger_id"], view=view)):
                _too_late(client, body, place)
        case Renew(view=view):
            shown: Json = body["view"]
            _try(lambda: client.views_update(view_id=shown["id"], hash=shown["hash"], view=view))
        case Stands(rendered=rendered, state=state) if place is Place.HOME and request:
            _try(
                lambda: client.views_publish(
                    user_id=body["user"]["id"], view=home.view(request, state)
                )
            )
        case Stands(rendered=rendered, state=state) if place is Place.MESSAGE and request:
            _respond(body, _message_now(request, state) or rendered, replace=True)
        case Stands(rendered=rendered) if place is Place.PRIVATE:
            _respond(body, rendered, replace=True)
        case Say(rendered=rendered) | Stands(rendered=rendered):
            _privately(rendered, client, body, place)


def _privately(rendered: Rendered, client: WebClient, body: Json, place: Place) -> None:
    if place in (Place.MESSAGE, Place.PRIVATE):
        _respond(body, rendered, replace=False)
        return
    view = notice(deadline_forms.SAID_TITLE, rendered.sections)
    method = client.views_push if place is Place.MODAL else client.views_open
    _try(lambda: method(trigger_id=body["trigger_id"], view=view))


def _too_late(client: WebClient, body: Json, place: Place) -> None:
    """Slack opens nothing any more for this press: a word where the person looks, that needs no
    opening.
    """
    rendered = said(refusals.MODAL_FAILED)
    if place in (Place.MESSAGE, Place.PRIVATE):
        _respond(body, rendered, replace=False)
        return
    _try(
        lambda: client.chat_postMessage(
            channel=body["user"]["id"],
            text=spoken(rendered.text),
            blocks=message_blocks(rendered),
        )
    )


def _message_now(request: Request, state: State) -> Rendered | None:
    """The message that was pressed, made anew from its notices; None when it is none of the
    outbox's.
    """
    sent = request.context.outbox_log.sent(request.context.process, person=request.person)
    told = next((message for message in sent if message.ref == request.ref), None)
    if told is None:
        return None
    message = Message(
        key=opaque(told.key),
        person=told.person,
        notices=told.notices,
        day=told.day,
        read_on=request.today,
    )
    return render(message, state, view=request.names)


def to_form(answer: Answer, ack: Ack, title: str) -> None:
    """The form stays open with its faults, or goes on to say under a title what stands."""
    match answer:
        case Faults(errors=errors):
            ack(response_action="errors", errors=errors)
        case Show(view=view):
            ack(response_action="update", view=view)
        case Say(rendered=rendered) | Stands(rendered=rendered):
            ack(response_action="update", view=notice(title, rendered.sections))
        case _:
            ack()


def to_words(answer: Answer, client: WebClient, channel: str) -> None:
    """In the conversation somebody wrote in."""
    if isinstance(answer, Say):
        rendered = answer.rendered
        blocks, text = message_blocks(rendered), spoken(rendered.text)
        _try(
            lambda: client.chat_postMessage(
                channel=channel, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        )


def publish(answer: Answer, client: WebClient, user_id: str) -> None:
    """App Home; a stranger's says why it is empty."""
    match answer:
        case Publish(view=view):
            _try(lambda: client.views_publish(user_id=user_id, view=view))
        case Say(rendered=rendered):
            _try(lambda: client.views_publish(user_id=user_id, view=home_view(rendered)))
        case Quiet():
            pass


def _respond(body: Json, rendered: Rendered, *, replace: bool) -> None:
    url = str(body.get("response_url") or "")
    if not url:
        return
    hook = TimedHook(url, timeout=SECONDS, retry_handlers=[])
    blocks, text = message_blocks(rendered), spoken(rendered.text)
    kind = None if replace else "ephemeral"
    _try(lambda: hook.send(text=text, blocks=blocks, response_type=kind, replace_original=replace))


def _try(call: Callable[[], object]) -> bool:
    """One call; what was written stays written when it fails."""
    try:
        call()
    except FAULTS as fault:
        log.warning("an answer did not reach Slack: %s", type(fault).__name__)
        return False
    return True
