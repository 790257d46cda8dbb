"""`fristvogter plan check|show|adopt|schema`: read a plan file, say what is wrong with it, enter it in the ledger."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from app.clock import real_now
from app.stores import Stores
from bot.text import cli, findings
from bot.text.plan_table import plan_table
from config.plan_file import load_plan
from config.plan_schema import schema_text
from config.rehearsal_file import load_rehearsal
from config.settings import Settings
from process.checks import Severity, run_checks
from process.codec import encode
from process.entries import SYSTEM
from process.errors import AlreadyDone
from process.plan import Plan
from process.verbs.process import adopt

FILE = click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=cli.HELP_FORMAT)


@click.group(help=cli.WORDS["plan"])
def command() -> None:
    """Words about the plan."""


def read_plan(file: Path) -> Plan:
    """The plan in a file, a rehearsal's laid over the one it extends. Raises PlanFaults, FileNotFoundError."""
    text = file.read_text(encoding="utf-8", errors="replace")
    return load_rehearsal(file).plan if any(line.startswith("extends:") for line in text.splitlines()) else load_plan(file)


@command.command("check", help=cli.HELP_PLAN_CHECK)
@FILE
@FORMAT
def check(file: Path, form: str) -> None:
    """Faults stop with exit 1 and write nothing; findings are questions to a person."""
    plan = read_plan(file)
    found = run_checks(plan)
    if form == "json":
        rows = [{"rule": f.rule, "severity": f.severity, "where": f.path, "text": findings.finding_sentence(f)} for f in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo(cli.plan_fine(plan.title, len(plan.milestones), len(plan.organs)))
        for finding in found:
            click.echo(f"- {findings.finding_sentence(finding)}")
        click.echo(cli.questions_counted(len(found)))
    sys.exit(1 if any(f.severity is Severity.ERROR for f in found) else 0)


@command.command("show", help=cli.HELP_PLAN_SHOW)
@FILE
@FORMAT
def show(file: Path, form: str) -> None:
    """The plan as a table a person reads, or whole as JSON."""
    plan = read_plan(file)
    click.echo(json.dumps(encode(plan), ensure_ascii=False, indent=1) if form == "json" else plan_table(plan))


@command.command("adopt", help=cli.HELP_PLAN_ADOPT)
@FILE
@click.option("--reason", required=True, help=cli.HELP_REASON)
@click.option("--by", "approved_by", default="", help=cli.HELP_APPROVED_BY)
def adopt_plan(file: Path, reason: str, approved_by: str) -> None:
    """Enter the plan in the ledger; the ledger owns it from then on."""
    plan = load_plan(file)
    stores = Stores.open(Settings().database)
    try:
        state, _ = stores.ledger.decide(
            plan.key, lambda state: adopt(state, plan, reason=reason, approved_by=approved_by), actor=SYSTEM, at=real_now()
        )
    except AlreadyDone:
        click.echo(cli.already_adopted(plan.title))
        return
    click.echo(cli.adopted(plan.title, state.seq))


@command.command("schema", help=cli.HELP_PLAN_SCHEMA)
def schema() -> None:
    """JSON Schema for editors."""
    click.echo(schema_text())
