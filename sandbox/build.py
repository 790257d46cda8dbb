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
from sandbox.mail_in import PostOffice, Slot
from sandbox.page.post import PostPage
from sandbox.page.render import Templates
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
    clock, templates = RehearsalClock(settings), Templates()
    page, post = Page(workspace, talk, interactions, clock, templates), PostPage(workspace, clock, templates)
    app = Starlette(
        routes=[
            Route("/api/{method}", WebApi(workspace, faults).endpoint, methods=["GET", "POST"]),
            WebSocketRoute("/socket", sockets.endpoint),
            *Hooks(workspace).routes(),
            *Control(workspace, faults, sockets, talk, interactions).routes(),
            *post.routes(),
            *page.routes(),
        ],
        middleware=[Middleware(Guard)],
    )
    app.state.workspace = workspace
    app.state.post_office = None
    if settings.mail is not None:
        app.state.post_office = PostOffice(settings.mail, Slot(workspace.people.gets_mail, workspace.postbox.keep))
        app.state.post_office.start()
    return app
