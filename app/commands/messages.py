"""`fristvogter messages failed|again|arrived`: what was put aside, and what becomes of it."""

from __future__ import annotations

import click

from app.build import domain_clock
from app.faults import CannotSay
from app.stores import Stores, chosen_process
from bot.text import cli
from config.settings import Settings

MOST = 200


@click.group(help=cli.WORDS["messages"])
def command() -> None:
    """Words about messages that were put aside."""


@command.command("failed", help=cli.HELP_MESSAGES_FAILED)
def failed() -> None:
    """One line each, newest first."""
    stores, process = _opened()
    found = stores.outbox_log.failed(process, limit=MOST)
    for one in found:
        person = stores.directory.get(process, one.person)
        name = person.name if person and person.name else one.person
        click.echo(
            cli.failed_message(
                id=one.id, day=one.day, name=name, why=one.why, in_doubt=one.in_doubt
            )
        )
    if not found:
        click.echo(cli.NO_FAILED_MESSAGES)


@command.command("again", help=cli.HELP_MESSAGES_AGAIN)
@click.argument("number", metavar="NR", type=int)
def again(number: int) -> None:
    """Whoever is still owed it gets it with the next round."""
    stores, process = _opened()
    if not stores.outbox.send_again(process, number):
        raise CannotSay(cli.not_put_aside(number))
    click.echo(cli.SENT_AGAIN)


@command.command("arrived", help=cli.HELP_MESSAGES_ARRIVED)
@click.argument("number", metavar="NR", type=int)
def arrived(number: int) -> None:
    """Somebody looked, and it was there."""
    stores, process = _opened()
    if not stores.outbox.arrived(process, number, at=domain_clock(stores)()):
        raise CannotSay(cli.not_put_aside(number))
    click.echo(cli.NOTED_AS_ARRIVED)


def _opened() -> tuple[Stores, str]:
    settings = Settings()
    stores = Stores.open(settings.database)
    return stores, chosen_process(stores.ledger, settings.fristvogter_process)
