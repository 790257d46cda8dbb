"""The rehearsal clock's endpoint: the sandbox shows it and moves it over HTTP. Loopback only, behind a token drawn at start."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.rehearsal import Stepper
from bot.text import rehearsal as words
from process.seats import PersonId
from storage.errors import ClockWentBack
from storage.outbox import Outbox

PATH = "/oevelse/ur"
LOG_LINES = 30

Links = Callable[[], list[tuple[str, str]]]


class Control:
    """GET shows the clock, the next stop, links and what was sent (`?kun=nu`: the clock alone); POST moves it."""

    def __init__(self, *, stepper: Stepper, outbox: Outbox, name_of: Callable[[PersonId], str], links: Links, token: str) -> None:
        self._stepper, self._outbox, self._name_of, self._links, self._token = stepper, outbox, name_of, links, token

    def routes(self) -> list[Route]:
        """One address, two methods."""
        return [Route(PATH, self.endpoint, methods=["GET", "POST"])]

    async def endpoint(self, request: Request) -> Response:
        """Refuses whoever lacks the token; moves in a thread, since a year takes a while."""
        if not hmac.compare_digest(request.headers.get("X-Rehearsal-Token", "").encode(), self._token.encode()):
            return JSONResponse({"error": words.not_allowed()}, status_code=403)
        if request.method == "POST":
            try:
                order = json.loads(await request.body() or b"{}")
                await run_in_threadpool(self._move, order)
            except (ClockWentBack, ValueError, TypeError) as error:
                sentence = words.went_back() if isinstance(error, ClockWentBack) else words.bad_day()
                return JSONResponse({"error": sentence}, status_code=400)
        shown = self._face if request.query_params.get("kun") == "nu" else self._show
        return JSONResponse(await run_in_threadpool(shown))

    def _move(self, order: dict[str, Any]) -> None:
        match order.get("move"):
            case "next":
                self._stepper.step()
            case "day":
                self._stepper.forward(1)
            case "week":
                self._stepper.forward(7)
            case "to":
                self._stepper.to(date.fromisoformat(str(order.get("to"))))
            case "reset":
                self._stepper.again()
            case _:
                raise ValueError("unknown move")

    def _face(self) -> dict[str, Any]:
        now = self._stepper.state().plan.calendar.local(self._stepper.now())
        return {"now": now.isoformat(), "label": words.moment(now)}

    def _show(self) -> dict[str, Any]:
        state = self._stepper.state()
        calendar = state.plan.calendar
        stop = self._stepper.next_stop()
        told = self._outbox.sent(state.process)[:LOG_LINES]
        return {
            **self._face(),
            "next": {"at": calendar.local(stop.at).isoformat(), "label": words.next_stop(stop.people)} if stop else None,
            "links": [{"label": label, "url": url} for label, url in self._links()],
            "log": [
                {"at": calendar.local(t.at).isoformat(), "label": words.log_line(self._name_of(t.person), t.notices, state)} for t in told
            ],
        }
