"""`fristvogter doctor`: looks at everything that has to be right, and says for
each what to do when it is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from email.utils import parseaddr

import click
from slack_sdk.errors import SlackApiError, SlackClientError

from app.build import mail_server, mailbox
from app.stores import Stores, chosen_process
from bot.mail.returned import MailboxSilent
from bot.mail.smtp import silence_of
from bot.slack.channel import sender
from bot.text import cli
from bot.text import operations as doctor
from config.settings import Settings
from process.checks.run import empty_seats
from process.ledger.state import State
from process.seats import Role, Seat
from storage.errors import StorageError
from storage.schema import is_current

Finding = tuple[bool, str]


@click.command(help=cli.WORDS["doctor"])
def command() -> None:
    """One line for each thing looked at; exit 1 when one of them is not right."""
    found = list(_findings(Settings()))
    for fine, sentence in found:
        click.echo(f"{doctor.mark(fine)} {sentence}")
    sys.exit(0 if all(fine for fine, _ in found) else 1)


def _findings(settings: Settings) -> Iterator[Finding]:
    yield True, doctor.mode(settings.rehearsal, settings.socket_mode)
    if not settings.rehearsal:
        yield _slack(settings)
        yield from _secrets(settings)
        yield from _mail(settings)
    try:
        stores = Stores.open(settings.database)
        yield from _database(settings, stores)
    except StorageError as error:
        yield False, cli.database_unreachable(str(error))


def _secrets(settings: Settings) -> Iterator[Finding]:
    signing, key = (
        bool(settings.slack_signing_secret.get_secret_value()),
        bool(settings.secret_key.get_secret_value()),
    )
    if not settings.socket_mode:
        yield signing, doctor.signing_secret(signing)
    yield key, doctor.secret_key(key)


def _mail(settings: Settings) -> Iterator[Finding]:
    """The address mail is sent from, and whether the two servers answer."""
    if settings.smtp_host:
        sender = parseaddr(settings.mail_from or settings.smtp_user)[1]
        yield "@" in sender, doctor.mail_from("@" in sender)
        why = silence_of(mail_server(settings, b""))
        yield not why, doctor.mail_server(why)
    box = mailbox(settings)
    if box is not None:
        why = ""
        try:
            box.check()
        except MailboxSilent as silent:
            why = silent.why
        yield not why, doctor.mailbox(why)


def _slack(settings: Settings) -> Finding:
    client = sender(settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    try:
        return True, doctor.slack_answers(str(client.auth_test().get("team", "")))
    except SlackApiError as error:
        return False, doctor.slack_refuses(str(error.response.get("error", "")))
    except (SlackClientError, OSError) as error:
        return False, doctor.slack_silent(type(error).__name__)


def _database(settings: Settings, stores: Stores) -> Iterator[Finding]:
    current = is_current(stores.database)
    yield current, cli.DATABASE_OUTDATED if not current else doctor.DATABASE_READY
    if not current:
        return
    processes = stores.ledger.processes()
    yield bool(processes), doctor.plan_adopted(processes) if processes else cli.NO_PLAN
    if processes:
        state = stores.ledger.state(chosen_process(stores.ledger, settings.fristvogter_process))
        day = state.plan.calendar.local_day(state.at) if state.at else None
        if day is not None:
            yield _seats(state, day)
        yield _worker(settings, stores)


def _seats(state: State, day: date) -> Finding:
    heads = (Seat(Role.HEAD, area.key) for area in state.plan.areas)
    empty = list(
        dict.fromkeys(
            [
                *empty_seats(state, day),
                *(str(seat) for seat in heads if not state.holders(seat, day)),
            ]
        )
    )
    return not empty, doctor.seats(empty)


def _worker(settings: Settings, stores: Stores) -> Finding:
    age = min((beat.seconds for beat in stores.heartbeat.ages()), default=None)
    return age is not None and age <= settings.worker_bound, doctor.worker(age)
