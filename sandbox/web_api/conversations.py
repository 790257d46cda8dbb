"""conversations.*: opening DMs and reading what was said."""

import copy

from sandbox.conversations import page_of
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace

MOST = 999


def open_dm(workspace: Workspace, args: JSON) -> JSON:
    if args.get("channel"):
        channel_id = workspace.conversations.readable(args["channel"])
        return {"channel": {"id": channel_id}}
    users = [user for user in str(args.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")  # group DMs have no place in the rehearsal
    if workspace.people.is_bot(users[0]):
        raise SlackError("cannot_dm_bot")
    member = workspace.people.active(users[0])
    channel_id = workspace.conversations.dm_of(member.id)
    channel = workspace.conversations.info(channel_id) if args.get("return_im") else {"id": channel_id}
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
    dms = [workspace.conversations.info(workspace.conversations.dm_of(member.id)) for member in workspace.people.all()]
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
    shown = [_shown(message, with_metadata=truthy(args.get("include_all_metadata"))) for message in chosen]
    return {"messages": shown, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def _shown(message: JSON, *, with_metadata: bool) -> JSON:
    hidden = () if with_metadata else ("metadata",)
    return copy.deepcopy({key: value for key, value in message.items() if key not in hidden})


def truthy(value: object) -> bool:
    """Slack's booleans come as true, "true", 1 or "1"."""
    return str(value).casefold() in ("true", "1")
