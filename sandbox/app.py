"""Builds the sandbox from its settings: one Starlette application to be mounted or served alone,
with headers for every answer, and no forms from other people's pages.
"""

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.clock import RehearsalClock
from sandbox.control import Control
from sandbox.events import HttpPeer, Sockets, Switchboard
from sandbox.faults import Faults
from sandbox.hooks import Hooks
from sandbox.interactions import Interactions
from sandbox.mail import PostOffice, Slot
from sandbox.page.post import PostPage
from sandbox.page.routes import Page
from sandbox.page.scene import Templates
from sandbox.settings import SandboxSettings
from sandbox.talk import Talk
from sandbox.web_api.endpoint import WebApi
from sandbox.workspace import Workspace

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' https:",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] != "GET" and Headers(scope=scope).get("sec-fetch-site") in (
            "cross-site",
            "same-site",
        ):
            await PlainTextResponse("cross-site request refused", status_code=403)(
                scope, receive, send
            )
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


def create_app(settings: SandboxSettings) -> Starlette:
    """The whole stand-in; `app.state.workspace` is there for whoever serves it in the same
    process.
    """
    workspace = Workspace(settings)
    faults = Faults(workspace.lock)
    sockets = Sockets(settings, workspace.tickets.take_socket)
    peer = Switchboard(sockets, HttpPeer(settings, settings.bot_url) if settings.bot_url else None)
    talk, interactions = Talk(workspace, peer), Interactions(workspace, peer)
    clock, templates = RehearsalClock(settings), Templates()
    page, post = (
        Page(workspace, talk, interactions, clock, templates),
        PostPage(workspace, clock, templates),
    )
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
        app.state.post_office = PostOffice(
            settings.mail, Slot(workspace.people.gets_mail, workspace.postbox.keep)
        )
        app.state.post_office.start()
    return app
