"""The Bolt app over one context, its endpoint for signed requests, and Socket Mode."""

from __future__ import annotations

import hmac
import json
import logging
import re
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.context import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.context import Context
from bot.slack.channel import sender
from bot.slack.listeners import Listeners
from bot.slack.outcomes import FAULTS
from bot.slack.replies import SECONDS
from bot.text import refusals
from process.seats import PersonId
from storage.directory import Directory
from storage.errors import StorageError

log = logging.getLogger("fristvogter.slack")
SCOPES = (
    "commands",
    "chat:write",
    "files:write",
    "im:write",
    "im:history",
    "users:read",
    "users:read.email",
)
"""What the bot's token must allow, as the manifest asks for it."""
AS_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}
Endpoint = Callable[[Request], Awaitable[Response]]


def make_bolt(
    context: Context,
    *,
    signing_secret: str = "",
    token: str = "",
    api_url: str = "https://slack.com/api/",
    client: WebClient | None = None,
) -> App:
    """The app. It answers before it responds (rules S12), asks Slack nothing when it is made,
    and without a signing secret it is for Socket Mode only.
    """
    client = client or sender(token, base_url=api_url, seconds=SECONDS)

    def timed(context: BoltContext, next: Callable[[], None]) -> None:
        """Bolt makes a client of its own for each request, which knows no total time."""
        context["client"] = client
        next()

    bolt = App(
        name="Fristvogter",
        logger=logging.getLogger("fristvogter.bolt"),
        client=client,
        before_authorize=timed,
        signing_secret=signing_secret or None,
        request_verification_enabled=bool(signing_secret),
        token_verification_enabled=False,
        process_before_response=True,
        user_facing_authorize_error_message=refusals.CANNOT_REACH_SLACK,
    )
    bolt.error(_not_answered)
    Listeners(context).register(bolt)
    return bolt


def _not_answered(error: Exception, body: dict[str, object]) -> BoltResponse:
    """What stopped a request before a listener had it: mostly that Slack does not say whose the
    token is. A command is told so; of a press Slack itself tells that nobody answered.
    """
    if not isinstance(error, FAULTS):
        log.error("fault before a listener", exc_info=error)
        return BoltResponse(status=500)
    log.warning("Slack did not say whose the token is: %s", _why(error))
    if "command" not in body:
        return BoltResponse(status=503)
    said = {"response_type": "ephemeral", "text": refusals.CANNOT_REACH_SLACK}
    return BoltResponse(status=200, body=json.dumps(said), headers=AS_JSON)


def slack_events(
    bolt: App, *, secret: str, clock: Callable[[], float], first: Callable[[str], bool]
) -> Endpoint:
    """The endpoint for commands, buttons, forms and events: signed first, read afterwards, and
    carried out once: `first` says whether a signature comes for the first time. Bolt works in a
    thread: on the loop it would wait for itself.
    """

    async def endpoint(request: Request) -> Response:
        body = await request.body()
        if not is_signed(body, request.headers, secret, clock()):
            return Response(status_code=401)
        asked = _understood(body, request)
        if asked is None:
            return Response(status_code=400)
        return await run_in_threadpool(answered, asked, request.headers)

    def answered(asked: BoltRequest, headers: Mapping[str, str]) -> Response:
        if not _comes_first(first, headers):
            return Response(status_code=200)
        answer = bolt.dispatch(asked)
        return Response(answer.body, status_code=answer.status, headers=answer.first_headers())

    return endpoint


def _comes_first(first: Callable[[str], bool], headers: Mapping[str, str]) -> bool:
    """Whether nobody sends an old request again. Slack signs its own repetitions anew. Without the
    database nothing can be carried out twice either: what comes is told so.
    """
    try:
        return first(f"signed:{headers['x-slack-signature']}")
    except StorageError:
        return True


SIGNED_SECONDS = 300
"""How old a signature may be, as Slack advises."""
STAMP = re.compile(r"[0-9]{1,12}")


def is_signed(body: bytes, headers: Mapping[str, str], secret: str, now: float) -> bool:
    """Whether Slack sent exactly these bytes, just now."""
    stamp = headers.get("x-slack-request-timestamp", "")
    if not STAMP.fullmatch(stamp) or abs(now - int(stamp)) > SIGNED_SECONDS:
        return False
    made = hmac.digest(secret.encode(), b"v0:" + stamp.encode() + b":" + body, "sha256").hex()
    return hmac.compare_digest(f"v0={made}".encode(), headers.get("x-slack-signature", "").encode())


def _understood(body: bytes, request: Request) -> BoltRequest | None:
    """What Bolt makes of it; None for what is no request of Slack's, though it is signed."""
    headers: dict[str, str | Sequence[str]] = {
        name: [value] for name, value in request.headers.items()
    }
    try:
        asked = BoltRequest(body=body.decode(), query=request.url.query, headers=headers)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return None
    return asked if is_shaped(asked.body) else None


SHAPES = {"type": str, "command": str, "user": dict, "view": dict, "event": dict, "actions": list}


def is_shaped(body: Mapping[str, object]) -> bool:
    """Whether the parts that are read before anything else are of the kind Slack sends."""
    acts = body.get("actions")
    return all(isinstance(body[name], kind) for name, kind in SHAPES.items() if name in body) and (
        not isinstance(acts, list) or (bool(acts) and all(isinstance(one, dict) for one in acts))
    )


def start_socket(
    bolt: App, app_token: str, *, api_url: str = "https://slack.com/api/"
) -> SocketMode:
    """Connect over Socket Mode and go on in the background; `close()` on what it returns ends
    it.
    """
    handler = SocketModeHandler(bolt, app_token, web_client=sender(app_token, base_url=api_url))
    return SocketMode(handler)


LONGEST_PAUSE = 60.0


class SocketMode:
    """The way in from inside. While Slack is away, or the token is wrong, everything else runs and
    the connection is tried again.
    """

    def __init__(self, handler: SocketModeHandler) -> None:
        self._client = handler.client
        self._ended = threading.Event()
        self.connected = threading.Event()
        threading.Thread(target=self._connect, name="socket mode", daemon=True).start()

    def close(self) -> None:
        """Hang up, and try no more."""
        self._ended.set()
        self._client.close()

    def _connect(self) -> None:
        pause = 1.0
        while not self._ended.is_set():
            try:
                self._client.wss_uri = None
                self._client.connect()
                self.connected.set()
                return
            except (*FAULTS, SlackClientError, ValueError) as fault:
                log.error("Slack cannot be reached over Socket Mode: %s", _why(fault))
            self._ended.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _why(fault: Exception) -> str:
    """Slack's own word, or what kind of fault it was; never an address."""
    said = fault.response.get("error") if isinstance(fault, SlackApiError) else None
    return str(said or type(fault).__name__)


class SlackRegister:
    """Looks people up with `users.info`."""

    def __init__(self, client: WebClient, *, process: str, directory: Directory) -> None:
        self._client, self._process, self._directory = client, process, directory

    def has_left(self, person: PersonId) -> bool | None:
        """Whether the account is closed; None when there is none, or Slack does not say."""
        found = self._directory.get(self._process, person)
        if found is None or not found.active or not found.slack_id:
            return None
        try:
            return bool(self._client.users_info(user=found.slack_id)["user"].get("deleted"))
        except FAULTS:
            return None
