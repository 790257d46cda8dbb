"""Timetables as municipalities write them, read into a draft; every row that could not be is
told with what to write instead.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.text.plan_files import WHY, unread_lines
from config.note_lines import note_rows
from config.plan_file import load_plan
from config.plan_import import Head, draft, head_of, with_unread
from config.plan_table import Imported
from config.plan_writer import plan_text
from config.tables import read_table, table_head
from process.checks.run import run_checks
from process.dates.danish import write
from process.plan.model import Plan
from process.plan.roll import rolled

HEAD = Head(key="", title="", municipality="", year=2026)
TABLE = """\
Tids- og procesplan for budget 2027;;;;
Strandby Kommune;;;;
;;;;
Tidspunkt;Aktivitet;Ansvarlig;Forum;Bemærkninger
Uge 3;Direktionen godkender tids- og procesplan;Økonomi;Direktionen;
29. januar 2026 kl. 8.30-12.00;Budgetseminar I for Byrådet;Direktionen;Byrådet;Sted: Kulturhuset
Primo februar;Opstart af arbejdet med effektiviseringsforslag;Fagchefer;;
Senest fredag d. 13/3 kl. 12;Forslag til effektiviseringer indsendes til Økonomi;Fagchefer;;Skabelon sendes ud uge 5
Uge 12-15;MED-møder: drøftelse af forslag;MED-formænd;LokalMED/OmrådeMED;
Torsdag d. 16/4 kl. 13.00 - 15.00;Drøftelse i HovedMED;HR;HovedMED;
Ons. 22. april;Fagudvalg behandler forslag;Centerchefer;Fagudvalg;
Medio maj;Borgermøde om budgettet;Kommunikation;;Tid og sted følger
Uge 20/21;Teknisk budget fremsendes;Økonomi;;
1.-5. juni;Fagudvalgsmøder;;Fagudvalg;
Sommerferie (uge 28-30);Ingen møder;;;
14/8;Forventet lovprogram fra KL;Økonomi;;
Medio august;Direktionens budgetforslag færdigt;Direktionen;;
Mandag d. 24/8 kl. 16.00 - tirsdag d. 25/8 kl. 15.00;Budgetseminar II;Direktionen;Byrådet;Overnatning
Uge 34-36;Høringsperiode;;MED og råd;
Primo september;Budgetforhandlinger;Borgmesteren;;
Afventer;Budgetaftale indgås;Borgmesteren;;
Tirsdag d. 8/9 kl. 16.00;1. behandling af budget 2027;Økonomi;Byrådet;
14 dage før 2. behandling;Frist for ændringsforslag;Partigrupper;;
Tirsdag d. 6/10 kl. 16.00;2. behandling af budget 2027;Økonomi;Byrådet;
Inden 15. oktober;Budgettet indberettes;Økonomi;;
Ultimo oktober;Orientering af MED om budgettet;HR;HovedMED;
Hver anden torsdag;Møde i budgetgruppen;Økonomi;;
Løbende;Opfølgning på forslag;Fagchefer;;
Efterår 2026;Evaluering af processen;;;
Q4;Implementeringsplan;;;
Nov./dec. 2026;Udmøntning forberedes;;;
Når KL har udmeldt rammer;Tilretning af budget;Økonomi;;
"""  # noqa: E501
NOTE = """\
Notat

Til: Direktionen
Fra: Økonomi og Personale
Dato: 12. januar 2026

Proces for råderumskatalog 2027-2030

Byrådet har besluttet, at der skal findes et råderum på 25 mio. kr. Processen er vedlagt nedenfor.

Tidsplan

- Uge 4: Udmelding af måltal til centrene
- Mandag den 16. februar 2026 kl. 12.00: Frist for første bruttoliste fra centerchefer
- I perioden 17. februar til 6. marts: Drøftelse i LokalMED af de forslag, som berører dem
- Torsdag den 12. marts: Hoved-MED drøfter kataloget (kl. 9-12)
- Fredag den 20. marts: Materiale sendes til fagudvalgene
- Fagudvalgene behandler forslagene i deres møder 7., 8. og 9. april
- Økonomiudvalget den 14/4 og 19/5 2026 kl. 15
- Medio april: Dialogmøde med ældreråd og handicapråd
- Høring: fra 1. maj til 22. maj kl. 12.00
- Høringssvar samles senest tirsdag d. 26. maj
- Sommerferie i uge 28, 29 og 30
- Budgetseminar den 27.-28. august 2026 på Hotel Havnen
- 1. behandling i Byrådet: torsdag den 10. september 2026, kl. 17.00
- Frist for ændringsforslag: 14 dage før 2. behandlingen
- 2. behandling: torsdag 8. oktober
- Byrådets temamøde, dato afventer
- Løbende: Orientering i personalegrupper
- Hver anden torsdag mødes styregruppen
- Ca. 1. december: Breve til berørte medarbejdere
- Ultimo nov.: evaluering

