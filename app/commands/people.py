"""`fristvogter people import|erase`: who sits where, and forgetting a person."""

from __future__ import annotations

from pathlib import Path

import click

from app.clock import real_now
from app.commands.ledger import erase_texts
from app.stores import Stores, chosen_process
from bot.text import cli
from config.people_file import PersonRow, load_people
from config.rehearsal_file import possible_seats
from config.settings import Settings
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Fact, SeatTaken
from process.ledger.state import State
from process.reminders.digests import PLAIN
from storage.directory import Person


@click.group(help=cli.WORDS["people"])
def command() -> None:
    """Words about people."""


@command.command("import", help=cli.HELP_PEOPLE_IMPORT)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
def import_people(file: Path) -> None:
    """Read the file whole or not at all; the same file again changes nothing."""
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    people = load_people(file, possible_seats(stores.ledger.state(process).plan))
    stores.directory.put(
        process, (Person(id=p.id, name=p.name, email=p.email, slack_id=p.slack_id) for p in people)
    )
    _, entries = stores.ledger.decide(
        process, lambda state: Decision(facts=new_seats(state, people)), actor=SYSTEM, at=real_now()
    )
    click.echo(cli.people_imported(len(people), len(entries)))


def new_seats(state: State, people: tuple[PersonRow, ...]) -> tuple[Fact, ...]:
    """The seats in the file that the ledger does not hold yet."""
    wanted = (
        SeatTaken(seat=s, person=p.id, since=p.since, until=p.until)
        for p in people
        for s in p.seats
    )
    held = {
        (seat, t.person, t.since, t.until)
        for seat, tenures in state.tenures.items()
        for t in tenures
    }
    return tuple(
        fact for fact in wanted if (fact.seat, fact.person, fact.since, fact.until) not in held
    )


@command.command("erase", help=cli.HELP_PEOPLE_ERASE)
@click.argument("person", metavar="ID")
@click.option("--texts", is_flag=True, help=cli.HELP_PEOPLE_TEXTS)
def erase(person: str, texts: bool) -> None:
    """Forget name, e-mail and Slack id (and what the person wrote); the ledger holds the opaque
    id only.
    """
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    done = stores.directory.erase(process, person, at=real_now())
    stores.wishes.put(process, person, PLAIN)
    stores.returned.forget(process, person)
    click.echo(cli.person_erased(person) if done else cli.person_unknown(person), err=not done)
    if texts:
        own = (e.fact for e in stores.ledger.entries(process) if e.actor == person)
        count = sum(erase_texts(stores, process, fact, cli.WITH_THE_PERSON) for fact in own)
        click.echo(cli.written_by_erased(count))
    raise SystemExit(0 if done else 1)
