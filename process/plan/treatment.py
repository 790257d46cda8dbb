"""When MED must have discussed a proposal, and why: counted back from the political treatment it
must come before. And when the executive board takes the proposals up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from process.dates.when import is_dated
from process.plan.model import Milestone, OrganKind, Plan
from process.plan.proposals import Proposal, Station


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """Why a discussion is due when it is: counted back from the station it must
    come before. All are local days.
    """

    organ: str
    treatment: date
    assumed: bool
    """The organ has no meeting date yet, so the earliest day of its window stands in
    (rules M14).
    """
    dispatch: date
    case_deadline: date

    @property
    def due(self) -> date:
        """MED's views must meet the case deadline (rules M13)."""
        return self.case_deadline


def treatment_before(plan: Plan, proposal: Proposal) -> Treatment | None:
    """The arithmetic for a proposal; None when no station and no window tells a day, or it was put
    off to a day nobody knows yet.
    """
    found = _treated(plan, proposal)
    treatment = found.station.day or _next_meeting(plan, found) if found else None
    assumed = treatment is None
    if found is None or (assumed and found.after is not None):
        return None
    treatment = treatment or _window_opens(plan)
    if treatment is None:
        return None
    rules, days = plan.rules, plan.calendar
    extra = found.station.supplementary
    return Treatment(
        organ=found.station.organ,
        treatment=treatment,
        assumed=assumed,
        dispatch=days.shift(treatment, -1)
        if extra
        else days.shift(treatment, -rules.dispatch_days, rules.dispatch_counting),
        case_deadline=days.shift(treatment, -1)
        if extra
        else days.shift(treatment, -rules.case_days),
    )


@dataclass(frozen=True, kw_only=True)
class _Treated:
    """The station a discussion must come before, and the day a meeting put it off, when one did."""

    station: Station
    after: date | None = None


def _treated(plan: Plan, proposal: Proposal) -> _Treated | None:
    """The first standing committee still to treat this version, then the area's own, then the
    finance committee and the council. What was put off comes again in the same organ; what an
    earlier version went through is over.
    """
    standing = tuple(_stations(plan, proposal, OrganKind.STANDING_COMMITTEE))
    above = tuple(_stations(plan, proposal, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL))
    found = _first(standing, proposal)
    if found or (
        standing and not any(s.version and s.version < proposal.version for s in standing)
    ):
        return found
    area = plan.area(proposal.area) if plan.has_area(proposal.area) else None
    if area and area.standing_committee and not standing:
        return _Treated(station=Station(organ=area.standing_committee))
    return _first(above, proposal)


def _first(stations: tuple[Station, ...], proposal: Proposal) -> _Treated | None:
    """The first of them that is still to treat this version, else where it was put off last."""
    left = [s for s in stations if s.version in (0, proposal.version) and not s.put_off]
    put_off = [s for s in stations if s.put_off]
    after = max((s.day for s in put_off if s.day), default=None)
    if left:
        return _Treated(station=left[0], after=after if left[0].day is None else None)
    if not put_off:
        return None
    return _Treated(
        station=Station(organ=put_off[-1].organ, closed=put_off[-1].closed), after=after or date.max
    )


def _stations(plan: Plan, proposal: Proposal, *kinds: OrganKind) -> Iterator[Station]:
    return (
        s
        for s in proposal.stations
        if plan.has_organ(s.organ) and plan.organ(s.organ).kind in kinds
    )


def _treatment_window(plan: Plan) -> tuple[date, date] | None:
    for row in plan.milestones:
        group = getattr(row.when, "group", "")
        if (
            group == OrganKind.STANDING_COMMITTEE
            and row.cancelled is None
            and row.when.earliest
            and row.when.latest
        ):
            return row.when.earliest, row.when.latest
    return None


def _window_opens(plan: Plan) -> date | None:
    window = _treatment_window(plan)
    return window[0] if window else None


def _next_meeting(plan: Plan, found: _Treated) -> date | None:
    """The organ's first meeting after it was put off, else its first in the window."""
    organ, window = found.station.organ, _treatment_window(plan)
    meetings = plan.organ(organ).meetings if plan.has_organ(organ) else ()
    days = [
        m.when.earliest
        for m in meetings
        if m.cancelled is None and is_dated(m.when) and m.when.earliest
    ]
    if found.after is not None:
        return min((day for day in days if day > found.after), default=None)
    return min((day for day in days if window and window[0] <= day <= window[1]), default=None)


ABOUT_PROPOSALS = "forslag"
"""A plan has no other word for which of its board's meetings take the proposals up."""


def board_takes_up(plan: Plan, after: date) -> tuple[str, date] | None:
    """The executive board, and the last day on which it takes the proposals up after a day; None
    when the plan says nothing of it.
    """
    for row in plan.milestones:
        organ, on = row.organ, row.when.latest
        if organ is None or on is None or on <= after or not _stands(row):
            continue
        known = plan.has_organ(organ)
        if known and plan.organ(organ).kind is OrganKind.EXECUTIVE_BOARD:
            return organ, on
    return None


def _stands(row: Milestone) -> bool:
    return is_dated(row.when) and row.cancelled is None and ABOUT_PROPOSALS in row.title
