"""YAML to `Plan`, or one report of everything that is wrong with it. Nothing is written and nothing half read gets out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.closed_days import closed_days
from config.ladders import check_ladders
from config.limits import check_limits
from config.plan_document import PlanDocument
from config.reader import Reader
from config.references import check_references
from config.tree import Branch, PlanFaults, Report
from config.yaml_tree import read_tree
from process.checks.table import RULES
from process.days import WorkCalendar
from process.plan import Plan
from process.when import Several

__all__ = ["PlanFaults", "build_plan", "load_plan", "plan_of"]


def load_plan(path: Path) -> Plan:
    """The plan in a file; raises PlanFaults with every fault of the file, each with its line."""
    report = Report()
    return plan_of(read_tree(path, report), report)


def plan_of(root: Branch, report: Report) -> Plan:
    """The plan in a tree; raises PlanFaults with the report's faults and its own."""
    plan = build_plan(root, Reader(report, process_year(root)).record(root, PlanDocument), report)
    report.check()
    return plan


def process_year(root: Branch) -> int | None:
    """The year that completes wordings, needed before anything is read."""
    year = root.find("process.year").value
    return year if type(year) is int and 1990 <= year <= 2100 else None


def build_plan(root: Branch, document: PlanDocument, report: Report) -> Plan:
    """The plan a document says, its references checked against the report."""
    head = {name: value for name, value in vars(document.process).items() if name != "year"}
    parts: dict[str, Any] = {name: getattr(document, name) for name in ("rules", "tracks", "kinds", "organs", "areas", "milestones")}
    plan = Plan(**head, **parts, calendar=_calendar(root, document, report))
    check_references(plan, root, report)
    check_limits(plan, root, report, tuple(rule.id for rule in RULES))
    check_ladders(plan, root, report)
    return plan


def _calendar(root: Branch, document: PlanDocument, report: Report) -> WorkCalendar:
    settings = document.calendar
    closed = closed_days(years_of(document), settings.customary, settings.own_closed_days)
    zone = settings.zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        report.add_once(root.find("calendar.zone"), "impossible_zone", value=zone)
        zone = "Europe/Copenhagen"
    hours = {"delivery": settings.delivery, "quiet_from": settings.quiet_from, "quiet_until": settings.quiet_until}
    if not settings.quiet_until <= settings.delivery < settings.quiet_from:
        report.add_once(root.find("calendar.delivery"), "delivery_in_quiet", value=settings.delivery.strftime("%H:%M"))
    return WorkCalendar(zone=zone, closed=closed, **hours)


def years_of(document: PlanDocument) -> range:
    """The years the plan touches and the one after, so that a deadline late in the last one can be followed up."""
    whens = [m.when for m in document.milestones] + [meeting.when for o in document.organs for meeting in o.meetings]
    parts = [part for when in whens for part in (when.parts if isinstance(when, Several) else (when,))]
    days = [day for part in parts for day in (part.earliest, part.latest) if day]
    years = [day.year for day in days] or ([document.process.year] if document.process.year else [])
    return range(min(years), max(years) + 2) if years else range(0)
