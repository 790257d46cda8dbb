"""Pages for what goes wrong: what happened and what the reader can do, never a traceback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.text import web as words
from bot.web.headers import HEADERS
from bot.web.pages import page
from process.errors import NoPlan
from storage.errors import StorageError

RETRY_SECONDS = "120"
Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def error_page(status: int) -> Response:
    """The page for a status; what has no words of its own reads as a fault of ours or of the address."""
    known = words.ERRORS.get(status) or words.ERRORS[500 if status >= 500 else 404]
    return page("error.html", {"code": status, "title": known[0], "text": known[1], "remedy": known[2]}, status=status)


def on_http(_request: Request, error: Exception) -> Response:
    """An error an endpoint or the router raised on purpose."""
    assert isinstance(error, HTTPException), "registered for HTTPException only"
    answer = error_page(error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def on_not_ready(_request: Request, _error: Exception) -> Response:
    """The database does not answer, or there is no plan to show yet."""
    answer = error_page(503)
    answer.headers["Retry-After"] = RETRY_SECONDS
    return answer


def on_fault(_request: Request, _error: Exception) -> Response:
    """A fault; the server logs it. This answer passes no middleware, so it brings its headers itself."""
    answer = error_page(500)
    answer.headers.update(dict(HEADERS))
    return answer


def exception_handlers() -> Mapping[Any, Handler]:
    """For `Starlette(exception_handlers=...)`."""
    return {HTTPException: on_http, StorageError: on_not_ready, NoPlan: on_not_ready, Exception: on_fault}
