"""The ledger's proof on the command line: tampering is named with its place, receipts are held
against it, erased texts still verify.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.clock import real_now
from app.commands.main import main
from bot.text.grammar import full
from process.dates.when import NoLater
from process.ledger.entries import SYSTEM, Decision, Entry, new_text
from process.ledger.facts import Delivered, Fact, MilestoneMoved, MoreTimeAsked, SeatTaken
from process.seats import Seat
from storage.database import Database, connect
from storage.directory import Directory, Person
from storage.ledger import Erased, Ledger, Texts, insert_entries, sealed
from storage.migrations.run import upgrade
from storage.verify import Anchor, Anchors
from tests.support.cast import PLAN, at, small_process

VERIFIER = Path(__file__).parents[2] / "docs" / "efterproev.py"
KEY = "forslag/head:skole"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A ledger of some twenty entries with one free text, anchored at its head, in a file."""
    url = f"sqlite:///{tmp_path / 'p.sqlite'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    made = connect(url)
    upgrade(made)
    ledger = Ledger(made)
    facts = tuple(e.fact for e in small_process().entries)
    ledger.decide(PLAN.key, lambda state: Decision(facts=facts), actor=SYSTEM, at=at("2024-01-01"))
    words = new_text("Vi mangler <tal> & æøå", id="t", salt="s")
    asked = MoreTimeAsked(obligation=KEY, until=date(2024, 3, 22), why=words.text)
    said = Decision(facts=(asked, Delivered(obligation=KEY)), texts=(words,))
    ledger.decide(PLAN.key, lambda s: said, actor="p-skolechef", at=at("2024-03-13"))
    seq, digest = ledger.head(PLAN.key)
    Anchors(made).put(
        PLAN.key, Anchor(seq=seq, hash=digest, place="slack:D1/1.1", at=at("2024-03-13"))
    )
    return made


def say(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["fristvogter", *words])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def by_hand(*statements: str) -> None:
    """What somebody with the database in hand does: the guards first, then the entries."""
    with sqlite3.connect("p.sqlite") as connection:
        for name in ("no_update", "no_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS ledger_{name}")
        for statement in statements:
            connection.execute(statement)


