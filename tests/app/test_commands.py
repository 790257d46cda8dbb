"""The command line as an operator meets it: what it says, what it leaves alone, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.commands.main import main
from bench.house import ROOT
from storage.database import connect
from storage.ledger import Ledger

PLAN = Path("config/plans/norddjurs-2024.yaml").resolve()
PEOPLE = """id;navn;e-mail;slack_id;pladser;fra;til
p-1;Skolechef (eksempel);chef@eksempel.invalid;U1;head:skole_dagtilbud;2023-11-01;
p-2;Procesejer (eksempel);ejer@eksempel.invalid;U2;process_owner:norddjurs-2024;2023-11-01;
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a database address, as a server has it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'var' / 'test.sqlite'}")
    return tmp_path


def say(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run `fristvogter <words>`; its exit code."""
    monkeypatch.setattr(sys, "argv", ["fristvogter", *words])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def adopted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with the shipped plan in its ledger."""
    assert say("db", "upgrade", monkeypatch=monkeypatch) == 0
    assert say("plan", "adopt", str(PLAN), "--reason", "Vedtaget", monkeypatch=monkeypatch) == 0


def fenced(heading: str) -> list[list[str]]:
    """The commands that stand by themselves in a section of the runbook."""
    page = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    blocks = section.split("```")[1::2]
    return [line.split()[1:] for block in blocks for line in block.strip().splitlines()]


@pytest.mark.usefixtures("adopted")
def test_whoever_follows_the_runbook_alone_has_everything_back_on_an_empty_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], elsewhere: Path
) -> None:
    backup, restore = fenced("Sikkerhedskopi"), fenced("Gendannelse")
    assert [len(backup), len(restore)] == [1, 3]
    for words in backup:
        assert say(*words, monkeypatch=monkeypatch) == 0
    copy = Path(backup[0][-1]).read_bytes()
    new = elsewhere / "new"
    new.mkdir()
    monkeypatch.chdir(new)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{new / 'var' / 'test.sqlite'}")
    (new / backup[0][-1]).write_bytes(copy)
    capsys.readouterr()
    for words in restore:
        assert say(*words, monkeypatch=monkeypatch) == 0, words
    assert "er hel: 1 post" in capsys.readouterr().out
    database = connect(f"sqlite:///{new / 'var' / 'test.sqlite'}")
    assert Ledger(database).processes() == ("norddjurs-2024",)
    database.close()


def test_help_is_written_before_anything_heavy_is_loaded() -> None:
    """Words are loaded when they are said (see `Words`); whoever asks for help waits for none."""
    asked = "import sys, app.commands.main; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"jobs", "sandbox", "storage", "icalendar", "pydantic", "slack_sdk", "sqlalchemy",
             "starlette", "ruamel"}  # fmt: skip
    assert {name.partition(".")[0] for name in loaded} & heavy == set()


def test_an_unknown_word_is_told_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("simulere", monkeypatch=monkeypatch) == 2
    assert "Mente du 'simulate'?" in capsys.readouterr().err


def test_a_database_that_was_never_upgraded_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("var").mkdir()
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 2
    assert "Kør fristvogter db upgrade." in capsys.readouterr().err


def test_a_ledger_without_a_plan_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say("db", "upgrade", monkeypatch=monkeypatch)
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 2
    assert "Kør fristvogter plan adopt FIL." in capsys.readouterr().err


@pytest.mark.usefixtures("adopted")
def test_a_plan_is_adopted_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        say("plan", "adopt", str(PLAN), "--reason", "Vedtaget igen", monkeypatch=monkeypatch) == 0
    )
    assert "Intet er ændret." in capsys.readouterr().out
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 0
    assert "Protokollen er hel: 1 post" in capsys.readouterr().out


@pytest.mark.usefixtures("adopted")
def test_people_are_imported_once(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = elsewhere / "personer.csv"
    file.write_text(PEOPLE, encoding="utf-8")

    assert say("people", "import", str(file), monkeypatch=monkeypatch) == 0
    assert say("people", "import", str(file), monkeypatch=monkeypatch) == 0

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "2 personer er indlæst, og 2 pladser er besat.",
        "2 personer er indlæst, og 0 pladser er besat.",
    ]


