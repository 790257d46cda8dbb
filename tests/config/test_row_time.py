"""A row is about the time it leads with; two possible times are both told, and what no calendar
holds is told, on every way in.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from config.note_lines import note_rows
from config.plan_file import load_plan
from config.plan_import import Head, draft, with_unread
from config.plan_table import Imported
from config.tables import read_table
from process.checks.run import run_checks
from process.dates.danish import write
from process.plan.model import Milestone
from tests.config.small_plan import SMALL, faults_of
from tests.config.small_plan import write as small
from tests.config.test_office_files import cell as ods_cell
from tests.config.test_office_files import line as ods_line
from tests.config.test_office_files import ods
from tests.config.wordings import CHANGES, CLOCKS, CONTENT, WORDINGS

PARTLY = [
    "første uge i september",
    "midt i juni",
    "start maj",
    "mandage i maj",
    "alle tirsdage i juni",
    "3. maj → 5. maj",
    "1. maj eller senere",
    "1. maj, dog senest 8. maj",
    "8. maj (aflyst)",
    "hver mandag i maj",
    "mandag-onsdag i uge 10",
    "uge 34 (torsdag)",
    "uge 5-7, 9",
    "primo/medio juni",
    "ultimo maj/primo juni",
    "1. maj/2. maj",
    "1.-2. og 8.-9. maj",
    "maj eller juni",
    "fra 1. maj til ultimo uge 23",
    "senest ultimo uge 34",
    "før 1. juni",
    "1. juni (senest)",
    "1. juni kl. 12 senest",
    "1. juni +/- 1 uge",
    "5. juni kl. 14-16 (evt. 12. juni)",
    "3. juni kl. 9 til kl. 16 den 4. juni",
]
"""Words of which only a part would be read as the time."""


def head(year: int | None = 2026) -> Head:
    """A head that leaves nothing open."""
    return Head(key="k", title="T", municipality="M", year=year)


def from_note(text: str, year: int | None = 2026) -> Imported:
    """The draft of a note."""
    rows, unread = note_rows(text, year=year)
    return with_unread(draft(head(year), rows, source="n"), unread)


def from_table(folder: Path, text: str, year: int | None = 2026) -> Imported:
    """The draft of a CSV file."""
    path = folder / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return draft(head(year), read_table(path), source="t")


def only(found: Imported) -> Milestone:
    """The one row of a draft."""
    (row,) = found.plan.milestones
    return row


READ = [
    (
        "23. maj: Byrådet vedtager planen, der træder i kraft 1. august 2026",
        "lørdag den 23. maj 2026",
    ),
    ("8.5 + 12.6 Udvalget", "fredag den 8. maj 2026 og fredag den 12. juni 2026"),
    ("tidligst 1. maj: Udmelding", "tidligst fredag den 1. maj 2026"),
    ("indtil 16. august: Høring", "indtil søndag den 16. august 2026"),
    ("dagen efter 1. maj: Møde", "lørdag den 2. maj 2026"),
    ("senest medio juni: Udkast", "senest medio juni 2026"),
    ("nov. 2025-feb. 2026: Udmøntning", "november 2025 – februar 2026"),
    ("mellem den 22. september og den 22. november: Udkast", "22. september – 22. november 2026"),
    ("fra 27. august: Forhandlinger", "fra torsdag den 27. august 2026"),
    ("uge 33 og 34: Høring", "uge 33–34 2026"),
    ("13.4.2026 (Orientering af Hoved MED)", "mandag den 13. april 2026"),
    ("April-juni: Budgetlægning", "april–juni 2026"),
    ("uge 33/34: Høring", "uge 33/34 2026"),
    ("18. april (kl. 10 – kl. 16) Møde", "lørdag den 18. april 2026 kl. 10.00–16.00"),
    ("27. april: Katalog sendes i høring med frist for svar den 8. maj", "27. april – 8. maj 2026"),
    ("senest udgangen af maj: Udkast", "senest ultimo maj 2026"),
    ("indtil udgangen af maj: Høring", "indtil ultimo maj 2026"),
    (
        "8. maj kl. 9.00-10.00 og 13.00-14.00: Møder",
        "fredag den 8. maj 2026 kl. 9.00–10.00 og fredag den 8. maj 2026 kl. 13.00–14.00",
    ),
    ("onsdag i uge 12: Møde", "onsdag den 18. marts 2026"),
    ("3 uger før 8. maj: Udkast", "fredag den 17. april 2026"),
    ("frem til 8. maj: Høring", "indtil fredag den 8. maj 2026"),
]
TOLD = [
    ("21. - 20. august Direktionsseminar", "when_reversed"),
    ("31. juni Møde", "when_impossible"),
    ("torsdag den 13. marts Møde", "when_weekday"),
    ("1. eller 8. maj: Møde", "when_either"),
    ("sidst i maj: Møde", "when_unclear"),
    ("ultimo uge 34: Møde", "when_unclear"),
    ("Byrådet mødes den 3. marts om planen for 4. april", "when_several"),
    ("mellem jul og nytår: Møde", "when_season"),
    ("efter sommerferien: Møde", "when_season"),
    ("inden 15. oktober: Indberetning", "when_before"),
]


def row_of(line: str) -> str:
    """The line as a row of a table; one with no mark stays one cell."""
    when, mark, what = line.partition(": ")
    return f"Hvornår;Hvad\n{when};{what if mark else 'Møde'}\n"


@pytest.mark.parametrize(("line", "when"), READ, ids=[line for line, _ in READ])
def test_a_line_of_a_note_is_about_the_time_it_leads_with(line: str, when: str) -> None:
    for before in ("", "- ", "• "):
        row = only(from_note(before + line))
        assert write(row.when) == when


@pytest.mark.parametrize(("line", "when"), [pair for pair in READ if ": " in pair[0]])
def test_a_cell_is_read_as_the_line_is(line: str, when: str, tmp_path: Path) -> None:
    assert write(only(from_table(tmp_path, row_of(line))).when) == when


FILES = (".csv", ".tsv", ".xlsx", ".ods", ".docx")


def file_of(folder: Path, ending: str, line: str) -> Path:
    """The line as the one row of a table of that sort."""
    path = folder / f"plan{ending}"
    rows = [cells.split(";") for cells in row_of(line).splitlines()]
    if ending == ".xlsx":
        book = Workbook()
        for cells in rows:
            book.worksheets[0].append(cells)
        book.save(path)
    elif ending == ".docx":
        document = Document()
        table = document.add_table(rows=0, cols=2)
        for cells in rows:
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
        document.save(str(path))
    elif ending == ".ods":
        return ods(folder, "".join(ods_line(*map(ods_cell, cells)) for cells in rows))
    else:
        mark = {".csv": ";", ".tsv": "\t"}[ending]
        path.write_text("".join(f"{mark.join(cells)}\n" for cells in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", FILES)
def test_every_kind_of_file_reads_and_tells_the_same(ending: str, tmp_path: Path) -> None:
    for line, when in (pair for pair in READ if ": " in pair[0]):
        found = draft(head(), read_table(file_of(tmp_path, ending, line)), source="t")
        assert write(only(found).when) == when, line
    for line, _ in TOLD:
        found = draft(head(), read_table(file_of(tmp_path, ending, line)), source="t")
        by_hand = from_table(tmp_path, row_of(line))
        assert only(found).when.earliest is None, line
        assert [one.why for one in found.unread] == [one.why for one in by_hand.unread], line


def in_a_plan(folder: Path, when: str) -> Path:
    """A plan file whose one row says so."""
    return small(folder, SMALL.replace("senest 18. marts", f'"{when}"').replace("2024", "2026"))


PLAN_READS = [
    pair for pair in READ if ": " in pair[0] and not pair[0].startswith(("23. maj", "27. april"))
]


@pytest.mark.parametrize(("line", "when"), PLAN_READS, ids=[line for line, _ in PLAN_READS])
def test_a_plan_file_reads_a_time_as_an_import_does(line: str, when: str, tmp_path: Path) -> None:
    plan = load_plan(in_a_plan(tmp_path, line.partition(": ")[0]))
    assert write(plan.milestone("forslag").when) == when


@pytest.mark.parametrize(("line", "why"), TOLD)
def test_a_plan_file_refuses_what_an_import_tells_or_asks_about_it(
    line: str, why: str, tmp_path: Path
) -> None:
    words = line.partition(": ")[0]
    path = in_a_plan(tmp_path, words)
    if why == "when_season":
        plan = load_plan(path)
        assert write(plan.milestone("forslag").when) == f"uden dato: {words}"
        assert "undated" in {finding.rule for finding in run_checks(plan)}
    else:
        (fault,) = faults_of(path)
        assert fault.path == "milestones.forslag.when"


@pytest.mark.parametrize(("line", "why"), TOLD, ids=[line for line, _ in TOLD])
def test_what_cannot_be_one_time_is_told_and_has_no_day(
    line: str, why: str, tmp_path: Path
) -> None:
    for found in (from_note(f"- {line}"), from_table(tmp_path, row_of(line))):
        assert only(found).when.earliest is None
        assert [one.why for one in found.unread if one.kept] in ([why], ["when_unclear"])
    assert [one.why for one in from_note(f"- {line}").unread] == [why]


def test_a_wrong_weekday_in_a_table_is_told(tmp_path: Path) -> None:
    found = from_table(tmp_path, "Dato;Hvad\ntirsdag den 13. marts;Møde\n", 2024)
    assert [(one.why, one.kept) for one in found.unread] == [("when_weekday", True)]


def test_a_list_that_begins_in_december_belongs_to_the_year_before(tmp_path: Path) -> None:
    lines = ["14. december;Start", "9. januar;Møde", "3. februar;Møde", "4. marts;Slut"]
    rows = from_table(tmp_path, "\n".join(["Dato;Hvad", *lines])).plan.milestones
    assert [row.when.earliest and row.when.earliest.year for row in rows] == [
        2025,
        2026,
        2026,
        2026,
    ]
    assert ["when" in row.guessed for row in rows] == [True, False, False, False]


def test_a_list_that_jumps_about_says_nothing_of_years(tmp_path: Path) -> None:
    lines = ["14. december;Slut", "9. maj;Møde", "3. februar;Møde"]
    rows = from_table(tmp_path, "\n".join(["Dato;Hvad", *lines])).plan.milestones
    assert {row.when.earliest and row.when.earliest.year for row in rows} == {2026}


def test_a_week_beside_a_date_is_held_against_it(tmp_path: Path) -> None:
    found = from_table(tmp_path, "Uge;Dato;Hvad\n12;18. marts;Møde\n13;18. marts;Andet\n")
    assert [(one.line, one.why) for one in found.unread] == [(3, "disagrees")]


def test_a_column_of_kinds_decides_but_only_med_discusses(tmp_path: Path) -> None:
    table = (
        "Måned;Forum;Emne;Type\nMaj;HovedMED;Budget;Drøftelse\nJuni;ØU;Budget;Drøftelse\n"
        "Juli;ØU;Drøftelse af alt;Hygge\n"
    )
    found = from_table(tmp_path, table)
    assert [row.kind for row in found.plan.milestones] == ["droeftelse", "behandling", "behandling"]
    assert [row.guessed for row in found.plan.milestones] == [(), ("kind",), ("kind",)]
    assert [(one.line, one.why) for one in found.unread] == [(4, "kind_unknown")]
    assert found.plan.milestones[2].note == "Type: Hygge"


def test_one_row_that_says_two_things_becomes_two_and_that_is_told() -> None:
    found = from_note("- 12. marts: HovedMED orienteres, og Økonomiudvalget drøfter forslag")
    assert [(row.kind, row.organ) for row in found.plan.milestones] == [
        ("orientering", "hovedmed"),
        ("behandling", "oekonomiudvalget"),
    ]
    assert [one.why for one in found.unread] == ["split"]
    assert [len(account.keys) for account in found.accounts] == [2]


LAYOUT = """\
Januar 2027
14. Møde i ØU
20.-22. Seminar

