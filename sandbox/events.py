"""Requests out to the app, signed as Slack signs them, over HTTP or over the WebSocket the app
opened (Socket Mode), and what the app says back: in the ack within three seconds, or later at the
response address.
"""

import asyncio
import hashlib
import hmac
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as AckTimeout
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.settings import SandboxSettings
from sandbox.web_api.methods import message_content
from sandbox.wire import JSON, SlackError
from sandbox.workspace import ResponseAddress, Workspace


@dataclass(frozen=True, kw_only=True)
class Call:
    """One thing to tell the app: kind is command, interactive or event."""

    kind: str
    payload: JSON
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: `error` is Slack's word for a failed delivery, else empty;
    `body` is the ack's content.
    """

    error: str = ""
    body: JSON = field(default_factory=dict)


class Peer(Protocol):
    """A way to the app."""

    def deliver(self, call: Call) -> Answer: ...


def encoded(call: Call) -> tuple[bytes, str]:
    """Body and content type."""
    if call.kind == "event":
        return json.dumps(call.payload).encode(), "application/json"
    fields = call.payload if call.kind == "command" else {"payload": json.dumps(call.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def signature(secret: str, stamp: str, body: bytes) -> str:
    digest = hmac.new(
        secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256
    ).hexdigest()
    return f"v0={digest}"


def signed_request(url: str, call: Call, *, secret: str, at: float) -> urllib.request.Request:
    """The request as Slack sends it; a wrong `secret` or an old `at` make the forgeries that
    tests need.
    """
    body, content_type = encoded(call)
    stamp = str(int(at))
    headers = {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret, stamp, body),
    }
    if call.retry_num:
        headers |= {
            "X-Slack-Retry-Num": str(call.retry_num),
            "X-Slack-Retry-Reason": call.retry_reason,
        }
    return urllib.request.Request(url, data=body, headers=headers, method="POST")


def send(request: urllib.request.Request, *, seconds: float) -> Answer:
    """The app's answer, or Slack's word for what went wrong."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=seconds) as response:
            return Answer(body=ack_body(response.read(), response.headers))
    except urllib.error.HTTPError as refused:
        refused.close()
        return Answer(error=f"http_error_{refused.code}")
    except TimeoutError:
        return Answer(error="operation_timeout")
    except urllib.error.URLError as broken:
        return Answer(
            error="operation_timeout"
            if isinstance(broken.reason, TimeoutError)
            else "connection_failed"
        )
    except OSError:
        return Answer(error="connection_failed")


def ack_body(raw: bytes, headers: Mapping[str, str]) -> JSON:
    """JSON as it is, plain text as a text, nothing as nothing."""
    text = raw.decode("utf-8", "replace").strip()
    if headers.get("Content-Type", "").startswith("application/json") and text:
        try:
            parsed = json.loads(text)
        except ValueError:
            return {"text": text}
        return parsed if isinstance(parsed, dict) else {"text": str(parsed)}
    return {"text": text} if text else {}


class HttpPeer:
    """An app that is reached at a request URL."""

    def __init__(self, settings: SandboxSettings, url: str) -> None:
        self._settings = settings
        self._url = url

    def deliver(self, call: Call) -> Answer:
        request = signed_request(
            self._url, call, secret=self._settings.signing_secret, at=self._settings.now()
        )
        return send(request, seconds=self._settings.ack_seconds)


class Switchboard:
    """The way to the app there is right now: an open socket before the request URL."""

    def __init__(self, sockets: "SocketsLike", http: HttpPeer | None) -> None:
        self._sockets = sockets
        self._http = http

    def deliver(self, call: Call) -> Answer:
        if self._sockets.open:
            return self._sockets.deliver(call)
        if self._http is not None:
            return self._http.deliver(call)
        return Answer(error="no_app")


class SocketsLike(Peer, Protocol):
    @property
    def open(self) -> bool: ...


ENVELOPES = {"command": "slash_commands", "interactive": "interactive", "event": "events_api"}


@dataclass(kw_only=True, eq=False)
class Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    waiting: dict[str, Future[JSON]] = field(default_factory=dict)


class Sockets:
    def __init__(self, settings: SandboxSettings, take_ticket: Callable[[str], bool]) -> None:
        self._settings = settings
        self._take_ticket = take_ticket
        self._lock = threading.Lock()
        self._connections: list[Connection] = []

    @property
    def open(self) -> bool:
        return bool(self._connections)

    async def endpoint(self, socket: WebSocket) -> None:
        if not self._take_ticket(socket.query_params.get("ticket", "")):
            await socket.close(code=4401)
            return
        await socket.accept()
        connection = Connection(socket=socket, loop=asyncio.get_running_loop())
        with self._lock:
            self._connections.append(connection)
        try:
            await self._serve(connection)
        finally:
            with self._lock:
                self._connections.remove(connection)

    async def _serve(self, connection: Connection) -> None:
        info = {"app_id": self._settings.app_id}
        await connection.socket.send_json(
            {"type": "hello", "num_connections": len(self._connections), "connection_info": info}
        )
        try:
            while True:
                self._acknowledged(connection, await connection.socket.receive_text())
        except WebSocketDisconnect:
            return

    def _acknowledged(self, connection: Connection, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return  # the app's own keep-alive chatter
        waiting = (
            connection.waiting.pop(str(ack.get("envelope_id")), None)
            if isinstance(ack, dict)
            else None
        )
        if waiting is not None:
            waiting.set_result(ack.get("payload") or {})

    def deliver(self, call: Call) -> Answer:
        """Send to one connection (they take turns) and wait for its ack."""
        with self._lock:
            if not self._connections:
                return Answer(error="no_app")
            self._connections.append(self._connections.pop(0))
            connection = self._connections[-1]
        envelope = self._envelope(call)
        ack: Future[JSON] = Future()
        connection.waiting[envelope["envelope_id"]] = ack
        asyncio.run_coroutine_threadsafe(connection.socket.send_json(envelope), connection.loop)
        try:
            return Answer(body=ack.result(timeout=self._settings.ack_seconds))
        except AckTimeout:
            connection.waiting.pop(envelope["envelope_id"], None)
            return Answer(error="operation_timeout")

    def _envelope(self, call: Call) -> JSON:
        envelope: JSON = {
            "envelope_id": str(uuid4()),
            "type": ENVELOPES[call.kind],
            "payload": call.payload,
            "accepts_response_payload": call.kind != "event",
        }
        if call.kind == "event":
            envelope |= {"retry_attempt": call.retry_num, "retry_reason": call.retry_reason}
        return envelope

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Tell every app to connect anew, as Slack does now and then; returns how many were
        told.
        """
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            asyncio.run_coroutine_threadsafe(
                self._hang_up(connection.socket, reason), connection.loop
            )
        return len(connections)

    async def _hang_up(self, socket: WebSocket, reason: str) -> None:
        await socket.send_json({"type": "disconnect", "reason": reason})
        await socket.close()


def show_ack(workspace: Workspace, channel_id: str, user_id: str, body: JSON) -> None:
    """The ack of a slash command: nothing, or a message for the person (or, when
    it says so, for the channel).
    """
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
