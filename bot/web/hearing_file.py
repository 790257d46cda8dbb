"""A consultation's answers as a file for the catalogue: behind a signed link that says whose it is and which consultation it opens."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.documents.hearing_sheet import hearing_rows
from bot.text import hearing_words as words
from bot.web.links import HEARING
from bot.web.signing import BadLink, ExpiredLink, read
from bot.web.site import Site
from bot.web.table_file import attached
from process.errors import NotYours, Unknown
from process.verbs.hearing import need_hearing
from process.verbs.rights import need_process_owner


def hearing_csv(site: Site, request: Request) -> Response:
    """`/hoering/<token>/svar.csv`."""
    return _file(site, request, "csv")


def hearing_xlsx(site: Site, request: Request) -> Response:
    """`/hoering/<token>/svar.xlsx`."""
    return _file(site, request, "xlsx")


def _file(site: Site, request: Request, ending: str) -> Response:
    if site.rooms is None:
        raise HTTPException(404)
    try:
        subject = read(site.secret, str(request.path_params["token"]), purpose=f"{HEARING}:{site.process}", now=site.clock())
        person, _, id = subject.partition("\n")
        state = site.state()
        need_process_owner(state, person, site.now(), "consult")
        hearing = need_hearing(state, id)
    except (BadLink, Unknown) as error:
        raise HTTPException(404) from error
    except (ExpiredLink, NotYours) as error:
        raise HTTPException(410) from error
    rows = hearing_rows(hearing, state.plan.calendar, site.now(), site.rooms.context.view())
    name = words.file_name(id, site.today(state), ending)
    return attached(rows, sheet=words.SHEET, name=name, ending=ending)
