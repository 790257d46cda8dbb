"""Answering a calendar program: not changed, only the head, compressed or not, by the rules of RFC 9110."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.web.shelf import Published

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
    headers |= {"Content-Type": CALENDAR, "Content-Length": str(len(body))} | ({"Content-Encoding": "gzip"} if zipped else {})
    return Response(b"" if request.method == "HEAD" else body, headers=headers)


def _headers(published: Published, *, zipped: bool) -> dict[str, str]:
    return {
        "ETag": f'"{published.tag}{_ZIPPED if zipped else ""}"',
        "Last-Modified": format_datetime(published.modified.astimezone(UTC).replace(microsecond=0), usegmt=True),
        "Cache-Control": f"{'public' if published.public else 'private'}, max-age=300",
        "Vary": "Accept-Encoding",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }


def _has_it(request: Request, published: Published, now: datetime) -> bool:
    """The tag decides where one is given; else the date, but not for a change of this very second, which a date cannot tell."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or any(tag.removesuffix(_ZIPPED) == published.tag for tag in _TAG.findall(tags))
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