@pytest.mark.usefixtures("adopted")
def test_a_faulty_people_file_names_every_place_and_writes_nothing(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = elsewhere / "personer.csv"
    file.write_text(
        PEOPLE.replace("head:skole_dagtilbud", "head:skole").replace("p-2;", "p-1;"),
        encoding="utf-8",
    )

    assert say("people", "import", str(file), monkeypatch=monkeypatch) == 1

    told = capsys.readouterr().err
    assert "personer.csv:2: pladser:" in told
    assert "personer.csv:3:" in told
    assert "Intet er skrevet." in told
    database = connect(f"sqlite:///{elsewhere / 'var' / 'test.sqlite'}")
    assert Ledger(database).head("norddjurs-2024")[0] == 1
    database.close()


def test_a_faulty_plan_names_every_place(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = elsewhere / "plan.yaml"
    text = PLAN.read_text(encoding="utf-8")
    file.write_text(
        text.replace("senest mandag den 18. marts 2024", "senest den 31. februar 2024").replace(
            "head:*", "hed:*"
        ),
        encoding="utf-8",
    )

    assert say("plan", "check", str(file), monkeypatch=monkeypatch) == 1

    told = capsys.readouterr().err
    assert "plan.yaml:" in told
    assert "31. februar 2024" in told
    assert "hed:*" in told


def test_a_file_that_is_missing_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("simulate", "findes-ikke.yaml", monkeypatch=monkeypatch) in (1, 2)
    told = capsys.readouterr().err
    assert "findes-ikke.yaml" in told
    assert "Traceback" not in told


def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "firs")
    assert say("db", "upgrade", monkeypatch=monkeypatch) == 2
    assert (
        "Indstillingen PORT kan ikke bruges: der skal stå et helt tal." in capsys.readouterr().err
    )


LIVE = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_SIGNING_SECRET": "s"}


@pytest.mark.parametrize(
    ("word", "settings", "says"),
    [
        ("web", LIVE, "SECRET_KEY mangler. Når web og worker kører hver for sig"),
        ("worker", {}, "SECRET_KEY mangler. Når web og worker kører hver for sig"),
        ("run", {**LIVE, "SECRET_KEY": "kort"}, "SECRET_KEY kan ikke bruges: nøglen skal have"),
        ("run", {**LIVE, "LEASE_SECONDS": "9"}, "LEASE_SECONDS kan ikke bruges: den skal være"),
        ("run", {"QUARANTINE_SECONDS": "0"}, "QUARANTINE_SECONDS kan ikke bruges: tallet er for"),
    ],
)
def test_settings_that_cannot_work_together_are_refused_at_the_start(
    word: str,
    settings: dict[str, str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert say(word, monkeypatch=monkeypatch) == 2
    assert says in capsys.readouterr().err


def test_the_rehearsal_listens_on_this_machine_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert say("run", monkeypatch=monkeypatch) == 2
    assert "Øvelsen lytter kun på denne maskine" in capsys.readouterr().err


@pytest.mark.usefixtures("adopted")
def test_the_public_calendar_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert say("feed", "offentlig", "--on", "2024-03-01", monkeypatch=monkeypatch) == 0
    told = capfdbinary.readouterr().out
    assert b"BEGIN:VCALENDAR\r\n" in told
    assert told.endswith(b"END:VCALENDAR\r\n")
    assert "SUMMARY:Høring om 1. behandlingsbudgettet".encode() in told


@pytest.mark.usefixtures("adopted")
def test_a_calendar_of_nobody_says_which_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("feed", "med:hovedudvalge", monkeypatch=monkeypatch) == 2
    assert "hovedudvalget" in capsys.readouterr().err


@pytest.mark.usefixtures("adopted")
def test_the_doctor_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("doctor", monkeypatch=monkeypatch) == 1
    told = capsys.readouterr().out
    assert "FEJL Disse pladser er tomme" in told
    assert "ok   Databasen svarer" in told


def test_checking_a_plan_file_loads_no_database_no_slack_and_nothing_that_draws() -> None:
    asked = "import sys, app.commands.plan.look; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"sqlalchemy", "slack_bolt", "pydantic", "jinja2", "openpyxl", "docx", "resvg_py"}
    assert not heavy & set(loaded)
