"""What a plan's rows say of each other: owners, organs, areas, kinds and rows that must exist. Each
fault names what comes closest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from config.tree import Branch, Report
from process.dates.when import EachMeeting, Relative, When, Window
from process.faults import near
from process.plan.model import (
    ABOVE_CHAIRS,
    ABOVE_HEADS,
    OWING,
    Does,
    Kind,
    Milestone,
    OrganKind,
    OwnerBasis,
    Plan,
)
from process.seats import Role

AREA_ROLES = (Role.HEAD, Role.DEPUTY)
EVERY = "*"


class References:
    """Looks names up in one plan and notes the ones it does not hold."""

    def __init__(self, plan: Plan, root: Branch, report: Report) -> None:
        self.plan, self.root, self.report = plan, root, report
        self.organs = dict.fromkeys(o.key for o in plan.organs)
        self.groups = {**self.organs, **dict.fromkeys(map(str, OrganKind))}
        self.areas = dict.fromkeys(a.key for a in plan.areas)
        self.directors = dict.fromkeys(a.director for a in plan.areas if a.director)
        self.kinds = dict.fromkeys(k.key for k in plan.kinds)
        self.tracks = dict.fromkeys(key for key, _ in plan.tracks)
        self.milestones = dict.fromkeys(m.key for m in plan.milestones)
        self.circular = circular(plan)

    def known(self, path: str, code: str, name: str | None, names: Collection[str]) -> None:
        """Note the name at the path when it is none of the names."""
        if name is not None and name not in names:
            self.report.add_once(self.root.find(path), code, value=name, near=near(name, [*names]))

    def organ(self, path: str, name: str | None) -> None:
        """Note an organ the plan does not hold."""
        self.known(path, "unknown_organ", name, self.organs)

    def seat(self, path: str, seat: str) -> None:
        """Note an unknown role, or a place where that role has no seat."""
        role, _, place = seat.partition(":")
        if role not in tuple(Role):
            self.report.add_once(
                self.root.find(path),
                "unknown_role",
                value=seat,
                role=role,
                near=near(role, [*Role]),
            )
            return
        places = self._places(Role(role))
        if place not in places and not (place == EVERY and role in EVERYWHERE):
            best = near(place, [*places])
            self.report.add_once(
                self.root.find(path),
                "unknown_owner",
                value=seat,
                near=", ".join(f"{role}:{p}" for p in best.split(", ") if p),
            )

    def _places(self, role: Role) -> Collection[str]:
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
    path = f"milestones.{milestone.key}"
    names.known(f"{path}.kind", "unknown_kind", milestone.kind, names.kinds)
    names.known(f"{path}.track", "unknown_track", milestone.track, names.tracks)
    names.organ(f"{path}.receiver", milestone.receiver)
    names.organ(f"{path}.organ", milestone.organ)
    for place, organ in numbered(f"{path}.with_organs", milestone.with_organs):
        names.organ(place, organ)
    for place, owner in numbered(f"{path}.owners", milestone.owners):
        names.seat(place, owner)
    for place, other in numbered(f"{path}.conflicts_with", milestone.conflicts_with):
        names.known(place, "unknown_milestone", other, names.milestones)
    if milestone.owners and milestone.owner_basis is OwnerBasis.NOT_STATED:
        names.report.add_once(
            names.root.find(f"{path}.owners"), "owner_basis", basis=milestone.owner_basis
        )
    if milestone.employees_only and _discusses(names.plan, milestone):
        names.report.add_once(names.root.find(f"{path}.employees_only"), "employees_discuss")
    if strange := _placeholders(milestone.owed):
        names.report.add_once(names.root.find(f"{path}.owed"), "bad_placeholder", value=strange)
    _when(names, f"{path}.when", milestone.when, milestone.key)


def _discusses(plan: Plan, milestone: Milestone) -> bool:
    return any(k.key == milestone.kind and k.does is Does.DISCUSSION for k in plan.kinds)


def _placeholders(text: str) -> str:
    """What stands in braces and is not `{area}`, the only word a message can fill
    in; a lone brace counts too.
    """
    rest = text.replace("{area}", "")
    return (
        rest[rest.index("{") :] if "{" in rest else rest[rest.index("}") :] if "}" in rest else ""
    )


def numbered(path: str, values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each value with the path of its place in a list."""
    return ((f"{path}.{n}", value) for n, value in enumerate(values))


