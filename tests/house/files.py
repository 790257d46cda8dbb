"""Which files the tests of the house look at."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from bench.house import ROOT

MADE_HERE = {
    ".git",
    ".venv",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".import_linter_cache",
    "__pycache__",
}


@cache
def kept() -> tuple[Path, ...]:
    """Every file that is, or is about to be, part of the project."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "-C",
        str(ROOT),
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = (
        subprocess.run(command, capture_output=True, text=True)
        if (ROOT / ".git").exists()
        else None
    )
    if listed is None or listed.returncode:  # a copy without its history
        found = [
            path for path in ROOT.rglob("*") if not MADE_HERE & set(path.relative_to(ROOT).parts)
        ]
    else:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def texts() -> dict[str, str]:
    """The text of every kept file by its place; pictures and the like are left out."""
    found = {}
    for path in kept():
        data = path.read_bytes()
        if b"\0" not in data:
            found[place(path)] = data.decode("utf-8", errors="replace")
    return found


def sources() -> list[Path]:
    """The Python that is not a test."""
    return [
        path
        for path in kept()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] != "tests"
    ]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
