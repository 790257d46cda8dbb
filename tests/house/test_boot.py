"""Whatever pip a machine has, the pinned one installs everything."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from requirements import boot
from tests.house import wheels

PINNED = "26.3"
# A line in a .pth file runs before everything: this is Debian's Python without python3-venv.
NO_ENSUREPIP = "import sys; sys.modules['ensurepip'] = None\n"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The one package index there is, which also holds a newer pip than the pinned one."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_COMPILE", "1")  # what is thrown away at once need not start fast
    with wheels.served(folder) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        yield folder


@pytest.fixture
def pinned(index: Path) -> str:
    wheels.pip_wheel(index, "99.1")
    return wheels.pinned(wheels.pip_wheel(index, PINNED))


@pytest.mark.skipif(
    find_spec("ensurepip") is None, reason="this Python has no ensurepip (python3-venv)"
)
def test_the_old_pip_that_came_with_python_makes_way_for_the_pinned_one(
    tmp_path: Path, pinned: str
) -> None:
    python, machine = venv(tmp_path / "new", ensurepip=True), venv(tmp_path / "machine")
    assert boot.find_pip(python, machine)[0] == python
    boot.pin_pip(python, machine, pinned)
    assert version(python) == PINNED


def test_a_newer_pip_in_the_venv_makes_way_for_the_pinned_one(
    tmp_path: Path, index: Path, pinned: str
) -> None:
    python = venv(tmp_path / "old", pip=wheels.pip_wheel(index, "99.0"))
    boot.pin_pip(python, venv(tmp_path / "machine"), pinned)
    assert version(python) == PINNED


def test_another_pip_of_the_machine_installs_the_pinned_one_and_stays_as_it_was(
    tmp_path: Path, index: Path, pinned: str
) -> None:
    python, machine = (
        venv(tmp_path / "new"),
        venv(tmp_path / "machine", pip=wheels.pip_wheel(index, "23.0")),
    )
    assert boot.find_pip(python, machine)[0] == machine
    boot.pin_pip(python, machine, pinned)
    assert (version(python), version(machine)) == (PINNED, "23.0")


def test_where_no_pip_is_the_pinned_one_is_fetched(tmp_path: Path, pinned: str) -> None:
    python = venv(tmp_path / "new")
    boot.pin_pip(python, venv(tmp_path / "machine"), pinned)
    assert version(python) == PINNED


def test_a_pip_too_old_to_install_elsewhere_counts_as_none(
    tmp_path: Path, index: Path, pinned: str
) -> None:
    refuses = wheels.wheel(
        index, "pip", "20.3", {"pip/__main__.py": b"raise SystemExit('no such option: --python')"}
    )
    python, machine = venv(tmp_path / "new"), venv(tmp_path / "machine", pip=refuses)
    boot.pin_pip(python, machine, pinned)
    assert version(python) == PINNED


@pytest.mark.parametrize("machine", [True, False], ids=["installed", "fetched"])
def test_a_pip_that_is_not_the_known_one_is_never_installed(
    tmp_path: Path, index: Path, pinned: str, machine: bool
) -> None:
    other = venv(tmp_path / "machine", pip=wheels.pip_wheel(index, "23.0") if machine else None)
    python = venv(tmp_path / "new")
    with pytest.raises(SystemExit, match=r"hash|not the one known"):
        boot.pin_pip(python, other, pinned[:-8] + "00000000")
    assert version(python) == ""


def venv(folder: Path, *, ensurepip: bool = False, pip: Path | None = None) -> Path:
    subprocess.run([sys.executable, "-Im", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    packages = next(folder.glob("lib/python*/site-packages"))
    if not ensurepip:
        (packages / "start.pth").write_text(NO_ENSUREPIP)
    if pip is not None:
        ZipFile(pip).extractall(packages)
    return python


def version(python: Path) -> str:
    """What the pip there calls itself; nothing, if none is there."""
    asked = subprocess.run(
        [python, "-Ic", "import pip; print(pip.__version__)"], capture_output=True, text=True
    )
    return asked.stdout.strip()
