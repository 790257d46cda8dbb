"""`/tidsplan/<token>`: the process owner uploads a timetable and sees every row as it was
understood. Nothing is kept: it ends in the table and a draft to take away.
"""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.forms.form import Values
from bot.text import imports as words
from bot.text.imports import NotRead
from bot.web.forms import REFUSED, not_taken, seal
from bot.web.import_report import import_page
from bot.web.links import TIMETABLE, BadLink, ExpiredLink
from bot.web.pages import NO_SCRIPTS, page
from bot.web.site import Site
from process.acts.rights import need_process_owner
from process.errors import NotYours
from process.seats import PersonId

LARGEST = 900_000
"""Bytes of a timetable; the whole form must fit in what the site takes (`app.MOST_BODY`)."""
FIELDS = 5
YEARS = range(1990, 2101)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def upload_page(site: Site, request: Request) -> Response:
    """Where the file is chosen."""
    person = _through(site, request)
    return _page(site, person, "")


async def uploaded(site: Site, request: Request) -> Response:
    """A file was sent in."""
    async with request.form(max_files=1, max_fields=FIELDS) as form:
        sent = {name: (value,) for name, value in form.items() if isinstance(value, str)}
        file = form.get("file")
        name, data = "", b""
        if isinstance(file, UploadFile):
            name, data = file.filename or "", await file.read(LARGEST + 1)
    return await run_in_threadpool(_read, site, request, Values(sent), name, data)


def _read(site: Site, request: Request, sent: Values, name: str, data: bytes) -> Response:
    person = _through(site, request)
    typed = sent.text("year").strip()
    fault, status = not_taken(site, request, sent, purpose=_form(person))
    if fault:
        return _page(site, person, typed, fault=fault, status=status)
    if len(data) > LARGEST:
        raise HTTPException(413)
    if not name:
        return _page(site, person, typed, fault=words.NO_FILE, status=REFUSED)
    if typed and not (typed.isascii() and typed.isdigit() and int(typed[:5]) in YEARS):
        return _page(site, person, typed, fault=words.NO_SUCH_YEAR, status=REFUSED)
    try:
        read = site.read_timetable(name, data, int(typed) if typed else None)
    except NotRead as fault_found:
        return _page(site, person, typed, fault=str(fault_found), status=REFUSED)
    return _table(import_page(read, with_draft=True))


def _table(html: str) -> Response:
    """The report brings its style with it, which is allowed by its hash alone."""
    style = STYLE.search(html)
    digest = hashlib.sha256(style[1].encode() if style else b"").digest()
    allowed = f"style-src 'sha256-{base64.b64encode(digest).decode()}'"
    headers = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "Content-Security-Policy": NO_SCRIPTS.replace("style-src 'self'", allowed),
    }
    return HTMLResponse(html, headers=headers)


def _through(site: Site, request: Request) -> PersonId:
    """Whose link it is, while they are the process owner."""
    try:
        person = site.links.read(TIMETABLE, str(request.path_params["token"]))
        need_process_owner(site.state(), person, site.now(), "see")
    except BadLink as error:
        raise HTTPException(404) from error
    except (ExpiredLink, NotYours) as error:
        raise HTTPException(410) from error
    return person


def _page(
    site: Site, person: PersonId, year: str, *, fault: str = "", status: int = 200
) -> Response:
    values = {
        "plan": site.state().plan.title,
        "year": year,
        "fault": fault,
        "most": f"{LARGEST // 1000} kB",
        "seal": seal(site, _form(person)),
    }
    return page("upload.html", values, status=status)


def _form(person: PersonId) -> str:
    return f"form:{TIMETABLE}:{person}"
