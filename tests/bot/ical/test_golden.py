"""The calendars of the whole Norddjurs plan, byte for byte.

After a wanted change: `GOLDEN=write .venv/bin/pytest tests/bot/ical`, and then read the diff.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.house import ROOT
from bot.ical.feed import feed
from bot.ical.scopes import parse
from bot.ical.write import to_bytes
from tests.bot.ical.lines import read
from tests.bot.ical.story import PAGE, TODAY, chapters

HERE = Path(__file__).parent / "golden"
CHAPTERS = chapters()
SCOPES = {
    "offentlig": "offentlig",
    "chef": "rolle:head:skole_dagtilbud",
    "hovedudvalget": "med:hovedudvalget",
}
CASES = [
    (scope, chapter)
    for scope in SCOPES
    for chapter in CHAPTERS
    if scope != "hovedudvalget" or chapter == "1-vedtaget"
]
ELSEWHERE = """
import hashlib
from bot.ical.feed import feed
from bot.ical.scopes import parse
from bot.ical.write import to_bytes
from tests.bot.ical.story import PAGE, TODAY, chapters
for state in chapters().values():
    print(hashlib.sha256(to_bytes(feed(state, parse("offentlig"), TODAY), page=PAGE)).hexdigest())
"""


@pytest.mark.parametrize(("scope", "chapter"), CASES)
def test_a_calendar_is_its_golden_file(scope: str, chapter: str) -> None:
    made = to_bytes(feed(CHAPTERS[chapter], parse(SCOPES[scope]), TODAY), page=PAGE)
    golden = HERE / f"{scope}.{chapter}.ics"
    if os.environ.get("GOLDEN") == "write":
        golden.write_bytes(made)
    assert made == golden.read_bytes()
    assert read(made)


def test_every_golden_file_is_tried() -> None:
    assert sorted(path.name for path in HERE.glob("*.ics")) == sorted(
        f"{scope}.{chapter}.ics" for scope, chapter in CASES
    )


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LANG": "da_DK.UTF-8", "TZ": "Asia/Tokyo"},
        {"LANG": "C", "TZ": "UTC", "PYTHONHASHSEED": "7"},
    ],
)
def test_another_process_in_another_place_writes_the_same_bytes(
    surroundings: dict[str, str],
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
    } | surroundings
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    here = [
        hashlib.sha256(to_bytes(feed(s, parse("offentlig"), TODAY), page=PAGE)).hexdigest()
        for s in CHAPTERS.values()
    ]
    assert done.stdout.split() == here, done.stderr
