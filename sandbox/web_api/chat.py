"""chat.*: posting, changing and deleting messages."""

import copy

from sandbox.web_api.content import UPDATE_TEXT, message_content, valid_metadata
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace


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
    message["edited"] = {"user": workspace.settings.bot_user_id, "ts": workspace.conversations.stamp()}
    workspace.conversations.replace(channel_id, message)
    return {"channel": channel_id, "ts": old["ts"], "text": message["text"], "message": copy.deepcopy(message)}


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
