"""Whom a row of the plan touches: the seats that owe it, and the calendars it stands in."""

from __future__ import annotations

from process.plan import OWING, Meeting, Milestone, OrganKind, Plan
from process.seats import Seat
from process.when import EachMeeting, Window

PUBLIC = ""
"""Stands for the public calendar among the keys of organs and areas."""


def seats_of(plan: Plan, row: Milestone) -> tuple[Seat, ...]:
    """The seats that owe it. `head:*` is one for each area; other fan-outs follow the proposals, which no plan holds."""
    if plan.kind(row.kind).does not in OWING:
        return ()
    known = [owner for owner in row.owners if not owner.endswith(":*") or owner == "head:*"]
    return tuple(dict.fromkeys(seat for owner in known for seat in plan.seats_of(owner)))


def calendars_of(plan: Plan, row: Milestone | Meeting, organ: str | None = None) -> tuple[str, ...]:
    """The organs and areas in whose calendars a row stands. What nobody owns, and what is public, stands in every area's."""
    public = [PUBLIC] if row.public else []
    if isinstance(row, Meeting):
        return (*public, *([organ] if organ else []))
    every = [area.key for area in plan.areas] if row.public or not row.owners or "head:*" in row.owners else []
    places = [row.organ, *row.with_organs, row.receiver, *_group(plan, row), *(owner.partition(":")[2] for owner in row.owners)]
    known = [place for place in places if place and (plan.has_organ(place) or plan.has_area(place))]
    return tuple(dict.fromkeys([*public, *known, *every]))


def _group(plan: Plan, row: Milestone) -> list[str]:
    if not isinstance(row.when, EachMeeting | Window):
        return []
    group = row.when.group if isinstance(row.when, EachMeeting) else row.when.until_meetings_of
    return [organ.key for organ in plan.group(group) if organ.kind is not OrganKind.OTHER]
