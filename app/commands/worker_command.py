"""`fristvogter worker`: planning and delivery; any number may run on one database."""

from __future__ import annotations

import click

from app.commands.serving import read_settings, work
from bot.text import cli


@click.command(help=cli.WORDS["worker"])
def command() -> None:
    """Only the worker."""
    work(read_settings())
