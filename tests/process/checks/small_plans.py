"""A plan in which no rule finds anything, and the rows to spoil it with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from config.plan_file import CustomaryDays, closed_days
from process.checks.finding import Finding
from process.checks.run import run_checks
from process.dates.when import Day, EachMeeting, When, Window
from process.dates.workdays import WorkCalendar
from process.plan.model import (
    Does,
    Kind,
    Level,
    Meeting,
    Milestone,
    Organ,
    OrganKind,
    OwnerBasis,
    Plan,
    Rules,
)

KINDS = tuple(Kind(key=str(does), label=str(does), does=does) for does in Does)


def on(month: int, day: int) -> Day:
    """A day of 2024."""
    return Day(day=date(2024, month, day))


def row(key: str, kind: Does, when: When, **fields: Any) -> Milestone:
    """A row that somebody owns."""
    owned = {"owner_basis": OwnerBasis.STATED, "owners": ("head:skole",)}
    named = {"title": key.capitalize(), **owned, **fields}
    return Milestone(key=key, kind=str(kind), when=when, **named)


def window(opens: Day, first: Day, last: Day) -> Window:
    """Open until the standing committees treat it."""
    return Window(
        opens=opens.day,
        until_meetings_of="standing_committee",
        closes_first=first.day,
        closes_last=last.day,
    )


def each(first: Day, last: Day) -> EachMeeting:
    """The standing committees' own meetings."""
    return EachMeeting(group="standing_committee", first=first.day, last=last.day)


ORGANS = (
    Organ(
        key="direktion",
        name="Direktionen",
        kind=OrganKind.EXECUTIVE_BOARD,
        meetings=(Meeting(key="m1", when=on(6, 12)),),
    ),
    Organ(key="kb", name="Kommunalbestyrelsen", kind=OrganKind.COUNCIL),
    Organ(key="oeu", name="Økonomiudvalget", kind=OrganKind.FINANCE_COMMITTEE),
    Organ(key="udvalg", name="Udvalget", kind=OrganKind.STANDING_COMMITTEE),
    Organ(key="hu", name="Hovedudvalget", kind=OrganKind.MED_COMMITTEE, level=Level.MAIN),
    Organ(key="andet", name="Andet", kind=OrganKind.OTHER),
)

# Time for everything: HU discusses in February, with the politicians in April; MED has from 1 March
# to 30 April.
CALM = Plan(
    key="lille",
    title="Lille",
    municipality="Prøve",
    uid_host="lille.invalid",
    calendar=WorkCalendar(closed=closed_days([2024], CustomaryDays())),
    rules=Rules(budget_adopted_by=date(2024, 10, 15)),
    kinds=KINDS,
    organs=ORGANS,
    milestones=(
        row("hu_droefter", Does.DISCUSSION, on(2, 20), organ="hu"),
        row("med", Does.DISCUSSION, window(on(3, 1), on(4, 30), on(5, 30))),
        row("direktion", Does.DECISION, on(4, 10), organ="direktion"),
        row("hu_moeder_kb", Does.EVENT, on(4, 16), organ="hu", with_organs=("kb",)),
        row("fagudvalg", Does.DECISION, each(on(4, 30), on(5, 30))),
        row("foerste", Does.DECISION, on(9, 10), organ="kb", reading=1),
        row("anden", Does.DECISION, on(10, 8), organ="kb", reading=2),
    ),
)


def found(plan: Plan, rule: str) -> list[Finding]:
    """What one rule finds."""
    return [finding for finding in run_checks(plan) if finding.rule == rule]


def add(*rows: Milestone, plan: Plan = CALM) -> Plan:
    """The plan with rows more."""
    return replace(plan, milestones=(*plan.milestones, *rows))


def without(*keys: str, plan: Plan = CALM) -> Plan:
    """The plan with rows less."""
    return replace(plan, milestones=tuple(m for m in plan.milestones if m.key not in keys))


def changed(key: str, **fields: Any) -> Plan:
    """The plan with one row changed."""
    return replace(
        CALM, milestones=tuple(replace(m, **fields) if m.key == key else m for m in CALM.milestones)
    )


def meeting(organ: str, *meetings: Meeting) -> Plan:
    """The plan with an organ's meetings."""
    return replace(
        CALM,
        organs=tuple(replace(o, meetings=meetings) if o.key == organ else o for o in CALM.organs),
    )
