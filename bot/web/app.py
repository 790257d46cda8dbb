"""Every address of the pages, as a list of values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.web import board, deadline, door, feeds, front, health, hearing_file, landing, matrix_file, metrics, papers, renewal
from bot.web.pages import STATIC
from bot.web.site import Site

ROBOTS = "User-agent: *\nAllow: /kalender/\nAllow: /offentlig/\nDisallow: /\n"
"""Google's calendar obeys it, so the feeds must be open; nothing is listed, by X-Robots-Tag."""
KEEP = "public, max-age=31536000, immutable"


class KeptFiles(StaticFiles):
    """Static files under addresses that carry their hash: kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with the word to keep it."""
        answer = await super().get_response(path, scope)
        if answer.status_code == 200:
            answer.headers["Cache-Control"] = KEEP
        return answer


def routes(site: Site) -> list[BaseRoute]:
    """All pages and feeds; the more particular address stands before the wider one."""

    def at(path: str, endpoint: Callable[[Site, Request], Response], method: str = "GET") -> Route:
        return Route(path, partial(endpoint, site), methods=[method], name=endpoint.__name__)

    return [
        at("/", front.front),
        at("/kalender/{token}.ics", feeds.secret_feed),
        at("/kalender/{token}", landing.secret_page),
        at("/kalender/{token}/luk", renewal.close, "POST"),
        at("/kalender/{token}/ny", renewal.renew, "POST"),
        at("/offentlig/{process:path}.ics", feeds.public_feed),
        at("/offentlig/{process:path}", landing.public_page),
        at("/tavle/{token}/med.csv", matrix_file.matrix_csv),
        at("/tavle/{token}/med.xlsx", matrix_file.matrix_xlsx),
        at("/tavle/{token}", board.board_page),
        at("/hoering/{token}/svar.csv", hearing_file.hearing_csv),
        at("/hoering/{token}/svar.xlsx", hearing_file.hearing_xlsx),
        at("/bilag/{token}.pdf", papers.paper_pdf),
        at("/bilag/{token}.docx", papers.paper_docx),
        at("/svar/{token}", door.door_page),
        Route("/svar/{token}", partial(door.door_sent, site), methods=["POST"], name="door_sent"),
        at("/frist/{token}", deadline.deadline_page),
        Route("/frist/{token}", partial(deadline.deadline_sent, site), methods=["POST"], name="deadline_sent"),
        at("/healthz", health.healthz),
        at("/readyz", health.readyz),
        at("/metrics", metrics.metrics),
        at("/robots.txt", _robots),
        Mount("/statisk", KeptFiles(directory=STATIC), name="statisk"),
    ]


def _robots(_site: Site, _request: Request) -> Response:
    return PlainTextResponse(ROBOTS)
