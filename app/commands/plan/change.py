"""`fristvogter plan adopt FIL`: enter a plan, or a revision of it, in the
ledger, which owns it from then on.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from app.build import domain_clock
from app.commands.plan import adopted as ledger
from app.commands.plan import shared as common
from app.commands.plan.shared import Proposed, proposed
from app.faults import CannotSay, NoSuchProcess
from app.imported import draft_of, imported_rows, other_sheets_told, told
from app.stores import Stores, chosen_process
from bot.documents.sheets import as_csv, as_xlsx
from bot.text import cli, plan_files
from bot.text import plan as plan_words
from bot.text.imports import ReadTimetable, proposed_organs, row_lines
from bot.text.plan import difference_lines
from config.plan_import import Head
from config.plan_table import Imported, lay_on, table_of
from config.plan_writer import plan_text, plan_text_like
from config.settings import Settings
from config.tables import read_table
from config.yaml_file import read_text
from process.acts.plan import adopt
from process.deadlines.obligations import obligations
from process.errors import AlreadyDone
from process.ledger.entries import SYSTEM
from process.ledger.facts import MilestoneCancelled, MilestoneMoved, PlanAdopted
from process.ledger.state import State
from process.plan.diff import difference
from process.plan.model import Plan
from process.reminders.news import news
from process.simulation import Stage
from storage.ledger import draw


@click.command(help=cli.PLAN_WORDS["adopt"])
@common.FILE
@click.option("--reason", required=True, help=cli.REASON)
@click.option("--by", "approved_by", default="", help=cli.APPROVED_BY)
@click.option("--on", "approved_on", type=common.DAY, help=cli.APPROVED_ON)
@click.option("--yes", is_flag=True, help=cli.YES)
def adopt_plan(
    file: Path, reason: str, approved_by: str, approved_on: datetime | None, yes: bool
) -> None:
    """Shows the difference first; asks when the file would undo what was changed in chat."""
    settings = Settings()
    stores = Stores.open(settings.database)
    new = proposed(file, onto=_standing(stores, settings))
    if new.plan.rehearsal:
        raise CannotSay(cli.is_rehearsal(file.name))
    state, now = stores.ledger.state(new.plan.key), domain_clock(stores)()
    by, on = new.plan.place_name(approved_by), approved_on.date() if approved_on else None
    if state.adopted is not None:
        _show(
            state,
            new,
            PlanAdopted(plan=new.plan, reason=reason, approved_by=by, approved_on=on),
            now,
            yes,
        )
    source = draw(new.text) if new.text else None
    try:
        after, _ = stores.ledger.decide(
            new.plan.key,
            lambda state: adopt(
                state, new.plan, reason=reason, approved_by=by, approved_on=on, source=source
            ),
            actor=SYSTEM,
            at=now,
        )
    except AlreadyDone:
        click.echo(cli.already_adopted(new.plan.title))
        return
    said = cli.adopted if state.adopted is None else cli.revision_adopted
    click.echo(said(new.plan.title, after.seq))


def _standing(stores: Stores, settings: Settings) -> Plan | None:
    """The plan a table would be laid on."""
    try:
        return stores.ledger.state(
            chosen_process(stores.ledger, settings.fristvogter_process)
        ).adopted
    except NoSuchProcess:
        return None


def _show(state: State, new: Proposed, fact: PlanAdopted, now: datetime, yes: bool) -> None:
    stage = Stage(state)
    stage.write(fact, at=now)
    after = stage.state.plan
    found = difference(state.plan, after)
    for line in plan_words.difference_lines(found, state.plan, after):
        click.echo(line)
    if found.empty:
        return
    if new.absent:
        click.echo(plan_files.untouched(new.absent))
    click.echo(plan_words.people_told(count=len(_told(stage.state, now))))
    if undone := undone_in_chat(state, after):
        click.echo(plan_words.undoes_chat(undone))
        if not yes and not (sys.stdin.isatty() and click.confirm(cli.CONTINUE, default=False)):
            raise CannotSay(cli.NOT_DONE)


def _told(state: State, now: datetime) -> set[str]:
    return {
        notice.person
        for notice in news(state, obligations(state), now)
        if notice.entry == state.seq
    }


def undone_in_chat(state: State, new: Plan) -> tuple[str, ...]:
    """Titles of rows that were moved or cancelled in chat, as they stand, and that
    the new plan says otherwise.
    """
    chat = [
        move
        for move in state.moves
        if isinstance(move.entry.fact, MilestoneMoved | MilestoneCancelled)
    ]
    last = {move.key: move for move in chat if move.still_holds(state.plan)}
    return tuple(move.before.title for move in last.values() if not move.still_holds(new))


@click.command(help=cli.PLAN_WORDS["import"])
@common.FILE
@click.option("--onto", type=common.PATH, help=cli.ONTO)
@click.option("--year", type=click.IntRange(1990, 2100), help=cli.YEAR)
@click.option("--key", default="", help=cli.KEY)
@click.option("--title", default="", help=cli.TITLE)
@click.option("--municipality", default="", help=cli.MUNICIPALITY)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "html"]),
    default="yaml",
    show_default=True,
    help=cli.FORMAT_IMPORT,
)
@common.OUTPUT
def import_plan(
    file: Path,
    onto: Path | None,
    year: int | None,
    key: str,
    title: str,
    municipality: str,
    form: str,
    output: Path | None,
) -> None:
    """The plan goes to the screen or the file, what is said of it to the error stream;
    exit 1 when a row was not read.
    """
    if onto is not None:
        found = _onto(file, onto, output)
    else:
        found = draft_of(file, Head(key=key, title=title, municipality=municipality, year=year))
        beside = other_sheets_told(file)
        read = told(found, file.name, beside)
        for line in beside:
            click.echo(line, err=True)
        common.say(_report(read) if form == "html" else read.draft, output)
        _account(found)
    click.echo(plan_files.rows_counted(len(found.plan.milestones), found.unread), err=True)
    for line in plan_files.unread_lines(found.unread):
        click.echo(line, err=True)
    sys.exit(1 if found.unread else 0)


def _report(read: ReadTimetable) -> str:
    from bot.web.import_report import import_page  # noqa: PLC0415 the pages of the web are slow to load, and the draft needs none of them

    return import_page(read)


def _account(found: Imported) -> None:
    """Every row beside what was understood of it."""
    for line in row_lines(imported_rows(found)):
        click.echo(line, err=True)
    if found.plan.organs:
        click.echo(proposed_organs([organ.name for organ in found.plan.organs]), err=True)


def _onto(file: Path, onto: Path, output: Path | None) -> Imported:
    """The plan file with the table's changes in it, its comments kept."""
    base = proposed(onto)
    found = lay_on(base.plan, read_table(file))
    common.say(_written(found.plan, onto), output)
    for line in difference_lines(difference(base.plan, found.plan), base.plan, found.plan):
        click.echo(line, err=True)
    if found.absent:
        click.echo(plan_files.untouched(found.absent), err=True)
    return found


