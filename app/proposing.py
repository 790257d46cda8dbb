"""A plan as somebody proposes it: a plan file, a rehearsal, or a table laid on the plan that stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.faults import NeedsPlan
from bot.text.plan_import import why_unread
from config.plan_file import plan_lines
from config.rehearsal_file import load_either
from config.table_file import is_table, read_table
from config.table_plan import Unread, lay_on
from config.tree import PlanFaults
from config.yaml_tree import read_text
from process.faults import Fault
from process.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """The plan, the words it came in (none for a table), and where in the file its rows stand."""

    plan: Plan
    text: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


def proposed(file: Path, onto: Plan | None = None) -> Proposed:
    """The plan in a file. Raises PlanFaults, and NeedsPlan for a table with no plan to lay it on."""
    if is_table(file):
        return _table(file, onto)
    plan = load_either(file).plan
    return Proposed(plan=plan, text="" if plan.rehearsal else read_text(file), lines=plan_lines(file))


def _table(file: Path, onto: Plan | None) -> Proposed:
    """A row nobody can read stops a revision: it might be the one that matters."""
    if onto is None:
        raise NeedsPlan(file.name)
    found = lay_on(onto, read_table(file))
    if found.unread:
        raise PlanFaults(tuple(_fault(file, row) for row in found.unread))
    return Proposed(plan=found.plan, absent=found.absent)


def _fault(file: Path, row: Unread) -> Fault:
    return Fault(file=file.name, line=row.line, path="", code="row_unread", fields=(("value", row.text), ("why", why_unread(row))))
