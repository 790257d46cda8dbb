"""What is behind signed links: MED annex, status note and agenda item as PDF and as Word, and a
consultation's answers as a table. Rights are asked anew each time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.documents.annex import annex
from bot.documents.docx import as_docx
from bot.documents.notes import med_item, political_item, status_note
from bot.documents.paper import Paper, wording
from bot.documents.pdf import as_pdf
from bot.documents.sheets import consultation_rows
from bot.text import annex as words
from bot.text import board, papers
from bot.text import consultations as consultations_words
from bot.web.board import attached, coming
from bot.web.links import CONSULTATION, PAPER, BadLink, ExpiredLink, PaperKind
from bot.web.matrix import med_matrix
from bot.web.pictures import picture
from bot.web.progress import progress
from bot.web.site import Site
from process.acts.consultations import need_consultation
from process.acts.rights import need_all_in_sight, need_process_owner, need_to_lead, side_in
from process.errors import NotYours, Unknown
from process.ledger.state import State
from process.med.levels import DecisionPoint, named_point, point_then
from process.plan.model import OrganKind
from process.seats import PersonId

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Named = tuple[Paper, Callable[[str], str]]
"""A paper and its file name for an ending."""


def paper_pdf(site: Site, request: Request) -> Response:
    """`/bilag/<token>.pdf`: shown by the browser itself."""
    paper, name = _opened(site, request)
    return _file(as_pdf(paper), PDF, f'inline; filename="{name("pdf")}"')


def paper_docx(site: Site, request: Request) -> Response:
    """`/bilag/<token>.docx`."""
    paper, name = _opened(site, request)
    return _file(as_docx(paper), DOCX, f'attachment; filename="{name("docx")}"')


def _file(data: bytes, kind: str, disposition: str) -> Response:
    headers = {
        "Content-Disposition": disposition,
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    return Response(data, media_type=kind, headers=headers)


def _opened(site: Site, request: Request) -> Named:
    try:
        subject = site.links.read(PAPER, str(request.path_params["token"]))
        person, kind, about = subject.split("\n")
        if not site.is_here(person):
            raise HTTPException(410)
        return MAKERS[PaperKind(kind)](site, person, about)
    except (BadLink, Unknown) as error:
        raise HTTPException(404) from error
    except (ExpiredLink, NotYours) as error:
        raise HTTPException(410) from error


def _annex(site: Site, person: PersonId, about: str) -> Named:
    state = site.state()
    need_all_in_sight(state, person, site.now(), "annex")
    today = site.today(state)
    then, point, shown = _as_known(site, state, about, today)
    words_of = wording(
        site.context.texts,
        site.process,
        state.plan.calendar,
        site.context.ledger.entries(site.process, upto=state.seq),
    )
    made = annex(then, point, shown, words_of, printed=today)
    return made, lambda ending: words.file_name(organ=point.organ, day=point.day, ending=ending)


def _as_known(
    site: Site, state: State, about: str, today: date
) -> tuple[State, DecisionPoint, date]:
    """The meeting as it is known, and the day that shows: a meeting that was held freezes its
    papers.
    """
    point = named_point(state, about, today)
    shown = point.shows(today)
    if shown == today:
        return state, point, today
    return *point_then(site.state_at_the_end_of(state, shown), state, point), shown


def _status_note(site: Site, person: PersonId, about: str) -> Named:
    state = site.state()
    need_to_lead(state, person, site.now(), "status_note")
    today = site.today(state)
    shown = min(date.fromisoformat(about), today) if about else today
    then = state if shown == today else site.state_at_the_end_of(state, shown)
    if then.adopted is None:
        raise Unknown(what="decision_point", name=about)
    lines = [
        papers.coming(day=c.day, text=c.text, until=c.until)
        for c in coming(then, progress(then, shown), shown)
    ]
    matrix = med_matrix(then, shown)
    made = status_note(
        then,
        shown,
        coming=lines,
        discussed=board.discussed_count(matrix.discussed, matrix.total),
        timeline=picture(then, shown),
        printed=today,
    )
    return made, lambda ending: papers.note_file_name(on=shown, ending=ending)


def _agenda_item(site: Site, person: PersonId, about: str) -> Named:
    state, now = site.state(), site.now()
    organ = about.partition("/")[0]
    today = site.today(state)
    if state.plan.has_organ(organ) and state.plan.organ(organ).kind is OrganKind.MED_COMMITTEE:
        side_in(state, person, organ, now, "record")
        made = med_item(state, organ, today)
    else:
        need_all_in_sight(state, person, now, "annex")
        then, point, shown = _as_known(site, state, about, today)
        made = political_item(then, point, shown, printed=today)
    return made, lambda ending: papers.file_name(place=about, ending=ending)


MAKERS: dict[PaperKind, Callable[[Site, PersonId, str], Named]] = {
    PaperKind.ANNEX: _annex,
    PaperKind.STATUS_NOTE: _status_note,
    PaperKind.AGENDA_ITEM: _agenda_item,
}


def consultation_csv(site: Site, request: Request) -> Response:
    """`/hoering/<token>/svar.csv`."""
    return _consultation_file(site, request, "csv")


def consultation_xlsx(site: Site, request: Request) -> Response:
    """`/hoering/<token>/svar.xlsx`."""
    return _consultation_file(site, request, "xlsx")


def _consultation_file(site: Site, request: Request, ending: str) -> Response:
    try:
        subject = site.links.read(CONSULTATION, str(request.path_params["token"]))
        person, _, id = subject.partition("\n")
        state = site.state()
        if not site.is_here(person):
            raise HTTPException(410)
        need_process_owner(state, person, site.now(), "consult")
        history = need_consultation(state, id)
    except (BadLink, Unknown) as error:
        raise HTTPException(404) from error
    except (ExpiredLink, NotYours) as error:
        raise HTTPException(410) from error
    rows = consultation_rows(state, history, site.now(), site.context.view())
    name = consultations_words.file_name(id, site.today(state), ending)
    return attached(rows, sheet=consultations_words.SHEET, name=name, ending=ending)
