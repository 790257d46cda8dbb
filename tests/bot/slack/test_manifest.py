"""The manifest and the code agree: every command, event and scope, within Slack's limits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.slack import app, listeners
from bot.slack import conversations as commands
from bot.text.commands import COMMANDS as DESCRIPTIONS

ROOT = Path(__file__).parents[3]
MANIFEST: dict[str, Any] = YAML(typ="safe").load(
    (ROOT / "manifest.yaml").read_text(encoding="utf-8")
)
SCOPES = {
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_open": "im:write",
    "files_upload_v2": "files:write",
    "conversations_history": "im:history",
    "users_info": "users:read",
    "users_lookupByEmail": "users:read.email",
    "views_open": "",
    "views_push": "",
    "views_update": "",
    "views_publish": "",
}
"""What each method of the Web API needs; "" = nothing."""


def _methods() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    return set(
        re.findall(r"client\.((?:chat|conversations|users|views|files|reactions|pins)_\w+)", source)
    )


def test_every_method_has_its_scope_and_no_scope_is_idle() -> None:
    assert _methods() == set(SCOPES)
    needed = {SCOPES[method] for method in _methods()} - {""} | {"commands"}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == list(app.SCOPES)


def test_the_commands_are_those_the_code_answers() -> None:
    told = {c["command"]: c["description"] for c in MANIFEST["features"]["slash_commands"]}
    assert told == {c.name: c.description for c in commands.COMMANDS} == DESCRIPTIONS


def test_the_events_are_those_the_code_listens_to() -> None:
    told = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in told} == set(listeners.EVENTS)


def test_people_can_write_to_the_bot_and_open_its_home() -> None:
    home = MANIFEST["features"]["app_home"]
    assert (
        home["home_tab_enabled"],
        home["messages_tab_enabled"],
        home["messages_tab_read_only_enabled"],
    ) == (True, True, False)
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]


def test_the_manifest_keeps_slacks_limits() -> None:
    info, found = MANIFEST["display_information"], MANIFEST["features"]["slash_commands"]
    assert len(info["name"]) <= 35 and len(info["description"]) <= 140
    assert 175 <= len(info["long_description"]) <= 4000
    assert len(MANIFEST["features"]["bot_user"]["display_name"]) <= 80
    assert len(found) <= 50
    for command in found:
        assert re.fullmatch(r"/[a-z-]{1,31}", command["command"])
        assert len(command["description"]) <= 2000 and len(command["usage_hint"]) <= 1000


def test_every_word_in_help_does_something() -> None:
    for command in commands.COMMANDS:
        assert {word.name for word in command.words} == set(command.does)
        assert command.bare in command.does
