"""`fristvogter plan check [FIL]`: what is wrong with a plan, and what it leaves open.
Without a file: the adopted plan.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from app.commands.plan import shared as common
from app.commands.plan.shared import Proposed, proposed
from app.faults import CannotSay
from bot.text import checks as findings
from bot.text import cli
from bot.text.checks import changed_rules
from bot.text.plan import difference_lines
from bot.text.plan_table import plan_table
from config.plan_file import closed_days, process_year
from config.plan_schema import schema_text
from config.plan_writer import document_of, plan_text
from process.checks.finding import Finding
from process.checks.run import RULES, run_checks, severity_in
from process.dates.workdays import WorkCalendar
from process.ledger.codec import Json, encode
from process.ledger.facts import PlanAdopted
from process.ledger.state import State
from process.plan.diff import Difference, difference
from process.plan.model import Plan, Severity, unconfirmed
from process.plan.roll import base_year, rolled
from process.simulation import Stage

WIDEST = 100
"""Letters in a line that the eye still follows."""


@click.command(help=cli.PLAN_WORDS["check"])
@common.FILE_OR_LEDGER
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help=cli.FORMAT_CHECK,
)
@common.OUTPUT
def check(file: Path | None, form: str, output: Path | None) -> None:
    """Faults stop with exit 1 and write nothing; findings are questions to a person."""
    found, plan = _ask(file)
    name = file.name if file else plan.plan.key
    places = [place_of(finding.path, plan, name) for finding in found]
    if form == "json":
        common.say(_findings_json(found, places, plan.plan, name), output)
    elif form == "html":
        from bot.web.check_report import report_page  # noqa: PLC0415 the pages of the web are slow to load, and the text needs none of them

        common.say(report_page(plan.plan, found, places, file=name), output)
    else:
        width = (
            shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
        )
        common.say("\n".join(_findings_text(found, places, plan, width)), output)
    sys.exit(1 if any(f.severity is Severity.ERROR for f in found) else 0)


def _ask(file: Path | None) -> tuple[tuple[Finding, ...], Proposed]:
    if file is not None:
        plan = proposed(file)
        return run_checks(plan.plan), plan
    from app.commands.plan import adopted as ledger  # noqa: PLC0415 the house takes a second to load, and a file needs none of it
    from process.checks.run import held_seats  # noqa: PLC0415 the same

    state = ledger.ledger_state()
    return run_checks(state.plan, held_seats(state, ledger.today(state))), Proposed(plan=state.plan)


def place_of(path: str, plan: Proposed, name: str) -> str:
    """`plan.yaml:12`, by the nearest place above that has a line; the path
    itself where there is no file.
    """
    line = plan.line(path)
    return path if line is None else f"{name}:{line}"


def _findings_text(
    found: tuple[Finding, ...], places: list[str], plan: Proposed, width: int | None
) -> list[str]:
    """One line for each finding, for other programs too; on a screen of that width a few."""
    head = cli.plan_fine(plan.plan.title, len(plan.plan.milestones), len(plan.plan.organs))
    told = [
        findings.finding_block(finding, place, width=min(width, WIDEST))
        if width
        else findings.finding_line(finding, place)
        for finding, place in zip(found, places, strict=True)
    ]
    asked = [
        rule
        for rule in RULES
        if rule.id not in plan.plan.rules.off and (rule.check or plan.tree is None)
    ]
    counted = cli.rules_counted(len(asked), tuple(changed_rules(plan.plan)))
    return [head, *([""] if width else []), *told, findings.summary(found), counted]


def _findings_json(found: tuple[Finding, ...], places: list[str], plan: Plan, name: str) -> str:
    rows = [
        {
            "rule": f.rule,
            "severity": f.severity,
            "path": f.path,
            "place": place,
            "text": findings.finding_sentence(f),
        }
        for f, place in zip(found, places, strict=True)
    ]
    rules = [
        {
            "rule": r.id,
            "severity": severity_in(plan, r),
            "usual": r.severity,
            "off": r.id in plan.rules.off,
            "basis": r.basis,
        }
        for r in RULES
    ]
    return json.dumps(
        {"file": name, "findings": rows, "rules": rules}, ensure_ascii=False, indent=1
    )


@click.command(help=cli.PLAN_WORDS["diff"])
@click.argument("files", metavar="[GAMMEL] NY", nargs=-1, required=True, type=common.PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=cli.FORMAT,
)
def diff(files: tuple[Path, ...], form: str) -> None:
    """Nothing is written."""
    if len(files) > 2:
        raise click.UsageError(cli.PLAN_WORDS["diff"])
    old = proposed(files[0]).plan if len(files) == 2 else _adopted()
    new = proposed(files[-1], onto=old).plan
    found = difference(old, new)
    click.echo(
        _difference_json(found) if form == "json" else "\n".join(difference_lines(found, old, new))
    )


def _adopted() -> Plan:
    from app.commands.plan import adopted as ledger  # noqa: PLC0415 the house takes a second to load, and two files need none of it

    return ledger.ledger_state().plan


def _difference_json(found: Difference) -> str:
    changes: list[Json] = [
        {
            "kind": str(change.kind),
            "key": change.key,
            "title": change.row.title,
            "before": encode(change.before.when) if change.before else None,
            "after": encode(change.after.when) if change.after else None,
            "fields": list(change.fields),
        }
        for change in found.changes
    ]
    order: list[Json] = [list(pair) for pair in found.overtaken]
    seats: list[Json] = [str(seat) for seat in found.seats]
    whole: Json = {
        "changes": changes,
        "order": order,
        "parts": list(found.parts),
        "seats": seats,
        "calendars": list(found.calendars),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


@click.command(help=cli.PLAN_WORDS["show"])
@common.FILE_OR_LEDGER
@click.option("--on", "day", type=common.DAY, help=cli.ON_DAY)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "svg", "png"]),
    default="text",
    show_default=True,
    help=cli.FORMAT_SHOW,
)
@common.OUTPUT
def show(file: Path | None, day: datetime | None, form: str, output: Path | None) -> None:
    """Nothing is written but the answer."""
    on = day.date() if day else None
    state, today = _seen(file, on)
    if form == "json":
        common.say(json.dumps(encode(state.plan), ensure_ascii=False, indent=1), output)
    elif form == "text":
        head = f"{cli.as_on(on)}\n\n" if on and file is None else ""
        common.say(head + plan_table(state.plan), output)
    else:
        _draw(state, today, form, output)


def _seen(file: Path | None, on: date | None) -> tuple[State, date | None]:
    """The process, and the day it is seen on; a plan file by itself is seen on none."""
    if file is not None:
        plan = proposed(file).plan
        return _just_adopted(plan), on
    from app.commands.plan import adopted as ledger  # noqa: PLC0415 the house takes a second to load, and a file needs none of it

    if on is not None:
        return ledger.state_on(on), on
    state = ledger.ledger_state()
    return state, ledger.today(state)


def _just_adopted(plan: Plan) -> State:
    """The plan as if it had been adopted just before its first day."""
    days = (row.when.earliest for row in plan.milestones if row.when.earliest)
    stage = Stage(State.empty(plan.key))
    adopted_at = plan.calendar.delivery_on(min(days, default=date(2000, 1, 1)))
    stage.write(PlanAdopted(plan=plan, reason="preview"), at=adopted_at)
    return stage.state


def _draw(state: State, today: date | None, form: str, output: Path | None) -> None:
    from bot.documents.png import png  # noqa: PLC0415 what draws is slow to load, and a check draws nothing
    from bot.web.pictures import picture, plan_picture  # noqa: PLC0415 the same

    drawn = picture(state, today) if today is not None else plan_picture(state)
    if drawn is None:
        raise CannotSay(cli.NOTHING_DRAWN)
    if form == "svg":
        common.say(drawn, output)
    else:
        common.give(png(drawn), output, form)


@click.command(help=cli.PLAN_WORDS["roll"])
@common.FILE
@click.option("--to-year", "year", type=click.IntRange(1990, 2100), required=True, help=cli.TO_YEAR)
@common.OUTPUT
def roll(file: Path, year: int, output: Path | None) -> None:
    """A rehearsal's examples are nobody's plan for next year."""
    source = proposed(file)
    plan = source.plan
    if plan.rehearsal:
        raise CannotSay(cli.is_rehearsal(file.name))
    new = rolled_to(plan, year)
    says_year = source.tree is not None and process_year(source.tree) is not None
    comment = cli.rolled_head(plan.title, year, len(unconfirmed(new)))
    common.say(plan_text(new, comment=comment, year=year if says_year else None), output)


def rolled_to(plan: Plan, year: int) -> Plan:
    """The draft for a year, with that year's closed days; raises CannotSay."""
    base = base_year(plan)
    if base is None:
        raise CannotSay(cli.cannot_roll(plan.title))
    if base == year:
        raise CannotSay(cli.already_that_year(year))
    return rolled(plan, years=year - base, calendar=calendar_for(plan, year - base))


def calendar_for(plan: Plan, years: int) -> WorkCalendar:
    """The same customs so many years on; the plan's own closed days belong to their year and
    stay behind.
    """
    settings = document_of(plan).calendar
    reached = {closed.day.year + years for closed in plan.calendar.closed}
    return replace(plan.calendar, closed=closed_days(reached, settings.customary))


@click.command(help=cli.PLAN_WORDS["schema"])
def schema() -> None:
    """The schema, to the screen."""
    click.echo(schema_text())
