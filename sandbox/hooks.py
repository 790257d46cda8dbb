"""The addresses handed out by the Web API: response_url and upload_url."""

import json

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.events import respond
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace, media_type


class Hooks:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[Route]:
        return [
            Route("/response/{address}", self.response, methods=["POST"]),
            Route("/upload/{file_id}", self.upload, methods=["POST", "PUT"]),
            Route("/files/{file_id}", self.file, methods=["GET"]),
        ]

    async def response(self, request: Request) -> Response:
        try:
            body = await response_body(request)
            with self._workspace.lock:
                respond(
                    self._workspace,
                    self._workspace.tickets.use_address(request.path_params["address"]),
                    body,
                )
        except SlackError as refused:
            status = (
                404 if refused.error in ("expired_url", "used_url", "message_not_found") else 400
            )
            return PlainTextResponse(refused.error, status_code=status)
        return PlainTextResponse("ok")

    async def upload(self, request: Request) -> Response:
        try:
            self._workspace.files.receive(
                request.path_params["file_id"], await uploaded_bytes(request)
            )
        except SlackError as refused:
            return PlainTextResponse(refused.error, status_code=404)
        return PlainTextResponse("OK")

    async def file(self, request: Request) -> Response:
        try:
            file = self._workspace.files.find(request.path_params["file_id"])
        except SlackError as refused:
            return PlainTextResponse(refused.error, status_code=404)
        return Response(file.content or b"", media_type=media_type(file.name))


async def response_body(request: Request) -> JSON:
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        async with request.form() as form:
            text = str(form.get("payload") or "")
    else:
        text = (await request.body()).decode("utf-8", "replace")
    try:
        body = json.loads(text)
    except ValueError as bad:
        raise SlackError("invalid_payload") from bad
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body


async def uploaded_bytes(request: Request) -> bytes:
    """The raw body, or the one file of a multipart form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
    raise SlackError("file_not_found")
