"""A plan file: YAML to `Plan`, or one report of everything that is wrong with it. Nothing is
written and nothing half read gets out. Its closed days are reckoned here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from config.plan_references import check_ladders, check_limits, check_references
from config.reader import Reader
from config.tree import Branch, Report
from config.yaml_file import read_tree
from process.checks.run import RULES
from process.dates.when import Several
from process.dates.workdays import ClosedDay, WorkCalendar
from process.plan.model import Area, Kind, Milestone, Organ, Plan, Rules
from process.plan.proposals import Proposal


class Openness(StrEnum):
    """How a customary day is kept."""

    OPEN = "open"
    HALF = "half"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class CustomaryDays:
    """The days no law closes; a half day closes at `half_day_from`."""

    first_of_may: Openness = Openness.HALF
    constitution_day: Openness = Openness.HALF
    christmas_eve: Openness = Openness.CLOSED
    new_years_eve: Openness = Openness.CLOSED
    half_day_from: time = time(12, 0)

    def on(self, day: date) -> Openness:
        """How the day is kept; open when it is none of the four."""
        kept = {
            (5, 1): self.first_of_may,
            (6, 5): self.constitution_day,
            (12, 24): self.christmas_eve,
            (12, 31): self.new_years_eve,
        }
        return kept.get((day.month, day.day), Openness.OPEN)


def closed_days(
    years: Iterable[int], customary: CustomaryDays, own: Iterable[ClosedDay] = ()
) -> tuple[ClosedDay, ...]:
    """Every closed and half day of the years, in order, with its Danish name. The plan's
    own word prevails on its day.
    """
    wanted = sorted(set(years))
    public = holidays.country_holidays("DK", years=wanted, language="da", categories="public")
    optional = holidays.country_holidays("DK", years=wanted, language="da", categories="optional")
    days = {day: _kept(day, name, customary) for day, name in optional.items()}
    days |= {day: ClosedDay(day=day, name=name) for day, name in public.items()}
    days |= {closed.day: closed for closed in own}
    return tuple(closed for _, closed in sorted(days.items()) if closed)


def _kept(day: date, name: str, customary: CustomaryDays) -> ClosedDay | None:
    kept = customary.on(day)
    if kept is Openness.OPEN:
        return None
    return ClosedDay(
        day=day, name=name, from_time=customary.half_day_from if kept is Openness.HALF else None
    )


@dataclass(frozen=True, kw_only=True)
class ProcessHead:
    """What the process is called. `year` completes Danish dates that name none."""

    key: str
    title: str
    municipality: str
    uid_host: str
    budget_years: str = ""
    council_word: str = "kommunalbestyrelse"
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarSettings:
    """Zone, hours, and which days are closed beside the public holidays."""

    zone: str = "Europe/Copenhagen"
    delivery: time = time(8, 0)
    quiet_from: time = time(17, 0)
    quiet_until: time = time(7, 0)
    customary: CustomaryDays = field(default_factory=CustomaryDays)
    own_closed_days: tuple[ClosedDay, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanDocument:
    """A plan file."""

    process: ProcessHead
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    rules: Rules = field(default_factory=Rules)
    tracks: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Kind, ...] = ()
    organs: tuple[Organ, ...] = ()
    areas: tuple[Area, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RehearsalDocument(PlanDocument):
    """A rehearsal file laid over the plan it extends; everything it adds is an example."""

    extends: str
    proposals: tuple[Proposal, ...] = ()
    people: str = ""
    """Name of the people file beside it."""
    cast: tuple[str, ...] = ()
    """The people a newcomer may be in the sandbox."""


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
    parts: dict[str, Any] = {
        name: getattr(document, name)
        for name in ("rules", "tracks", "kinds", "organs", "areas", "milestones")
    }
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
    hours = {
        "delivery": settings.delivery,
        "quiet_from": settings.quiet_from,
        "quiet_until": settings.quiet_until,
    }
    if not settings.quiet_until <= settings.delivery < settings.quiet_from:
        report.add_once(
            root.find("calendar.delivery"),
            "delivery_in_quiet",
            value=settings.delivery.strftime("%H:%M"),
        )
    return WorkCalendar(zone=zone, closed=closed, **hours)


def years_of(document: PlanDocument) -> range:
    """The years the plan touches and the one after, so that a deadline late in the
    last one can be followed up.
    """
    whens = [m.when for m in document.milestones] + [
        meeting.when for o in document.organs for meeting in o.meetings
    ]
    parts = [
        part for when in whens for part in (when.parts if isinstance(when, Several) else (when,))
    ]
    days = [day for part in parts for day in (part.earliest, part.latest) if day]
    years = [day.year for day in days] or ([document.process.year] if document.process.year else [])
    return range(min(years), max(years) + 2) if years else range(0)
