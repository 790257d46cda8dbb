"""`fristvogter run`: web and worker in one process; the sandbox when no Slack token is set."""

from __future__ import annotations

import click

from app.commands.serving import read_settings, serve_house
from bot.text import cli


@click.command(help=cli.WORDS["run"])
def command() -> None:
    """Everything in one process."""
    serve_house(read_settings(), working=True)
