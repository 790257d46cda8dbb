"""`fristvogter people import|show|erase`: who sits where, what is held about somebody, and
forgetting a person.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import click

from app.build import retention
from app.clock import real_now
from app.commands.ledger import erase_texts
from app.stores import Stores, chosen_process
from bot.text import cli
from config.people_file import PersonRow, load_people
from config.rehearsal_file import possible_seats
from config.settings import Settings
from process.acts.absence import leave_all
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Fact, SeatTaken, has_words, texts_of
from process.ledger.state import State
from storage.directory import Person, tenant_of


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
    gone = {one.id for one in stores.directory.all(process) if one.erased_at}
    people_here = tuple(p for p in people if p.id not in gone)
    _, entries = stores.ledger.decide(
        process,
        lambda state: Decision(facts=new_seats(state, people_here)),
        actor=SYSTEM,
        at=real_now(),
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
def erase(person: str) -> None:
    """Forget somebody in one act: seats, addresses, names, words. What cannot go is named."""
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    here = [one for one in stores.ledger.processes() if tenant_of(one) == tenant_of(process)]
    at = real_now()
    left = sum(_leaves(stores, one, person, at) for one in here)
    done, closed = retention(settings, stores, process).forget_person(person, at)
    own = [(one, e) for one in here for e in stores.ledger.entries(one) if e.actor == person]
    texts = sum(
        erase_texts(stores, one, (e.fact for its, e in own if its == one), cli.WITH_THE_PERSON)
        for one in here
    )
    stores.database.compact()
    click.echo(cli.person_erased(person) if done else cli.person_unknown(person), err=not done)
    click.echo(cli.left_and_closed(seats=left, addresses=closed))
    click.echo(cli.written_by_erased(texts))
    kept = [f"{one} {e.seq}" for one, e in own if has_words(e.fact)]
    if kept:
        click.echo(cli.words_in_the_chain(kept))
    raise SystemExit(0 if done else 1)


def _leaves(stores: Stores, process: str, person: str, at: datetime) -> int:
    """Empty the seats of somebody who is forgotten; says how many."""

    def leave(state: State) -> Decision:
        yesterday = state.plan.calendar.local_day(at) - timedelta(days=1)
        return leave_all(state, person, last_day=yesterday)

    if stores.ledger.state(process).adopted is None:
        return 0
    return len(stores.ledger.decide(process, leave, actor=SYSTEM, at=at)[1])


@command.command("show", help=cli.HELP_PEOPLE_SHOW)
@click.argument("person", metavar="ID")
def show(person: str) -> None:
    """Everything that is held about one person, as a file they can be given."""
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    known = stores.directory.get(process, person)
    if known is None:
        click.echo(cli.person_unknown(person), err=True)
        raise SystemExit(1)
    here = [one for one in stores.ledger.processes() if tenant_of(one) == tenant_of(process)]
    held = {
        "directory": asdict(known),
        "wishes": asdict(stores.wishes.of(process, person)),
        "processes": {one: _held(stores, one, person) for one in here},
    }
    click.echo(json.dumps(cli.named_held(held), ensure_ascii=False, indent=2, default=_plain))


def _held(stores: Stores, process: str, person: str) -> dict[str, object]:
    entries = stores.ledger.entries(process)
    own = [e for e in entries if e.actor == person]
    about = [e for e in entries if e.actor != person and person in _people(e.fact)]
    words = stores.texts.get(process, [t.id for e in own for t in texts_of(e.fact)])
    return {
        "written": [asdict(e) | {"kind": type(e.fact).__name__} for e in own],
        "about": [asdict(e) | {"kind": type(e.fact).__name__} for e in about],
        "words": {id: found for id, found in words.items() if isinstance(found, str)},
        "addresses": [asdict(one) for one in stores.addresses.of(process, person)],
        "messages": [asdict(one) for one in stores.outbox_log.sent(process, person=person)],
    }


def _people(fact: object) -> set[object]:
    """The people a fact names."""
    return {getattr(fact, name, None) for name in ("person", "to")}


def _plain(value: object) -> object:
    """Days, instants, sets and seats as they are read."""
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)
