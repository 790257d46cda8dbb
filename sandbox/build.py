"""Builds the sandbox from its settings: one Starlette application to be mounted or served alone."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from sandbox.clock import RehearsalClock
from sandbox.control import Control
from sandbox.events import HttpPeer, Switchboard
from sandbox.faults import Faults
from sandbox.guard import Guard
from sandbox.hooks import Hooks
from sandbox.interactions import Interactions
from sandbox.page.routes import Page
from sandbox.settings import SandboxSettings
from sandbox.socket_mode import Sockets
from sandbox.talk import Talk
from sandbox.web_api.endpoint import WebApi
from sandbox.workspace import Workspace


def create_app(settings: SandboxSettings) -> Starlette:
    """The whole stand-in; `app.state.workspace` is there for whoever serves it in the same process."""
    workspace = Workspace(settings)
    faults = Faults(workspace.lock)
    sockets = Sockets(settings, workspace.tickets.take_socket)
    peer = Switchboard(sockets, HttpPeer(settings, settings.bot_url) if settings.bot_url else None)
    talk, interactions = Talk(workspace, peer), Interactions(workspace, peer)
    page = Page(workspace, talk, interactions, RehearsalClock(settings))
    app = Starlette(
        routes=[
            Route("/api/{method}", WebApi(workspace, faults).endpoint, methods=["GET", "POST"]),
            WebSocketRoute("/socket", sockets.endpoint),
            *Hooks(workspace).routes(),
            *Control(workspace, faults, sockets, talk, interactions).routes(),
            *page.routes(),
        ],
        middleware=[Middleware(Guard)],
    )
    app.state.workspace = workspace
    return app
