"""What the words after `plan` share: their options, the plan of a file as a process, and where the answer goes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from app.faults import CannotSay
from bot.text import plan_cli
from process.entries import PlanAdopted
from process.plan import Plan
from process.play import Play
from process.state import State

PATH = click.Path(path_type=Path)
FILE = click.argument("file", metavar="FIL", type=PATH)
FILE_OR_LEDGER = click.argument("file", metavar="[FIL]", type=PATH, required=False)
OUTPUT = click.option("--output", "-o", type=PATH, help=plan_cli.OUTPUT)
DAY = click.DateTime(["%Y-%m-%d"])


def state_of(plan: Plan) -> State:
    """The plan as if it had been adopted just before its first day."""
    first = first_day(plan)
    stage = Play(State.empty(plan.key))
    stage.write(PlanAdopted(plan=plan, reason="preview"), at=plan.calendar.delivery_on(first))
    return stage.state


def first_day(plan: Plan) -> date:
    """The first day the plan names."""
    return min((m.when.earliest for m in plan.milestones if m.when.earliest), default=date(2000, 1, 1))


def say(words: str, output: Path | None) -> None:
    """To the screen, or to a file and a word about it."""
    if output is None:
        click.echo(words, nl=not words.endswith("\n"))
        return
    output.write_text(words if words.endswith("\n") else f"{words}\n", encoding="utf-8")
    click.echo(plan_cli.written(str(output)), err=True)


def give(data: bytes, output: Path | None, form: str) -> None:
    """Bytes to a file, or to another program; never to a person's screen."""
    if output is not None:
        output.write_bytes(data)
        click.echo(plan_cli.written(str(output)), err=True)
    elif sys.stdout.isatty():
        raise CannotSay(plan_cli.binary_needs_output(form))
    else:
        sys.stdout.buffer.write(data)
