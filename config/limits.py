"""Numbers a plan may hold. Days outside are slips of the finger, and some (a nag every 0 days) would never end."""

from __future__ import annotations

import re

from config.tree import Branch, Report
from process.faults import near
from process.plan import Plan

MOST_DAYS = 366
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
"""What may stand in seats, addresses and the UIDs of calendar entries."""

ORGANIZER = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
"""An address invitations can come from: it stands in a mail's header and in every calendar entry that is sent."""


def check_limits(plan: Plan, root: Branch, report: Report, check_ids: tuple[str, ...]) -> None:
    """Note every number no plan can mean, every address no mail can come from, and every check it names that there is not."""
    for path, name in (("process.key", plan.key), ("process.uid_host", plan.uid_host)):
        if not NAME.fullmatch(name):
            report.add_once(root.find(path), "bad_key", key=name[:80])
    for organ in plan.organs:
        if organ.invitations and not ORGANIZER.fullmatch(organ.invitations):
            report.add_once(root.find(f"organs.{organ.key}.invitations"), "bad_email", value=organ.invitations[:80])
    for path, number, lowest, highest in (*_rules(plan), *_rhythms(plan), *_rows(plan)):
        if not lowest <= number <= highest:
            report.add_once(root.find(path), "impossible_number", value=str(number), lowest=str(lowest), highest=str(highest))
    named = [(f"rules.off.{n}", name) for n, name in enumerate(plan.rules.off)]
    named += [(f"rules.severity.{name}", name) for name, _ in plan.rules.severity]
    for path, name in named:
        if name not in check_ids:
            report.add_once(root.find(path), "unknown_check", value=name, near=near(name, check_ids))


Limit = tuple[str, int, int, int]


def _rules(plan: Plan) -> list[Limit]:
    return [(f"rules.{name}", value, 0, MOST_DAYS) for name, value in vars(plan.rules).items() if type(value) is int]


def _rhythms(plan: Plan) -> list[Limit]:
    found: list[Limit] = []
    for kind in plan.kinds:
        path, rhythm = f"kinds.{kind.key}.rhythm", kind.rhythm
        found += [(f"{path}.remind.{n}", days, 0, MOST_DAYS) for n, days in enumerate(rhythm.remind)]
        found.append((f"{path}.nags", rhythm.nags, 0, MOST_DAYS))
        if rhythm.nag_every is not None:
            found.append((f"{path}.nag_every", rhythm.nag_every, 1, MOST_DAYS))
        if rhythm.escalate_after is not None:
            found.append((f"{path}.escalate_after", rhythm.escalate_after, 0, MOST_DAYS))
    return found


def _rows(plan: Plan) -> list[Limit]:
    return [(f"milestones.{m.key}.reading", m.reading, 1, 2) for m in plan.milestones if m.reading is not None]
