"""The shape of a plan file and a rehearsal file: which words stand at the top, and what stands below them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from config.closed_days import CustomaryDays
from process.days import ClosedDay
from process.plan import Area, Kind, Milestone, Organ, Rules
from process.proposals import Proposal


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
