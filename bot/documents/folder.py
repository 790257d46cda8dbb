"""The folder a records caseworker files for one decision point: loose files with names that say
what they are, and a cover sheet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.documents.annex import annex
from bot.documents.docx import as_docx, repacked
from bot.documents.paper import Block, Fact, Heading, Paper, Text, Wording, sender, written
from bot.documents.pdf import as_pdf
from bot.documents.sheets import as_xlsx, consultation_rows, matrix_rows
from bot.messages.message import View
from bot.text import annex as annex_words
from bot.text import consultations, matrix, papers
from process.ledger.state import State
from process.med.involvement import Chosen
from process.med.levels import DecisionPoint


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What the folder is about and what the operator knows. `today` is local; `began` and
    the state's `at` are instants.
    """

    state: State
    point: DecisionPoint
    today: date
    annexed: tuple[State, DecisionPoint]
    """The state and the meeting the annex shows: a meeting that was held freezes its own."""
    printed: date
    """The local day it is made; what shows an earlier day can change no more."""
    began: datetime
    ledger: bytes
    """The entries up to the state's position, one line each."""
    case_number: str = ""
    kle: str = ""
    ascii_only: bool = False


@dataclass(frozen=True, kw_only=True)
class File:
    """One file: its name, what kind it is, and the bytes."""

    name: str
    kind: str
    data: bytes


def folder(filing: Filing, words_of: Wording, view: View) -> tuple[File, ...]:
    """The cover sheet and the files it names; the same bytes for the same ledger and day, unless
    a text was erased in between.
    """
    files = tuple(_files(filing, words_of, view))
    sheet = as_pdf(cover(filing, files))
    return (File(name=_named(filing, papers.SLIP_TITLE, "pdf"), kind="", data=sheet), *files)


def _files(filing: Filing, words_of: Wording, view: View) -> Iterator[File]:
    state, today = filing.state, filing.today
    shown = filing.point.shows(today)
    then, point = filing.annexed
    paper = annex(then, point, shown, words_of, printed=today)
    title = annex_words.title(organ=state.plan.place_name(filing.point.organ))
    yield File(name=_named(filing, title, "pdf", shown), kind="annex", data=as_pdf(paper))
    yield File(name=_named(filing, title, "docx", shown), kind="annex_word", data=as_docx(paper))
    rows = matrix_rows(state, today, Chosen())
    book = as_xlsx(matrix.SHEET, rows, colours=matrix.COLOURS)
    yield File(
        name=_named(filing, papers.MATRIX, "xlsx"),
        kind="matrix",
        data=repacked(book, today),
    )
    for history in state.consultations.values():
        answers = consultation_rows(state, history, state.at or filing.began, view)
        book = as_xlsx(consultations.SHEET, answers)
        name = _named(
            filing,
            papers.consultation_paper(id=history.consultation.id, title=history.consultation.title),
            "xlsx",
        )
        yield File(name=name, kind="hearing", data=repacked(book, today))
    yield File(
        name=_named(filing, papers.ledger(seq=state.seq), "jsonl"),
        kind="ledger",
        data=filing.ledger,
    )


def _named(filing: Filing, title: str, ending: str, shown: date | None = None) -> str:
    return papers.filed_name(
        on=filing.today,
        title=title,
        ending=ending,
        ascii_only=filing.ascii_only,
        state=_state_of(filing, shown or filing.today),
    )


def _state_of(filing: Filing, shown: date) -> str:
    """Final is what shows a day that is over."""
    return papers.FINAL if shown < filing.printed else papers.DRAFT


def cover(filing: Filing, files: tuple[File, ...]) -> Paper:
    """The cover sheet: what the case needs to be told, and each file with its checksum."""
    state, plan, point = filing.state, filing.state.plan, filing.point
    first, last = (plan.calendar.local_day(at) for at in (filing.began, state.at or filing.began))
    meeting = annex_words.meeting(
        organ=plan.place_name(point.organ), day=point.day, assumed=point.assumed
    )
    blocks = (
        Fact(papers.SLIP_CASE, filing.case_number or papers.NOT_TOLD),
        Fact(papers.KLE_LABEL, filing.kle or papers.NOT_TOLD),
        Fact(
            papers.SUBJECT, f"{annex_words.title(organ=plan.place_name(point.organ))}, {plan.title}"
        ),
        Fact(annex_words.MEETING, meeting),
        Fact(papers.DATE, annex_words.made(day=filing.today)),
        Fact(papers.SENDER, sender(state)),
        Fact(papers.PERIOD, papers.period(first=first, last=last)),
        Fact(papers.STATE_OF, _state_of(filing, filing.today)),
        Fact(papers.LEDGER, annex_words.position(seq=state.seq, head=state.head)),
        Text(papers.FOLDER_ABOUT),
        Heading(papers.FILES),
        *(block for file in files for block in _file(file)),
    )
    return written(state, papers.SLIP_TITLE, filing.today, blocks)


def _file(file: File) -> tuple[Block, ...]:
    digest = hashlib.sha256(file.data).hexdigest()
    return (
        Heading(file.name, level=2),
        Text(papers.described(kind=papers.KINDS[file.kind], size=len(file.data))),
        Fact(papers.CHECKSUM, digest),
    )
