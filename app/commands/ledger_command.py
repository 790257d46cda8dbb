"""`fristvogter ledger verify|export`: is it as it was written, and all of it as lines of JSON."""

from __future__ import annotations

import sys

import click

from app.stores import Stores, chosen_process
from bot.text import cli
from config.settings import Settings
from storage.verify import Broken, export_lines, verify


@click.group(help=cli.WORDS["ledger"])
def command() -> None:
    """Words about the ledger."""


def _open() -> tuple[Stores, str]:
    settings = Settings()
    stores = Stores.open(settings.database)
    return stores, chosen_process(stores.ledger, settings.fristvogter_process)


@command.command("verify", help=cli.HELP_LEDGER_VERIFY)
def verify_ledger() -> None:
    """Exit 1 and the first broken entry when something was changed."""
    stores, process = _open()
    result = verify(stores.database, process)
    if isinstance(result, Broken):
        click.echo(cli.ledger_broken(result.seq, result.why), err=True)
        sys.exit(1)
    click.echo(cli.ledger_whole(result.count, result.head))


@command.command("export", help=cli.HELP_LEDGER_EXPORT)
def export() -> None:
    """JSON Lines on standard output."""
    stores, process = _open()
    for line in export_lines(stores.database, process):
        click.echo(line)
