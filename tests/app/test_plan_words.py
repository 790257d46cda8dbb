"""The words after `plan`, said on a real ledger: check, show, diff, adopt as a
revision, export, import, roll.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from app.clock import real_now
from app.commands.fault_sentences import sentence_for
from app.commands.main import group
from app.stores import Stores
from config.plan_file import load_plan
from process.acts.plan import cancel, move, take_seat
from process.dates.when import NoLater
from process.seats import Seat
from storage.migrations.run import upgrade

SHIPPED = Path("config/plans/norddjurs-2024.yaml").resolve()
REHEARSAL = Path("config/plans/norddjurs-2024-oevelse.yaml").resolve()
PROCESS = "norddjurs-2024"


@pytest.fixture
def ledger(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Stores:
    """An empty ledger the command line works on."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    stores = Stores.open(sqlite_url)
    upgrade(stores.database)
    return stores


def say(*words: str, exit_code: int = 0) -> str:
    """What a word of the command line says, which ends as it should; a known fault is
    its sentence and ends with 2.
    """
    result = CliRunner().invoke(group, ["plan", *words])
    if isinstance(result.exception, Exception):
        sentence = sentence_for(result.exception)
        assert sentence and exit_code == 2, result.exception
        return result.output + sentence
    assert result.exit_code == exit_code, result.output
    return result.output


