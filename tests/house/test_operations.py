"""The page for those who run it says what is so."""

from __future__ import annotations

import re

from ruamel.yaml import YAML

from bench.house import ROOT
from bot.text import cli
from storage.tables import metadata

PAGE = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")


def test_every_scope_has_its_reason_and_no_other_is_named() -> None:
    manifest = YAML(typ="safe", pure=True).load(
        (ROOT / "manifest.yaml").read_text(encoding="utf-8")
    )
    rows = re.findall(r"^\| `([a-z:.]+)` \| \S", _part("scope i Slack"), re.MULTILINE)
    assert rows == manifest["oauth_config"]["scopes"]["bot"]


def test_every_table_it_names_exists() -> None:
    named = set(re.findall(r"`([a-z_]+)`", _part("Hvilke oplysninger").partition("###")[0]))
    assert named != set()
    assert named - set(metadata.tables) == set()


def test_every_word_of_the_command_line_it_names_is_there() -> None:
    words = set(re.findall(r"fristvogter ([a-z]+)", PAGE))
    assert words != set()
    assert words - set(cli.WORDS) == set()


def _part(heading: str) -> str:
    return next(part for part in PAGE.split("\n## ") if heading in part.splitlines()[0])
