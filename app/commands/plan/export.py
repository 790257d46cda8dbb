"""`fristvogter plan export`: the adopted plan as a file again, with the comments of the file it was proposed in, or as a table."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.plan import common, ledger
from app.stores import Stores
from bot.documents.sheets import as_csv, as_xlsx
from bot.text import plan_cli
from config.plan_writer import plan_text, plan_text_like
from config.table_plan import table_of
from config.yaml_tree import read_text
from process.facts import PlanAdopted
from process.plan import Plan


@click.command(help=plan_cli.WORDS["export"])
@click.option(
    "--format", "form", type=click.Choice(["yaml", "csv", "xlsx"]), default="yaml", show_default=True, help=plan_cli.FORMAT_EXPORT
)
@click.option("--like", type=common.PATH, help=plan_cli.LIKE)
@common.OUTPUT
def command(form: str, like: Path | None, output: Path | None) -> None:
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
        click.echo(plan_cli.comments_lost(), err=True)
    return merged if merged is not None else plan_text(plan)


def _source(stores: Stores, process: str) -> str:
    """The words of the newest file a plan was adopted from; "" when there is none any more."""
    facts = [entry.fact for entry in stores.ledger.entries(process)]
    ids = [fact.source.id for fact in facts if isinstance(fact, PlanAdopted) and fact.source is not None]
    found = stores.texts.get(process, ids[-1:])
    words = found.get(ids[-1]) if ids else None
    return words if isinstance(words, str) else ""
