"""Every method of the Web API we answer, the scope it needs and the kind of token: messages and
what they may hold, conversations, people, modals and App Home, and the three steps of an upload
(the middle one is a plain POST to an address handed out here).
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.blockkit import message_faults, valid_view
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace, page_of

POST_TEXT = 40_000
UPDATE_TEXT = 4_000
METADATA_BYTES = 8_000
"""Slack names no figure for metadata_too_large; ours is generous, and the bot's own
payload should stay below 1 kB.
"""


def message_content(args: JSON, *, text_limit: int = POST_TEXT) -> JSON:
    """The text, blocks and metadata of a new message."""
    text = args.get("text") or ""
    blocks = args.get("blocks")
    if not text and not blocks and not args.get("attachments"):
        raise SlackError("no_text")
    if not isinstance(text, str):
        raise SlackError(
            "invalid_arguments", messages=["[ERROR] must provide a string [json-pointer:/text]"]
        )
    if len(text) > text_limit:
        raise SlackError("msg_too_long")
    content: JSON = {"text": text}
    if blocks:
        content["blocks"] = valid_blocks(blocks)
    if args.get("metadata"):
        content["metadata"] = valid_metadata(args["metadata"])
    return content


def valid_blocks(blocks: Any) -> list[JSON]:
    faults = message_faults(blocks)
    if faults:
        raise SlackError(
            "invalid_blocks",
            messages=faults,
            errors=[fault.removeprefix("[ERROR] ") for fault in faults],
        )
    return list(blocks)


def valid_metadata(metadata: Any) -> JSON:
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def post_message(workspace: Workspace, args: JSON) -> JSON:
    channel_id = workspace.conversations.writable(args.get("channel") or "")
    content = message_content(args)
    if args.get("thread_ts"):
        content["thread_ts"] = args["thread_ts"]
    message = workspace.post(channel_id, content)
    return {"channel": channel_id, "ts": message["ts"], "message": copy.deepcopy(message)}


def post_ephemeral(workspace: Workspace, args: JSON) -> JSON:
    channel_id = workspace.conversations.writable(args.get("channel") or "")
    user_id = args.get("user") or ""
    if not workspace.people.knows(user_id) or workspace.people.has_left(user_id):
        raise SlackError("user_not_found")
    if workspace.conversations.owner_of(channel_id) not in (None, user_id):
        raise SlackError("user_not_in_channel")
    message = workspace.whisper(channel_id, user_id, message_content(args))
    return {"message_ts": message["ts"]}


def update(workspace: Workspace, args: JSON) -> JSON:
    channel_id = workspace.conversations.readable(args.get("channel") or "")
    old = _own_message(workspace, channel_id, args.get("ts") or "", "cant_update_message")
    changed = copy.deepcopy(old) | _changes(old, args)
    message = workspace.bot_message(changed)
    message["edited"] = {
        "user": workspace.settings.bot_user_id,
        "ts": workspace.conversations.stamp(),
    }
    workspace.conversations.replace(channel_id, message)
    return {
        "channel": channel_id,
        "ts": old["ts"],
        "text": message["text"],
        "message": copy.deepcopy(message),
    }


def _changes(old: JSON, args: JSON) -> JSON:
    """Blocks stay only when no text is given; metadata stays unless given anew ({} removes it)."""
    changes = _new_content(args)
    if "text" not in args:
        changes["text"] = old["text"]
    if args.get("metadata"):
        changes["metadata"] = valid_metadata(args["metadata"])
    elif args.get("metadata") == {}:
        changes["metadata"] = None
    return changes


def _new_content(args: JSON) -> JSON:
    without_metadata = {key: value for key, value in args.items() if key != "metadata"}
    content = message_content(without_metadata, text_limit=UPDATE_TEXT)
    return {"blocks": [], **content}


def delete(workspace: Workspace, args: JSON) -> JSON:
    channel_id = workspace.conversations.readable(args.get("channel") or "")
    old = _own_message(workspace, channel_id, args.get("ts") or "", "cant_delete_message")
    workspace.conversations.remove(channel_id, old["ts"])
    return {"channel": channel_id, "ts": old["ts"]}


def _own_message(workspace: Workspace, channel_id: str, ts: str, otherwise: str) -> JSON:
    message = workspace.conversations.find(channel_id, ts)
    if message.get("is_ephemeral"):
        raise SlackError("message_not_found")
    if message.get("bot_id") != workspace.settings.bot_id:
        raise SlackError(otherwise)
    return message


MOST = 999


def open_dm(workspace: Workspace, args: JSON) -> JSON:
    if args.get("channel"):
        channel_id = workspace.conversations.readable(args["channel"])
        return {"channel": {"id": channel_id}}
    users = [user for user in str(args.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError(
            "method_not_supported_for_channel_type"
        )  # group DMs have no place in the rehearsal
    if workspace.people.is_bot(users[0]):
        raise SlackError("cannot_dm_bot")
    member = workspace.people.active(users[0])
    channel_id = workspace.conversations.dm_of(member.id)
    channel = (
        workspace.conversations.info(channel_id) if args.get("return_im") else {"id": channel_id}
    )
    return {"channel": channel, "no_op": True, "already_open": True}


def info(workspace: Workspace, args: JSON) -> JSON:
    return {"channel": workspace.conversations.info(args.get("channel") or "")}


def history(workspace: Workspace, args: JSON) -> JSON:
    """Newest first, as Slack does."""
    channel_id = workspace.conversations.readable(args.get("channel") or "")
    chosen = _between(workspace.conversations.history(channel_id), args)
    return _answer(chosen[::-1], args)


def replies(workspace: Workspace, args: JSON) -> JSON:
    """Oldest first, the parent among them."""
    channel_id = workspace.conversations.readable(args.get("channel") or "")
    try:
        thread = workspace.conversations.thread(channel_id, args.get("ts") or "")
    except SlackError as gone:
        raise SlackError("thread_not_found") from gone
    return _answer(_between(thread, args), args)


def users_conversations(workspace: Workspace, args: JSON) -> JSON:
    dms = [
        workspace.conversations.info(workspace.conversations.dm_of(member.id))
        for member in workspace.people.all()
    ]
    return {"channels": dms, "response_metadata": {"next_cursor": ""}}


def _between(messages: list[JSON], args: JSON) -> list[JSON]:
    """oldest and latest are exclusive unless `inclusive` says otherwise."""
    oldest = _instant(args.get("oldest"), "invalid_ts_oldest", 0.0)
    latest = _instant(args.get("latest"), "invalid_ts_latest", float("inf"))
    if truthy(args.get("inclusive")):
        return [m for m in messages if oldest <= float(m["ts"]) <= latest]
    return [m for m in messages if oldest < float(m["ts"]) < latest]


def _instant(value: object, error: str, otherwise: float) -> float:
    if value in (None, ""):
        return otherwise
    try:
        return float(str(value))
    except ValueError as bad:
        raise SlackError(error) from bad


def _answer(messages: list[JSON], args: JSON) -> JSON:
    try:
        limit = int(args.get("limit") or 100)
    except ValueError as bad:
        raise SlackError("invalid_limit") from bad
    if not 1 <= limit <= MOST:
        raise SlackError("invalid_limit")
    chosen, cursor = page_of(messages, cursor=str(args.get("cursor") or ""), limit=limit)
    shown = [
        _shown(message, with_metadata=truthy(args.get("include_all_metadata")))
        for message in chosen
    ]
    return {
        "messages": shown,
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _shown(message: JSON, *, with_metadata: bool) -> JSON:
    hidden = () if with_metadata else ("metadata",)
    return copy.deepcopy({key: value for key, value in message.items() if key not in hidden})


def truthy(value: object) -> bool:
    """Slack's booleans come as true, "true", 1 or "1"."""
    return str(value).casefold() in ("true", "1")


