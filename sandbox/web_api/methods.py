"""Every method of the Web API we answer, the scope it needs and the kind of token."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.web_api import chat, conversations, files, users, views
from sandbox.wire import JSON
from sandbox.workspace import Workspace

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
    "api.test": Method(users.api_test, token="none"),
    "apps.connections.open": Method(connections_open, token="app"),
    "auth.test": Method(users.auth_test),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history, "im:history"),
    "conversations.info": Method(conversations.info, "im:read"),
    "conversations.open": Method(conversations.open_dm, "im:write"),
    "conversations.replies": Method(conversations.replies, "im:history"),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write"),
    "users.conversations": Method(conversations.users_conversations, "im:read"),
    "users.info": Method(users.info, "users:read"),
    "users.list": Method(users.listing, "users:read"),
    "users.lookupByEmail": Method(users.lookup_by_email, "users:read.email"),
    "views.open": Method(views.open_modal),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
