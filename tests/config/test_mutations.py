"""However a plan file is mangled, the answer is a plan or a report, never a traceback. The
mutations are the same in every run.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.text.checks import finding_sentence
from bot.text.plan_files import fault_sentence
from bot.text.plan_table import plan_table
from config.plan_file import load_plan, plan_of
from config.plan_writer import plan_text
from config.tree import UNREADABLE, Branch, PlanFaults, Report
from config.yaml_file import read_tree, tree_of
from process.checks.run import run_checks
from process.ledger.codec import decode, encode
from process.plan.diff import difference
from process.plan.model import Plan
from process.plan.roll import rolled
from tests.config.small_plan import write

SHIPPED = Path(__file__).parents[2] / "config" / "plans" / "norddjurs-2024.yaml"
SCRAPS = [
    "",
    ":",
    "- ",
    "&a ",
    "*a",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "\t",
    "\n",
    "#",
    "|",
    ">",
    "!!int ",
    "%",
    "~",
    "0",
    "-1",
    "9" * 30,
]
SCRAPS += [
    "null",
    "true",
    "31. februar",
    "2024-13-45",
    "9999-12-31",
    "0001-01-01",
    "\x00",
    "\ud7ff",
    "æ",
    "head:*",
    "<<: ",
    "? ",
    "1e999",
    "{area}",
]
ROUNDS = 10_000


def mutant(lines: list[str], dice: random.Random) -> bytes:
    """A stretch of the file with one to four things done to it. A stretch, since a whole
    file takes 0.3 s to compose.
    """
    start = dice.choice([0, 0, dice.randrange(len(lines))])
    part = lines[start : start + dice.randint(5, 60)]
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(part))
        line = part[at]
        cut = dice.randrange(len(line) + 1)
        match dice.randrange(8):
            case 0:
                part[at] = line[:cut] + dice.choice(SCRAPS) + line[cut:]
            case 1:
                part[at] = line[:cut]
            case 2:
                part[at : at + 1] = [line, line]
            case 3:
                part[at] = line.lstrip() if dice.random() < 0.5 else "  " + line
            case 4:
                other = dice.randrange(len(part))
                part[at], part[other] = part[other], line
            case 5:
                key, colon, _ = line.partition(":")
                part[at] = key + colon + " " + dice.choice(SCRAPS)
            case 6:
                part[at] = line[::-1]
            case _:
                part[at] = "".join(dice.sample(line, len(line)))
    data = "\n".join(part).encode("utf-8", "surrogatepass")
    if dice.random() < 0.05:
        place = dice.randrange(len(data) + 1)
        data = data[:place] + bytes([dice.randrange(256)]) + data[place:]
    return data


@pytest.mark.parametrize("seed", range(10))
def test_no_mutation_of_the_shipped_plan_gives_a_traceback(tmp_path: Path, seed: int) -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    dice = random.Random(seed)
    refused = 0
    for _ in range(ROUNDS // 10):
        try:
            load_plan(write(tmp_path, mutant(lines, dice)))
        except PlanFaults as found:
            refused += 1
            assert all(
                fault_sentence(fault).startswith(f"plan.yaml:{fault.line}: ")
                for fault in found.faults
            )
    assert refused


STRANGE: list[object] = [
    None,
    True,
    0,
    -1,
    10**9,
    1.5,
    "",
    "x",
    ":",
    "{x",
    [],
    UNREADABLE,
    date(1, 1, 1),
    date(9999, 12, 31),
    "24:00",
]
STRANGE += [
    "head:*",
    "member:direktion",
    "efter raaderumsforslag",
    "uge 1 2100",
    "31. december 2100",
]
STRANGE += ["standing_committee", "discussion", "not_stated"]


def _bent(branch: Branch, targets: dict[int, object]) -> Branch:
    """The tree with other values in some places."""
    if id(branch) in targets:
        return replace(branch, value=targets[id(branch)])
    if isinstance(branch.value, dict):
        return replace(
            branch, value={key: _bent(child, targets) for key, child in branch.value.items()}
        )
    if isinstance(branch.value, list):
        return replace(branch, value=[_bent(child, targets) for child in branch.value])
    return branch


@pytest.mark.parametrize("seed", range(4))
def test_a_strange_value_anywhere_is_read_or_reported_and_what_is_read_can_be_used(
    seed: int,
) -> None:
    root, dice = read_tree(SHIPPED, Report()), random.Random(2000 + seed)
    places = [branch for branch in root.walk() if branch is not root]
    for _ in range(60):
        targets = {
            id(branch): dice.choice(STRANGE) for branch in dice.sample(places, dice.randint(1, 3))
        }
        try:
            plan = plan_of(_bent(root, targets), Report())
        except PlanFaults as found:
            assert all(fault_sentence(fault) for fault in found.faults)
        else:
            assert decode(Plan, encode(plan)) == plan
            assert all(finding_sentence(finding) for finding in run_checks(plan))
            assert plan_table(plan)
            assert (
                plan_of(tree_of(plan_text(plan), "plan.yaml", Report()), Report()).milestones
                == plan.milestones
            )
            assert difference(plan, rolled(plan, years=1, calendar=plan.calendar)).changes


@pytest.mark.parametrize("seed", range(40))
def test_one_slip_in_the_whole_file_is_read_or_reported(tmp_path: Path, seed: int) -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    dice = random.Random(1000 + seed)
    at = dice.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = key + colon + " " + dice.choice(SCRAPS)
    try:
        plan = load_plan(write(tmp_path, "\n".join(lines)))
    except PlanFaults as found:
        assert found.faults
    else:
        assert all(finding_sentence(finding) for finding in run_checks(plan))
