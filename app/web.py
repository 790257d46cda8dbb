"""The web application: pages and feeds, Slack's one address, and in a rehearsal the sandbox and its clock."""

from __future__ import annotations

from pathlib import Path

from slack_bolt import App
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from app.build import House
from app.clock import epoch, real_now
from app.control import PATH, Control
from app.rehearsal import Stepper
from app.working import api_url
from bot.slack.app import make_bolt, slack_events
from bot.slack.channel import sender
from bot.slack.commands import COMMANDS
from bot.text import rehearsal as words
from bot.text.roles import named
from bot.web.app import routes
from bot.web.errors import exception_handlers
from bot.web.headers import SecurityHeaders
from bot.web.site import Rooms, Site
from config.rehearsal_file import Rehearsal
from process.plan import Plan
from process.seats import Seat
from sandbox.build import create_app
from sandbox.settings import Command, Member, SandboxSettings

SANDBOX_FILE = "sandkasse.sqlite"
SQLITE = "sqlite:///"
BESIDE = "mail-"
"""How the sandbox's ids of people without Slack begin."""


def bolt_app(house: House) -> App:
    """Slack's side of the bot; its client answers while somebody waits, so it is bounded at two seconds."""
    client = sender(house.secrets.bot_token, base_url=api_url(house.settings, house.address), seconds=2)
    return make_bolt(house.context, signing_secret=house.secrets.signing_secret, client=client)


def web_app(house: House, bolt: App) -> Starlette:
    """Everything that is served, as one list of routes."""
    found: list[BaseRoute] = [Route("/slack/events", slack_events(bolt), methods=["POST"])]
    if house.rehearsal is not None:
        found += _rehearsal_routes(house, house.rehearsal)
    found += routes(_site(house))
    return Starlette(routes=found, middleware=[Middleware(SecurityHeaders)], exception_handlers=exception_handlers())


def _site(house: House) -> Site:
    stores = house.stores
    return Site(
        process=house.process,
        ledger=stores.ledger,
        addresses=stores.addresses,
        heartbeat=stores.heartbeat,
        now=house.now,
        clock=real_now,
        base_url=house.address,
        secret=house.secrets.key,
        worker_bound=house.settings.worker_bound,
        metrics_token=house.settings.metrics_token.get_secret_value(),
        rooms=Rooms(context=house.context, doors=house.doors),
    )


def _rehearsal_routes(house: House, rehearsal: Rehearsal) -> list[BaseRoute]:
    control = Control(
        stepper=Stepper(stores=house.stores, rehearsal=rehearsal, worker=house.worker),
        outbox=house.stores.outbox,
        name_of=house.context.view().name_of,
        links=lambda: _links(house, rehearsal),
        token=house.secrets.control_token,
    )
    return [*control.routes(), Mount("/sandbox", create_app(sandbox_settings(house, rehearsal)))]


def _links(house: House, rehearsal: Rehearsal) -> list[tuple[str, str]]:
    links = house.context.links
    return [(words.BOARD, links.board(rehearsal.cast[0])), (words.PUBLIC_FEED, links.public_calendar().removesuffix(".ics"))]


def sandbox_settings(house: House, rehearsal: Rehearsal) -> SandboxSettings:
    """The stand-in workspace: everybody who has a Slack id is in it, the cast first; the others have a post-box only."""
    database = house.settings.database
    beside = Path(database.removeprefix(SQLITE)).with_name(SANDBOX_FILE) if database.startswith(SQLITE) else None
    return SandboxSettings(
        bot_token=house.secrets.bot_token,
        signing_secret=house.secrets.signing_secret,
        now=epoch,
        cast=members(rehearsal, mail=house.post is not None),
        commands=tuple(Command(name=c.name, description=c.description, usage_hint=c.usage_hint) for c in COMMANDS),
        bot_url=f"{house.address}/slack/events",
        store=str(beside) if beside else None,
        mail=house.post,
        control_url=f"{house.address}{PATH}",
        control_token=house.secrets.control_token,
    )


def members(rehearsal: Rehearsal, *, mail: bool) -> tuple[Member, ...]:
    """The people of the rehearsal as members of the workspace, and those without Slack beside it."""
    place = {person: number for number, person in enumerate(rehearsal.cast)}
    found = sorted((p for p in rehearsal.people if p.slack_id or (mail and p.email)), key=lambda p: (place.get(p.id, len(place)), p.id))
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