def adopt(file: Path, *words: str, exit_code: int = 0) -> str:
    """Adopt with a reason; the words that come back."""
    return say(
        "adopt", str(file), "--reason", "Påsken", "--by", "direktion", *words, exit_code=exit_code
    )


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """The shipped plan with some words exchanged."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "ny.yaml"
    path.write_text(text, encoding="utf-8")
    return path


LATER = ("when: senest mandag den 18. marts 2024", "when: senest fredag den 22. marts 2024")


def test_a_finding_names_file_and_line() -> None:
    lines = say("check", str(SHIPPED)).splitlines()
    found = [line for line in lines if line.startswith("norddjurs-2024.yaml:")]
    assert len(found) == 26
    text = SHIPPED.read_text(encoding="utf-8").splitlines()
    number = next(int(line.split(":")[1]) for line in found if "synspunkter kunne stå" in line)
    assert text[number - 1] == "  hu_status_april:"


def test_a_report_is_one_file_that_loads_nothing_from_elsewhere() -> None:
    page = say("check", str(SHIPPED), "--format", "html")
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"|url\(|@import', page) == []
    assert page.count("<li>") == 26
    assert '<html lang="da">' in page


def test_json_holds_the_same_findings() -> None:
    found = json.loads(say("check", str(SHIPPED), "--format", "json"))["findings"]
    assert {row["severity"] for row in found} == {"question"}
    assert next(row for row in found if row["rule"] == "readings_missing")["place"].startswith(
        "norddjurs-2024.yaml:"
    )


def test_a_plan_decides_what_ends_with_one_and_the_report_says_so(tmp_path: Path) -> None:
    strict = edited(
        tmp_path,
        (
            "  reading_gap_days: 21 ",
            "  severity: {undated: error, closed_day: note}\n  reading_gap_days: 21 ",
        ),
    )
    told = say("check", str(strict), exit_code=1).splitlines()
    assert [line.split(": ")[1] for line in told[1:27]] == ["Fejl"] * 3 + ["Spørgsmål"] * 21 + [
        "Bemærkning"
    ] * 2
    assert told[-2:] == [
        "3 fejl, 21 spørgsmål, 2 bemærkninger.",
        (
            "30 kontroller er kørt. Ændret vægt i planen: closed_day er bemærkning (ellers "
            "spørgsmål) "
            "og undated er fejl (ellers spørgsmål)."
        ),
    ]
    page = say("check", str(strict), "--format", "html", exit_code=1)
    assert (
        "Ændret vægt i planen: closed_day er bemærkning" in page
        and 'aria-labelledby="bemaerkninger"' in page
    )
    rules = json.loads(say("check", str(strict), "--format", "json", exit_code=1))["rules"]
    assert [r for r in rules if r["severity"] != r["usual"]] == [
        {
            "rule": "closed_day",
            "severity": "note",
            "usual": "question",
            "off": False,
            "basis": "sums",
        },
        {
            "rule": "undated",
            "severity": "error",
            "usual": "question",
            "off": False,
            "basis": "source",
        },
    ]


def test_an_error_ends_with_one(tmp_path: Path) -> None:
    late = (
        "when: fra 10. april til hvert fagudvalgs behandling (30. april – 30. maj 2024)",
        "when: onsdag den 5. juni 2024",
    )
    say("check", str(edited(tmp_path, late)), exit_code=1)


def test_the_picture_is_drawn_with_its_letters(tmp_path: Path) -> None:
    drawn = say("show", str(SHIPPED), "--format", "svg")
    texts = "".join(ET.fromstring(drawn).itertext())
    assert "Råderumsforslag til" in texts
    say("show", str(SHIPPED), "--format", "png", "--output", str(tmp_path / "p.png"))
    with_letters = (tmp_path / "p.png").read_bytes()
    assert with_letters.startswith(b"\x89PNG")
    assert len(with_letters) > 100_000


def test_a_file_by_itself_is_drawn_without_a_today_and_names_what_has_no_day() -> None:
    alone = "".join(ET.fromstring(say("show", str(SHIPPED), "--format", "svg")).itertext())
    assert "Norddjurs Kommune" in alone and "Uden dato: " in alone
    assert ("afleveret" in alone, "indsendt" in alone) == (False, False)
    seen = say("show", str(SHIPPED), "--format", "svg", "--on", "2024-04-22")
    assert ('class="today"' in seen, "Mandag den 22. april 2024" in seen) == (True, True)


def test_two_files_are_compared_in_words(tmp_path: Path) -> None:
    told = say("diff", str(SHIPPED), str(edited(tmp_path, LATER))).splitlines()
    assert told[0] == (
        "Flyttet: “Råderumsforslag til Råderumsgruppen” fra mandag den 18. "
        "marts til fredag den 22. marts 2024."
    )
    assert (
        "Rækkefølge: “Chefforum om råderum” kommer nu før “Råderumsforslag til Råderumsgruppen”."
        in told
    )


def test_a_time_that_is_counted_from_a_row_is_told_by_the_rows_title(tmp_path: Path) -> None:
    told = say(
        "diff",
        str(SHIPPED),
        str(edited(tmp_path, ("when: efter fagudvalg_behandler", "when: 3. juni 2024"))),
    )
    assert (
        "fra efter “Fagudvalgene behandler og prioriterer råderumsforslagene” til mandag den 3. "
        "juni 2024."
    ) in told


def test_a_revision_shows_the_difference_and_stands_in_the_ledger(
    ledger: Stores, tmp_path: Path
) -> None:
    adopt(SHIPPED)
    told = adopt(edited(tmp_path, LATER))
    assert "Flyttet: “Råderumsforslag til Råderumsgruppen”" in told
    assert "Ingen får en besked." in told
    moved = ledger.ledger.state(PROCESS).plan.milestone("raaderumsforslag").moved
    assert [(m.why, m.approved_by) for m in moved] == [("Påsken", "Direktionen")]
    assert "er vedtaget i forvejen" in adopt(edited(tmp_path, LATER))


def test_a_rehearsal_is_not_adopted(ledger: Stores) -> None:
    assert "er en øvelse" in adopt(REHEARSAL, exit_code=2)
    assert ledger.ledger.processes() == ()


def in_chat(stores: Stores) -> None:
    """The process owner moves one row and cancels another."""
    seat = Seat.parse(f"process_owner:{PROCESS}")
    stores.ledger.decide(
        PROCESS,
        lambda s: take_seat(s, seat, "p-ejer", since=date(2020, 1, 1)),
        actor="system",
        at=real_now(),
    )
    to = NoLater(day=date(2024, 3, 25))
    stores.ledger.decide(
        PROCESS,
        lambda s: move(
            s, by="p-ejer", milestone="raaderumsforslag", to=to, why="Sygdom", at=real_now()
        ),
        actor="p-ejer",
        at=real_now(),
    )
    stores.ledger.decide(
        PROCESS,
        lambda s: cancel(
            s, by="p-ejer", milestone="chefforum_raaderum", why="Udgår", at=real_now()
        ),
        actor="p-ejer",
        at=real_now(),
    )


def test_an_older_file_over_newer_chat_changes_is_not_adopted_unasked(ledger: Stores) -> None:
    adopt(SHIPPED)
    in_chat(ledger)
    before = ledger.ledger.head(PROCESS)
    told = adopt(SHIPPED, exit_code=2)
    assert "gør det om, der er ændret i Slack" in told
    assert "“Råderumsforslag til Råderumsgruppen” og “Chefforum om råderum”" in told
    assert ledger.ledger.head(PROCESS) == before
    adopt(SHIPPED, "--yes")
    assert ledger.ledger.state(PROCESS).plan.milestone("chefforum_raaderum").cancelled is None


def test_the_export_is_the_file_with_its_comments_and_what_was_changed_in_chat(
    ledger: Stores, tmp_path: Path
) -> None:
    adopt(SHIPPED)
    assert say("export") == SHIPPED.read_text(encoding="utf-8")
    in_chat(ledger)
    out = tmp_path / "ud.yaml"
    say("export", "--output", str(out))
    text = out.read_text(encoding="utf-8")
    assert "# Norddjurs' egne tal er ikke kendt." in text
    assert load_plan(out) == ledger.ledger.state(PROCESS).plan
    assert "vedtaget i forvejen" in adopt(out)


def test_a_table_is_adopted_as_a_revision(ledger: Stores, tmp_path: Path) -> None:
    adopt(SHIPPED)
    table = tmp_path / "ændringer.csv"
    table.write_text("nøgle;hvornår\nraaderumsforslag;senest 22/3-2024\n", encoding="utf-8-sig")
    told = adopt(table)
    assert "Flyttet: “Råderumsforslag til Råderumsgruppen”" in told
    assert "Tabellen nævner ikke" in told
    assert ledger.ledger.state(PROCESS).plan.milestone("raaderumsforslag").when == NoLater(
        day=date(2024, 3, 22)
    )


def test_a_table_with_a_row_nobody_can_read_is_not_adopted(ledger: Stores, tmp_path: Path) -> None:
    adopt(SHIPPED)
    table = tmp_path / "t.csv"
    table.write_text(
        "nøgle;hvornår\nraaderumsforslag;snart\nfindes_ikke;1/1-2025\n", encoding="utf-8"
    )
    before = ledger.ledger.head(PROCESS)
    told = adopt(table, exit_code=2)
    assert ("t.csv:2: Rækken kan ikke læses" in told, "t.csv:3: Rækken kan ikke læses" in told) == (
        True,
        True,
    )
    assert ledger.ledger.head(PROCESS) == before


def test_the_plan_is_shown_as_it_looked_on_any_day(ledger: Stores, tmp_path: Path) -> None:
    adopt(SHIPPED)
    adopt(edited(tmp_path, LATER))
    today = ledger.ledger.state(PROCESS).plan.calendar.local_day(real_now())
    assert "senest fredag den 22. marts 2024" in say("show", "--on", today.isoformat())
    assert "Der var ikke vedtaget nogen plan" in say("show", "--on", "2020-01-01", exit_code=2)


def test_a_plan_rolled_to_next_year_loads_and_lists_what_is_open(tmp_path: Path) -> None:
    out = tmp_path / "2025.yaml"
    say("roll", str(SHIPPED), "--to-year", "2025", "--output", str(out))
    told = say("check", str(out))
    assert "0 fejl" in told
    assert "Direktionen: 36 mødedatoer er overført fra sidste års plan og ikke bekræftet." in told
    assert load_plan(out).key == "norddjurs-2025"
    assert "  year: 2025\n" in out.read_text(encoding="utf-8")
    assert "Sidste lovlige dag for 2. behandling (onsdag den 15. oktober 2025) er overført" in told


def test_a_note_becomes_a_draft_and_every_unread_line_is_named(tmp_path: Path) -> None:
    note, out = tmp_path / "notat.txt", tmp_path / "udkast.yaml"
    note.write_text(
        "Tidsplan\n- Senest 18. marts: Forslag afleveres\nUge 32 Materiale udsendes\nLøbende "
        "dialog\n",
        encoding="utf-8",
    )
    told = say("import", str(note), "--year", "2025", "--output", str(out), exit_code=1)
    assert ("linje 1:" in told, "linje 4:" in told) == (True, True)
    assert [m.title for m in load_plan(out).milestones] == [
        "Forslag afleveres",
        "Materiale udsendes",
    ]
    assert "linje 4: Løbende dialog" in out.read_text(encoding="utf-8")


def test_sheets_that_are_not_read_are_named_and_a_pdf_is_refused_in_words(
    tmp_path: Path,
) -> None:
    book, table = Workbook(), tmp_path / "plan.xlsx"
    for row in (["Dato", "Aktivitet"], ["1. maj", "Frist for bidrag"]):
        book.worksheets[0].append(row)
    book.create_sheet("Noter").append(["husk"])
    book.create_sheet("Tom")
    book.save(table)
    told = say("import", str(table), "--year", "2026")
    assert "Arket “Noter” er ikke læst." in told and "senest fredag den 1. maj 2026" in told
    table.rename(tmp_path / "plan.pdf")
    refused = say("import", str(tmp_path / "plan.pdf"), exit_code=2)
    assert "plan.pdf er en PDF-fil eller en ældre Word-fil." in refused


def test_a_table_is_laid_on_a_file_and_its_comments_stay(tmp_path: Path) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "ny.yaml"
    table.write_text("hvad,dato\nChefforum om råderum,21/3-2024\n", encoding="utf-8")
    told = say("import", str(table), "--onto", str(SHIPPED), "--output", str(out))
    assert "Flyttet: “Chefforum om råderum”" in told
    assert "# Kilderne skriver chefmøde" in out.read_text(encoding="utf-8")


def test_the_drawing_says_hours_and_a_windows_own_words_and_no_day_no_source_has() -> None:
    drawn = say("show", str(SHIPPED), "--format", "svg")
    assert "12. marts kl. 17.00–20.00" in drawn
    assert "fra 10. april til hvert fagudvalgs behandling" in drawn
    assert "hvert fagudvalgs ordinære møde 30. april – 30. maj 2024" in drawn
    assert "10. april – 29. maj" not in drawn


def test_a_meeting_of_the_employees_side_says_so_in_the_drawing(tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text(
        "Dato;Aktivitet;Udvalg;Kun medarbejdersiden\n25. april 2026;Formøde;Hovedudvalget;ja\n"
    )
    draft = tmp_path / "plan.yaml"
    say("import", str(table), "-o", str(draft), "--year", "2026")
    shown = say("show", str(draft), "--format", "svg")
    assert "25. april · kun medarbejdersiden" in "".join(ET.fromstring(shown).itertext())
