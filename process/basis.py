"""When MED must have discussed a proposal, and why: counted back from the political treatment it must come before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from process.plan import OrganKind, Plan
from process.proposals import Proposal, Station
from process.when import is_dated


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Why a discussion is due when it is: counted back from the station it must come before. All are local days."""

    organ: str
    treatment: date
    assumed: bool
    """The organ has no meeting date yet, so the earliest day of its window stands in (DESIGN 13.4)."""
    dispatch: date
    case_deadline: date

    @property
    def due(self) -> date:
        """MED's views must meet the case deadline (PEOPLE 2.8)."""
        return self.case_deadline


def basis_of(plan: Plan, proposal: Proposal) -> Basis | None:
    """The arithmetic for a proposal; None when no station and no window tells a day."""
    organ, known = _treating_organ(plan, proposal)
    if not organ:
        return None
    treatment = known or _first_meeting(plan, organ)
    assumed = treatment is None
    treatment = treatment or _window_opens(plan)
    if treatment is None:
        return None
    rules, days = plan.rules, plan.calendar
    return Basis(
        organ=organ,
        treatment=treatment,
        assumed=assumed,
        dispatch=days.shift(treatment, -rules.dispatch_days, rules.dispatch_counting),
        case_deadline=days.shift(treatment, -rules.case_days),
    )


def _treating_organ(plan: Plan, proposal: Proposal) -> tuple[str, date | None]:
    for station in _stations(plan, proposal, OrganKind.STANDING_COMMITTEE):
        return station.organ, station.day
    area = plan.area(proposal.area) if plan.has_area(proposal.area) else None
    if area and area.standing_committee:
        return area.standing_committee, None
    for station in _stations(plan, proposal, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL):
        return station.organ, station.day
    return "", None


def _stations(plan: Plan, proposal: Proposal, *kinds: OrganKind) -> Iterator[Station]:
    return (s for s in proposal.stations if plan.has_organ(s.organ) and plan.organ(s.organ).kind in kinds)


def _treatment_window(plan: Plan) -> tuple[date, date] | None:
    for row in plan.milestones:
        group = getattr(row.when, "group", "")
        if group == OrganKind.STANDING_COMMITTEE and row.cancelled is None and row.when.earliest and row.when.latest:
            return row.when.earliest, row.when.latest
    return None


def _window_opens(plan: Plan) -> date | None:
    window = _treatment_window(plan)
    return window[0] if window else None


def _first_meeting(plan: Plan, organ: str) -> date | None:
    window = _treatment_window(plan)
    if window is None or not plan.has_organ(organ):
        return None
    meetings = (m for m in plan.organ(organ).meetings if m.cancelled is None and is_dated(m.when))
    days = [m.when.earliest for m in meetings if m.when.earliest and window[0] <= m.when.earliest <= window[1]]
    return min(days, default=None)
