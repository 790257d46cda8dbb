"""A table proposes a revision as well as the file does, and whatever cannot be read is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.house import ROOT
from bot.documents.sheets import as_csv, as_xlsx
from bot.text.plan_files import WHY, why_unread
from config.note_lines import note_rows
from config.office_files import MAX_UNPACKED
from config.plan_file import load_plan
from config.plan_import import Head, draft, with_unread
from config.plan_table import Imported, lay_on, table_of
from config.plan_writer import plan_text
from config.table_row import TableRow
from config.tables import read_table, table_lines
from config.tree import PlanFaults
from process.dates.danish import write
from process.dates.danish_grammar import read
from process.dates.when import Undated
from process.plan.model import (
    Does,
    Kind,
    Milestone,
    Moved,
    Organ,
    OrganKind,
    OwnerBasis,
    Plan,
    ProgrammeLine,
    Source,
)

NORDDJURS = ROOT / "config" / "plans" / "norddjurs-2024.yaml"
HEAD = Head(key="proeve-2025", title="Prøve", municipality="Prøvekøbing", year=2025)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(NORDDJURS)


def row(line: int, **cells: str) -> TableRow:
    """A row of a table."""
    return TableRow(line=line, cells=cells, text=" | ".join(cells.values()))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_table_a_plan_is_exported_as_is_read_back_as_the_same_plan(
    plan: Plan, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"plan{suffix}"
    rows = list(table_of(plan))
    path.write_bytes(as_csv(rows) if suffix == ".csv" else as_xlsx(plan.title, rows))
    assert lay_on(plan, read_table(path)) == Imported(plan=plan)


WORDS = st.text('abæøå 1;,"=+@-.', min_size=1, max_size=20).map(lambda text: " ".join(text.split()))
SAID = WORDS.filter(lambda words: bool(words) and words != "-")
FREE = st.just("") | SAID
LISTED = st.text('abæøå 1;|,"=-.:', min_size=1, max_size=20).map(lambda t: " ".join(t.split()))
LISTED = LISTED.filter(bool)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.fixed_dictionaries(
        {
            "title": SAID,
            "when": st.sampled_from(["18. marts 2024", "fra medio maj 2024", "uge 3–4 2024"]).map(
                read
            ),
            "kind": st.sampled_from(["aflevering", "hoering"]),
            "organ": st.sampled_from([None, "direktion", "kb"]),
            "receiver": st.sampled_from([None, "direktion"]),
            "with_organs": st.sampled_from([(), ("kb",), ("kb", "direktion")]),
            "reading": st.sampled_from([None, 1, 2]),
            "tentative": st.booleans(),
            "cancelled": st.none() | SAID,
            **dict.fromkeys(("place", "note", "conditional", "fixed_by", "owed"), FREE),
            "owner_words": FREE,
            "owners": st.sampled_from([(), ("chair:kb",)]),
            "owner_basis": st.sampled_from(OwnerBasis),
            **dict.fromkeys(("employees_only", "place_tentative", "public"), st.booleans()),
            "audience": st.lists(LISTED, max_size=3).map(tuple),
            "conflicts_with": st.sampled_from([(), ("a",), ("a", "b-c")]),
            "guessed": st.sampled_from([(), ("kind",), ("kind", "organ")]),
            "rolled_from": st.none() | st.just(read("18. marts 2023")),
            "source": st.lists(
                st.builds(Source, document=LISTED, place=st.just("") | LISTED), max_size=3
            ).map(tuple),
            "programme": st.lists(
                st.builds(
                    ProgrammeLine,
                    start=st.just(time(9, 30)),
                    what=LISTED,
                    day=st.none() | st.just(date(2024, 4, 17)),
                    end=st.none() | st.just(time(10, 15)),
                ),
                max_size=3,
            ).map(tuple),
            "moved": st.lists(
                st.builds(
                    Moved,
                    was=st.just(read("11. marts 2024")),
                    why=st.just("") | LISTED,
                    approved_by=st.just("") | LISTED,
                    approved_on=st.none() | st.just(date(2024, 3, 1)),
                ),
                max_size=2,
            ).map(tuple),
        }
    ),
    suffix=st.sampled_from([".csv", ".xlsx"]),
)
def test_whatever_a_row_says_is_in_the_table_and_read_from_it(
    fields: dict[str, Any], suffix: str, tmp_path: Path
) -> None:
    if fields["owners"] and fields["owner_basis"] is OwnerBasis.NOT_STATED:
        fields["owner_basis"] = OwnerBasis.IMPLIED
    row = Milestone(key="r", **fields)
    bare = Milestone(key="r", title="x", kind="moede", when=Undated())
    organs = tuple(
        Organ(key=key, name=key.upper(), kind=OrganKind.COUNCIL) for key in ("kb", "direktion")
    )
    kinds = tuple(
        Kind(key=key, label=key, does=Does.EVENT) for key in ("moede", "aflevering", "hoering")
    )
    plan = Plan(
        key="p", title="P", municipality="M", uid_host="p.invalid", kinds=kinds, organs=organs
    )
    path = tmp_path / f"plan{suffix}"
    rows = list(table_of(replace(plan, milestones=(row,))))
    path.write_bytes(as_csv(rows) if suffix == ".csv" else as_xlsx("P", rows))
    found = lay_on(replace(plan, milestones=(bare,)), read_table(path))
    assert found == Imported(plan=replace(plan, milestones=(row,)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_is_read_however_it_was_saved(
    plan: Plan, encoding: str, delimiter: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    lines = [["Budget 2024", ""], ["Nøgle", "Hvornår"], ["raaderumsforslag", "senest 22/3"]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    found = lay_on(plan, read_table(path))
    assert found.plan.milestone("raaderumsforslag").when == read("senest 22. marts 2024")
    assert (found.unread, len(found.absent)) == ((), len(plan.milestones) - 1)


def test_a_row_is_known_by_its_title_too_and_an_empty_cell_changes_nothing(plan: Plan) -> None:
    old = plan.milestone("statusnotat")
    found = lay_on(plan, [row(2, title=old.title.upper(), note="Set efter")])
    assert found.plan.milestone("statusnotat") == replace(
        old, title=old.title.upper(), note="Set efter"
    )


def test_a_new_row_is_added_last_with_what_the_table_says(plan: Plan) -> None:
    cells = {
        "title": "Ny frist",
        "when": "senest 2. april 2024",
        "kind": "Aflevering",
        "owners": "head:*",
        "receiver": "Råderumsgruppen",
    }
    new = lay_on(plan, [row(2, **cells)]).plan.milestones[-1]
    assert (new.key, new.kind, new.owners, new.owner_basis, new.receiver) == (
        "ny_frist", "aflevering", ("head:*",), OwnerBasis.STATED, "raaderumsgruppen",
    )  # fmt: skip


def test_every_row_that_cannot_be_read_is_named_with_its_line_and_reason(plan: Plan) -> None:
    rows = [
        row(2, key="raaderumsforslag", when="når det passer"),
        row(3, title="Ny", when="18. marts"),
        row(4, title="Ny", when="18. marts 2024", organ="Ukendt udvalg"),
        row(5, key="findes_ikke", when="18. marts 2024"),
        row(6, title="Ny uden tid"),
        row(7, when="18. marts 2024"),
        row(8, title="Ny", when="18. marts 2024", owners="head:findes_ikke"),
        row(9, key="statusnotat", note="en"),
        row(10, key="statusnotat", note="to"),
    ]
    found = lay_on(plan, rows)
    assert [(u.line, u.why) for u in found.unread] == [
        (2, "when_unreadable"), (3, "when_no_year"), (4, "unknown_organ"), (5, "unknown_row"),
        (6, "no_when"), (7, "no_title"), (8, "unknown_seat"), (10, "twice"),
    ]  # fmt: skip
    assert len(found.plan.milestones) == len(plan.milestones)
    assert all(why_unread(unread) for unread in found.unread)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b"x;y\n1;2\n"), ("a.xlsx", b"PK no"), ("a.csv", b""), ("a.csv", b"\x00\x01")],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PlanFaults) as refused:
        read_table(path)
    assert {fault.code for fault in refused.value.faults} <= {"no_table_header", "file_unreadable"}


NOTE = """\
Tidsplan for budget 2026
- 18. marts: Råderumsforslag til gruppen
* Senest d. 22. marts kl. 12 - Materiale til direktionen
Uge 32\tBudgetmateriale udsendes
Borgermøde afholdes medio juni
1. behandling i byrådet 16. september
Høring 29. august - 11. september
Forslagene drøftes løbende i MED
3) Møde i HovedMED den 4. april kl. 10
"""


def test_a_note_becomes_rows_and_every_other_line_is_named() -> None:
    rows, unread = note_rows(NOTE, year=2025)
    assert [(r.line, r.cells["when"], r.cells["title"]) for r in rows] == [
        (2, "18. marts", "Råderumsforslag til gruppen"),
        (3, "Senest d. 22. marts kl. 12", "Materiale til direktionen"),
        (4, "Uge 32", "Budgetmateriale udsendes"),
        (5, "medio juni", "Borgermøde afholdes"),
        (6, "16. september", "1. behandling i byrådet"),
        (7, "29. august - 11. september", "Høring"),
        (9, "den 4. april kl. 10", "Møde i HovedMED"),
    ]
    assert [(u.line, u.why) for u in unread] == [(1, "no_time_in_line"), (8, "no_time_in_line")]


def test_a_draft_is_a_plan_that_loads_and_guesses_no_date(tmp_path: Path) -> None:
    rows, unread = note_rows(NOTE, year=2025)
    found = with_unread(
        draft(
            HEAD,
            [*rows, row(20, title="Uden tid"), row(21, title="Vag", when="engang")],
            source="notat.txt",
        ),
        unread,
    )
    path = tmp_path / "udkast.yaml"
    path.write_text(plan_text(found.plan), encoding="utf-8")
    assert load_plan(path) == found.plan
    assert {m.title: write(m.when) for m in found.plan.milestones if m.when.earliest is None} == {
        "Uden tid": "uden dato",
        "Vag": "uden dato: engang",
    }
    assert [(u.line, u.why, u.kept) for u in found.unread if u.kept] == [
        (20, "no_when", True),
        (21, "when_unreadable", True),
    ]
    assert {m.key: m.kind for m in found.plan.milestones}["hoering"] == "hoering"


def test_every_reason_has_its_sentence() -> None:
    assert all(sentence for sentence in WHY.values())


def _with_sheet(sheet: bytes) -> bytes:
    """A workbook whose one sheet is written by somebody who means us ill."""
    packed = BytesIO()
    with (
        ZipFile(BytesIO(as_xlsx("Ark", [["Dato"]]))) as old,
        ZipFile(packed, "w", ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return packed.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_END = b"</sheetData></worksheet>"


def test_a_small_file_that_unpacks_to_a_large_one_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "stor.xlsx"
    path.write_bytes(_with_sheet(SHEET + b" " * (MAX_UNPACKED + 1) + SHEET_END))

    with pytest.raises(PlanFaults) as caught:
        table_lines(path)

    assert [fault.code for fault in caught.value.faults] == ["too_large"]


def test_a_row_is_no_wider_than_its_words(tmp_path: Path) -> None:
    """One empty cell in the last column there is costs nothing for the sixteen thousand before."""
    path = tmp_path / "bred.xlsx"
    wide = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Dato</t></is></c><c r="XFD1"/></row>'
    path.write_bytes(_with_sheet(SHEET + wide + SHEET_END))

    assert table_lines(path) == [(1, ["Dato"])]


ACROSS = """\
Årshjul 2026
Udvalg;Marts;April;Maj
HovedMED;Drøfter budgettet;;3.
Økonomiudvalget;;Behandler forslag;Godkender katalog
"""
DOWN = """\
Måned;HovedMED;Økonomiudvalget
Marts;Drøfter budgettet;
April;;Behandler forslag
Maj;3.;Godkender katalog
"""


@pytest.mark.parametrize("text", [ACROSS, DOWN])
def test_a_years_wheel_gives_a_row_for_each_month_and_body(text: str, tmp_path: Path) -> None:
    path = tmp_path / "hjul.csv"
    path.write_text(text, encoding="utf-8")
    rows = {(row.cells["when"], row.cells["organ"], row.cells["title"]) for row in read_table(path)}
    assert rows == {
        ("Marts", "HovedMED", "Drøfter budgettet"),
        ("Maj", "HovedMED", "HovedMED 3."),
        ("April", "Økonomiudvalget", "Behandler forslag"),
        ("Maj", "Økonomiudvalget", "Godkender katalog"),
    }
