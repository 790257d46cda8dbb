"""A line of the log says in which request it happened, and what somebody saw can be found there."""

from __future__ import annotations

import json
import logging

import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.logs import JsonLines, RequestIds, _with_request

log = logging.getLogger("fristvogter.try")


@pytest.fixture
def lines() -> list[str]:
    """What is written, as JSON."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    handler = Kept()
    handler.setFormatter(JsonLines())
    handler.addFilter(_with_request)
    log.addHandler(handler)
    return found


async def page(_request: Request) -> Response:
    """Says something from a thread, as our pages work."""

    def work() -> None:
        try:
            raise ValueError("en\nto")
        except ValueError:
            log.exception("noget\ngik galt")

    await run_in_threadpool(work)
    return PlainTextResponse("")


@pytest.mark.parametrize("given", ["", "fra-proxy-1", "x" * 65, "to linjer\x01"])
def test_the_answer_and_the_line_have_the_same_id(lines: list[str], given: str) -> None:
    app = Starlette(routes=[Route("/", page)], middleware=[Middleware(RequestIds)])
    answer = TestClient(app).get("/", headers={"X-Request-Id": given})
    (line,) = map(json.loads, lines)
    assert line["request"] == answer.headers["x-request-id"]
    assert (line["request"] == given) is (given == "fra-proxy-1")
    assert (line["message"], "ValueError" in line["traceback"]) == ("noget\ngik galt", True)
    assert "\n" not in lines[0]
