"""How long `fristvogter plan check` takes on a very long plan: 2,000 milestones,
where a year's plan has thirty.

python -m bench.plan_check
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.long_plans import SHAPES, plan_file
from bot.text.checks import finding_sentence
from config.plan_file import load_plan
from process.checks.run import run_checks
from process.plan.model import Plan

ROWS = 2_000
ROUNDS = 7
COMMAND = Path(sys.executable).with_name("fristvogter")


def main() -> None:
    """The whole command as a person runs it, from start to exit, and of that the rules
    with their sentences; medians.
    """
    print(
        f"plan check, {ROWS} milestones: the command, its processor time, "
        "and of that the rules with their sentences (ms)"
    )
    for shape in SHAPES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "plan.yaml"
            file.write_text(plan_file(shape, ROWS), encoding="utf-8")
            _measure(shape, file)


def _measure(shape: str, file: Path) -> None:
    plan, took = load_plan(file), [_command(file) for _ in range(ROUNDS)]
    lines, found = file.read_text(encoding="utf-8").count("\n"), len(run_checks(plan))
    wall, processor = (statistics.median(times) for times in zip(*took, strict=True))
    rules = statistics.median(_rules(plan) for _ in range(ROUNDS))
    print(
        f"  {shape:9} {lines:6} lines, {found:5} findings: "
        f"{wall:5.0f} {processor:5.0f} {rules:5.0f}"
    )


def _command(file: Path) -> tuple[float, float]:
    before, started = _spent(), time.perf_counter()
    subprocess.run([COMMAND, "plan", "check", file], stdout=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - started) * 1000, _spent() - before


def _spent() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (spent.ru_utime + spent.ru_stime) * 1000


def _rules(plan: Plan) -> float:
    started = time.perf_counter()
    for finding in run_checks(plan):
        finding_sentence(finding)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
