"""`fristvogter meetings import ORGAN KILDE`: an organ's own calendar, from a file or an address, to
a revision somebody accepts.
"""

from __future__ import annotations

from pathlib import Path

import click

from app.build import domain_clock
from app.faults import CannotSay
from app.fetch import Fetched, Lost, NotFetched, fetched, host_of, is_address
from app.stores import Stores, chosen_process
from bot.ical.reading import Published, UnreadableCalendar, proposed, read_meetings
from bot.ical.write import MOST_BYTES
from bot.text import cli
from bot.text import plan_files as words
from bot.text.plan import difference_lines
from config.settings import Settings
from jobs.alerts import tell_owners
from process.acts import plan as meetings
from process.acts.plan import adopt, with_meetings
from process.errors import AlreadyDone, Unknown
from process.ledger.entries import SYSTEM
from process.ledger.state import State
from process.plan.diff import difference
from process.plan.model import Meeting, Plan


@click.group(help=cli.WORDS["meetings"])
def command() -> None:
    """Words about meetings."""


@command.command("import", help=cli.HELP_MEETINGS_IMPORT)
@click.argument("organ", metavar="ORGAN")
@click.argument("source", metavar="KILDE")
@click.option("--yes", is_flag=True, help=cli.HELP_MEETINGS_YES)
@click.option("--http", "in_the_open", is_flag=True, help=cli.HELP_MEETINGS_OPEN)
def import_meetings(organ: str, source: str, yes: bool, in_the_open: bool) -> None:
    """Show what the calendar says otherwise than the plan, and lay it before the process
    owner (or adopt it, with --yes).
    """
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    state = stores.ledger.state(process)
    _need_organ(state.plan, organ)
    published = _read(source, state.plan, organ, in_the_open=in_the_open)
    for title, why in published.passed_over:
        click.echo(cli.entry_passed_over(title=title, why=why), err=True)
    today = state.plan.calendar.local_day(domain_clock(stores)())
    new = proposed(state.plan, organ, published, today)
    name = state.plan.place_name(organ)
    if new == state.plan:
        click.echo(cli.meetings_agree(organ=name))
        return
    for line in difference_lines(difference(state.plan, new), state.plan, new):
        click.echo(line)
    _write(stores, state, organ, new.organ(organ).meetings, source=_document(source), yes=yes)


def _need_organ(plan: Plan, organ: str) -> None:
    if not plan.has_organ(organ):
        raise Unknown(what="organ", name=organ)


def _write(
    stores: Stores, state: State, organ: str, found: tuple[Meeting, ...], *, source: str, yes: bool
) -> None:
    now, name = domain_clock(stores)(), state.plan.place_name(organ)
    if yes:
        plan = with_meetings(state.plan, organ, found)
        after, _ = stores.ledger.decide(
            state.process,
            lambda s: adopt(s, plan, reason=words.meetings_reason(organ=name)),
            actor=SYSTEM,
            at=now,
        )
        click.echo(cli.meetings_written(organ=name, seq=after.seq))
        return
    try:
        after, _ = stores.ledger.decide(
            state.process,
            lambda s: meetings.propose_meetings(s, organ=organ, meetings=found, source=source),
            actor=SYSTEM,
            at=now,
        )
    except AlreadyDone:
        click.echo(cli.meetings_wait(organ=name, seq=state.published[organ].seq))
        return
    tell_owners(stores.outbox, after, f"meetings:{organ}", now, period=str(after.seq))
    click.echo(cli.meetings_wait(organ=name, seq=after.seq))


def _read(source: str, plan: Plan, organ: str, *, in_the_open: bool) -> Published:
    got = (
        _fetched(source, in_the_open)
        if is_address(source)
        else Fetched(data=Path(source).read_bytes())
    )
    try:
        return read_meetings(
            got.data, plan.calendar, document=_document(source), charset=got.charset
        )
    except UnreadableCalendar as error:
        raise CannotSay(cli.calendar_unreadable(source=_document(source))) from error


def _fetched(address: str, in_the_open: bool) -> Fetched:
    try:
        return fetched(address, most=MOST_BYTES, in_the_open=in_the_open)
    except NotFetched as lost:
        sentence = {
            Lost.OPEN: cli.calendar_in_the_open,
            Lost.ASTRAY: cli.calendar_led_astray,
            Lost.LARGE: cli.calendar_unreadable,
        }.get(lost.why, cli.calendar_unreachable)
        raise CannotSay(sentence(source=host_of(address))) from None


def _document(source: str) -> str:
    """What the source is called in the plan; an address without its path, which may be a secret."""
    return host_of(source) if is_address(source) else Path(source).name
