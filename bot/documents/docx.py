"""A paper as a Word document to work on: real headings, marked table heads, Danish as its
language.

What a Word document needs and its library has no word for (language, marked heads, words for
pictures, page numbers) is written as XML here. The clock is taken out of the file, so that the
same paper gives the same bytes whenever it is packed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from bot.documents.paper import (
    Block,
    Fact,
    Heading,
    Paper,
    Picture,
    Points,
    Quote,
    Table,
    Text,
    printable,
)
from bot.documents.png import png
from bot.text import papers as words

DARK = RGBColor(0x14, 0x40, 0x5C)
LIGHT = "E4EDF2"
LETTERS = "Arial"
SIZES = {
    "Normal": 10,
    "Title": 20,
    "Heading 1": 14,
    "Heading 2": 12,
    "Heading 3": 10.5,
    "Footer": 8,
}
SMALL = Pt(8.5)
ACROSS, DOWN = Cm(21), Cm(29.7)
MARGIN = Cm(2)


def as_docx(paper: Paper) -> bytes:
    """The bytes of the document; `paper.day` is the day it says it was made."""
    made = docx.Document()
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


def _properties(made: Document, paper: Paper) -> None:
    core = made.core_properties
    core.title, core.author, core.last_modified_by = (
        printable(paper.title)[:255],
        printable(paper.author)[:255],
        "",
    )
    core.language, core.comments, core.revision = "da-DK", "", 1
    core.created = core.modified = datetime.combine(paper.day, time())


def _page(made: Document) -> None:
    here = made.sections[0]
    here.page_width, here.page_height = ACROSS, DOWN
    here.left_margin = here.right_margin = here.top_margin = here.bottom_margin = MARGIN


def _foot(made: Document, text: str) -> None:
    line = made.sections[0].footer.paragraphs[0]
    line.add_run(f"{printable(text)} · {words.PAGE} ")
    field(line, "PAGE")
    line.add_run(f" {words.OF} ")
    field(line, "NUMPAGES")


def _write(made: Document, block: Block) -> None:
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
            described(
                made.add_picture(io.BytesIO(png(svg)), width=width - 2 * MARGIN), printable(alt)
            )


def _lines(into: Paragraph, text: str, size: Pt | None = None) -> None:
    for number, line in enumerate(printable(text).split("\n")):
        run = into.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)
        if size is not None:
            run.font.size = size


def _table(made: Document, block: Table) -> None:
    if block.wide:
        _turn(made, across=DOWN, down=ACROSS)
        made.add_heading(printable(block.caption), level=1)
    table = made.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    for number, row in enumerate((block.head, *block.rows)):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _lines(cell.paragraphs[0], text, SMALL)
            cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[
                0
            ].paragraph_format.space_after = Pt(2)
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


def _turn(made: Document, *, across: Cm, down: Cm) -> None:
    here = made.add_section(WD_SECTION.NEW_PAGE)
    here.orientation = WD_ORIENT.LANDSCAPE if across > down else WD_ORIENT.PORTRAIT
    here.page_width, here.page_height = across, down


def in_danish(made: Document) -> None:
    """Danish for spelling and for reading aloud; one sober typeface throughout."""
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    for name, size in SIZES.items():
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle), "the library's own template has these"
        style.font.name, style.font.size = LETTERS, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        if name not in ("Normal", "Footer"):
            style.font.color.rgb = DARK


def framed(paragraph: Paragraph) -> Paragraph:
    """Somebody's own words: a line on the left and a little room."""
    paragraph.paragraph_format.left_indent = Cm(0.4)
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="12", space="6", color="8FB0C2"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return paragraph


def field(paragraph: Paragraph, name: str) -> None:
    """A number the reader's program fills in."""
    held = _element("w:fldSimple", instr=name)
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    held.append(run)
    paragraph._p.append(held)


def head_row(row: _Row) -> None:
    """The head: repeated on each page, and told apart by those who listen."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def whole_row(row: _Row) -> None:
    """A row that fits on a page is not broken over two."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def toned(cells: Iterable[_Cell]) -> None:
    """A light ground."""
    for cell in cells:
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=LIGHT))


def described(thing: WordTable | InlineShape, text: str) -> None:
    """What it shows, for those who do not see it."""
    if isinstance(thing, WordTable):
        thing._tbl.tblPr.append(_element("w:tblCaption", val=text))
    else:
        thing._inline.docPr.set("descr", text)


def _element(tag: str, **values: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


CORE = "docProps/core.xml"
STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def repacked(data: bytes, on: date) -> bytes:
    """The same file, said to be made on that day; `on` lies after 1980, where the format begins."""
    out = io.BytesIO()
    stamp = f"{on.isoformat()}T00:00:00Z".encode()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == CORE:
                content = STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            part = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, content)
    return out.getvalue()
