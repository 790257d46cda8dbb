"""A plan file is read by libyaml where ruamel would say the same, and by ruamel wherever it might
not: the tree is one and the same.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.house import ROOT
from bench.long_plans import SHAPES, plan_file
from config import yaml_file
from config.tree import MAX_DEPTH, UNREADABLE, Branch, PlanFaults, Report
from config.yaml_file import TooDeep, compose, quickly, read_alike, thoroughly, tree_of
from process.faults import Fault
from tests.config.small_plan import SMALL, faults_of, write
from tests.config.test_mutations import mutant

PLANS = sorted((ROOT / "config" / "plans").glob("*.yaml"))
EXAMPLES = re.findall(
    r"^```yaml\n(.*?)^```",
    (ROOT / "docs" / "plan-format.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)
WHOLE = {path.name: path.read_text(encoding="utf-8") for path in PLANS} | {
    f"example {n}": text for n, text in enumerate(EXAMPLES)
}
WHOLE |= {f"long, {shape}": plan_file(shape, 20) for shape in SHAPES}


def _told(branch: Branch) -> object:
    if isinstance(branch.value, dict):
        return branch.line, branch.path, {key: _told(child) for key, child in branch.value.items()}
    if isinstance(branch.value, list):
        return branch.line, branch.path, [_told(child) for child in branch.value]
    return (
        branch.line,
        branch.path,
        "unreadable" if branch.value is UNREADABLE else repr(branch.value),
    )


def _read(text: str) -> tuple[object, tuple[Fault, ...]]:
    report = Report()
    try:
        root = tree_of(text, "plan.yaml", report)
    except PlanFaults as found:
        return None, found.faults
    return _told(root), tuple(report.faults)


def _both_ways(text: str) -> tuple[object, object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "compose", compose)
        as_read = _read(text)
        patch.setattr(yaml_file, "compose", thoroughly)
        return as_read, _read(text)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_plan_is_read_by_libyaml_as_ruamel_reads_it(name: str) -> None:
    assert read_alike(WHOLE[name])
    assert quickly(WHOLE[name]) is not None
    as_read, by_ruamel = _both_ways(WHOLE[name])
    assert as_read == by_ruamel


@pytest.mark.parametrize("seed", range(10))
def test_a_mangled_plan_gives_the_same_tree_or_the_same_faults_both_ways(seed: int) -> None:
    lines, dice = PLANS[-1].read_text(encoding="utf-8").splitlines(), random.Random(4000 + seed)
    for _ in range(60):
        text = mutant(lines, dice).decode("utf-8", "replace")
        as_read, by_ruamel = _both_ways(text)
        assert as_read == by_ruamel, text


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
@example("|+1# ")
@example("&xb: c #d")
@example("['b':1] #c")
@example("a: !!str 1")
@example("a: yes\nb: 0o17\nc: 1:30\nd: 012")
def test_any_scraps_give_the_same_tree_or_the_same_faults_both_ways(text: str) -> None:
    as_read, by_ruamel = _both_ways(text)
    assert as_read == by_ruamel


def test_a_text_nested_beyond_sense_is_refused_and_ends_no_program(tmp_path: Path) -> None:
    for deep in ("- " * 100_000, "[" * 100_000):
        with pytest.raises(TooDeep):
            quickly(deep)
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