def _written(plan: Plan, onto: Path) -> str:
    merged = plan_text_like(plan, read_text(onto))
    if merged is None:
        click.echo(cli.COMMENTS_LOST, err=True)
    return merged if merged is not None else plan_text(plan)


@click.command(help=cli.PLAN_WORDS["export"])
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "csv", "xlsx"]),
    default="yaml",
    show_default=True,
    help=cli.FORMAT_EXPORT,
)
@click.option("--like", type=common.PATH, help=cli.LIKE)
@common.OUTPUT
def export_plan(form: str, like: Path | None, output: Path | None) -> None:
    """What is written is the plan that stands, whatever was changed in chat since its file."""
    stores, process = ledger.opened()
    plan = stores.ledger.state(process).plan
    if form == "yaml":
        common.say(_yaml(plan, read_text(like) if like else _source(stores, process)), output)
    elif form == "csv":
        common.give(as_csv(list(table_of(plan))), output, form)
    else:
        common.give(as_xlsx(plan.title, list(table_of(plan))), output, form)


def _yaml(plan: Plan, source: str) -> str:
    merged = plan_text_like(plan, source) if source else None
    if source and merged is None:
        click.echo(cli.COMMENTS_LOST, err=True)
    return merged if merged is not None else plan_text(plan)


def _source(stores: Stores, process: str) -> str:
    """The words of the newest file a plan was adopted from; "" when there is none any more."""
    facts = [entry.fact for entry in stores.ledger.entries(process)]
    ids = [
        fact.source.id
        for fact in facts
        if isinstance(fact, PlanAdopted) and fact.source is not None
    ]
    found = stores.texts.get(process, ids[-1:])
    words = found.get(ids[-1]) if ids else None
    return words if isinstance(words, str) else ""
