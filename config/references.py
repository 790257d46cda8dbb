"""What a plan's rows say of each other: owners, organs, areas, kinds and rows that must exist. Each fault names what comes closest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from config.tree import Branch, Report
from process.faults import near
from process.plan import Milestone, OrganKind, OwnerBasis, Plan
from process.seats import Role
from process.when import EachMeeting, Relative, When, Window

AREA_ROLES = (Role.HEAD,)
EVERY = "*"


class References:
    """Looks names up in one plan and notes the ones it does not hold."""

    def __init__(self, plan: Plan, root: Branch, report: Report) -> None:
        self.plan, self.root, self.report = plan, root, report
        self.organs = [o.key for o in plan.organs]
        self.areas = [a.key for a in plan.areas]
        self.directors = [a.director for a in plan.areas if a.director]
        self.milestones = [m.key for m in plan.milestones]

    def known(self, path: str, code: str, name: str | None, names: Iterable[str]) -> None:
        """Note the name at the path when it is none of the names."""
        known = list(names)
        if name is not None and name not in known:
            self.report.add_once(self.root.find(path), code, value=name, near=near(name, known))

    def organ(self, path: str, name: str | None) -> None:
        """Note an organ the plan does not hold."""
        self.known(path, "unknown_organ", name, self.organs)

    def seat(self, path: str, seat: str) -> None:
        """Note an unknown role, or a place where that role has no seat."""
        role, _, place = seat.partition(":")
        if role not in tuple(Role):
            self.report.add_once(self.root.find(path), "unknown_role", value=seat, role=role, near=near(role, [*Role]))
            return
        places = self._places(Role(role))
        if place not in places and not (place == EVERY and role in EVERYWHERE):
            best = near(place, places)
            self.report.add_once(
                self.root.find(path), "unknown_owner", value=seat, near=", ".join(f"{role}:{p}" for p in best.split(", ") if p)
            )

    def _places(self, role: Role) -> list[str]:
        if role in AREA_ROLES:
            return self.areas
        if role is Role.PROCESS_OWNER:
            return [self.plan.key]
        return self.directors if role is Role.DIRECTOR else self.organs


EVERYWHERE = (Role.HEAD, Role.CHAIR, Role.VICE_CHAIR, Role.EMPLOYEE_REP, Role.SECRETARY)
"""Roles that may be fanned out: `head:*` over areas, the others over affected committees."""


def check_references(plan: Plan, root: Branch, report: Report) -> None:
    """Note every name that points at nothing."""
    names = References(plan, root, report)
    for milestone in plan.milestones:
        _milestone(names, milestone)
    _organs(names)
    _areas(names)


def _milestone(names: References, milestone: Milestone) -> None:
    path, plan = f"milestones.{milestone.key}", names.plan
    names.known(f"{path}.kind", "unknown_kind", milestone.kind, [k.key for k in plan.kinds])
    names.known(f"{path}.track", "unknown_track", milestone.track, [key for key, _ in plan.tracks])
    names.organ(f"{path}.receiver", milestone.receiver)
    names.organ(f"{path}.organ", milestone.organ)
    for place, organ in numbered(f"{path}.with_organs", milestone.with_organs):
        names.organ(place, organ)
    for place, owner in numbered(f"{path}.owners", milestone.owners):
        names.seat(place, owner)
    for place, other in numbered(f"{path}.conflicts_with", milestone.conflicts_with):
        names.known(place, "unknown_milestone", other, names.milestones)
    if milestone.owners and milestone.owner_basis is OwnerBasis.NOT_STATED:
        names.report.add_once(names.root.find(f"{path}.owners"), "owner_basis", basis=milestone.owner_basis)
    if strange := _placeholders(milestone.owed):
        names.report.add_once(names.root.find(f"{path}.owed"), "bad_placeholder", value=strange)
    _when(names, f"{path}.when", milestone.when, milestone.key)


def _placeholders(text: str) -> str:
    """What stands in braces and is not `{area}`, the only word a message can fill in; a lone brace counts too."""
    rest = text.replace("{area}", "")
    return rest[rest.index("{") :] if "{" in rest else rest[rest.index("}") :] if "}" in rest else ""


def numbered(path: str, values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each value with the path of its place in a list."""
    return ((f"{path}.{n}", value) for n, value in enumerate(values))


def _when(names: References, path: str, when: When, key: str) -> None:
    """Group names are kinds of organs or one organ; a row cannot be counted from itself."""
    groups = [*names.organs, *OrganKind]
    if isinstance(when, Window | EachMeeting):
        group = when.group if isinstance(when, EachMeeting) else when.until_meetings_of
        names.known(path, "unknown_group", group, groups)
    if isinstance(when, Relative):
        names.known(path, "unknown_milestone", when.milestone, names.milestones)
        if key in _chain(names.plan, when):
            names.report.add_once(names.root.find(path), "circular", value=when.milestone)


def _chain(plan: Plan, when: When) -> list[str]:
    """The rows a relative date leads to, one after the other; stops where it meets itself."""
    seen: list[str] = []
    while isinstance(when, Relative) and when.milestone not in seen and plan.has_milestone(when.milestone):
        seen.append(when.milestone)
        when = plan.milestone(when.milestone).when
    return seen


def _organs(names: References) -> None:
    for organ in names.plan.organs:
        path = f"organs.{organ.key}"
        names.organ(f"{path}.parent", organ.parent)
        names.known(f"{path}.area", "unknown_area", organ.area, names.areas)
        if organ.kind is OrganKind.MED_COMMITTEE and organ.level is None:
            names.report.add_once(names.root.find(path), "missing_field", field="level")
        for meeting in organ.meetings:
            _when(names, f"{path}.meetings.{meeting.key}.when", meeting.when, "")


def _areas(names: References) -> None:
    for area in names.plan.areas:
        names.organ(f"areas.{area.key}.steering_group", area.steering_group)
        names.organ(f"areas.{area.key}.standing_committee", area.standing_committee)