def head() -> tuple[int, str]:
    with sqlite3.connect("p.sqlite") as connection:
        row = connection.execute(
            "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return int(row[0]), str(row[1])


COPY = (
    "INSERT INTO ledger SELECT process, 10, at, actor, seat, payload, prev_hash, "
    "hash FROM ledger WHERE seq = 9"
)
PLACES = (
    "UPDATE ledger SET seq = 1000 WHERE seq = 7",
    "UPDATE ledger SET seq = 7 WHERE seq = 8",
    "UPDATE ledger SET seq = 8 WHERE seq = 1000",
)
AWAY = "UPDATE ledger SET seq = seq + 1000 WHERE seq > 9"
NAME = (
    "UPDATE ledger SET payload = replace(payload, 'p-formand', 'p-uven') "
    "WHERE payload LIKE '%p-formand%'"
)
CONTENT, GONE = "indholdet er ændret", "mangler eller har fået et andet nummer"
TAMPERED: dict[str, tuple[tuple[str, ...], int | None, str]] = {
    "changed": ((NAME,), None, CONTENT),
    "actor changed": (("UPDATE ledger SET actor = 'p-anden' WHERE seq = 5",), 5, CONTENT),
    "instant changed": (
        ("UPDATE ledger SET at = '2024-03-12 07:00:00.000000' WHERE seq = 5",),
        5,
        CONTENT,
    ),
    "removed": (("DELETE FROM ledger WHERE seq = 9",), 9, GONE),
    "removed and closed up": (
        (
            "DELETE FROM ledger WHERE seq = 9",
            AWAY,
            "UPDATE ledger SET seq = seq - 1001 WHERE seq > 999",
        ),
        9,
        CONTENT,
    ),
    "swapped": (PLACES, 7, CONTENT),
    "inserted": ((AWAY, "UPDATE ledger SET seq = seq - 999 WHERE seq > 999", COPY), 10, CONTENT),
    "last cut off": (
        ("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",),
        None,
        "poster efter den er fjernet",
    ),
    "text changed": (("UPDATE free_text SET content = 'Noget andet'",), None, "en tekst er ændret"),
    "text removed": (
        ("DELETE FROM free_text",),
        None,
        "en tekst er væk uden at være slettet efter reglerne",
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_named_with_its_place(
    how: str,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 0
    statements, seq, why = TAMPERED[how]
    by_hand(*statements)
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 1
    said = capsys.readouterr().err
    assert why in said and (seq is None or f"brudt ved post {seq}:" in said)


def test_a_whole_ledger_says_how_far_it_is_witnessed(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seat = SeatTaken(seat=Seat.parse("head:skole"), person="p-ny", since=date(2024, 4, 1))
    Ledger(database).decide(
        PLAN.key, lambda s: Decision(facts=(seat,)), actor=SYSTEM, at=at("2024-04-01")
    )
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 0
    seq = head()[0]
    assert (
        f"Til og med post {seq - 1} er den bevidnet uden for databasen; "
        "de sidste 1 er kun efterprøvet i sig selv."
    ) in capsys.readouterr().out


def test_a_receipt_and_the_log_are_held_against_it(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seq, digest = head()
    assert (
        say("ledger", "verify", "--receipt", f"{seq}:{digest[:12]}", monkeypatch=monkeypatch) == 0
    )
    assert say("ledger", "verify", "--receipt", f"{seq}:{'0' * 12}", monkeypatch=monkeypatch) == 1
    assert "en kvittering udenfor viser en anden kontrolsum" in capsys.readouterr().err
    log = tmp_path / "log.txt"
    log.write_text(
        f"2024 WARNING ledger r24 stands at entry {seq} with checksum {'1' * 64}\n",
        encoding="utf-8",
    )
    assert say("ledger", "verify", "--log", str(log), monkeypatch=monkeypatch) == 1


def test_an_erased_text_still_verifies_and_says_when_it_was_erased(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seq = head()[0] - 1
    assert (
        say("ledger", "erase", str(seq), "--why", "Efter anmodning", monkeypatch=monkeypatch) == 0
    )
    assert say("ledger", "erase", str(seq), "--why", "igen", monkeypatch=monkeypatch) == 1
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 0
    out = capsys.readouterr().out
    assert f"Post {seq}: indhold slettet " in out and "(Efter anmodning)" in out


def test_erasing_a_person_with_their_texts_leaves_a_whole_chain_that_says_what_went_when(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Directory(database).put(
        PLAN.key,
        [
            Person(id="p-skolechef", name="Navn", email="n@example.org"),
            Person(id="p-formand", name="Anden"),
        ],
    )
    other = new_text("Det skrev en anden", id="u", salt="s")
    theirs = Decision(
        facts=(MoreTimeAsked(obligation=KEY, until=date(2024, 3, 23), why=other.text),),
        texts=(other,),
    )
    Ledger(database).decide(PLAN.key, lambda s: theirs, actor="p-formand", at=at("2024-03-14"))
    seq, _ = head()

    assert say("people", "erase", "p-skolechef", monkeypatch=monkeypatch) == 0
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    today = full(PLAN.calendar.local_day(real_now()))
    assert (
        f"Post {seq - 2}: indhold slettet {today} (sammen med personens oplysninger). "
        "Kontrolsummen står stadig."
    ) in said
    assert said.count("indhold slettet") == 1 and head()[0] == seq + 2, (
        "the seat is left, and an entry says what was erased"
    )
    texts = Texts(database).get(PLAN.key, ["t", "u"])
    assert (isinstance(texts["t"], Erased), texts["u"]) == (True, "Det skrev en anden")
    with sqlite3.connect("p.sqlite") as connection:
        assert "Vi mangler" not in "\n".join(connection.iterdump())
    assert b"Vi mangler" not in b"".join(p.read_bytes() for p in Path().glob("p.sqlite*"))

    assert say("people", "erase", "p-ukendt", monkeypatch=monkeypatch) == 1
    assert say("ledger", "verify", monkeypatch=monkeypatch) == 0


@pytest.fixture
def lines(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """The ledger as it is exported."""
    assert say("ledger", "export", monkeypatch=monkeypatch) == 0
    return capsys.readouterr().out.splitlines()


def by_itself(lines: list[str], *receipts: str) -> tuple[int, str]:
    """What the verifier says of these lines, alone in an isolated Python."""
    file = Path("l.jsonl")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), str(file), *receipts],
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def edited(lines: list[str], number: int, **change: object) -> list[str]:
    line = json.dumps(json.loads(lines[number - 1]) | change, ensure_ascii=False)
    return [*lines[: number - 1], line, *lines[number:]]


def test_the_verifier_is_one_page_of_plain_python() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    imported = {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert len(source.splitlines()) <= 50
    assert max(map(len, source.splitlines())) <= 100 and ";" not in source.split('"""')[2]
    assert imported <= sys.stdlib_module_names and "from " not in source.split('"""')[2].replace(
        "follow from", ""
    )


def test_the_verifier_finds_an_export_whole_and_knows_its_receipts(lines: list[str]) -> None:
    seq, digest = head()
    assert by_itself(
        lines, f"{seq}:{digest[:12]}", f"3:{json.loads(lines[2])['hash'][:12].upper()}"
    ) == (
        0,
        f"whole: {seq} entries, head {digest}\n",
    )
    for wrong in (f"{seq}:{'0' * 12}", f"{seq + 1}:{digest[:12]}", f"{seq}:", "sludder"):
        assert by_itself(lines, wrong) == (1, f"receipt {wrong}: the ledger says otherwise\n")


def test_the_verifier_names_the_first_entry_that_is_not_as_it_was_written(lines: list[str]) -> None:
    last = len(lines)
    swapped = [*lines[:6], lines[7], lines[6], *lines[8:]]
    renumbered = [
        *lines[:8],
        *(json.dumps(json.loads(line) | {"seq": n}) for n, line in enumerate(lines[9:], start=9)),
    ]
    told = {
        (5, "its content was changed"): edited(lines, 5, actor="p-uven"),
        (6, "its content was changed"): edited(
            edited(lines, 6, seat="head:skole"), 9, actor="p-uven"
        ),
        (8, "its content was changed"): edited(lines, 8, prev_hash=json.loads(lines[3])["hash"]),
        (9, "missing or renumbered"): [*lines[:8], *lines[9:]],
        (9, "its content was changed"): renumbered,
        (7, "missing or renumbered"): swapped,
        (10, "missing or renumbered"): [*lines[:9], lines[8], *lines[9:]],
        (4, "does not follow from the one before"): [*lines[:3], rewritten(lines[3]), *lines[4:]],
        (5, "does not follow from the one before"): [
            *lines[:3],
            rewritten(lines[3], follows=True),
            *lines[4:],
        ],
        (2, "cannot be read"): [lines[0], lines[1][:-9], *lines[2:]],
        (last, "cannot be read"): [*lines[:-1], "[]"],
    }
    for (number, why), tampered in told.items():
        assert by_itself(tampered) == (1, f"entry {number}: {why}\n")


def rewritten(line: str, *, follows: bool = False) -> str:
    """An entry somebody wrote anew with a checksum that fits it."""
    entry = json.loads(line) | {"actor": "p-uven"} | ({} if follows else {"prev_hash": "0" * 64})
    del entry["hash"]
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return json.dumps(
        entry | {"hash": hashlib.sha256(text.encode()).hexdigest()}, ensure_ascii=False
    )


def test_an_erased_text_changes_nothing_the_verifier_sees(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not any("Vi mangler" in line for line in lines)
    assert (
        say(
            "ledger",
            "erase",
            str(head()[0] - 1),
            "--why",
            "Efter anmodning",
            monkeypatch=monkeypatch,
        )
        == 0
    )
    capsys.readouterr()
    assert say("ledger", "export", monkeypatch=monkeypatch) == 0
    *before, told = capsys.readouterr().out.splitlines()
    assert before == lines and '"is":"TextsErased"' in told
    assert by_itself(lines)[0] == 0


def test_what_is_held_about_a_person_is_a_file_and_words_in_the_chain_are_named(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Directory(database).put(PLAN.key, [Person(id="p-skolechef", name="Navn", email="n@e.org")])
    typed = MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 22)), why="Sygdom")
    book = Ledger(database)
    before = _as_versions_before_wrote(database, typed)
    _, (moved,) = book.decide(
        PLAN.key, lambda s: Decision(facts=(typed,)), actor="p-skolechef", at=at("2024-03-14")
    )
    assert say("people", "show", "p-skolechef", monkeypatch=monkeypatch) == 0
    shown = json.loads(capsys.readouterr().out)
    here = shown["processer"][PLAN.key]
    assert shown["personliste"]["email"] == "n@e.org"
    assert "Sygdom" in json.dumps(here["skrevet af personen"])
    assert any("Vi mangler" in words for words in here["personens egne tekster"].values())
    assert here["skrevet om personen"]

    assert say("people", "erase", "p-skolechef", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "Det her kan ikke slettes: " in said and f" {PLAN.key} {before.seq}." in said
    assert "Sygdom" not in repr(book.entries(PLAN.key, after=moved.seq - 1))
    assert say("people", "show", "p-ukendt", monkeypatch=monkeypatch) == 1


def _as_versions_before_wrote(database: Database, fact: Fact) -> Entry:
    """An entry with somebody's words in it."""
    seq, head = Ledger(database).head(PLAN.key)
    (entry,) = sealed(
        PLAN.key,
        (fact,),
        actor="p-skolechef",
        seat="head:skole",
        at=at("2024-03-14"),
        seq=seq,
        prev_hash=head,
    )
    with database.write() as connection:
        insert_entries(connection, PLAN.key, (entry,))
    return entry
