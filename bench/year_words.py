"""What the command line says after the year: help of every word, plan files, simulation, ledger,
papers.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.book import Book, shown
from bench.rehearsal import ROOT, command_line

RECEIPTS_SECONDS = 33
"""A little longer than it takes until every receipt is kept as an anchor."""
Done = subprocess.CompletedProcess[bytes]
PLANS = ROOT / "config" / "plans"
REHEARSAL, PLAN, SMALL = (
    str(PLANS / f"{name}.yaml")
    for name in ("norddjurs-2024-oevelse", "norddjurs-2024", "eksempel-budget-2026")
)
SCOPES = (
    "offentlig",
    "omraade:skole_dagtilbud",
    "med:lmu_eksempelskolen",
    "udvalg:boerne_ungdomsudvalget",
    "organ:direktion",
)
ASKED = (
    *(
        ("plan", "check", file, "--format", form)
        for file in (REHEARSAL, PLAN, SMALL)
        for form in ("text", "json", "html")
    ),
    *(
        ("plan", "show", file, "--format", form)
        for file in (REHEARSAL, PLAN)
        for form in ("text", "json", "svg", "png")
    ),
    ("plan", "show", "--on", "2024-03-20"),
    ("plan", "diff", PLAN, REHEARSAL),
    ("plan", "diff", PLAN, SMALL),
    ("plan", "diff", REHEARSAL),
    ("plan", "roll", PLAN, "--to-year", "2025"),
    ("plan", "roll", REHEARSAL, "--to-year", "2025"),
    ("plan", "schema"),
    ("plan", "export"),
    ("simulate", REHEARSAL, "--from", "2024-03-01", "--to", "2024-05-31"),
    ("simulate", REHEARSAL, "--summary", "--chart", "weeks.svg"),
    ("simulate", PLAN, "--format", "json"),
    *(
        ("feed", scope)
        for scope in (*SCOPES, "person:p-007", "rolle:head:skole_dagtilbud", "findes:ikke")
    ),
    ("feed", "offentlig", "--plan", PLAN, "--on", "2024-03-13"),
    ("meetings", "import", "oekonomiudvalget", "no-such.ics"),
    ("proposals", "import", "no-such.csv"),
    ("db", "upgrade"),
    ("no-such-word",),
    ("ledger", "export"),
)
LAST = (
    ("export", "--station", "boerne_ungdomsudvalget", "--out", "filed", "--sagsnr", "24-1234"),
    ("export", "--station", "no-such", "--out", "filed"),
    ("doctor",),
    ("ledger", "verify"),
    ("ledger", "verify", "--receipt", "3:000000000000"),
    ("people", "import", str(PLANS / "people-eksempel.csv")),
)
"""These write, or look for what is written in the background."""


def words(book: Book, folder: Path) -> None:
    """Say them all, several at a time; those that write or look for anchors come last and one by
    one.
    """
    began = time.monotonic()
    for asked, done in _helps(folder):
        _keep(book, asked, done)
    with ThreadPoolExecutor() as pool:
        for asked, done in zip(
            ASKED, pool.map(lambda asked: command_line(folder, *asked), ASKED), strict=True
        ):
            _keep(book, asked, done)
    time.sleep(max(0.0, RECEIPTS_SECONDS - (time.monotonic() - began)))
    for asked in LAST:
        _keep(book, asked, command_line(folder, *asked))
    for path in sorted(folder.glob("filed/*")) + sorted(folder.glob("weeks.svg")):
        book.write(f"words/{path.name}.txt", shown(path.read_bytes(), ""))


def _keep(book: Book, asked: tuple[str, ...], done: Done) -> None:
    said = f"exit {done.returncode}\n{shown(done.stdout, '')}\n-- errors\n{shown(done.stderr, '')}"
    name = re.sub(r"[^\w.-]+", "_", " ".join(Path(word).name for word in asked))
    book.write(f"words/{name}.txt", f"== fristvogter {' '.join(asked)}\n{said}")


def _helps(folder: Path, *words: str) -> Iterator[tuple[tuple[str, ...], Done]]:
    """Every word's help, found as a reader finds it: in the list under the help of the word
    before.
    """
    done = command_line(folder, *words, "--help")
    yield (*words, "--help"), done
    listed = re.split(r"^(?:Ord|Commands):$", done.stdout.decode(), flags=re.MULTILINE)[1:]
    for word in re.findall(r"^  ([a-z]+)(?:  |$)", listed[0] if listed else "", re.MULTILINE):
        yield from _helps(folder, *words, word)
