"""Make .venv and fill it from the hashed lists, with nothing but a bare python3 (no
pip, no venv extras, no root).

    python3 requirements/boot.py run|test|e2e

Whatever pip is found (the venv's own, ensurepip's, another of this machine) only installs the
pinned pip, which does all the rest. Debian's python3 may have none: then the pinned wheel is
fetched from the package index this machine names; else a sentence says what to do. No index is
named here: whoever runs this decides where packages come from (PIP_INDEX_URL, pip.conf). Every
package must match its hash, pip too.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "boot.stamp"
LEVELS = {"run": "requirements.txt", "test": "requirements/test.txt", "e2e": "requirements/e2e.txt"}
FETCH = ROOT / "requirements" / "fetch_pip.py"
INSTALL = ("install", "-q", "--no-input", "--disable-pip-version-check")
PIP = "pip==26.3 --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
Command = tuple[str | Path, ...]
TROUBLE = {  # what pip and the operating system say, and what a person can do about it
    "No space left": (
        f"The disk is full: about 500 MB are needed below {ROOT} and in the temporary folder."
    ),
    "DO NOT MATCH": (
        "The package index serves a package whose hash is not the list's. "
        "Nothing of it was installed; tell the maintainers."
    ),
    "Permission denied": f"May not write below {ROOT}: run this as the owner of the folder.",
    "urlopen|onnection|resolution|timed out|No matching|SSL|Proxy": (
        "The package index cannot be reached or lacks a package: "
        "check the network, the proxy and PIP_INDEX_URL, then run this again."
    ),
}


def main(level: str) -> None:
    wanted = digest()
    if satisfied(level, wanted):
        return
    started = time.monotonic()
    if not usable():
        make_venv(VENV)
    pin_pip(PYTHON, Path(sys.executable), PIP)
    say(f"installing {LEVELS[level]}, which takes about half a minute the first time")
    pip("--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / LEVELS[level]))
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(f"{wanted} {level}\n")
    say(f"ready after {time.monotonic() - started:.0f} s")


def digest() -> str:
    """What the stamp stands for: the lists, the project's description, this Python, and the
    place (scripts hold its path).
    """
    files = [ROOT / "pyproject.toml", Path(__file__), *(ROOT / name for name in LEVELS.values())]
    parts = [
        str(ROOT),
        str(sys.version_info[:2]),
        *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def satisfied(level: str, wanted: str) -> bool:
    """A fuller set holds the smaller ones: after `e2e`, `test` and `run` have nothing to do."""
    had, _, filled = (
        STAMP.read_text().strip().partition(" ")
        if STAMP.exists() and PYTHON.exists()
        else ("", "", "")
    )
    return had == wanted and list(LEVELS).index(filled) >= list(LEVELS).index(level)


def usable() -> bool:
    activate = VENV / "bin" / "activate"
    return (
        works(PYTHON, "-Im", "pip", "--version")
        and activate.exists()
        and str(VENV) in activate.read_text()
    )


def make_venv(folder: Path) -> None:
    say(f"making .venv with Python {sys.version.split()[0]}")
    run(sys.executable, "-Im", "venv", "--clear", "--without-pip", folder)


def pin_pip(python: Path, machine: Path, pinned: str) -> None:
    """Whatever pip is found installs the pinned one: before 24, pip does not hold
    `name[extra]` to the version listed.
    """
    name, version, sha256 = re.split("==| --hash=sha256:", pinned)
    found = find_pip(python, machine)
    if not found:
        run(python, "-I", FETCH, name, version, sha256)
    elif not works(python, "-Ic", f"import pip; assert pip.__version__ == {version!r}"):
        with tempfile.TemporaryDirectory() as folder:
            wanted = Path(folder, "pip.txt")
            wanted.write_text(pinned)
            run(*found, *INSTALL, "--require-hashes", "--only-binary", ":all:", "-r", wanted)


def find_pip(python: Path, machine: Path) -> Command:
    """The venv's own, the one that came with Python, the machine's (`--python`
    came with pip 22.3), or none.
    """
    own: Command = (python, "-Im", "pip")
    other: Command = (machine, "-Im", "pip", "--python", python)
    if works(*own, "--version") or works(python, "-Im", "ensurepip", "--default-pip"):
        return own
    return other if works(*other, "--version") else ()


def pip(*words: str) -> None:
    run(PYTHON, "-Im", "pip", *INSTALL, *words)


def works(*command: str | Path) -> bool:
    return (
        Path(command[0]).exists() and subprocess.run(command, capture_output=True).returncode == 0
    )


def run(*command: str | Path) -> None:
    """-I keeps PYTHONPATH and PYTHONDONTWRITEBYTECODE out: without bytecode every later start
    takes two to three times as long.
    """
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        stop(explain(done.stderr.strip()))


def explain(text: str) -> str:
    return next((advice for sign, advice in TROUBLE.items() if re.search(sign, text)), text[-2000:])


def say(line: str) -> None:
    print(f"boot: {line}", flush=True)


def stop(sentence: str) -> NoReturn:
    sys.exit(f"boot: {sentence}")


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        stop(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: "
            "install one and say `make run PYTHON=python3.12`."
        )
    if sys.argv[1:] not in [[level] for level in LEVELS]:
        stop("say `python3 requirements/boot.py run`, `test` or `e2e`.")
    try:
        main(sys.argv[1])
    except OSError as error:
        stop(explain(str(error)))
