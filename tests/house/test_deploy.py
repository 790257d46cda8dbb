"""What is needed to run it elsewhere says what is so: image, compose file, units, bill of
materials, and a security page whose every line has its test.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from bench.house import ROOT
from bench.sbom import bill
from bot.text import cli
from config.settings import Settings

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = YAML(typ="safe", pure=True).load(
    (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
)
SERVICES = {name: one for name, one in COMPOSE["services"].items() if name != "database"}


def test_the_image_runs_as_nobody_and_says_how_it_is() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (user,) = (number for number, line in enumerate(lines) if line.startswith("USER fristvogter"))
    assert not any(line.startswith("RUN") for line in lines[user:])
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert any("--require-hashes" in line for line in lines)
    health = next(line for line in lines if line.strip().startswith("CMD") and "urlopen" in line)
    compile(json.loads(health.strip().removeprefix("CMD "))[2], "health", "exec")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_says_a_word_there_is_and_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["command"][0] in cli.WORDS
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.parametrize("word", ["web", "worker"])
def test_every_unit_runs_its_word_as_somebody_without_rights(word: str) -> None:
    unit = (DEPLOY / f"fristvogter-{word}.service").read_text(encoding="utf-8")
    assert re.search(rf"^ExecStart=\S+/fristvogter {word}$", unit, re.MULTILINE)
    assert {"User=fristvogter", "NoNewPrivileges=yes", "Restart=always"} <= set(unit.splitlines())


def test_the_settings_the_image_brings_are_settings() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    named = set(re.findall(r"\b([A-Z_]+)=", text.partition("USER fristvogter")[2]))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_the_bill_names_every_pinned_package_with_its_hashes() -> None:
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = bill(requirements, "1")["components"]
    pinned = re.findall(r"^([\w.-]+)(?:\[\w+\])?==", requirements, re.MULTILINE)
    assert [one["name"] for one in found] == [name.lower().replace("_", "-") for name in pinned]
    assert sum(len(one["properties"]) for one in found) == requirements.count("--hash=sha256:")
    assert all(one["properties"] for one in found)


def test_every_line_of_the_security_page_has_a_test_that_is_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "| test |" not in line]
    named = [re.findall(r"`(test_\w+)`", row) for row in rows]
    assert [row for row, tests in zip(rows, named, strict=True) if len(tests) != 1] == []
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    missing = [name for (name,) in named if f"def {name}(" not in tests]
    assert missing == []
