"""What a Word document needs and its library has no word for: language, marked table heads, words for pictures, page numbers."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

DARK = RGBColor(0x14, 0x40, 0x5C)
LIGHT = "E4EDF2"
LETTERS = "Arial"
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 10.5, "Footer": 8}


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
    borders = _made("w:pBdr")
    borders.append(_made("w:left", val="single", sz="12", space="6", color="8FB0C2"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    return paragraph


def field(paragraph: Paragraph, name: str) -> None:
    """A number the reader's program fills in."""
    held = _made("w:fldSimple", instr=name)
    run = _made("w:r")
    text = _made("w:t")
    text.text = "1"
    run.append(text)
    held.append(run)
    paragraph._p.append(held)


def head_row(row: _Row) -> None:
    """The head: repeated on each page, and told apart by those who listen."""
    row._tr.get_or_add_trPr().append(_made("w:tblHeader", val="true"))
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def whole_row(row: _Row) -> None:
    """A row that fits on a page is not broken over two."""
    row._tr.get_or_add_trPr().append(_made("w:cantSplit", val="true"))


def toned(cells: Iterable[_Cell]) -> None:
    """A light ground."""
    for cell in cells:
        cell._tc.get_or_add_tcPr().append(_made("w:shd", val="clear", color="auto", fill=LIGHT))


def described(thing: Table | InlineShape, text: str) -> None:
    """What it shows, for those who do not see it."""
    if isinstance(thing, Table):
        thing._tbl.tblPr.append(_made("w:tblCaption", val=text))
    else:
        thing._inline.docPr.set("descr", text)


def _made(tag: str, **values: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made
