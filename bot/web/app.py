"""Every address of the pages, as a list of values, and the page for whatever goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.text import board as words
from bot.web import board, committee, deadline, feeds, health, papers, subscriptions, upload
from bot.web.pages import HEADERS, STATIC, page
from bot.web.site import Site
from process.errors import NoPlan
from storage.errors import StorageError

MOST_BODY = 1_000_000
"""Bytes: more than the largest form of Slack's."""
ROBOTS = "User-agent: *\nAllow: /kalender/\nAllow: /offentlig/\nDisallow: /\n"
"""Google's calendar obeys it, so the feeds must be open; nothing is listed, by X-Robots-Tag."""
KEEP = "public, max-age=31536000, immutable"
RETRY_SECONDS = "120"
Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def routes(site: Site) -> list[BaseRoute]:
    """All pages and feeds; the more particular address stands before the wider one."""

    def at(path: str, endpoint: Callable[[Site, Request], Response], method: str = "GET") -> Route:
        return Route(path, partial(endpoint, site), methods=[method], name=endpoint.__name__)

    return [
        at("/", front),
        at("/kalender/{token}.ics", feeds.secret_feed),
        at("/kalender/{token}", subscriptions.secret_page),
        at("/kalender/{token}/luk", subscriptions.close, "POST"),
        at("/kalender/{token}/ny", subscriptions.renew, "POST"),
        at("/offentlig/{process:path}.ics", feeds.public_feed),
        at("/offentlig/{process:path}", subscriptions.public_page),
        at("/tavle/{token}/med.csv", board.matrix_csv),
        at("/tavle/{token}/med.xlsx", board.matrix_xlsx),
        at("/tavle/{token}", board.board_page),
        at("/hoering/{token}/svar.csv", papers.consultation_csv),
        at("/hoering/{token}/svar.xlsx", papers.consultation_xlsx),
        at("/bilag/{token}.pdf", papers.paper_pdf),
        at("/bilag/{token}.docx", papers.paper_docx),
        at("/svar/{token}", committee.committee_page),
        Route(
            "/svar/{token}",
            partial(committee.committee_sent, site),
            methods=["POST"],
            name="committee_sent",
        ),
        at("/frist/{token}", deadline.deadline_page),
        Route(
            "/frist/{token}",
            partial(deadline.deadline_sent, site),
            methods=["POST"],
            name="deadline_sent",
        ),
        at("/tidsplan/{token}", upload.upload_page),
        Route(
            "/tidsplan/{token}",
            partial(upload.uploaded, site),
            methods=["POST"],
            name="uploaded",
        ),
        at("/healthz", health.healthz),
        at("/readyz", health.readyz),
        at("/metrics", health.metrics),
        at("/robots.txt", _robots),
        Mount("/statisk", KeptFiles(directory=STATIC), name="statisk"),
    ]


def front(site: Site, _request: Request) -> Response:
    """Says only what is public: the process's name and its public calendar."""
    state = site.state()
    path = f"/offentlig/{site.process}"
    plan = state.adopted
    return page("front.html", {"plan": plan, "public_page": path})


def _robots(_site: Site, _request: Request) -> Response:
    return PlainTextResponse(ROBOTS)


class KeptFiles(StaticFiles):
    """Static files under addresses that carry their hash: kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with the word to keep it."""
        answer = await super().get_response(path, scope)
        if answer.status_code == 200:
            answer.headers["Cache-Control"] = KEEP
        return answer


def exception_handlers() -> Mapping[Any, Handler]:
    """For `Starlette(exception_handlers=...)`."""
    return {
        HTTPException: on_http,
        StorageError: on_not_ready,
        NoPlan: on_not_ready,
        Exception: on_fault,
    }


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
    """A fault; the server logs it. This answer passes no middleware, so it brings its headers
    itself.
    """
    answer = error_page(500)
    answer.headers.update(dict(HEADERS))
    return answer


def error_page(status: int) -> Response:
    """The page for a status; what has no words of its own reads as a fault of ours or of the
    address.
    """
    known = words.ERRORS.get(status) or words.ERRORS[500 if status >= 500 else 404]
    return page(
        "error.html",
        {"code": status, "title": known[0], "text": known[1], "remedy": known[2]},
        status=status,
    )


class BoundedBody:
    """Refuses a body that is too long, told or not, before anybody keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, counting what comes."""
        if scope["type"] == "http" and not _fits(Headers(scope=scope).get("content-length", "0")):
            await error_page(413)(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > MOST_BODY:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


def _fits(told: str) -> bool:
    return told.isascii() and told.isdigit() and len(told) < 12 and int(told) <= MOST_BODY