def _when(names: References, path: str, when: When, key: str) -> None:
    """Group names are kinds of organs or one organ; a row cannot be counted from itself."""
    if isinstance(when, Window | EachMeeting):
        group = when.group if isinstance(when, EachMeeting) else when.until_meetings_of
        names.known(path, "unknown_group", group, names.groups)
    if isinstance(when, Relative):
        names.known(path, "unknown_milestone", when.milestone, names.milestones)
        if key in names.circular:
            names.report.add_once(names.root.find(path), "circular", value=when.milestone)


def circular(plan: Plan) -> frozenset[str]:
    """The rows that are counted from one another in a circle."""
    counted = {m.key: m.when.milestone for m in plan.milestones if isinstance(m.when, Relative)}
    seen: set[str] = set()
    found: set[str] = set()
    for key in counted:
        trail: dict[str, None] = {}
        while key in counted and key not in seen:
            seen.add(key)
            trail[key] = None
            key = counted[key]
        if key in trail:
            found.update([*trail][[*trail].index(key) :])
    return frozenset(found)


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


MOST_DAYS = 366
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
"""What may stand in seats, addresses and the UIDs of calendar entries."""

ORGANIZER = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
"""An address invitations can come from: it stands in a mail's header and in every
calendar entry that is sent.
"""


def check_limits(plan: Plan, root: Branch, report: Report, check_ids: tuple[str, ...]) -> None:
    """Note every number no plan can mean, every address no mail can come from, and every
    check it names that there is not.
    """
    for path, name in (("process.key", plan.key), ("process.uid_host", plan.uid_host)):
        if not NAME.fullmatch(name):
            report.add_once(root.find(path), "bad_key", key=name[:80])
    for organ in plan.organs:
        if organ.invitations and not ORGANIZER.fullmatch(organ.invitations):
            report.add_once(
                root.find(f"organs.{organ.key}.invitations"),
                "bad_email",
                value=organ.invitations[:80],
            )
    for path, number, lowest, highest in (*_rules(plan), *_rhythms(plan), *_rows(plan)):
        if not lowest <= number <= highest:
            report.add_once(
                root.find(path),
                "impossible_number",
                value=str(number),
                lowest=str(lowest),
                highest=str(highest),
            )
    named = [(f"rules.off.{n}", name) for n, name in enumerate(plan.rules.off)]
    named += [(f"rules.severity.{name}", name) for name, _ in plan.rules.severity]
    for path, name in named:
        if name not in check_ids:
            report.add_once(
                root.find(path), "unknown_check", value=name, near=near(name, check_ids)
            )


Limit = tuple[str, int, int, int]


def _rules(plan: Plan) -> list[Limit]:
    return [
        (f"rules.{name}", value, 0, MOST_DAYS)
        for name, value in vars(plan.rules).items()
        if type(value) is int
    ]


def _rhythms(plan: Plan) -> list[Limit]:
    found: list[Limit] = []
    for kind in plan.kinds:
        path, rhythm = f"kinds.{kind.key}.rhythm", kind.rhythm
        found += [
            (f"{path}.remind.{n}", days, 0, MOST_DAYS) for n, days in enumerate(rhythm.remind)
        ]
        found.append((f"{path}.nags", rhythm.nags, 0, MOST_DAYS))
        if rhythm.nag_every is not None:
            found.append((f"{path}.nag_every", rhythm.nag_every, 1, MOST_DAYS))
        if rhythm.escalate_after is not None:
            found.append((f"{path}.escalate_after", rhythm.escalate_after, 0, MOST_DAYS))
    return found


def _rows(plan: Plan) -> list[Limit]:
    return [
        (f"milestones.{m.key}.reading", m.reading, 1, 2)
        for m in plan.milestones
        if m.reading is not None
    ]


def check_ladders(plan: Plan, root: Branch, report: Report) -> None:
    """Note every rung nobody could stand on, every one that comes twice, and a ladder no day
    leads to.
    """
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
            yield (
                f".{n}",
                "bad_rung",
                {"value": str(rung), "does": str(does), "choices": ", ".join(allowed)},
            )
        elif rung in ladder[:n]:
            yield f".{n}", "rung_twice", {"value": str(rung)}
    if does is not Does.DISCUSSION and kind.rhythm.escalate_after is None:
        yield "", "ladder_without_days", {}
