"""One HTTP endpoint for all methods: read the arguments, check the token, meet the ordered
faults, answer as Slack does.
"""

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.faults import Fault, Faults, Pace
from sandbox.web_api.methods import METHODS, Method
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace

ENCODED = ("blocks", "metadata", "view", "attachments", "files")
"""Arguments that are JSON inside a form."""


class WebApi:
    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self._workspace = workspace
        self._faults = faults
        self._pace = Pace(workspace.settings, workspace.lock)

    async def endpoint(self, request: Request) -> Response:
        name = request.path_params["method"]
        self._workspace.journal.note_call(name)
        try:
            args = await read_arguments(request)
        except SlackError as unreadable:
            return JSONResponse(unreadable.body())
        fault = self._faults.take(name, self._targets(args))
        if fault and not fault.after:
            return await self._stumble(fault, request)
        answer = self._answer(name, {**args, "base_url": base_url(request, self._workspace)})
        return await self._stumble(fault, request) if fault else answer

    def _targets(self, args: JSON) -> set[str]:
        """The channel as written and the DM it means."""
        target = str(args.get("channel") or "")
        return {target, self._workspace.conversations.dm_of(target)} if target else set()

    def _answer(self, name: str, args: JSON) -> Response:
        try:
            method = self._admitted(name, args)
            if name == "chat.postMessage" and not self._pace.allows(
                self._workspace.conversations.writable(args.get("channel") or "")
            ):
                self._workspace.journal.note_refusal(name, "ratelimited")
                return rate_limited(1)
            with self._workspace.lock:
                return JSONResponse(
                    {"ok": True, **method.handle(self._workspace, args)},
                    headers=self._scopes_header(),
                )
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            # the arguments had a shape no check expected; Slack answers so, too
            self._workspace.journal.note_refusal(name, "invalid_arguments")
            return JSONResponse(
                SlackError("invalid_arguments", messages=[f"[ERROR] {wrong}"]).body()
            )
        except SlackError as refused:
            self._workspace.journal.note_refusal(name, refused.error)
            return JSONResponse(refused.body(), headers=self._scopes_header())

    def _admitted(self, name: str, args: JSON) -> Method:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if method.token != "none":
            self._check_token(method, args.get("token") or "")
        return method

    def _check_token(self, method: Method, token: str) -> None:
        settings = self._workspace.settings
        kinds = {settings.bot_token: "bot", settings.app_token: "app"}
        if not token:
            raise SlackError("not_authed")
        if token not in kinds:
            raise SlackError("invalid_auth")
        if kinds[token] != method.token:
            raise SlackError("not_allowed_token_type")
        if method.scope and settings.scopes is not None and method.scope not in settings.scopes:
            raise SlackError(
                "missing_scope", needed=method.scope, provided=",".join(settings.scopes)
            )

    def _scopes_header(self) -> dict[str, str]:
        scopes = self._workspace.settings.scopes
        every = sorted({method.scope for method in METHODS.values() if method.scope} | {"commands"})
        return {"X-OAuth-Scopes": ",".join(every if scopes is None else scopes)}

    async def _stumble(self, fault: Fault, request: Request) -> Response:
        self._workspace.journal.note_refusal(request.path_params["method"], fault.kind)
        match fault.kind:
            case "ratelimited":
                return rate_limited(fault.retry_after)
            case "http500" | "http503" | "accept_then_500":
                return PlainTextResponse(
                    "upstream trouble", status_code=503 if fault.kind == "http503" else 500
                )
            case "internal_error" | "fatal_error" | "accept_then_fatal_error":
                return JSONResponse({"ok": False, "error": fault.kind.removeprefix("accept_then_")})
            case "error":
                return JSONResponse({"ok": False, "error": fault.error})
            case "hang" | "accept_then_hang":
                await wait_for_hang_up(request, fault.seconds)
        return await drop(request)


async def read_arguments(request: Request) -> JSON:
    """The arguments of query, form or JSON body, and the token wherever it stands."""
    args: JSON = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= json_object(await request.body())
    elif request.method == "POST":
        async with request.form() as form:
            args |= {key: decoded(key, value) for key, value in form.items()}
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer" and token:
        args["token"] = token.strip()
    return args


def json_object(body: bytes) -> JSON:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError as bad:
        raise SlackError("invalid_json") from bad
    if not isinstance(parsed, dict):
        raise SlackError("json_not_object")
    return parsed


def decoded(key: str, value: Any) -> Any:
    if key not in ENCODED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def base_url(request: Request, workspace: Workspace) -> str:
    """Where the sandbox stands, as the caller sees it."""
    own = f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"
    return workspace.settings.public_url or own


def rate_limited(seconds: int) -> Response:
    return JSONResponse(
        {"ok": False, "error": "ratelimited"},
        status_code=429,
        headers={"Retry-After": str(seconds)},
    )


async def wait_for_hang_up(request: Request, seconds: float) -> None:
    """Say nothing until the caller gives up or the time has passed."""
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return


async def drop(request: Request) -> Response:
    """Cut the connection without an answer; under a server that does not let us,
    break the answer off instead.
    """
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is None:
        return Response(b"{", headers={"content-length": "100"})
    transport.abort()
    await wait_for_hang_up(request, 1.0)
    return Response(status_code=500)
