"""`fristvogter plan show [FIL] [--on DAG]`: the plan as a table, JSON or a picture; from the ledger as it looked on any day."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from app.commands.plan import common, preview
from app.commands.plan.proposing import proposed
from app.faults import CannotSay
from bot.documents.png import png
from bot.text import plan_cli
from bot.text.plan_table import plan_table
from bot.web.picture import picture, plan_picture
from process.codec import encode
from process.state import State


@click.command(help=plan_cli.WORDS["show"])
@common.FILE_OR_LEDGER
@click.option("--on", "day", type=common.DAY, help=plan_cli.ON_DAY)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "svg", "png"]), default="text", show_default=True, help=plan_cli.FORMAT_SHOW
)
@common.OUTPUT
def command(file: Path | None, day: datetime | None, form: str, output: Path | None) -> None:
    """Nothing is written but the answer."""
    on = day.date() if day else None
    state, today = _seen(file, on)
    if form == "json":
        common.say(json.dumps(encode(state.plan), ensure_ascii=False, indent=1), output)
    elif form == "text":
        head = f"{plan_cli.as_on(on)}\n\n" if on and file is None else ""
        common.say(head + plan_table(state.plan), output)
    else:
        _draw(state, today, form, output)


def _seen(file: Path | None, on: date | None) -> tuple[State, date | None]:
    """The process, and the day it is seen on; a plan file by itself is seen on none."""
    if file is not None:
        plan = proposed(file).plan
        return preview.state_of(plan), on
    from app.commands.plan import ledger  # noqa: PLC0415 the house takes a second to load, and a file needs none of it

    if on is not None:
        return ledger.state_on(on), on
    state = ledger.ledger_state()
    return state, ledger.today(state)


def _draw(state: State, today: date | None, form: str, output: Path | None) -> None:
    drawn = picture(state, today) if today is not None else plan_picture(state)
    if drawn is None:
        raise CannotSay(plan_cli.nothing_drawn())
    if form == "svg":
        common.say(drawn, output)
    else:
        common.give(png(drawn), output, form)
