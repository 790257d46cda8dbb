"""Calendars that lie ready: what was answered once is answered again from the same bytes, before
the framework and without a thread, for as long as nothing it was written from has changed.

All requests share one look at the database. After a write of this process the next request looks
anew; a write of another process is seen within `BOUND_SECONDS` (rules C15). Whatever does not lie
here goes the whole way.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.cache import Published, Recent, answer, has_tag, wants_gzip
from bot.web.pages import add_headers
from process.errors import NoPlan
from storage.errors import StorageError

BOUND_SECONDS = 0.2
LOOK_SECONDS = 1.0
"""A request waits no longer for the look; then it goes the whole way."""
PLACE = "fristvogter.place"
PATHS = ("/kalender/", "/offentlig/")
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What every calendar is written from (the last entry, the addresses, the local day), and how
    long the day still lasts.
    """

    mark: Hashable
    seconds_left: float


@dataclass(frozen=True, kw_only=True)
class Ready:
    """An answer's bytes and what they were written from."""

    mark: Hashable
    published: Published
    full: Headers
    unchanged: Headers
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the answer to a request may be laid. Its mark is older than the answer, so an answer
    is never held to be newer than it is.
    """

    shelf: Recent[Ready]
    key: bytes
    mark: Hashable
    zipped: bool

    def lay(self, published: Published) -> None:
        """Have it ready from now on; one that left something out is told about at each fetch."""
        if published.left_out:
            return
        full = answer(published, zipped=self.zipped, known=False)
        ready = Ready(
            mark=self.mark,
            published=published,
            full=_secured(full.raw_headers),
            unchanged=_secured(answer(published, zipped=self.zipped, known=True).raw_headers),
            body=bytes(full.body),
        )
        self.shelf.put(self.key, ready)


def lay_ready(scope: Scope, published: Published) -> None:
    """Lay the answer where the front has made room for it, if it has."""
    place = scope.get(PLACE)
    if isinstance(place, Place):
        place.lay(published)


def _secured(headers: Headers) -> Headers:
    found = MutableHeaders(raw=headers)
    add_headers(found)
    return found.raw


class ReadyFeeds:
    """Stands before the framework. `look` is called in a thread; `written` is another object after
    each write of this process; `kind` names a program by its User-Agent, since each kind's first
    fetch of a day is noted.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        look: Callable[[], Seen],
        written: Callable[[], object],
        kind: Callable[[str], str],
        request_id: Callable[[str], str],
        monotonic: Callable[[], float],
    ) -> None:
        self._app = app
        self._look, self._written, self._monotonic = look, written, monotonic
        self._kind = lru_cache(maxsize=256)(kind)
        self._request_id = request_id
        self._shelf: Recent[Ready] = Recent()
        self._mark: Hashable = None
        self._seen: object = None
        self._until = 0.0
        self._looking: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what lies ready; hand on the rest, with a place for its answer."""
        headers = _headers(scope)
        if headers is None:
            await self._app(scope, receive, send)
            return
        if not self._fresh():
            await self._looked()
        mark = self._mark if self._fresh() else None
        zipped = _zipped(headers.get(b"accept-encoding", b""))
        key = self._key(scope, headers, zipped)
        ready = self._shelf.get(key)
        if mark is None:
            await self._app(scope, receive, send)
        elif ready is None or ready.mark != mark:
            scope[PLACE] = Place(shelf=self._shelf, key=key, mark=mark, zipped=zipped)
            await self._app(scope, receive, send)
        else:
            await self._answer(ready, scope, headers, send)

    async def _answer(
        self, ready: Ready, scope: Scope, headers: dict[bytes, bytes], send: Send
    ) -> None:
        tags = headers.get(b"if-none-match")
        known = tags is not None and has_tag(ready.published, tags.decode("latin-1"))
        found = self._request_id(headers.get(b"x-request-id", b"").decode("latin-1"))
        start = {
            "type": "http.response.start",
            "status": 304 if known else 200,
            "headers": [
                *(ready.unchanged if known else ready.full),
                (b"x-request-id", found.encode()),
            ],
        }
        await send(start)
        body = b"" if known or scope["method"] == "HEAD" else ready.body
        await send({"type": "http.response.body", "body": body})

    def _key(self, scope: Scope, headers: dict[bytes, bytes], zipped: bool) -> bytes:
        """An address is a secret, so it is hashed before it is kept."""
        kind = self._kind(headers.get(b"user-agent", b"").decode("latin-1"))
        asked = (scope["path"], scope["query_string"], kind, zipped)
        return hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).digest()

    def _fresh(self) -> bool:
        return self._seen is self._written() and self._monotonic() < self._until

    async def _looked(self) -> None:
        """One look for all who wait."""
        if self._looking is None:
            self._looking = asyncio.ensure_future(self._look_now())
        await asyncio.wait({self._looking}, timeout=LOOK_SECONDS)

    async def _look_now(self) -> None:
        began, written = self._monotonic(), self._written()
        try:
            seen = await asyncio.get_running_loop().run_in_executor(None, self._look)
            mark, bound = seen.mark, min(BOUND_SECONDS, seen.seconds_left)
        except (StorageError, NoPlan):  # whoever asks goes the whole way, where it is answered
            mark, bound, began = None, BOUND_SECONDS, self._monotonic()
        finally:
            self._looking = None
        self._mark, self._seen, self._until = mark, written, began + bound


def _headers(scope: Scope) -> dict[bytes, bytes] | None:
    """The headers by name, the first of each; None for what is not a calendar's or brings
    something that has to be judged: a body, or a date to compare with the clock.
    """
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    path: str = scope["path"]
    if not (path.endswith(".ics") and path.startswith(PATHS)):
        return None
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found.setdefault(name, value)
    dated = b"if-modified-since" in found and b"if-none-match" not in found
    return None if dated or b"content-length" in found or b"transfer-encoding" in found else found


@lru_cache(maxsize=64)
def _zipped(accepts: bytes) -> bool:
    return wants_gzip(accepts.decode("latin-1"))
