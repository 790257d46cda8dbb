"""A plan as somebody proposes it: a plan file, a rehearsal, or a table laid on the plan that stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.faults import NeedsPlan
from bot.text.plan_import import why_unread
from config.rehearsal_file import either_of
from config.table_plan import Unread, lay_on
from config.table_row import is_table
from config.tree import Branch, PlanFaults, Report
from config.yaml_tree import read_text, tree_of
from process.faults import Fault
from process.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """The plan, the words it came in (none for a table), and the file as a tree, which knows where its rows stand."""

    plan: Plan
    text: str = ""
    tree: Branch | None = None
    absent: tuple[str, ...] = ()

    def line(self, path: str) -> int | None:
        """The line of a dotted path, or of the nearest place above it; None where there is no file or no such place."""
        found = self.tree.find(path) if self.tree is not None else None
        return found.line if found is not None and found.path else None


def proposed(file: Path, onto: Plan | None = None) -> Proposed:
    """The plan in a file. Raises PlanFaults, and NeedsPlan for a table with no plan to lay it on."""
    if is_table(file):
        return _table(file, onto)
    report, text = Report(), read_text(file)
    tree = tree_of(text, file.name, report)
    plan = either_of(file, tree, report).plan
    return Proposed(plan=plan, text="" if plan.rehearsal else text, tree=tree)


def _table(file: Path, onto: Plan | None) -> Proposed:
    """A row nobody can read stops a revision: it might be the one that matters."""
    from config.table_file import read_table  # noqa: PLC0415 the reader of workbooks is slow to load, and a plan file needs none of it

    if onto is None:
        raise NeedsPlan(file.name)
    found = lay_on(onto, read_table(file))
    if found.unread:
        raise PlanFaults(tuple(_fault(file, row) for row in found.unread))
    return Proposed(plan=found.plan, absent=found.absent)


def _fault(file: Path, row: Unread) -> Fault:
    return Fault(file=file.name, line=row.line, path="", code="row_unread", fields=(("value", row.text), ("why", why_unread(row))))
