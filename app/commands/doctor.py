"""`fristvogter doctor`: looks at everything that has to be right, and says for
each what to do when it is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.utils import parseaddr, parsedate_to_datetime

import click
from slack_sdk.errors import SlackApiError, SlackClientError

from app.build import mail_server, mailbox
from app.clock import real_now
from app.fetch import NotFetched, fetched
from app.stores import Stores, chosen_process
from bot.mail.returned import MailboxSilent
from bot.mail.smtp import silence_of
from bot.slack.app import SCOPES
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
MOST_AHEAD = 60.0
"""Seconds: Slack refuses signatures five minutes old, and deadlines are told by the minute."""
TOO_MANY = 429


@click.command(help=cli.WORDS["doctor"])
@click.option("--send", "to", metavar="ID", default="", help=doctor.HELP_SEND)
def command(to: str) -> None:
    """One line for each thing looked at; exit 1 when one of them is not right."""
    found = list(_findings(Settings(), to))
    for fine, sentence in found:
        click.echo(f"{doctor.mark(fine)} {sentence}")
    sys.exit(0 if all(fine for fine, _ in found) else 1)


def _findings(settings: Settings, to: str) -> Iterator[Finding]:
    yield True, doctor.mode(settings.rehearsal, settings.socket_mode)
    if not settings.rehearsal:
        yield from _slack(settings)
        yield from _secrets(settings)
        yield from _mail(settings)
        yield from _address(settings)
    try:
        stores = Stores.open(settings.database)
        yield from _database(settings, stores)
        if to and is_current(stores.database):
            yield _sent(settings, stores, to)
    except StorageError as error:
        yield False, cli.database_unreachable(str(error))


def _slack(settings: Settings) -> Iterator[Finding]:
    """The token, what it may do, what the clock there says, and the token of Socket Mode."""
    client = sender(settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        yield _refused(error, "SLACK_BOT_TOKEN")
        return
    except (SlackClientError, OSError) as error:
        yield False, doctor.slack_silent(type(error).__name__)
        return
    yield True, doctor.slack_answers(str(answer.get("team", "")))
    said = {name.lower(): str(value) for name, value in answer.headers.items()}
    granted = {scope.strip() for scope in said.get("x-oauth-scopes", "").split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    yield not missing, doctor.scopes(missing)
    with suppress(ValueError):
        ahead = (real_now() - parsedate_to_datetime(said.get("date", ""))).total_seconds()
        yield abs(ahead) < MOST_AHEAD, doctor.clock_ahead(ahead if abs(ahead) >= MOST_AHEAD else 0)
    if settings.socket_mode:
        yield _socket(settings)


def _socket(settings: Settings) -> Finding:
    token = settings.slack_app_token.get_secret_value()
    try:
        sender(token, base_url=settings.slack_api_url).apps_connections_open(app_token=token)
    except SlackApiError as error:
        return _refused(error, "SLACK_APP_TOKEN")
    except (SlackClientError, OSError) as error:
        return False, doctor.slack_silent(type(error).__name__)
    return True, doctor.SOCKET_READY


def _refused(error: SlackApiError, setting: str) -> Finding:
    """Slack's no; being asked to wait is none."""
    word = str(error.response.get("error", ""))
    if error.response.status_code == TOO_MANY or word == "ratelimited":
        return True, doctor.SLACK_BUSY
    return False, doctor.slack_refuses(word, setting)


def _address(settings: Settings) -> Iterator[Finding]:
    if settings.base_url:
        try:
            fetched(f"{settings.base_url}/healthz", most=10_000, in_the_open=True)
        except NotFetched:
            yield False, doctor.address(settings.base_url, reached=False)
        else:
            yield True, doctor.address(settings.base_url, reached=True)


def _sent(settings: Settings, stores: Stores, to: str) -> Finding:
    """A message to whoever asks for one, so that the whole way has been tried."""
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    found = stores.directory.get(process, to)
    if settings.rehearsal or found is None or not found.slack_id:
        return False, doctor.nobody(to)
    client = sender(settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    try:
        client.chat_postMessage(channel=found.slack_id, text=doctor.TRIAL)
    except SlackApiError as error:
        return _refused(error, "SLACK_BOT_TOKEN")
    except (SlackClientError, OSError) as error:
        return False, doctor.slack_silent(type(error).__name__)
    return True, doctor.SENT


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
            yield _people(stores, state, day)
            yield _proof(stores, state)
        words, people = settings.keep_words_days, settings.keep_people_days
        yield True, doctor.kept_for(words=words, people=people)
        yield _worker(settings, stores, state.process)


def _proof(stores: Stores, state: State) -> Finding:
    found, today = stores.proofs.look(state.process, at=real_now()), state.plan.calendar
    on = today.local_day(found.at)
    if found.broken:
        return False, doctor.proof_broken(seq=found.broken, why=found.why, on=on)
    said = doctor.proof(count=found.seq, anchored=found.anchored, on=on, by_hand=found.by_hand)
    return not found.by_hand, said


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


def _people(stores: Stores, state: State, day: date) -> Finding:
    """Who holds a seat and can be written to nowhere."""
    holders = {person for seat in state.tenures for person in state.holders(seat, day)}
    found = {person: stores.directory.get(state.process, person) for person in sorted(holders)}
    silent = [p for p, one in found.items() if one is None or not (one.slack_id or one.email)]
    return not silent, doctor.without_account(silent)


def _worker(settings: Settings, stores: Stores, process: str) -> Finding:
    age = min((beat.seconds for beat in stores.heartbeat.ages(process)), default=None)
    return age is not None and age <= settings.worker_bound, doctor.worker(age)
