"""`fristvogter plan import FIL`: a first draft from a table or a note, or a table laid on a plan; every row that was not read is named."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.commands.plan import common
from app.commands.plan.proposing import proposed
from app.faults import CannotSay
from bot.text import plan_cli, plan_import
from bot.text.plan_diff import difference_lines
from config.draft import Head, draft, head_of, with_unread
from config.note_file import note_rows
from config.plan_writer import plan_text, plan_text_like
from config.table_file import decoded, other_sheets, read_table, table_head
from config.table_plan import Imported, lay_on
from config.table_row import is_table
from config.yaml_tree import read_text
from process.plan import Plan
from process.revision import difference

PACKED = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How Word's, Writer's and PDF's files begin: their words cannot be told from the rest."""


@click.command(help=plan_cli.WORDS["import"])
@common.FILE
@click.option("--onto", type=common.PATH, help=plan_cli.ONTO)
@click.option("--year", type=click.IntRange(1990, 2100), help=plan_cli.YEAR)
@click.option("--key", default="", help=plan_cli.KEY)
@click.option("--title", default="", help=plan_cli.TITLE)
@click.option("--municipality", default="", help=plan_cli.MUNICIPALITY)
@common.OUTPUT
def command(file: Path, onto: Path | None, year: int | None, key: str, title: str, municipality: str, output: Path | None) -> None:
    """The plan goes to the screen or the file, what is said of it to the error stream; exit 1 when a row was not read."""
    if onto is not None:
        found = _onto(file, onto, output)
    else:
        found = _draft(file, Head(key=key, title=title, municipality=municipality, year=year))
        common.say(plan_text(found.plan, comment=plan_import.draft_comment(file.name, found.unread)), output)
    click.echo(plan_import.counted(len(found.plan.milestones), found.unread), err=True)
    for line in plan_import.unread_lines(found.unread):
        click.echo(line, err=True)
    sys.exit(1 if found.unread else 0)


def _draft(file: Path, head: Head) -> Imported:
    if is_table(file):
        rows = read_table(file)
        if left := other_sheets(file):
            click.echo(plan_import.other_sheets(left), err=True)
        return draft(head_of(head, table_head(file), name=file.stem), rows, source=file.name)
    data = file.read_bytes()
    if data.startswith(PACKED):
        raise CannotSay(plan_import.is_packed(file.name))
    text = decoded(data)
    rows, unread = note_rows(text, year=head.year)
    return with_unread(draft(head_of(head, text.splitlines(), name=file.stem), rows, source=file.name), unread)


def _onto(file: Path, onto: Path, output: Path | None) -> Imported:
    """The plan file with the table's changes in it, its comments kept."""
    base = proposed(onto)
    found = lay_on(base.plan, read_table(file))
    common.say(_written(found.plan, onto), output)
    for line in difference_lines(difference(base.plan, found.plan), base.plan, found.plan):
        click.echo(line, err=True)
    if found.absent:
        click.echo(plan_import.untouched(found.absent), err=True)
    return found


def _written(plan: Plan, onto: Path) -> str:
    merged = plan_text_like(plan, read_text(onto))
    if merged is None:
        click.echo(plan_cli.comments_lost(), err=True)
    return merged if merged is not None else plan_text(plan)
