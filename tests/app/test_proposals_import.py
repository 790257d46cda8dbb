"""`proposals import`: what the table says of embargo and origin stands in the
ledger, and a fault writes nothing.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from app.commands.main import main
from process.ledger.entries import SYSTEM, Decision
from storage.database import connect
from storage.ledger import Ledger
from storage.migrations.run import upgrade
from tests.support.cast import PLAN, at, small_process

HEAD = "Kode;Titel;Neutral titel;Område;Berørte;Hemmelig til;Rejst af"


def test_embargo_and_origin_go_from_the_table_into_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'p.sqlite'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    database = connect(url)
    upgrade(database)
    ledger = Ledger(database)
    facts = tuple(e.fact for e in small_process().entries)
    ledger.decide(PLAN.key, lambda state: Decision(facts=facts), actor=SYSTEM, at=at("2024-01-01"))

    def brought(*rows: str) -> int:
        file = tmp_path / "forslag.csv"
        file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["fristvogter", "proposals", "import", str(file)])
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    assert brought("R-041;T;Neutral;skole;lmu_skole;snart;bu") == 1
    assert ledger.state(PLAN.key).proposal("R-041") is None
    assert brought("R-041;T;Neutral;skole;lmu_skole;1. maj 2024;Børne- og Ungdomsudvalget") == 0
    read = ledger.state(PLAN.key).proposal("R-041")
    assert read is not None and (read.embargo_until, read.origin) == (date(2024, 5, 1), "bu")
