"""Proposals from a table: read whole or not at all, every fault with its line and column, and nothing in a cell is ever reckoned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from config.proposals_file import PlanFaults, load_proposals
from process.plan import Level
from process.proposals import NotAffected, Proposal, Station
from tests.support.cast import PLAN

HEAD = "Kode;Udgave;Titel;Neutral titel;Område;Niveau;Sagsgang;Berørte;Ikke berørte;Skal også høres;Må deles fra;Kan pege på enkeltpersoner"
ROW = (
    "r-041;2;=SUM(A1) <!channel> *fed*;Neutral æøå;Skole og Dagtilbud;lokal;Børne- og Ungdomsudvalget 2. maj 2024;LokalMED Eksempelskolen;"
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
