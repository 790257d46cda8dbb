"""A paper as a Word document to work on: real headings, marked table heads, Danish as its language, the same bytes for the same paper."""

from __future__ import annotations

import io
from datetime import datetime, time

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from bot.documents.docx_marks import described, field, framed, head_row, in_danish, toned, whole_row
from bot.documents.paper import Block, Fact, Heading, Paper, Picture, Points, Quote, Table, Text, printable
from bot.documents.png import png
from bot.documents.repacked import repacked
from bot.text import paper_words as words

SMALL = Pt(8.5)
ACROSS, DOWN = Cm(21), Cm(29.7)
MARGIN = Cm(2)


def as_docx(paper: Paper) -> bytes:
    """The bytes of the document; `paper.day` is the day it says it was made."""
    made = Document()
    in_danish(made)
    _properties(made, paper)
    _page(made)
    _foot(made, paper.foot)
    made.add_heading(printable(paper.title), level=0)
    for block in paper.blocks:
        _write(made, block)
    out = io.BytesIO()
    made.save(out)
    return repacked(out.getvalue(), paper.day)


def _properties(made: Made, paper: Paper) -> None:
    core = made.core_properties
    core.title, core.author, core.last_modified_by = printable(paper.title)[:255], printable(paper.author)[:255], ""
    core.language, core.comments, core.revision = "da-DK", "", 1
    core.created = core.modified = datetime.combine(paper.day, time())


def _page(made: Made) -> None:
    here = made.sections[0]
    here.page_width, here.page_height = ACROSS, DOWN
    here.left_margin = here.right_margin = here.top_margin = here.bottom_margin = MARGIN


def _foot(made: Made, text: str) -> None:
    line = made.sections[0].footer.paragraphs[0]
    line.add_run(f"{printable(text)} · {words.PAGE} ")
    field(line, "PAGE")
    line.add_run(f" {words.OF} ")
    field(line, "NUMPAGES")


def _write(made: Made, block: Block) -> None:
    match block:
        case Heading(text=text, level=level):
            made.add_heading(printable(text), level=level)
        case Text(text=text):
            _lines(made.add_paragraph(), text)
        case Fact(label=label, text=text):
            line = made.add_paragraph()
            line.paragraph_format.space_after = Pt(2)
            line.add_run(f"{printable(label)} ").bold = True
            _lines(line, text)
        case Points(items=items):
            for item in items:
                _lines(made.add_paragraph(style="List Bullet"), item)
        case Quote(by=by, text=text):
            head = made.add_paragraph()
            head.add_run(printable(by)).bold = True
            head.paragraph_format.keep_with_next = True
            _lines(framed(made.add_paragraph()), text)
        case Table():
            _table(made, block)
        case Picture(svg=svg, alt=alt):
            width = made.sections[-1].page_width or ACROSS
            described(made.add_picture(io.BytesIO(png(svg)), width=width - 2 * MARGIN), printable(alt))


def _lines(into: Paragraph, text: str, size: Pt | None = None) -> None:
    for number, line in enumerate(printable(text).split("\n")):
        run = into.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)
        if size is not None:
            run.font.size = size


def _table(made: Made, block: Table) -> None:
    if block.wide:
        _turn(made, across=DOWN, down=ACROSS)
        made.add_heading(printable(block.caption), level=1)
    table = made.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    for number, row in enumerate((block.head, *block.rows)):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _lines(cell.paragraphs[0], text, SMALL)
            cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        whole_row(table.rows[number])
    head_row(table.rows[0])
    toned(table.rows[0].cells)
    room = (made.sections[-1].page_width or ACROSS) - 2 * MARGIN
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = int(room * share / sum(block.widths))
    described(table, printable(block.caption))
    if block.wide:
        _turn(made, across=ACROSS, down=DOWN)
    else:
        made.add_paragraph()


def _turn(made: Made, *, across: Cm, down: Cm) -> None:
    here = made.add_section(WD_SECTION.NEW_PAGE)
    here.orientation = WD_ORIENT.LANDSCAPE if across > down else WD_ORIENT.PORTRAIT
    here.page_width, here.page_height = across, down
