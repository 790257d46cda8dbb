"""`fristvogter mail returned [FILE|-]`: a mail that came back, as a mail server pipes it."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click

from app.build import build, returns
from bot.mail.returned import LARGEST, read_returned
from bot.text import cli
from config.settings import Settings
from jobs.returned_mail import Taken
from storage.errors import StorageError

TRY_AGAIN = 75
"""EX_TEMPFAIL: a mail server keeps the mail and pipes it once more."""


@click.group(help=cli.WORDS["mail"])
def command() -> None:
    """What has to do with mail."""


@command.command("returned", help=cli.HELP_RETURNED)
@click.argument("file", type=click.File("rb"), default="-", metavar="[FIL|-]")
def returned(file: BinaryIO) -> None:
    """Read it and do what follows; exit 0 also for what is no returned mail, since a mail
    server would send that back again.
    """
    found = read_returned(file.read(LARGEST))
    if found is None:
        click.echo(cli.NOT_RETURNED)
        return
    try:
        house = build(Settings(), address=Settings().address)
    except StorageError as error:
        click.echo(cli.mail_later(str(error)), err=True)
        sys.exit(TRY_AGAIN)
    try:
        taken = returns(
            house.settings, house.stores, house.context, house.secrets, house.address
        ).take(found, house.now())
    finally:
        house.stop()
    click.echo(cli.RETURNED[Taken(taken)])
