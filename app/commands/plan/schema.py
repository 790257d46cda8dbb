"""`fristvogter plan schema`: JSON Schema for editors."""

from __future__ import annotations

import click

from bot.text import plan_cli
from config.plan_schema import schema_text


@click.command(help=plan_cli.WORDS["schema"])
def command() -> None:
    """The schema, to the screen."""
    click.echo(schema_text())
