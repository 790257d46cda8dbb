"""A paper as Word and as PDF: nothing anybody wrote is lost or taken for anything but words, and
the same paper is the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st

from bot.documents.docx import as_docx, repacked
from bot.documents.paper import Fact, Heading, Paper, Picture, Points, Quote, Table, Text, printable
from bot.documents.pdf import BREAK, as_pdf, breakable, drawable

LONG = "Vi har prøvet det før, æøå og é. " * 91
HOSTILE = (
    "æøå ÆØÅ é –",
    "<!channel> & <b>",
    "*fed* _kursiv_ `kode`",
    "=cmd()|' /C calc'!A0",
    "#eval $x$ @a \\u{1} [x] ]",
    "&amp; ]]>",
    LONG,
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20" font-family="DejaVu '
    'Sans"><text x="2" y="15">æøå</text></svg>'
)
PAPER = Paper(
    title="MED-bilag til Børne- & Ungdomsudvalget",
    author="Prøvekøbing, Råderumsgruppen",
    day=date(2024, 4, 25),
    foot="Prøvekøbing · protokollen står på nr. 17",
    blocks=(
        Heading("Det mangler"),
        Points(HOSTILE),
        Heading("Udvalg", level=2),
        Fact("Møde:", "torsdag"),
        *(Quote("Ledelsessiden", words) for words in HOSTILE),
        Table(
            caption="Forslag",
            head=("Forslag", "Hvad"),
            rows=tuple((words, words) for words in HOSTILE),
            widths=(1, 3),
        ),
        Table(
            caption="Bred",
            head=("A", "B", "C"),
            rows=(("1", "2", "3\n4"),) * 60,
            widths=(1, 1, 1),
            wide=True,
        ),
        Picture(SVG, "Tidslinje i ord"),
        Text("Første linje\nanden linje"),
    ),
)


def test_every_word_can_be_read_back_from_the_word_document() -> None:
    made = Document(io.BytesIO(as_docx(PAPER)))
    read = [p.text for p in made.paragraphs]
    assert [p.text for p in made.paragraphs if p.style and p.style.name == "List Bullet"] == list(
        HOSTILE
    )
    assert [words for words in HOSTILE if words not in read] == []
    assert "Første linje\nanden linje" in read
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Forslag", "Hvad"],
        *([w, w] for w in HOSTILE),
    ]


def test_the_word_document_is_danish_has_real_headings_marked_heads_and_words_for_its_picture() -> (
    None
):
    made = Document(io.BytesIO(as_docx(PAPER)))
    assert (made.core_properties.language, made.core_properties.title) == ("da-DK", PAPER.title)
    assert {e.get(qn("w:val")) for e in made.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    headings = [
        (p.style.name, p.text)
        for p in made.paragraphs
        if p.style and p.style.name in ("Title", "Heading 1", "Heading 2")
    ]
    assert headings == [
        ("Title", PAPER.title),
        ("Heading 1", "Det mangler"),
        ("Heading 2", "Udvalg"),
        ("Heading 1", "Bred"),
    ]
    assert [len(list(t._tbl.iter(qn("w:tblHeader")))) for t in made.tables] == [1, 1]
    assert [s._inline.docPr.get("descr") for s in made.inline_shapes] == ["Tidslinje i ord"]


def test_the_same_paper_is_the_same_bytes_and_another_day_is_not() -> None:
    later = replace(PAPER, day=date(2024, 4, 26))
    for made in (as_docx, as_pdf):
        assert made(PAPER) == made(PAPER)
        assert made(PAPER) != made(later)


def test_no_clock_is_left_in_an_office_file() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(PAPER))) as kept:
        assert {part.date_time for part in kept.infolist()} == {(2024, 4, 25, 0, 0, 0)}
        assert set(
            re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", kept.read("docProps/core.xml").decode())
        ) == {"2024-04-25T00:00:00Z"}
    assert repacked(as_docx(PAPER), PAPER.day) == as_docx(PAPER)


def test_the_pdf_says_it_is_tagged_danish_for_all_and_for_an_archive() -> None:
    made = as_pdf(PAPER)
    assert made.startswith(b"%PDF-1.7")
    found = {
        word: word in made
        for word in (
            b"/Lang(da-DK)",
            b"/Lang (da-DK)",
            b"/MarkInfo",
            b"pdfuaid:part",
            b"pdfaid:part",
        )
    }
    assert [
        word for word in (b"/MarkInfo", b"pdfuaid:part", b"pdfaid:part") if not found[word]
    ] == []
    assert found[b"/Lang(da-DK)"] or found[b"/Lang (da-DK)"]


@example("".join(map(chr, range(0x300))) + "\ufffe\ue000\U0001f984\u202e\u200b\ufe0f")
@given(st.text())
def test_whatever_is_written_both_papers_can_be_made_of_it(words: str) -> None:
    paper = replace(
        PAPER, title=words, author=words, foot=words, blocks=(Heading(words), Quote(words, words))
    )
    assert as_pdf(paper).startswith(b"%PDF")
    read = "\n".join(p.text for p in Document(io.BytesIO(as_docx(paper))).paragraphs)
    assert printable(words).replace("\t", "") in read.replace("\t", "")


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("æøå – “x” ½ €", "æøå – “x” ½ €"),
        ("en 🦄", "en [U+1F984]"),
        ("a\ue000b", "a[U+E000]b"),
        ("a\u200bb\n", "ab\n"),
    ],
)
def test_what_the_font_cannot_draw_is_written_by_its_number_and_never_left_out(
    words: str, drawn: str
) -> None:
    assert drawable(words).replace("\u200b", "") == drawn


@pytest.mark.parametrize(
    "words", ["f" * 64, "https://intranet.invalid/" + "a" * 90 + "/r.pdf?id=7", "kort ord"]
)
def test_a_run_of_letters_too_long_for_a_line_can_go_on_at_the_next_and_loses_none(
    words: str,
) -> None:
    made = breakable(words, 24)
    assert made.replace(BREAK, "") == words
    assert [run for run in re.split(rf"[{BREAK}/ .?=-]", made) if len(run) > 24] == []
    assert breakable(words, 90) == words
