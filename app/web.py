"""The web application: pages and feeds, Slack's one address, and in a
rehearsal the sandbox and its clock.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from slack_bolt import App
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from app.build import House, api_url
from app.clock import epoch, monotonic
from app.imported import read_timetable
from app.logs import RequestIds, id_for
from app.rehearsal import Stepper
from bot.messages.log import rehearsal_line
from bot.slack.app import make_bolt, slack_events
from bot.slack.channel import sender
from bot.slack.conversations import COMMANDS
from bot.text import operations as words
from bot.text.grammar import named
from bot.web.app import BoundedBody, exception_handlers, routes
from bot.web.feeds import client_kind, seen
from bot.web.pages import SecurityHeaders
from bot.web.ready import ReadyFeeds
from bot.web.site import Site
from config.rehearsal_file import Rehearsal
from process.plan.model import Plan
from process.seats import PersonId, Seat
from sandbox.app import create_app
from sandbox.settings import Command, Member, SandboxSettings
from storage.errors import ClockWentBack
from storage.outbox_log import OutboxLog

CLOCK_PATH = "/oevelse/ur"
LOG_LINES = 30
SANDBOX_FILE = "sandkasse.sqlite"
SQLITE = "sqlite:///"
BESIDE = "mail-"
"""How the sandbox's ids of people without Slack begin."""


def web_app(house: House, bolt: App) -> ReadyFeeds:
    """Everything that is served: one list of routes, before it the calendars that lie ready."""
    site = _site(house)
    found: list[BaseRoute] = [
        Route(
            "/slack/events",
            slack_events(
                bolt,
                secret=house.secrets.signing_secret,
                clock=epoch,
                first=lambda key: house.context.seen.first(house.context.process, key),
            ),
            methods=["POST"],
        )
    ]
    if house.rehearsal is not None:
        found += _rehearsal_routes(house, house.rehearsal)
    found += routes(site)
    app = Starlette(
        routes=found,
        middleware=[Middleware(RequestIds), Middleware(SecurityHeaders), Middleware(BoundedBody)],
        exception_handlers=exception_handlers(),
    )
    return ReadyFeeds(
        app,
        look=lambda: seen(site),
        written=lambda: house.stores.database.last_write,
        kind=client_kind,
        request_id=id_for,
        monotonic=monotonic,
    )


def bolt_app(house: House) -> App:
    """Slack's side of the bot; its client answers while somebody waits, so it is bounded at two
    seconds.
    """
    client = sender(
        house.secrets.bot_token, base_url=api_url(house.settings, house.address), seconds=2
    )
    return make_bolt(house.context, signing_secret=house.secrets.signing_secret, client=client)


def _site(house: House) -> Site:
    return Site(
        context=house.context,
        worker_bound=house.settings.worker_bound,
        expected_workers=tuple(house.settings.expected_workers.split()),
        metrics_token=house.settings.metrics_token.get_secret_value(),
        read_timetable=read_timetable,
    )


def _rehearsal_routes(house: House, rehearsal: Rehearsal) -> list[BaseRoute]:
    control = ClockControl(
        stepper=Stepper(stores=house.stores, rehearsal=rehearsal, worker=house.worker),
        outbox_log=house.stores.outbox_log,
        name_of=house.context.view().name_of,
        links=lambda: _links(house, rehearsal),
        token=house.secrets.control_token,
    )
    return [*control.routes(), Mount("/sandbox", create_app(sandbox_settings(house, rehearsal)))]


def _links(house: House, rehearsal: Rehearsal) -> list[tuple[str, str]]:
    links = house.context.links
    return [
        (words.BOARD, links.board(rehearsal.cast[0])),
        (words.PUBLIC_FEED, links.public_calendar().removesuffix(".ics")),
    ]


def sandbox_settings(house: House, rehearsal: Rehearsal) -> SandboxSettings:
    """The stand-in workspace: everybody who has a Slack id is in it, the cast first; the
    others have a post-box only.
    """
    database = house.settings.database
    beside = (
        Path(database.removeprefix(SQLITE)).with_name(SANDBOX_FILE)
        if database.startswith(SQLITE)
        else None
    )
    return SandboxSettings(
        bot_token=house.secrets.bot_token,
        signing_secret=house.secrets.signing_secret,
        now=epoch,
        cast=members(rehearsal, mail=house.post is not None),
        commands=tuple(
            Command(name=c.name, description=c.description, usage_hint=c.usage_hint)
            for c in COMMANDS
        ),
        bot_url=f"{house.address}/slack/events",
        store=str(beside) if beside else None,
        mail=house.post,
        control_url=f"{house.address}{CLOCK_PATH}",
        control_token=house.secrets.control_token,
    )


def members(rehearsal: Rehearsal, *, mail: bool) -> tuple[Member, ...]:
    """The people of the rehearsal as members of the workspace, and those without Slack beside
    it.
    """
    place = {person: number for number, person in enumerate(rehearsal.cast)}
    found = sorted(
        (p for p in rehearsal.people if p.slack_id or (mail and p.email)),
        key=lambda p: (place.get(p.id, len(place)), p.id),
    )
    return tuple(
        Member(
            id=p.slack_id or f"{BESIDE}{p.id}",
            name=p.name,
            title=_title(rehearsal.plan, p.seats),
            email=p.email,
            offered=p.id in place,
            slack=bool(p.slack_id),
        )
        for p in found
    )


def _title(plan: Plan, seats: tuple[Seat, ...]) -> str:
    return ", ".join(named(plan, seat) for seat in seats[:2])


Links = Callable[[], list[tuple[str, str]]]


class ClockControl:
    """The rehearsal clock's endpoint, XX"""

    def __init__(
        self,
        *,
        stepper: Stepper,
        outbox_log: OutboxLog,
        name_of: Callable[[PersonId], str],
        links: Links,
        token: str,
    ) -> None:
        self._stepper, self._outbox_log, self._name_of, self._links, self._token = (
            stepper,
            outbox_log,
            name_of,
            links,
            token,
        )

    def routes(self) -> list[Route]:
        """One address, two methods."""
        return [Route(CLOCK_PATH, self.endpoint, methods=["GET", "POST"])]

    async def endpoint(self, request: Request) -> Response:
        """Refuses whoever lacks the token; moves in a thread, since a year takes a while."""
        if not hmac.compare_digest(
            request.headers.get("X-Rehearsal-Token", "").encode(), self._token.encode()
        ):
            return JSONResponse({"error": words.NOT_ALLOWED}, status_code=403)
        if request.method == "POST":
            try:
                order = json.loads(await request.body() or b"{}")
                await run_in_threadpool(self._move, order)
            except (ClockWentBack, ValueError, TypeError) as error:
                sentence = words.WENT_BACK if isinstance(error, ClockWentBack) else words.BAD_DAY
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
        return {"now": now.isoformat(), "label": words.clock_label(now)}

    def _show(self) -> dict[str, Any]:
        state = self._stepper.state()
        calendar = state.plan.calendar
        stop = self._stepper.next_stop()
        told = self._outbox_log.sent(state.process)[:LOG_LINES]
        return {
            **self._face(),
            "next": {
                "at": calendar.local(stop.at).isoformat(),
                "label": words.next_stop(stop.people),
            }
            if stop
            else None,
            "links": [{"label": label, "url": url} for label, url in self._links()],
            "log": [
                {
                    "at": calendar.local(t.at).isoformat(),
                    "label": rehearsal_line(self._name_of(t.person), t.notices, state),
                }
                for t in told
            ],
        }
