"""Calendars that are written once and kept, and the answer to a program that asks: not changed,
only the head, compressed or not, by the rules of RFC 9110.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from typing import Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from bot.ical.write import LeftOut

MOST = 500


@dataclass(frozen=True, kw_only=True)
class Published:
    """A calendar file as served. `modified` is the HTTP Last-Modified."""

    data: bytes
    modified: datetime
    public: bool = False
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def tag(self) -> str:
        """The strong validator, without its quotes: the hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()[:40]

    @cached_property
    def zipped(self) -> bytes:
        """The same, compressed; without a clock reading inside."""
        return gzip.compress(self.data, mtime=0)


V = TypeVar("V")


class Recent(Generic[V]):
    """A bounded memory; what was asked for longest ago goes first. Safe between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> V | None:
        """What was put there, unless it has gone."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, value: V) -> V:
        """Keep it."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value


class FeedCache:
    """Written calendars by what they were written from, and the last good one by address."""

    def __init__(self) -> None:
        self._written: Recent[Published] = Recent()
        self._good: Recent[Published] = Recent()

    def written(self, key: Hashable, write: Callable[[], Published]) -> Published:
        """The calendar for this question, written when it is new."""
        return self._written.get(key) or self._written.put(key, write())

    def good(self, address: str, published: Published) -> Published:
        """Remember what an address was answered with."""
        return self._good.put(address, published)

    def last_good(self, address: str) -> Published | None:
        """What the address was answered with last."""
        return self._good.get(address)


CALENDAR = "text/calendar; charset=utf-8"
_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_ZIPPED = "-gzip"
SAME_SECOND = timedelta(seconds=1)


def respond(request: Request, published: Published, *, now: datetime) -> Response:
    """200, or 304 when the program has it already. A HEAD gets the same headers and no body."""
    zipped = _wants_gzip(request.headers.get("accept-encoding", ""))
    headers = _headers(published, zipped=zipped)
    if _has_it(request, published, now):
        return Response(status_code=304, headers=headers)
    body = published.zipped if zipped else published.data
    headers |= {"Content-Type": CALENDAR, "Content-Length": str(len(body))} | (
        {"Content-Encoding": "gzip"} if zipped else {}
    )
    return Response(b"" if request.method == "HEAD" else body, headers=headers)


def _headers(published: Published, *, zipped: bool) -> dict[str, str]:
    return {
        "ETag": f'"{published.tag}{_ZIPPED if zipped else ""}"',
        "Last-Modified": format_datetime(
            published.modified.astimezone(UTC).replace(microsecond=0), usegmt=True
        ),
        "Cache-Control": f"{'public' if published.public else 'private'}, max-age=300",
        "Vary": "Accept-Encoding",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }


def _has_it(request: Request, published: Published, now: datetime) -> bool:
    """The tag decides where one is given; else the date, but not for a change of this very
    second, which a date cannot tell.
    """
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or any(
            tag.removesuffix(_ZIPPED) == published.tag for tag in _TAG.findall(tags)
        )
    since = _date(request.headers.get("if-modified-since", ""))
    modified = published.modified.replace(microsecond=0)
    return since is not None and modified <= since and published.modified + SAME_SECOND < now


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _wants_gzip(accepts: str) -> bool:
    """Only when asked for by name, and not with a weight of nothing."""
    for choice in accepts.lower().split(","):
        name, _, weight = choice.partition(";")
        if name.strip() == "gzip":
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False