def auth_test(workspace: Workspace, args: JSON) -> JSON:
    settings = workspace.settings
    return {
        "url": f"https://{settings.team_domain}.slack.com/",
        "team": settings.team_domain,
        "user": settings.bot_name.casefold(),
        "team_id": settings.team_id,
        "user_id": settings.bot_user_id,
        "bot_id": settings.bot_id,
        "is_enterprise_install": False,
    }


def api_test(workspace: Workspace, args: JSON) -> JSON:
    return {"args": {key: value for key, value in args.items() if key not in ("token", "base_url")}}


def user_info(workspace: Workspace, args: JSON) -> JSON:
    return {"user": workspace.people.card(args.get("user") or "")}


def lookup_by_email(workspace: Workspace, args: JSON) -> JSON:
    member = workspace.people.by_email(args.get("email") or "")
    return {"user": workspace.people.card(member.id)}


def listing(workspace: Workspace, args: JSON) -> JSON:
    ids = [member.id for member in workspace.people.all()] + [workspace.settings.bot_user_id]
    return {
        "members": [workspace.people.card(user_id) for user_id in ids],
        "response_metadata": {"next_cursor": ""},
    }


def open_modal(workspace: Workspace, args: JSON) -> JSON:
    view = valid_view(args.get("view"), kind="modal")
    user_id = workspace.tickets.spend_trigger(args.get("trigger_id") or "")
    return _view_answer(workspace.views.open(user_id, view))