3. februar kl. 10
- Møde i HMU
- Orientering af MED

Fagudvalgenes møder:
- 8. april 2027
- 9. april 2027
"""


def test_a_month_a_day_or_a_heading_above_counts_for_the_lines_below() -> None:
    found = from_note(LAYOUT)
    assert [(write(row.when), row.title) for row in found.plan.milestones] == [
        ("torsdag den 14. januar 2027", "Møde i ØU"),
        ("20.–22. januar 2027", "Seminar"),
        ("onsdag den 3. februar 2027 kl. 10.00", "Møde i HMU"),
        ("onsdag den 3. februar 2027 kl. 10.00", "Orientering af MED"),
        ("torsdag den 8. april 2027", "Fagudvalgenes møder"),
        ("fredag den 9. april 2027", "Fagudvalgenes møder"),
    ]
    assert found.unread == ()


def test_words_beside_the_time_in_its_cell_stand_in_the_note_and_are_told(tmp_path: Path) -> None:
    found = from_table(tmp_path, "Dato;Hvad\nførste uge i maj;Møde\n")
    assert only(found).when.latest is None
    assert [(one.why, one.value) for one in found.unread] == [("when_unclear", "første uge i maj")]


@pytest.mark.parametrize(("words", "understood"), WORDINGS, ids=[pair[0] for pair in WORDINGS])
def test_a_wording_is_one_time_or_is_told(words: str, understood: str, tmp_path: Path) -> None:
    table = from_table(tmp_path, f"Dato\tAktivitet\n{words}\tStatusmøde\n")
    if understood.startswith("when_"):
        assert only(table).when.latest is None
        assert understood in [one.why for one in table.unread]
    else:
        assert write(only(table).when) == understood
    note = from_note(f"{words}: Statusmøde")
    assert note.unread or write(only(note).when) == understood


@pytest.mark.parametrize("ending", FILES)
def test_every_wording_is_the_same_in_every_kind_of_file(ending: str, tmp_path: Path) -> None:
    for words, understood in WORDINGS:
        row = only(draft(head(), read_table(file_of(tmp_path, ending, f"{words}: M")), source="t"))
        told = understood.startswith("when_")
        assert row.when.latest is None if told else write(row.when) == understood, words


@pytest.mark.parametrize(("line", "day"), CONTENT, ids=[pair[0] for pair in CONTENT])
def test_a_time_in_the_sentence_is_its_content(line: str, day: str) -> None:
    assert only(from_note(line)).when.earliest == date.fromisoformat(day)


@pytest.mark.parametrize(("cells", "when"), CLOCKS, ids=[pair[0] for pair in CLOCKS])
def test_an_hour_in_the_title_is_the_days(cells: str, when: str, tmp_path: Path) -> None:
    table = from_table(tmp_path, f"Dato;Hvad\n{cells}\n")
    note = from_note(cells.replace(";", ": "))
    assert [write(only(found).when) for found in (table, note)] == [when, when]
    assert "kl." not in only(table).title


@pytest.mark.parametrize("line", CHANGES)
def test_a_line_that_speaks_of_a_change_is_told(line: str, tmp_path: Path) -> None:
    assert from_note(line).unread
    assert from_table(tmp_path, row_of(line)).unread


@pytest.mark.parametrize("mark", [": ", " - ", "\t"])
@pytest.mark.parametrize("words", PARTLY)
def test_a_time_that_is_read_in_part_is_told_and_its_words_stay_out_of_the_title(
    words: str, mark: str, tmp_path: Path
) -> None:
    table = from_table(tmp_path, f"Dato\tAktivitet\n{words}\tStatusmøde\n")
    for found in (from_note(f"{words}{mark}Statusmøde"), table):
        assert only(found).title == "Statusmøde"
        assert found.unread
