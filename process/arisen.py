"""The rule that stood when an obligation arose: a plan adopted later does not change the rhythm of what has begun.

It arises on the first day of its rhythm, when the first thing can have been said about it; before that a new plan's rule holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from process.plan import OWING, Milestone, Plan, Rhythm
from process.when import is_dated


def rhythms_kept(old: Plan | None, kept: Mapping[str, Rhythm], at: datetime) -> Mapping[str, Rhythm]:
    """For each row that had begun under the old plan at `at`: the rhythm it began with."""
    if old is None:
        return kept
    today = old.calendar.local_day(at)
    begun = {row.key: old.kind(row.kind).rhythm for row in old.milestones if _has_begun(old, row, today)}
    return {**begun, **kept}


def _has_begun(plan: Plan, row: Milestone, today: date) -> bool:
    kind, due = plan.kind(row.kind), row.when.latest
    if kind.does not in OWING or due is None or not is_dated(row.when):
        return False
    return today >= plan.calendar.shift(due, -max(kind.rhythm.remind, default=0))
