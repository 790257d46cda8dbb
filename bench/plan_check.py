"""How long a check of a very long plan takes: 2,000 milestones, where a year's plan has thirty.

python -m bench.plan_check
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from pathlib import Path

from bot.text.findings import finding_sentence
from config.plan_file import load_plan
from process.checks import run_checks
from process.plan import Plan
from process.roll import shifted
from process.when import Relative

SHIPPED = Path(__file__).resolve().parent.parent / "config" / "plans" / "norddjurs-2024.yaml"
ROWS = 2_000
ROUNDS = 7


def long_plan(rows: int = ROWS) -> Plan:
    """The shipped plan's rows, again and again in other years."""
    plan = load_plan(SHIPPED)
    first = {row.key: f"{row.key}_{number}" for number, row in enumerate(plan.milestones)}
    found = []
    for number in range(rows):
        row = plan.milestones[number % len(plan.milestones)]
        when = shifted(row.when, number // len(plan.milestones) % 10)
        when = replace(when, milestone=first[when.milestone]) if isinstance(when, Relative) else when
        found.append(replace(row, key=f"{row.key}_{number}", when=when, conflicts_with=()))
    return replace(plan, milestones=tuple(found))


def main() -> None:
    """Rules and sentences, the median of some rounds."""
    plan = long_plan()
    took: list[float] = []
    count = 0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        count = len([finding_sentence(finding) for finding in run_checks(plan)])
        took.append(time.perf_counter() - started)
    print(f"plan check, {len(plan.milestones)} milestones: {statistics.median(took) * 1000:.0f} ms, {count} findings")


if __name__ == "__main__":
    main()