def push(workspace: Workspace, args: JSON) -> JSON:
    view = valid_view(args.get("view"), kind="modal")
    user_id = workspace.tickets.spend_trigger(args.get("trigger_id") or "")
    return _view_answer(workspace.views.push(user_id, view))


def update_view(workspace: Workspace, args: JSON) -> JSON:
    kind = args["view"].get("type", "modal") if isinstance(args.get("view"), dict) else "modal"
    view = valid_view(args.get("view"), kind=kind if kind in ("modal", "home") else "modal")
    field, name = (
        ("id", args.get("view_id"))
        if args.get("view_id")
        else ("external_id", args.get("external_id"))
    )
    if not name:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: view_id"])
    return _view_answer(
        workspace.views.update(lambda old: old[field] == name, view, args.get("hash"))
    )


def publish(workspace: Workspace, args: JSON) -> JSON:
    view = valid_view(args.get("view"), kind="home")
    member = workspace.people.active(args.get("user_id") or "")
    return _view_answer(workspace.views.publish(member.id, view, args.get("hash")))


def _view_answer(view: JSON) -> JSON:
    return {"view": copy.deepcopy(view)}


def get_upload_url(workspace: Workspace, args: JSON) -> JSON:
    if not args.get("filename") or int(args.get("length") or 0) < 1:
        raise SlackError(
            "invalid_arguments", messages=["[ERROR] missing required field: filename or length"]
        )
    file = workspace.files.announce(str(args["filename"]), str(args.get("alt_txt") or ""))
    return {"upload_url": f"{args['base_url']}/upload/{file.id}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: JSON) -> JSON:
    wanted = args.get("files")
    if not isinstance(wanted, list) or not wanted:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [workspace.files.complete(str(entry.get("id")), entry.get("title")) for entry in wanted]
    cards = [file.card() for file in files]
    target = args.get("channel_id") or args.get("channels")
    if target:
        channel_id = workspace.conversations.writable(str(target))
        text = str(args.get("initial_comment") or "")
        workspace.post(channel_id, {"text": text, "files": cards})
    return {"files": cards}


Handler = Callable[[Workspace, JSON], JSON]


@dataclass(frozen=True)
class Method:
    handle: Handler
    scope: str | None = None
    token: str = "bot"


def connections_open(workspace: Workspace, args: JSON) -> JSON:
    """A single-use address for one Socket Mode connection."""
    address = "ws" + args["base_url"].removeprefix("http")
    return {"url": f"{address}/socket?ticket={workspace.tickets.lend_socket()}"}


METHODS: dict[str, Method] = {
    "api.test": Method(api_test, token="none"),
    "apps.connections.open": Method(connections_open, token="app"),
    "auth.test": Method(auth_test),
    "chat.delete": Method(delete, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "conversations.history": Method(history, "im:history"),
    "conversations.info": Method(info, "im:read"),
    "conversations.open": Method(open_dm, "im:write"),
    "conversations.replies": Method(replies, "im:history"),
    "files.completeUploadExternal": Method(complete_upload, "files:write"),
    "files.getUploadURLExternal": Method(get_upload_url, "files:write"),
    "users.conversations": Method(users_conversations, "im:read"),
    "users.info": Method(user_info, "users:read"),
    "users.list": Method(listing, "users:read"),
    "users.lookupByEmail": Method(lookup_by_email, "users:read.email"),
    "views.open": Method(open_modal),
    "views.publish": Method(publish),
    "views.push": Method(push),
    "views.update": Method(update_view),
}
