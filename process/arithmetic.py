"""The arithmetic behind a discussion's day, step by step back from the treatment: what a chair needs to plan the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from process.involvement import Basis
from process.plan import Plan


@dataclass(frozen=True, kw_only=True)
class CountedBack:
    """Every day on the way back from the treatment, the latest first. All are local days."""

    treatment: date
    dispatch: date
    """The political agenda leaves."""
    case_deadline: date
    """The secretariat has the case, MED's views in it: the last day for the discussion."""
    call_by: date
    """Notice of a MED meeting on the last day has left."""
    material_by: date
    """The members have the material for a meeting on the last day."""


def counted_back(plan: Plan, basis: Basis) -> CountedBack:
    """The steps for one discussion."""
    rules, days = plan.rules, plan.calendar
    return CountedBack(
        treatment=basis.treatment,
        dispatch=basis.dispatch,
        case_deadline=basis.case_deadline,
        call_by=days.shift(basis.due, -rules.notice_days),
        material_by=basis.due - timedelta(days=rules.material_days),
    )
