"""What is written while it runs: one line per event on standard error, as text or as JSON, with
the id of the request it happened in. No addresses, no tokens, no texts.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from contextvars import ContextVar
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

request_id: ContextVar[str] = ContextVar("request_id", default="-")
HEADER = "X-Request-Id"
KNOWN = re.compile(r"[A-Za-z0-9._-]{1,64}")
TEXT = "%(asctime)s %(levelname)s %(name)s %(request)s %(message)s"


def start_logging(level: str, form: str) -> None:
    """Set the root logger up once; libraries speak only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter(TEXT))
    handler.addFilter(_with_request)
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("fristvogter").setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.getLogger("apscheduler.executors").setLevel(logging.ERROR)


def _with_request(record: logging.LogRecord) -> bool:
    record.request = request_id.get()
    return True


class JsonLines(logging.Formatter):
    """An event as one line of JSON, a traceback inside it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestIds:
    """Gives each request an id, or keeps the one a server in front has given it, and answers with
    it: what somebody saw can be found in the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, under the id."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        known = id_for(Headers(scope=scope).get(HEADER, ""))
        token = request_id.set(known)

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = known
            await send(message)

        try:
            await self._app(scope, receive, with_id)
        finally:
            request_id.reset(token)


def id_for(given: str) -> str:
    """The id a request came with, or a new one."""
    return given if KNOWN.fullmatch(given) else secrets.token_hex(8)
