"""A total time for what is said to servers outside: a timeout of a socket begins anew with every
byte, and a server that drips one now and then would hold a worker for ever.
"""

from __future__ import annotations

import functools
import http.client
import logging
import socket
import threading
import urllib.error
import urllib.request
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

PING_SECONDS = 5.0

log = logging.getLogger("fristvogter.heartbeat")


class Deadline:
    """Cuts the conversations that are held in it when their time is up, and raises TimeoutError at
    its end.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._seconds, self._over = seconds, False
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for held in self._held:
                held.close()
            self._held.clear()
        if self._over:  # what was cut may look like a short answer
            raise TimeoutError(f"not over after {self._seconds:g} seconds") from error

    def connect(
        self, address: tuple[str, int], timeout: Any = None, source_address: Any = None
    ) -> socket.socket:
        """A connection that is cut with the others; as `socket.create_connection`."""
        made = socket.create_connection(address, self._seconds, source_address)
        with self._lock:
            self._held.append(made.dup())  # TLS takes the socket itself away
        return made

    def _cut(self) -> None:
        with self._lock:
            self._over = True
            for held in self._held:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)


def opener(deadline: Deadline) -> urllib.request.OpenerDirector:
    """What opens addresses within a deadline."""
    return urllib.request.build_opener(_Plain(deadline), _Encrypted(deadline))


def _connection(
    deadline: Deadline, kind: type[http.client.HTTPConnection], host: str, **told: Any
) -> http.client.HTTPConnection:
    made = kind(host, **told)
    made._create_connection = deadline.connect  # type: ignore[attr-defined]  # the library's own hook
    return made


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._made = functools.partial(_connection, deadline, http.client.HTTPConnection)

    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(self._made, req)


class _Encrypted(urllib.request.HTTPSHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._made = functools.partial(_connection, deadline, http.client.HTTPSConnection)

    def https_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(self._made, req)


def ping(url: str) -> bool:
    """Fetch the address once; False (and a line in the log) when it did not answer.
    Nothing about the process is told.
    """
    try:
        with Deadline(PING_SECONDS) as deadline, opener(deadline).open(url) as answer:
            return bool(200 <= answer.status < 300)
    except (urllib.error.URLError, OSError, ValueError, http.client.HTTPException) as error:
        log.warning("the heartbeat address did not answer: %s", type(error).__name__)
        return False
