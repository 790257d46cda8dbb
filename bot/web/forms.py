"""What guards every page where somebody answers without Slack: a form is read within bounds, and
taken only from the page it was on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.text import med_forms as words
from bot.web.links import BadLink, ExpiredLink, read, sign
from bot.web.site import Site
from process.errors import BadDay, Unknown

DIGITS = 9
"""More than any ledger will count to; Python refuses to read numbers of thousands of figures."""
Fields = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Values:
    """The fields as they were typed."""

    values: Fields = field(default_factory=dict)

    def text(self, name: str) -> str:
        """One field; browsers send line ends as two characters, which count as one."""
        return next(iter(self.values.get(name, ())), "").replace("\r\n", "\n")

    def several(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.values.get(name, ())

    def day(self, name: str) -> date | None:
        """A day, None when left empty; raises BadDay."""
        text = self.text(name).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise BadDay(why="unreadable", text=text[:40]) from error

    @property
    def record(self) -> int:
        """Which record it is about; raises Unknown."""
        found = self.number("record")
        if found is None:
            raise Unknown(what="record", name=self.text("record")[:20])
        return found

    def number(self, name: str) -> int | None:
        """An entry's number; None for anything no ledger could hold."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) <= DIGITS else None

    @property
    def once(self) -> str:
        """The form's own id, so that a form sent twice counts once."""
        return f"door:{self.text('once')}" if self.text("once") else ""


GOOD_FOR = timedelta(hours=12)
"""How long a page may stand open before it is sent in."""
OURS = ("same-origin", "none", "")
FIELDS = 500
REFUSED, FLOODED = 422, 429


async def taken_in(
    request: Request, *, largest: int, answer: Callable[[Values], Response]
) -> Response:
    """Read what was sent in, at most `largest` bytes (413), and let `answer` carry it out in a
    thread.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise HTTPException(413)
    try:
        fields = parse_qs(
            body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=FIELDS
        )
    except ValueError as error:
        raise HTTPException(413) from error
    return await run_in_threadpool(
        answer, Values({name: tuple(found) for name, found in fields.items()})
    )


def seal(site: Site, purpose: str) -> str:
    """What a page's forms carry, so that only they are taken, and only for a while."""
    return sign(site.links.secret, purpose=purpose, subject="form", until=site.clock() + GOOD_FOR)


def not_taken(site: Site, request: Request, sent: Values, *, purpose: str) -> tuple[str, int]:
    """Why it is not even tried, and the status: another site sent it, the page is old, or there are
    too many; ("", 0) when it is.
    """
    if request.headers.get("sec-fetch-site", "") not in OURS:
        return words.ELSEWHERE, REFUSED
    try:
        read(site.links.secret, sent.text("seal"), purpose=purpose, now=site.clock())
    except ExpiredLink:
        return words.STALE, REFUSED
    except BadLink:
        return words.ELSEWHERE, REFUSED
    return ("", 0) if site.limit.allows(purpose, site.clock()) else (words.TOO_MANY, FLOODED)


def back(request: Request, query: str) -> Response:
    """To the page again, with a plain GET: going back or reloading sends nothing a second time."""
    return RedirectResponse(
        f"{request.url.path}?{query}", status_code=303, headers={"Cache-Control": "no-store"}
    )