Med venlig hilsen
Økonomi og Personale
Side 2 af 2
"""
WHEEL: list[list[object]] = [
    ["Årshjul for budget 2027 og MED-inddragelse"],
    ["Strandby Kommune – opdateret 5/1-26"],
    [],
    ["Måned", "Dato", "Kl.", "Aktivitet", "Hvem", "Hvor", "Status"],
    [
        "Januar",
        date(2026, 1, 14),
        time(9, 0),
        "Styregruppemøde",
        "Styregruppen",
        "Mødelokale 2",
        "i gang",
    ],
    ["", date(2026, 1, 29), "8.30-12", "Budgetseminar", "Byråd og direktion", "Kulturhuset"],
    ["Februar", "Uge 7", "", "Vinterferie"],
    ["", date(2026, 2, 16), "kl. 12", "Frist for bruttoliste", "Centerchefer"],
    ["Marts", "2.-20.", "", "Lokal-MED drøfter forslag", "MED-formænd"],
    ["April", "medio", "", "Dialogmøde med råd"],
    ["", 22, "16:30", "Økonomiudvalg"],
    ["Maj", "1-22", "", "Høring"],
    ["Juni", "ultimo", "", "Opsamling"],
    ["August", "26.-27.", "", "Budgetseminar"],
    ["September", datetime.fromisoformat("2026-09-08T16:00"), "", "1. behandling"],
    ["Oktober", date(2026, 10, 6), 16, "2. behandling"],
    ["November", "", "", "Evaluering"],
    ["Hele året", "løbende", "", "Nyt på intranettet"],
]


TABLE_TIMES = {
    "Direktionen godkender tids- og procesplan": "uge 3 2026",
    "Budgetseminar I for Byrådet": "torsdag den 29. januar 2026 kl. 8.30–12.00",
    "Opstart af arbejdet med effektiviseringsforslag": "primo februar 2026",
    "Forslag til effektiviseringer indsendes til Økonomi": (
        "senest fredag den 13. marts 2026 kl. 12.00"
    ),
    "MED-møder: drøftelse af forslag": "uge 12–15 2026",
    "Drøftelse i HovedMED": "torsdag den 16. april 2026 kl. 13.00–15.00",
    "Fagudvalg behandler forslag": "onsdag den 22. april 2026",
    "Borgermøde om budgettet": "medio maj 2026",
    "Teknisk budget fremsendes": "uge 20/21 2026",
    "Fagudvalgsmøder": "1.–5. juni 2026",
    "Ingen møder": "uge 28–30 2026",
    "Forventet lovprogram fra KL": "fredag den 14. august 2026",
    "Direktionens budgetforslag færdigt": "medio august 2026",
    "Budgetseminar II": (
        "mandag den 24. august 2026 kl. 16.00 – tirsdag den 25. august 2026 kl. 15.00"
    ),
    "Høringsperiode": "uge 34–36 2026",
    "Budgetforhandlinger": "primo september 2026",
    "Budgetaftale indgås": "uden dato: Afventer",
    "1. behandling af budget 2027": "tirsdag den 8. september 2026 kl. 16.00",
    "Frist for ændringsforslag": "senest tirsdag den 22. september 2026",
    "2. behandling af budget 2027": "tirsdag den 6. oktober 2026 kl. 16.00",
    "Budgettet indberettes": "uden dato: Inden 15. oktober",
    "Orientering af MED om budgettet": "ultimo oktober 2026",
    "Møde i budgetgruppen": "uden dato: Hver anden torsdag",
    "Opfølgning på forslag": "uden dato: Løbende",
    "Evaluering af processen": "uden dato: Efterår 2026",
    "Implementeringsplan": "oktober–december 2026",
    "Udmøntning forberedes": "november–december 2026",
    "Tilretning af budget": "uden dato: Når KL har udmeldt rammer",
}
NOTE_TIMES = {
    "Udmelding af måltal til centrene": "uge 4 2026",
    "Frist for første bruttoliste fra centerchefer": "senest mandag den 16. februar 2026 kl. 12.00",
    "Drøftelse i LokalMED af de forslag, som berører dem": "17. februar – 6. marts 2026",
    "Hoved-MED drøfter kataloget": "torsdag den 12. marts 2026 kl. 9.00–12.00",
    "Materiale sendes til fagudvalgene": "fredag den 20. marts 2026",
    "Fagudvalgene behandler forslagene i deres møder": (
        "tirsdag den 7. april 2026, onsdag den 8. april 2026 og torsdag den 9. april 2026"
    ),
    "Økonomiudvalget": "tirsdag den 14. april 2026 og tirsdag den 19. maj 2026 kl. 15.00",
    "Dialogmøde med ældreråd og handicapråd": "medio april 2026",
    "Høring": "fredag den 1. maj 2026 – fredag den 22. maj 2026 kl. 12.00",
    "Høringssvar samles": "senest tirsdag den 26. maj 2026",
    "Sommerferie": "uge 28–30 2026",
    "Budgetseminar på Hotel Havnen": "27.–28. august 2026",
    "1. behandling i Byrådet": "torsdag den 10. september 2026 kl. 17.00",
    "Frist for ændringsforslag": "senest torsdag den 24. september 2026",
    "2. behandling": "torsdag den 8. oktober 2026",
    "Byrådets temamøde": "uden dato: dato afventer",
    "Orientering i personalegrupper": "uden dato: Løbende",
    "Hver anden torsdag mødes styregruppen": "uden dato: Hver anden torsdag",
    "Breve til berørte medarbejdere": "tirsdag den 1. december 2026 (forventet)",
    "Evaluering": "ultimo november 2026",
}
WHEEL_TIMES = [
    ("Styregruppemøde", "onsdag den 14. januar 2026 kl. 9.00"),
    ("Budgetseminar", "torsdag den 29. januar 2026 kl. 8.30–12.00"),
    ("Vinterferie", "uge 7 2026"),
    ("Frist for bruttoliste", "senest mandag den 16. februar 2026 kl. 12.00"),
    ("Lokal-MED drøfter forslag", "2.–20. marts 2026"),
    ("Dialogmøde med råd", "medio april 2026"),
    ("Økonomiudvalg", "onsdag den 22. april 2026 kl. 16.30"),
    ("Høring", "1.–22. maj 2026"),
    ("Opsamling", "ultimo juni 2026"),
    ("Budgetseminar", "26.–27. august 2026"),
    ("1. behandling", "tirsdag den 8. september 2026 kl. 16.00"),
    ("2. behandling", "tirsdag den 6. oktober 2026 kl. 16.00"),
    ("Evaluering", "november 2026"),
    ("Nyt på intranettet", "uden dato: løbende"),
]


def times(plan: Plan) -> dict[str, str]:
    """Each row's time by its title; a word of it where it is only expected."""
    return {
        m.title: write(m.when) + (" (forventet)" if m.tentative else "") for m in plan.milestones
    }


