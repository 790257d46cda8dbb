"""Requests out to the app, signed as Slack signs them, and what the app answers within three seconds."""

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from sandbox.settings import SandboxSettings
from sandbox.wire import JSON


@dataclass(frozen=True, kw_only=True)
class Call:
    """One thing to tell the app: kind is command, interactive or event."""

    kind: str
    payload: JSON
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: `error` is Slack's word for a failed delivery, else empty; `body` is the ack's content."""

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
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={digest}"


def signed_request(url: str, call: Call, *, secret: str, at: float) -> urllib.request.Request:
    """The request as Slack sends it; a wrong `secret` or an old `at` make the forgeries that tests need."""
    body, content_type = encoded(call)
    stamp = str(int(at))
    headers = {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret, stamp, body),
    }
    if call.retry_num:
        headers |= {"X-Slack-Retry-Num": str(call.retry_num), "X-Slack-Retry-Reason": call.retry_reason}
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
        return Answer(error="operation_timeout" if isinstance(broken.reason, TimeoutError) else "connection_failed")
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
        request = signed_request(self._url, call, secret=self._settings.signing_secret, at=self._settings.now())
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
