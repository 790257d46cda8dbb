"""`fristvogter plan diff [GAMMEL] NY`: what two plans say differently, and whom it touches. With one file: against the adopted plan."""

from __future__ import annotations

import json
from pathlib import Path

import click

from app.commands.plan import common
from app.commands.plan.proposing import proposed
from bot.text import plan_cli
from bot.text.plan_diff import difference_lines
from process.codec import Json, encode
from process.plan import Plan
from process.revision import Difference, difference


@click.command(help=plan_cli.WORDS["diff"])
@click.argument("files", metavar="[GAMMEL] NY", nargs=-1, required=True, type=common.PATH)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=plan_cli.FORMAT)
def command(files: tuple[Path, ...], form: str) -> None:
    """Nothing is written."""
    if len(files) > 2:
        raise click.UsageError(plan_cli.WORDS["diff"])
    old = proposed(files[0]).plan if len(files) == 2 else _adopted()
    new = proposed(files[-1], onto=old).plan
    found = difference(old, new)
    click.echo(_json(found) if form == "json" else "\n".join(difference_lines(found, old, new)))


def _adopted() -> Plan:
    from app.commands.plan import ledger  # noqa: PLC0415 the house takes a second to load, and two files need none of it

    return ledger.ledger_state().plan


def _json(found: Difference) -> str:
    changes: list[Json] = [
        {
            "kind": str(change.kind),
            "key": change.key,
            "title": change.row.title,
            "before": encode(change.before.when) if change.before else None,
            "after": encode(change.after.when) if change.after else None,
            "fields": list(change.fields),
        }
        for change in found.changes
    ]
    order: list[Json] = [list(pair) for pair in found.overtaken]
    seats: list[Json] = [str(seat) for seat in found.seats]
    whole: Json = {"changes": changes, "order": order, "parts": list(found.parts), "seats": seats, "calendars": list(found.calendars)}
    return json.dumps(whole, ensure_ascii=False, indent=1)