def table(folder: Path) -> Imported:
    """The table as a draft."""
    path = folder / "procesplan.csv"
    path.write_text(TABLE, encoding="cp1252")
    return draft(
        head_of(HEAD, table_head(path), name="procesplan"), read_table(path), source=path.name
    )


def note() -> Imported:
    """The note as a draft."""
    rows, unread = note_rows(NOTE, year=2026)
    return with_unread(
        draft(head_of(HEAD, NOTE.splitlines(), name="notat"), rows, source="notat.txt"), unread
    )


def wheel(folder: Path) -> Imported:
    """The workbook as a draft; its first sheet is a cover."""
    book, path = Workbook(), folder / "aarshjul.xlsx"
    book.worksheets[0].append(["Læs mig"])
    sheet = book.create_sheet("Årshjul")
    for row in WHEEL:
        sheet.append(row)
    book.save(path)
    return draft(
        head_of(HEAD, table_head(path), name="aarshjul"), read_table(path), source=path.name
    )


def test_a_table_keeps_every_row_and_reads_the_time_of_every_row_that_has_one(
    tmp_path: Path,
) -> None:
    found = table(tmp_path)
    assert (found.plan.title, found.plan.municipality) == (
        "Tids- og procesplan for budget 2027",
        "Strandby Kommune",
    )
    assert times(found.plan) == TABLE_TIMES
    assert [(row.line, row.why, row.kept) for row in found.unread] == [
        (15, "left_over", False),
        (21, "when_waiting", True),
        (23, "reckoned", False),
        (25, "when_before", True),
        (27, "when_repeats", True),
        (28, "when_ongoing", True),
        (29, "when_season", True),
        (32, "when_condition", True),
    ]


