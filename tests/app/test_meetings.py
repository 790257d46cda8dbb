"""An organ's own calendar, from a file or an address: shown, laid before the process owner, and in
the plan only when accepted.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app.commands.main import main
from process.acts.plan import pending_meetings
from process.ledger.state import State
from storage.database import connect
from storage.ledger import Ledger
from tests.support.cast import at

PLAN = Path("config/plans/norddjurs-2024.yaml").resolve()
ORGAN = "voksen_plejeudvalget"
PROCESS = "norddjurs-2024"


def calendar(*events: str) -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\r\nSUMMARY:Udvalgsmøde\r\n{event}\r\nEND:VEVENT\r\n" for event in events
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sekretariatet//DA\r\n"
    return f"{head}{body}END:VCALENDAR\r\n".encode()


FIRST = calendar("UID:a@b\r\nDTSTART:20240507T140000Z", "UID:c@b\r\nDTSTART;VALUE=DATE:20240521")
MOVED = calendar("UID:a@b\r\nDTSTART:20240514T140000Z")


@pytest.fixture(autouse=True)
def adopted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with the shipped plan in its ledger, and an empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'var' / 'test.sqlite'}")
    monkeypatch.setattr("app.commands.meetings.domain_clock", lambda _: lambda: at("2024-05-01"))
    assert say(monkeypatch, "db", "upgrade") == 0
    assert say(monkeypatch, "plan", "adopt", str(PLAN), "--reason", "Vedtaget") == 0


def say(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fristvogter", *words])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def state() -> State:
    database = connect(f"sqlite:///{Path('var/test.sqlite').resolve()}")
    found = Ledger(database).state(PROCESS)
    database.close()
    return found


def days(state: State) -> dict[str, str | None]:
    return {str(m.when.earliest): m.cancelled for m in state.plan.organ(ORGAN).meetings}


@pytest.fixture
def served() -> Iterator[tuple[str, dict[str, bytes]]]:
    """A web server with files that can be changed."""
    files: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = files.get(self.path)
            self.send_response(200 if found is not None else 404)
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", files
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_changes_are_shown_and_wait_for_the_process_owner(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("moeder.ics").write_bytes(FIRST)
    before = days(state())
    capsys.readouterr()
    assert say(monkeypatch, "meetings", "import", ORGAN, "moeder.ics") == 0
    said = capsys.readouterr().out
    assert "Ny: “Voksen- og Plejeudvalget: Udvalgsmøde”, tirsdag den 7. maj 2024 kl. 16.00." in said
    assert said.splitlines()[-1].endswith("De gælder først, når de er vedtaget.")
    (waiting,) = pending_meetings(state())
    assert (days(state()), waiting.fact.organ) == (before, ORGAN)  # type: ignore[union-attr]


def test_the_same_calendar_again_proposes_nothing_new(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("moeder.ics").write_bytes(FIRST)
    for _ in range(2):
        assert say(monkeypatch, "meetings", "import", ORGAN, "moeder.ics") == 0
    assert state().seq == 2


def test_with_yes_the_plan_is_revised_and_follows_the_address(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    served: tuple[str, dict[str, bytes]],
) -> None:
    address, files = served
    files["/hemmelig/moeder.ics"] = FIRST
    assert (
        say(
            monkeypatch,
            "meetings",
            "import",
            ORGAN,
            f"{address}/hemmelig/moeder.ics",
            "--yes",
            "--http",
        )
        == 0
    )
    assert {"2024-05-07", "2024-05-21"} <= set(days(state()))
    files["/hemmelig/moeder.ics"] = MOVED
    assert (
        say(
            monkeypatch,
            "meetings",
            "import",
            ORGAN,
            f"{address}/hemmelig/moeder.ics",
            "--yes",
            "--http",
        )
        == 0
    )
    found = days(state())
    assert (found["2024-05-14"], found["2024-05-21"], "2024-05-07" in found) == (
        None,
        "Står ikke længere i mødekalenderen",
        False,
    )
    assert "hemmelig" not in capsys.readouterr().out + str(state().plan.organ(ORGAN))
    assert (
        say(
            monkeypatch,
            "meetings",
            "import",
            ORGAN,
            f"{address}/hemmelig/moeder.ics",
            "--yes",
            "--http",
        )
        == 0
    )
    assert "planen og mødekalenderen siger det samme" in capsys.readouterr().out


def test_what_is_no_calendar_is_told_in_a_sentence_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    served: tuple[str, dict[str, bytes]],
) -> None:
    address, files = served
    files["/login"] = b"<html>log ind</html>"
    Path("side.ics").write_bytes(b"<html>log ind</html>")
    for source, says in (
        ("side.ics", "side.ics er ikke en kalenderfil"),
        (f"{address}/login", "er ikke en kalenderfil"),
        (f"{address}/findes-ikke", "svarede ikke med en kalender"),
        ("findes-ikke.ics", "findes-ikke.ics"),
    ):
        assert say(monkeypatch, "meetings", "import", ORGAN, source, "--http") == 2
        assert says in capsys.readouterr().err
    assert say(monkeypatch, "meetings", "import", "ukendt", "side.ics") == 2
    assert "Jeg kender ikke organet “ukendt”" in capsys.readouterr().err
    assert state().seq == 1
