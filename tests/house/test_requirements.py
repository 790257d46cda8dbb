"""What is installed is exactly what was looked at."""

from __future__ import annotations

import re
import tomllib

import pytest

from bench.house import ROOT

LISTS = ("requirements.txt", "requirements/test.txt", "requirements/e2e.txt")
HASHED = re.compile(
    r"(?P<name>[a-z0-9.-]+)(\[[a-z]+\])?==(?P<version>[^ ;]+)( ;[^\\]+)?( "
    r"--hash=sha256:[0-9a-f]{64})+"
)


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_exact_and_hashed(name: str) -> None:
    assert [line for line in _lines(name) if not HASHED.fullmatch(line)] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_list_names_the_place_packages_come_from(name: str) -> None:
    assert (
        re.findall(
            r"https?:\S+|--(?:index|extra|find|trusted)\S*|file:\S+", (ROOT / name).read_text()
        )
        == []
    )


@pytest.mark.parametrize(("smaller", "larger"), [LISTS[0:2], LISTS[1:3]])
def test_the_larger_list_holds_the_smaller_one(smaller: str, larger: str) -> None:
    assert sorted(_pinned(smaller).items() - _pinned(larger).items()) == []


def test_everything_the_project_asks_for_is_in_its_list() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    assert _asked(project["project"]["dependencies"]) - _pinned(LISTS[0]).keys() == set()
    assert _asked(groups["test"]) - _pinned(LISTS[1]).keys() == set()
    assert _asked(groups["e2e"]) - _pinned(LISTS[2]).keys() == set()


def _lines(name: str) -> list[str]:
    joined = re.sub(r" *\\\n *", " ", (ROOT / name).read_text())
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def _pinned(name: str) -> dict[str, str]:
    return {
        found["name"]: found["version"]
        for line in _lines(name)
        if (found := HASHED.fullmatch(line))
    }


def _asked(requirements: list[str | dict[str, str]]) -> set[str]:
    words = [requirement for requirement in requirements if isinstance(requirement, str)]
    return {
        re.split(r"[\[<>=!~; ]", word)[0].replace(".", "-").replace("_", "-").lower()
        for word in words
    }
