"""Ladders a plan may set up: who can stand above whom, each once, and only where the rhythm says when."""

from __future__ import annotations

from collections.abc import Iterator

from config.tree import Branch, Report
from process.plan import ABOVE_CHAIRS, ABOVE_HEADS, OWING, Does, Kind, Plan


def check_ladders(plan: Plan, root: Branch, report: Report) -> None:
    """Note every rung nobody could stand on, every one that comes twice, and a ladder no day leads to."""
    for kind in plan.kinds:
        for place, code, fields in _faults(kind):
            report.add_once(root.find(f"kinds.{kind.key}.rhythm.ladder{place}"), code, **fields)


def _faults(kind: Kind) -> Iterator[tuple[str, str, dict[str, str]]]:
    ladder, does = kind.rhythm.ladder or (), kind.does
    if not ladder:
        return
    if does not in OWING:
        yield "", "ladder_unused", {"does": str(does)}
        return
    allowed = ABOVE_CHAIRS if does is Does.DISCUSSION else ABOVE_HEADS
    for n, rung in enumerate(ladder):
        if rung not in allowed:
            yield f".{n}", "bad_rung", {"value": str(rung), "does": str(does), "choices": ", ".join(allowed)}
        elif rung in ladder[:n]:
            yield f".{n}", "rung_twice", {"value": str(rung)}
    if does is not Does.DISCUSSION and kind.rhythm.escalate_after is None:
        yield "", "ladder_without_days", {}
