"""What guards every page where somebody answers without Slack: a form is read within bounds, and
taken only from the page it was on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.forms.form import Values
from bot.text import med_forms as words
from bot.web.links import BadLink, ExpiredLink, read, sign
from bot.web.site import Site

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
    return await run_in_threadpool(answer, _read(fields))


def _read(fields: dict[str, list[str]]) -> Values:
    """Browsers send line ends as two characters, which count as one."""
    filled = {
        name: tuple(text.replace("\r\n", "\n") for text in typed) for name, typed in fields.items()
    }
    once = next(iter(filled.get("once", ())), "")
    return Values(filled, once=f"door:{once}" if once else "")


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
