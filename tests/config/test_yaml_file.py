"""Whatever stands in a file, there comes a tree of it or a fault with a line, and a plan is read
as YAML 1.2 means it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.tree import MAX_DEPTH, PlanFaults, Report
from config.yaml_file import tree_of
from process.faults import Fault
from tests.config.small_plan import SMALL, faults_of, write


def _faults(text: str) -> tuple[Fault, ...]:
    report = Report()
    try:
        tree_of(text, "plan.yaml", report)
    except PlanFaults as found:
        return found.faults
    return tuple(report.faults)


SCRAPS = [
    *"[]{}'\"|>-?:,#&*!%~=<.0 \n",
    "a",
    "b: ",
    "a: ",
    "- ",
    "  ",
    "\n  ",
    "\n    ",
    " #c",
    "|-\n  ",
    ">\n  ",
    "|2\n",
    "&x ",
    "*x",
    "<<: ",
    "é",
]
SCRAPS += [
    "x:y",
    "head:*",
    "--",
    "---",
    "...",
    "1.5",
    "1e3",
    "012",
    "0o7",
    "1_0",
    "2024-03-18",
    "null",
    "true",
    "\\n",
    "\\",
    "\t",
    "\r\n",
    "\r",
]
SCRAPS += [
    "\xa0",
    "\x85",
    "\u2028",
    "\u3000",
    "\ufeff",
    "😀",
    "''",
    '""',
    "\n\n",
    " : ",
    '"a":',
    "'b':1",
    "!!int ",
    "!x ",
    "%YAML 1.1\n",
    "? ",
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=14).map("".join))
@example("k: |-\n  \n    text")
@example("|\n#[a")
@example("&xb: c #d")
@example("['b':1] #c")
@example("a: !!str 1")
@example("%YAML 1.1\n")
def test_any_scraps_give_a_tree_or_faults_that_name_a_line_of_the_text(text: str) -> None:
    lines = len(text.splitlines()) + 1
    assert [fault for fault in _faults(text) if not 1 <= fault.line <= lines] == []


def test_a_plain_word_is_what_yaml_1_2_takes_it_for() -> None:
    root = tree_of("a: yes\nb: 017\nc: 1:30\nd: 12\ne: true\nf: ~", "plan.yaml", Report())
    assert {key: branch.value for key, branch in root.below("").items()} == {
        "a": "yes",
        "b": 17,
        "c": "1:30",
        "d": 12,
        "e": True,
        "f": None,
    }


@pytest.mark.parametrize("nested", ["- " * 3_000, "[" * 100_000, "{a: " * 5_000])
def test_a_text_nested_beyond_sense_is_refused_and_ends_no_program(nested: str) -> None:
    assert [fault.code for fault in _faults(nested)] == ["too_deep"]


def test_a_value_nested_too_deep_is_told_where_it_stands(tmp_path: Path) -> None:
    nested = "process: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert ("too_deep", 1) in [
        (fault.code, fault.line) for fault in faults_of(write(tmp_path, nested))
    ]


def test_a_folded_text_and_a_comment_behind_a_key_are_read_as_they_are_meant(
    tmp_path: Path,
) -> None:
    folded = SMALL.replace(
        "    title: Forslag\n",
        "    title: # som i notatet\n      Forslag\n\n    note: "
        ">\n      to linjer\n      bliver til en\n",
    )
    assert faults_of(write(tmp_path, folded)) == ()
    note = tree_of(folded, "plan.yaml", Report()).find("milestones.forslag.note")
    assert (note.value, note.line) == ("to linjer bliver til en\n", 19)
