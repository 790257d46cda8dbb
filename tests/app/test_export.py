"""The folder for the records caseworker: names a person reads, a cover sheet that says what is in
it, and nothing overwritten.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
from pathlib import Path

import pytest

from app.commands.main import main
from bot.documents.docx import CORE
from bot.documents.folder import Filing, cover, folder
from bot.documents.paper import Fact, Heading, wording
from bot.messages.message import ROLES_ONLY
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Consultation, ConsultationOpened, Party
from process.med.levels import named_point
from storage.database import connect
from storage.ledger import Ledger, Texts
from storage.migrations.run import upgrade
from storage.verify import Verified, check, read_export
from tests.support.cast import PLAN, at, small_process

STATION = ("export", "--station", "bu", "--on", "2024-05-03")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """The small process in a file, with a consultation whose title no file system would take."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'p.sqlite'}")
    made = connect(f"sqlite:///{tmp_path / 'p.sqlite'}")
    upgrade(made)
    party = Party(key="raad", name="Ældrerådet")
    opens, closes = at("2024-04-01"), at("2024-04-20")
    hearing = Consultation(
        id="h1", title="../Høring: <1>/2?", opens=opens, closes=closes, parties=(party,)
    )
    facts = (*(e.fact for e in small_process().entries), ConsultationOpened(consultation=hearing))
    kept = Ledger(made)
    kept.decide(PLAN.key, lambda state: Decision(facts=facts), actor=SYSTEM, at=at("2024-04-01"))
    return kept


def say(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fristvogter", *words])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


NAMES = [
    "2024-05-03 Følgeseddel (endelig).pdf",
    "2024-05-03 Høringssvar h1 ..-Høring- -1-2- (endelig).xlsx",
    "2024-05-03 MED-bilag til Børne- og Ungdomsudvalget (endelig).docx",
    "2024-05-03 MED-bilag til Børne- og Ungdomsudvalget (endelig).pdf",
    "2024-05-03 MED-oversigt (endelig).xlsx",
    "2024-05-03 Protokol til og med nr. 16 (endelig).jsonl",
]


def test_the_folder_has_danish_names_and_a_second_run_changes_nothing(
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert say(monkeypatch, *STATION, "--out", "sag", "--sagsnr", "24-1234") == 0
    first = contents(tmp_path / "sag")
    assert sorted(first) == sorted(NAMES)
    capsys.readouterr()
    assert say(monkeypatch, *STATION, "--out", "sag", "--sagsnr", "24-1234") == 0
    assert "6 af dem lå der i forvejen, uændret." in capsys.readouterr().out
    assert contents(tmp_path / "sag") == first
    assert say(monkeypatch, *STATION, "--out", "igen", "--sagsnr", "24-1234") == 0
    assert contents(tmp_path / "igen") == first


def test_a_file_with_other_content_is_never_overwritten_and_nothing_else_is_written(
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "sag").mkdir()
    (tmp_path / "sag" / NAMES[4]).write_bytes(b"en andens")
    assert say(monkeypatch, *STATION, "--out", "sag") == 2
    assert contents(tmp_path / "sag") == {NAMES[4]: b"en andens"}
    assert f"- {NAMES[4]}\n" in capsys.readouterr().err


def test_no_office_file_in_the_folder_holds_a_clock(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say(monkeypatch, *STATION, "--out", "sag") == 0
    office = [
        data for name, data in contents(tmp_path / "sag").items() if name.endswith(("xlsx", "docx"))
    ]
    assert len(office) == 3
    for data in office:
        with zipfile.ZipFile(io.BytesIO(data)) as kept:
            assert {part.date_time for part in kept.infolist()} == {(2024, 5, 3, 0, 0, 0)}
            assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", kept.read(CORE).decode())) == {
                "2024-05-03T00:00:00Z"
            }


def test_ascii_names_hold_nothing_but_ascii(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say(monkeypatch, *STATION, "--out", "sag", "--ascii") == 0
    names = list(contents(tmp_path / "sag"))
    assert [name for name in names if not name.isascii() or " " in name] == []
    assert "2024-05-03-Foelgeseddel-endelig.pdf" in names


def test_the_ledgers_own_file_verifies_by_itself(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say(monkeypatch, *STATION, "--out", "sag") == 0
    seq, head = ledger.head(PLAN.key)
    result = check(
        read_export((tmp_path / "sag" / NAMES[5]).read_text(encoding="utf-8").splitlines())
    )
    assert isinstance(result, Verified) and (result.count, result.head) == (seq, head)


def test_the_cover_sheet_names_each_file_with_its_checksum(ledger: Ledger, tmp_path: Path) -> None:
    state = ledger.state(PLAN.key)
    entries = ledger.entries(PLAN.key)
    point = named_point(state, "bu", at("2024-05-03").date())
    filing = Filing(
        state=state,
        point=point,
        today=at("2024-05-03").date(),
        annexed=(state, point),
        printed=at("2024-05-06").date(),
        began=entries[0].at,
        ledger=b"x",
        case_number="24-1234",
    )
    files = folder(
        filing,
        wording(Texts(connect("sqlite:///p.sqlite")), PLAN.key, PLAN.calendar, entries),
        ROLES_ONLY,
    )
    sheet = cover(filing, files[1:])
    assert [b.text for b in sheet.blocks if isinstance(b, Heading) and b.level == 2] == [
        f.name for f in files[1:]
    ]
    digests = [b.text for b in sheet.blocks if isinstance(b, Fact) and b.label == "SHA-256:"]
    assert digests == [hashlib.sha256(f.data).hexdigest() for f in files[1:]]
    assert [b.text for b in sheet.blocks if isinstance(b, Fact)][:3] == [
        "24-1234",
        "ikke oplyst",
        "MED-bilag til Børne- og Ungdomsudvalget, Råderum",
    ]


@pytest.mark.parametrize(
    ("station", "says"),
    [
        ("bv", "Jeg kender ikke organet “bv” i planen."),
        ("bu/2024-05-09", "Der er ingen forslag til et møde i Børne- og Ungdomsudvalget den dag."),
        ("bu/9. maj", "“9. maj”"),
    ],
)
def test_a_meeting_nobody_knows_gets_one_sentence_and_no_folder(
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    station: str,
    says: str,
) -> None:
    assert say(monkeypatch, "export", "--station", station, "--out", "sag") == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "sag").exists()


@pytest.mark.parametrize(
    ("printed", "annex", "others"),
    [
        ("2024-05-02", "foreløbig", "foreløbig"),
        ("2024-05-03", "endelig", "foreløbig"),
        ("2024-05-06", "endelig", "endelig"),
    ],
)
def test_nothing_is_called_final_that_can_still_change(
    ledger: Ledger, printed: str, annex: str, others: str
) -> None:
    state, entries = ledger.state(PLAN.key), ledger.entries(PLAN.key)
    today = min(at("2024-05-03").date(), at(printed).date())
    point = named_point(state, "bu/2024-05-02", today)
    filing = Filing(
        state=state,
        point=point,
        today=today,
        annexed=(state, point),
        printed=at(printed).date(),
        began=entries[0].at,
        ledger=b"x",
    )
    names = [file.name for file in folder(filing, lambda text: "", ROLES_ONLY)]
    of_annex = [name for name in names if "MED-bilag" in name]
    assert all(f"({annex})" in name for name in of_annex)
    assert all(f"({others})" in name for name in names if name not in of_annex)
