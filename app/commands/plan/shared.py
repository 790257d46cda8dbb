"""A plan as somebody proposes it: a plan file, a rehearsal, or a table laid on the plan that
stands.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from app.faults import CannotSay, NeedsPlan
from bot.text import cli
from bot.text.plan_files import why_unread
from config.plan_table import Unread, lay_on
from config.rehearsal_file import either_of
from config.table_row import is_table
from config.tree import Branch, PlanFaults, Report
from config.yaml_file import read_text, tree_of
from process.faults import Fault
from process.plan.model import Plan

PATH = click.Path(path_type=Path)
FILE = click.argument("file", metavar="FIL", type=PATH)
FILE_OR_LEDGER = click.argument("file", metavar="[FIL]", type=PATH, required=False)
OUTPUT = click.option("--output", "-o", type=PATH, help=cli.OUTPUT)
DAY = click.DateTime(["%Y-%m-%d"])


def say(words: str, output: Path | None) -> None:
    """To the screen, or to a file and a word about it."""
    if output is None:
        click.echo(words, nl=not words.endswith("\n"))
        return
    output.write_text(words if words.endswith("\n") else f"{words}\n", encoding="utf-8")
    click.echo(cli.file_written(str(output)), err=True)


def give(data: bytes, output: Path | None, form: str) -> None:
    """Bytes to a file, or to another program; never to a person's screen."""
    if output is not None:
        output.write_bytes(data)
        click.echo(cli.file_written(str(output)), err=True)
    elif sys.stdout.isatty():
        raise CannotSay(cli.binary_needs_output(form))
    else:
        sys.stdout.buffer.write(data)


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """The plan, the words it came in (none for a table), and the file as a tree,
    which knows where its rows stand.
    """

    plan: Plan
    text: str = ""
    tree: Branch | None = None
    absent: tuple[str, ...] = ()

    def line(self, path: str) -> int | None:
        """The line of a dotted path, or of the nearest place above it; None where there
        is no file or no such place.
        """
        found = self.tree.find(path) if self.tree is not None else None
        return found.line if found is not None and found.path else None


def proposed(file: Path, onto: Plan | None = None) -> Proposed:
    """The plan in a file. Raises PlanFaults, and NeedsPlan for a table with no plan to lay it
    on.
    """
    if is_table(file):
        return _table(file, onto)
    report, text = Report(), read_text(file)
    tree = tree_of(text, file.name, report)
    plan = either_of(file, tree, report).plan
    return Proposed(plan=plan, text="" if plan.rehearsal else text, tree=tree)


def _table(file: Path, onto: Plan | None) -> Proposed:
    """A row nobody can read stops a revision: it might be the one that matters."""
    from config.tables import read_table  # noqa: PLC0415 the reader of workbooks is slow to load, and a plan file needs none of it

    if onto is None:
        raise NeedsPlan(file.name)
    found = lay_on(onto, read_table(file))
    if found.unread:
        raise PlanFaults(tuple(_fault(file, row) for row in found.unread))
    return Proposed(plan=found.plan, absent=found.absent)


def _fault(file: Path, row: Unread) -> Fault:
    return Fault(
        file=file.name,
        line=row.line,
        path="",
        code="row_unread",
        fields=(("value", row.text), ("why", why_unread(row))),
    )
