"""`fristvogter feed SCOPE`: the same bytes the web serves."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from app.build import domain_clock
from app.stores import Stores, chosen_process
from bot.ical.feed import feed
from bot.ical.scopes import check_known, parse
from bot.ical.write import write
from bot.text import cli
from config.rehearsal_file import load_either
from config.settings import Settings
from process.ledger.facts import PlanAdopted
from process.ledger.state import State
from process.simulation import Stage


@click.command(help=cli.HELP_FEED)
@click.argument("scope", metavar="HVIS")
@click.option("--plan", "file", type=click.Path(path_type=Path), help=cli.HELP_FEED_PLAN)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help=cli.HELP_FEED_DAY)
def command(scope: str, file: Path | None, day: datetime | None) -> None:
    """Write the calendar to standard output, byte for byte; raises Unknown for a scope the
    process lacks.
    """
    state, today = _from_plan(file) if file else _from_ledger()
    wanted = parse(scope)
    check_known(state, wanted)
    sys.stdout.buffer.write(
        write(feed(state, wanted, day.date() if day else today), page=f"{Settings().address}/").data
    )


def _from_plan(file: Path) -> tuple[State, date]:
    plan = load_either(file).plan
    first = min(
        (m.when.earliest for m in plan.milestones if m.when.earliest), default=date(2000, 1, 1)
    )
    stage = Stage(State.empty(plan.key))
    stage.write(PlanAdopted(plan=plan, reason="feed"), at=plan.calendar.delivery_on(first))
    return stage.state, first


def _from_ledger() -> tuple[State, date]:
    settings = Settings()
    stores = Stores.open(settings.database)
    state = stores.ledger.state(chosen_process(stores.ledger, settings.fristvogter_process))
    return state, state.plan.calendar.local_day(domain_clock(stores)())
