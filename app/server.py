"""Serving over HTTP: the port is taken before anything is built, and a connection costs no more
than it may. A stranger who opens many, sends slowly, or sends much, makes room for the others.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.faults import PortTaken

MOST_CONNECTIONS = 400
"""Well below the files a process may have open, which the database and Slack need too."""
REQUEST_SECONDS = 20.0
"""A whole request, head and body."""
MOST_HEAD = 65_536
BACKLOG = 128
"""Accepted between two looks at what has arrived, so that nobody is pushed out unread."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortTaken(host, port) from error
        raise
    listener.listen(BACKLOG)
    return listener


def serve(app: ASGIApp, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it; `ready` is called when the first request can be answered. No
    access log: addresses are secrets.
    """

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    Server(configured(app)).run(sockets=[listener])


def configured(app: ASGIApp) -> uvicorn.Config:
    """How everything is served."""
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        backlog=BACKLOG,
        access_log=False,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=5,
    )


class BoundedProtocol(HttpToolsProtocol):
    """A connection that has to bring its request in time, and makes room when there are many."""

    late: asyncio.TimerHandle | None = None
    since = 0.0
    _before: object = None
    _came = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """At the limit, whoever has waited longest with half a request goes first."""
        if len(self.connections) >= MOST_CONNECTIONS:
            self._make_room()
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Hand on, and wait until the whole of a request is here."""
        if self.late is None and self.cycle.response_complete:
            self._wait()
        self._came += len(data)
        super().data_received(data)
        if self.cycle is not self._before:
            if not self.cycle.more_body:
                self._stop_waiting()
        elif self._came > MOST_HEAD:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing waits any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """From here on it is another protocol's."""
        self._stop_waiting()
        super().handle_websocket_upgrade()

    def _wait(self) -> None:
        self.since, self._before, self._came = self.loop.time(), self.cycle, 0
        self.late = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None

    def _make_room(self) -> None:
        mine = [other for other in self.connections if isinstance(other, BoundedProtocol)]
        slow = [other for other in mine if other.late is not None or other.flow.write_paused]
        if slow:
            first = min(slow, key=lambda other: other.since)
            self.connections.discard(first)
            first.transport.abort()
