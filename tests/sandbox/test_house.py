"""The sandbox keeps its distance: it imports nothing of ours, reads no clock, and can be started
alone.
"""

import ast
import json
from pathlib import Path

import sandbox
from sandbox.__main__ import arguments, settings_from, standing_alone

ROOM = Path(sandbox.__path__[0])
FILES = sorted(ROOM.rglob("*.py"))
OURS = {"app", "bot", "config", "jobs", "process", "storage"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_nothing_of_ours_is_imported() -> None:
    assert {
        name for path in FILES for name in imported(path) if name.split(".")[0] in OURS
    } == set()


def test_only_the_program_itself_reads_the_clock() -> None:
    readers = {path.name for path in FILES if "time.time(" in path.read_text(encoding="utf-8")}
    assert readers == {"__main__.py"}


def test_danish_stands_only_with_the_page() -> None:
    danish = {
        path.name
        for path in FILES
        if path.parent.name != "page"
        and any(letter in path.read_text(encoding="utf-8") for letter in "æøåÆØÅ")
    }
    assert danish == set()


def test_it_stands_alone_with_a_cast_from_a_file(tmp_path: Path) -> None:
    cast = tmp_path / "cast.json"
    cast.write_text(
        json.dumps({"members": [{"id": "U1", "name": "Chef"}], "commands": [{"name": "/frist"}]}),
        encoding="utf-8",
    )
    settings = settings_from(
        arguments().parse_args(
            ["--cast", str(cast), "--bot-url", "http://127.0.0.1:1/slack/events"]
        )
    )
    assert [member.name for member in settings.cast] == ["Chef"]
    assert [command.name for command in settings.commands] == ["/frist"]
    assert [getattr(route, "path", None) for route in standing_alone(settings).routes] == [
        "/",
        "/sandbox",
    ]


def test_it_has_a_post_office_when_it_is_given_a_port() -> None:
    settings = settings_from(arguments().parse_args(["--mail-port", "0"]))
    assert settings.mail is not None and settings.mail.getsockname()[0] == "127.0.0.1"
    settings.mail.close()
    assert settings_from(arguments().parse_args([])).mail is None


def test_without_a_cast_there_is_somebody_to_be() -> None:
    settings = settings_from(arguments().parse_args([]))
    assert len(settings.cast) >= 2
    assert settings.bot_url is None