def test_a_tables_words_are_kept_beside_the_time(tmp_path: Path) -> None:
    plan = table(tmp_path).plan
    notes = {m.title: m.note for m in plan.milestones if m.note}
    assert notes["Ingen møder"] == "Sommerferie"
    assert notes["Frist for ændringsforslag"] == "14 dage før 2. behandling"
    assert {m.title: m.kind for m in plan.milestones}["Frist for ændringsforslag"] == "aflevering"
    assert {o.name: o.kind.value for o in plan.organs if "MED" not in o.name} == {
        "Direktionen": "executive_board", "Byrådet": "council", "Fagudvalg": "standing_committee",
    }  # fmt: skip


def test_a_note_keeps_every_line_that_says_something_and_names_the_rest() -> None:
    found = note()
    assert found.plan.title == "Proces for råderumskatalog 2027-2030"
    assert times(found.plan) == NOTE_TIMES
    assert [row.line for row in found.unread if row.why == "no_time_in_line"] == [
        1,
        3,
        4,
        5,
        9,
        11,
        34,
        35,
        36,
    ]
    assert [(row.line, row.why) for row in found.unread if row.why != "no_time_in_line"] == [
        (26, "reckoned"), (28, "when_waiting"), (29, "when_ongoing"), (30, "when_repeats"),
    ]  # fmt: skip
    organs = {m.title: m.organ for m in found.plan.milestones if m.organ}
    assert (organs["1. behandling i Byrådet"], organs["Hoved-MED drøfter kataloget"]) == (
        "byraadet",
        "hoved_med",
    )


def test_a_workbook_with_the_month_in_a_column_of_its_own_is_read(tmp_path: Path) -> None:
    found = wheel(tmp_path)
    assert (found.plan.title, found.plan.municipality) == (
        "Årshjul for budget 2027 og MED-inddragelse",
        "Strandby Kommune",
    )
    assert [(m.title, write(m.when)) for m in found.plan.milestones] == WHEEL_TIMES
    assert found.plan.milestones[0].place == "Mødelokale 2"
    assert found.plan.milestones[0].note == "Status: i gang"
    assert [(row.line, row.why) for row in found.unread] == [(18, "when_ongoing")]


@pytest.mark.parametrize("which", ["table", "note", "wheel"])
def test_a_draft_loads_is_checked_and_can_be_rolled(which: str, tmp_path: Path) -> None:
    found = note() if which == "note" else table(tmp_path) if which == "table" else wheel(tmp_path)
    path = tmp_path / "udkast.yaml"
    path.write_text(plan_text(found.plan), encoding="utf-8")
    plan = load_plan(path)
    assert plan == found.plan
    assert [f for f in run_checks(plan) if f.severity == "error"] == []
    assert len(rolled(plan, years=1, calendar=plan.calendar).milestones) == len(plan.milestones)
    assert {row.line for row in found.unread if row.kept} <= {
        int(m.source[0].place.split()[1]) for m in plan.milestones
    }


def test_every_row_to_look_at_is_told_with_what_to_write_instead(tmp_path: Path) -> None:
    for found in (table(tmp_path), note()):
        told = "\n".join(unread_lines(found.unread))
        assert [
            row.line for row in found.unread if f"linje {row.line}: {row.text}" not in told
        ] == []
        assert [row.why for row in found.unread if WHY[row.why][1] not in told] == []


@pytest.mark.parametrize(
    ("cells", "when"),
    [
        ("Uge;Aktivitet\n34-36;Høring\n", "uge 34–36 2026"),
        ("Dato;Tid;Aktivitet\n8/9;16-18;Møde\n", "tirsdag den 8. september 2026 kl. 16.00–18.00"),
        ("Fra;Til;Aktivitet\n1/5;22/5;Høring\n", "1.–22. maj 2026"),
        ("Startdato;Slutdato;Aktivitet\n1. maj;22. maj;Høring\n", "1.–22. maj 2026"),
        ("Dato (2026);Aktivitet / milepæl\n1. maj;Møde\n", "fredag den 1. maj 2026"),
        ("Dato;Aktivitet\nForventet uge 40;Møde\n", "uge 40 2026"),
        ("Dato;Aktivitet\nTorsdag den 8. oktober (efter ØU);Møde\n", "torsdag den 8. oktober 2026"),
        ("Dato;Aktivitet\nefter sommerferien;Møde\n", "uden dato: efter sommerferien"),
    ],
)
def test_headings_and_times_people_write(cells: str, when: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(cells, encoding="utf-8")
    (row,) = draft(HEAD, read_table(path), source="plan.csv").plan.milestones
    assert write(row.when) == when
