"""A workbook, a Word file and an open spreadsheet hold the same table, and no file may unfold into
more than it says or bring entities of its own.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import Workbook

from config.plan_import import Head, draft
from config.tables import document_text, loose_lines, read_table
from config.tree import PlanFaults
from process.dates.danish import write

HEAD = Head(key="k", title="T", municipality="M", year=2026)
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="Ark1">'
)
ODS_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
TIMES = [
    ("Møde i HMU", "mandag den 2. marts 2026"),
    ("Orientering", "mandag den 2. marts 2026"),
    ("Seminar", "medio maj 2026"),
]


def ods(folder: Path, rows: str, doctype: str = "") -> Path:
    """An open spreadsheet of these rows."""
    path, packed = folder / "plan.ods", BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("content.xml", ODS_HEAD.format(doctype=doctype) + rows + ODS_END)
    path.write_bytes(packed.getvalue())
    return path


def cell(words: str, attributes: str = "") -> str:
    """A cell of words."""
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def line(*cells: str) -> str:
    """A row of cells."""
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


ODS_ROWS = (
    line(cell("Tidsplan"), '<table:table-cell table:number-columns-repeated="16000"/>')
    + '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    + line(cell("Dato"), cell("Aktivitet"))
    + line(
        cell(
            "02-03-2026",
            'office:value-type="date" office:date-value="2026-03-02" table:number-rows-spanned="2"',
        ),
        cell("Møde i HMU"),
    )
    + line("<table:covered-table-cell/>", cell("Orientering"))
    + line(cell("medio maj"), cell("Seminar"))
    + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
)


def calc(folder: Path) -> Path:
    """The timetable as an open spreadsheet, its date merged over two rows."""
    return ods(folder, ODS_ROWS)


def xlsx(folder: Path) -> Path:
    """A workbook whose headings stand in row 3 and whose date is merged over two rows."""
    book, path = Workbook(), folder / "plan.xlsx"
    sheet = book.worksheets[0]
    for row in (
        ["Tidsplan for budget 2027"],
        [],
        ["Dato", "Aktivitet"],
        ["2. marts", "Møde i HMU"],
        ["", "Orientering"],
        ["medio maj", "Seminar"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:A5")
    book.save(path)
    return path


def docx(folder: Path) -> Path:
    """A Word file with a table whose date is merged over two rows, and words around it."""
    document, path = Document(), folder / "plan.docx"
    document.add_paragraph("Tidsplan for budget 2027")
    table = document.add_table(rows=4, cols=2)
    words = [["Dato", "Aktivitet"], ["2. marts", "Møde i HMU"], ["", "Orientering"]]
    for row, cells in zip(table.rows, [*words, ["medio maj", "Seminar"]], strict=True):
        for place, text in zip(row.cells, cells, strict=True):
            place.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("Med venlig hilsen")
    document.save(str(path))
    return path


@pytest.mark.parametrize("way", ["xlsx", "docx", "ods"])
def test_a_merged_date_counts_for_every_row_it_covers(way: str, tmp_path: Path) -> None:
    made = {"xlsx": xlsx, "docx": docx, "ods": calc}
    path = made[way](tmp_path)
    found = draft(HEAD, read_table(path), source=path.name)
    assert [(row.title, write(row.when)) for row in found.plan.milestones] == TIMES
    assert found.unread == ()


def test_words_beside_a_word_files_table_are_no_rows_and_are_named(tmp_path: Path) -> None:
    assert [cells for _, cells in loose_lines(docx(tmp_path))] == [["Med venlig hilsen"]]


def test_a_word_file_without_a_table_is_a_note(tmp_path: Path) -> None:
    document, path = Document(), tmp_path / "notat.docx"
    document.add_paragraph("2. marts: Møde i HMU")
    document.save(str(path))
    assert document_text(path) == "2. marts: Møde i HMU"
    assert document_text(docx(tmp_path)) is None


@pytest.mark.parametrize("doctype", ['<!DOCTYPE a [<!ENTITY b "bb">]>', "<!DOCTYPE a>"])
def test_a_file_that_brings_entities_of_its_own_is_not_read(doctype: str, tmp_path: Path) -> None:
    with pytest.raises(PlanFaults) as refused:
        read_table(ods(tmp_path, ODS_ROWS, doctype))
    assert [fault.code for fault in refused.value.faults] == ["file_unreadable"]
