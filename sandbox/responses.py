"""What an app says back to an act: in the ack of a command, or later at the response address."""

from sandbox.tickets import ResponseAddress
from sandbox.web_api.content import message_content
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace


def show_ack(workspace: Workspace, channel_id: str, user_id: str, body: JSON) -> None:
    """The ack of a slash command: nothing, or a message for the person (or, when it says so, for the channel)."""
    if body.get("text") or body.get("blocks"):
        _speak(workspace, channel_id, user_id, body)


def respond(workspace: Workspace, address: ResponseAddress, body: JSON) -> None:
    """A post to a response_url."""
    channel_id, ts = address.channel_id, address.message_ts
    if body.get("delete_original") and ts:
        workspace.conversations.remove(channel_id, ts)
    elif body.get("replace_original") and ts:
        _replace(workspace, channel_id, ts, body)
    else:
        _speak(workspace, channel_id, address.user_id, body)


def _speak(workspace: Workspace, channel_id: str, user_id: str, body: JSON) -> None:
    content = message_content(body)
    match body.get("response_type", "ephemeral"):
        case "in_channel":
            workspace.post(channel_id, content)
        case "ephemeral":
            workspace.whisper(channel_id, user_id, content)
        case _:
            raise SlackError("invalid_response_type")


def _replace(workspace: Workspace, channel_id: str, ts: str, body: JSON) -> None:
    old = workspace.conversations.find(channel_id, ts)
    content = {"blocks": [], "text": "", **message_content(body)}
    workspace.conversations.replace(channel_id, workspace.bot_message({**old, **content}))
