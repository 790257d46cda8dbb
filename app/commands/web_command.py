"""`fristvogter web`: pages, feeds and Slack's requests; any number may run."""

from __future__ import annotations

import click

from app.commands.serving import read_settings, serve_house
from bot.text import cli


@click.command(help=cli.WORDS["web"])
def command() -> None:
    """Only the web server."""
    serve_house(read_settings(), working=False)
