"""`fristvogter plan roll FIL --to-year YEAR`: next year's draft, every carried-over date marked as not confirmed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from app.commands.plan import common
from app.commands.plan.proposing import proposed
from app.faults import CannotSay
from bot.text import plan_cli
from config.closed_days import closed_days
from config.plan_writer import document_of, plan_text
from process.days import WorkCalendar
from process.plan import Plan
from process.revising import unconfirmed
from process.roll import base_year, rolled


@click.command(help=plan_cli.WORDS["roll"])
@common.FILE
@click.option("--to-year", "year", type=click.IntRange(1990, 2100), required=True, help=plan_cli.TO_YEAR)
@common.OUTPUT
def command(file: Path, year: int, output: Path | None) -> None:
    """A rehearsal's examples are nobody's plan for next year."""
    plan = proposed(file).plan
    if plan.rehearsal:
        raise CannotSay(plan_cli.is_rehearsal(file.name))
    new = rolled_to(plan, year)
    common.say(plan_text(new, comment=plan_cli.rolled_head(plan.title, year, len(unconfirmed(new)))), output)


def rolled_to(plan: Plan, year: int) -> Plan:
    """The draft for a year, with that year's closed days; raises CannotSay."""
    base = base_year(plan)
    if base is None:
        raise CannotSay(plan_cli.cannot_roll(plan.title))
    if base == year:
        raise CannotSay(plan_cli.already(year))
    return rolled(plan, years=year - base, calendar=calendar_for(plan, year - base))


def calendar_for(plan: Plan, years: int) -> WorkCalendar:
    """The same customs so many years on; the plan's own closed days belong to their year and stay behind."""
    settings = document_of(plan).calendar
    reached = {closed.day.year + years for closed in plan.calendar.closed}
    return replace(plan.calendar, closed=closed_days(reached, settings.customary))
