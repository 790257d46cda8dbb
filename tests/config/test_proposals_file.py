"""Proposals from a table: read whole or not at all, every fault with its line and column, and
nothing in a cell is ever reckoned.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from config.proposals_file import load_proposals
from config.tree import PlanFaults
from process.plan.model import Level
from process.plan.proposals import NotAffected, Proposal, Station, StationOutcome, shown_title
from tests.support.cast import PLAN

HEAD = (
    "Kode;Udgave;Titel;Neutral titel;Område;Niveau;Sagsgang;Berørte;Ikke berørte;Skal også "
    "høres;Må deles fra;Kan pege på enkeltpersoner"
)
ROW = (
    "r-041;2;=SUM(A1) <!channel> *fed*;Neutral æøå;Skole og Dagtilbud;lokal;Børne- og "
    "Ungdomsudvalget 2. maj 2024;LokalMED Eksempelskolen;"
    "pm_have: Har ingen køkken;Ældrerådet | Handicaprådet;11-04-2024;ja"
)
READ = Proposal(
    id="R-041",
    version=2,
    title="=SUM(A1) <!channel> *fed*",
    neutral_title="Neutral æøå",
    area="skole",
    level=Level.LOCAL,
    stations=(Station(organ="bu", day=date(2024, 5, 2)),),
    affected=("lmu_skole",),
    not_affected=(NotAffected(committee="pm_have", reason="Har ingen køkken"),),
    others_to_hear=("Ældrerådet", "Handicaprådet"),
    share_from=date(2024, 4, 11),
    may_identify=True,
)


def test_the_table_in_the_documentation_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "forslag.md").read_text(encoding="utf-8")
    file = tmp_path / "forslag.csv"
    file.write_text(page.split("```csv\n")[1].split("```")[0], encoding="utf-8")
    (found,) = load_proposals(file, PLAN)
    assert (found.id, found.share_from, found.embargo_until) == (
        "R-017",
        date(2024, 4, 11),
        date(2024, 5, 2),
    )
    assert [(s.organ, s.day, s.outcome) for s in found.stations] == [
        ("bu", date(2024, 5, 2), StationOutcome.POSTPONED),
        ("bu", date(2024, 5, 16), None),
    ]


def test_what_a_meeting_made_of_it_stands_behind_its_day(tmp_path: Path) -> None:
    file = tmp_path / "forslag.csv"
    way = "bu 2. maj 2024: Udsat, lukket punkt | bu 16. maj 2024: tillægsdagsorden, lukket | vp"
    file.write_text(
        f"Kode;Titel;Neutral titel;Område;Sagsgang\nR-1;T;N;skole;{way}\n", encoding="utf-8"
    )
    first = Station(organ="bu", day=date(2024, 5, 2), outcome=StationOutcome.POSTPONED, closed=True)
    second = Station(organ="bu", day=date(2024, 5, 16), closed=True, supplementary=True)
    assert load_proposals(file, PLAN)[0].stations == (first, second, Station(organ="vp"))
    file.write_text(
        f"Kode;Titel;Neutral titel;Område;Sagsgang\nR-1;T;N;skole;{way}: vedtaget\n",
        encoding="utf-8",
    )
    with pytest.raises(PlanFaults) as caught:
        load_proposals(file, PLAN)
    assert [(f.line, f.code) for f in caught.value.faults] == [(2, "not_a_choice")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_however_it_was_saved(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "forslag.csv"
    file.write_bytes(f"{HEAD}\r\n{ROW}\r\n".encode(encoding))
    assert load_proposals(file, PLAN) == (READ,)


def test_a_workbook_is_read_as_the_same(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for number, line in enumerate((HEAD, ROW), start=1):
        for column, cell in enumerate(line.split(";"), start=1):
            made = book.active.cell(row=number, column=column)
            made.value, made.data_type = cell, "s"
    book.save(tmp_path / "forslag.xlsx")
    assert load_proposals(tmp_path / "forslag.xlsx", PLAN) == (READ,)


def test_every_fault_is_named_with_its_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "forslag.csv"
    wrong = "R-042;x;Titel;;Skov;himmel;Rådet 2/5;LokalMED Månen;pm_have;;31. februar 2024;nej"
    file.write_text(f"{HEAD}\n{ROW}\n{wrong}\n{ROW}\n", encoding="utf-8")
    with pytest.raises(PlanFaults) as caught:
        load_proposals(file, PLAN)
    assert sorted((f.line, f.code) for f in caught.value.faults) == [
        (3, "impossible_number"),
        (3, "missing_field"),
        (3, "missing_field"),
        (3, "not_a_choice"),
        (3, "unknown_area"),
        (3, "unknown_organ"),
        (3, "unknown_organ"),
        (3, "when_unreadable"),
        (4, "duplicate_key"),
    ]


def test_embargo_and_origin_are_read(tmp_path: Path) -> None:
    file = tmp_path / "forslag.csv"
    rows = (
        "R-041;T;Neutral;skole;1. maj 2024;Børne- og Ungdomsudvalget",
        "R-042;T;Neutral;skole;02-05-2024;bu",
        "R-043;T;Neutral;skole;;",
    )
    for embargo, origin in (("Hemmelig til", "Rejst af"), ("Embargo", "Kommer fra")):
        head = f"Kode;Titel;Neutral titel;Område;{embargo};{origin}"
        file.write_text("\n".join([head, *rows]), encoding="utf-8")
        read = load_proposals(file, PLAN)
        assert [(p.id, p.embargo_until, p.origin) for p in read] == [
            ("R-041", date(2024, 5, 1), "bu"),
            ("R-042", date(2024, 5, 2), "bu"),
            ("R-043", None, ""),
        ]
        assert [shown_title(read[0], day) for day in (date(2024, 4, 30), date(2024, 5, 1))] == [
            "",
            "Neutral",
        ]


def test_an_embargo_and_an_origin_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    file = tmp_path / "forslag.csv"
    file.write_text(
        "Kode;Titel;Neutral titel;Område;Embargo;Rejst af\nR-041;T;N;skole;snart;Rådet\n",
        encoding="utf-8",
    )
    with pytest.raises(PlanFaults) as caught:
        load_proposals(file, PLAN)
    assert sorted((f.line, f.code) for f in caught.value.faults) == [
        (2, "unknown_organ"),
        (2, "when_unreadable"),
    ]
