"""`fristvogter plan check [FIL]`: what is wrong with a plan, and what it leaves open. Without a file: the adopted plan."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from app.commands.plan import common
from app.commands.plan.proposing import Proposed, proposed
from bot.text import cli, findings, plan_cli
from bot.text.rule_words import changed_rules
from process.checks import RULES, Finding, Severity, run_checks, severity_in
from process.plan import Plan

WIDEST = 100
"""Letters in a line that the eye still follows."""


@click.command(help=plan_cli.WORDS["check"])
@common.FILE_OR_LEDGER
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help=plan_cli.FORMAT_CHECK
)
@common.OUTPUT
def command(file: Path | None, form: str, output: Path | None) -> None:
    """Faults stop with exit 1 and write nothing; findings are questions to a person."""
    found, plan = _ask(file)
    name = file.name if file else plan.plan.key
    places = [place_of(finding.path, plan, name) for finding in found]
    if form == "json":
        common.say(_json(found, places, plan.plan, name), output)
    elif form == "html":
        from bot.web.report import report_page  # noqa: PLC0415 the pages of the web are slow to load, and the text needs none of them

        common.say(report_page(plan.plan, found, places, file=name), output)
    else:
        width = shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
        common.say("\n".join(_text(found, places, plan, width)), output)
    sys.exit(1 if any(f.severity is Severity.ERROR for f in found) else 0)


def _ask(file: Path | None) -> tuple[tuple[Finding, ...], Proposed]:
    if file is not None:
        plan = proposed(file)
        return run_checks(plan.plan), plan
    from app.commands.plan import ledger  # noqa: PLC0415 the house takes a second to load, and a file needs none of it
    from process.checks.held import held_seats  # noqa: PLC0415 the same

    state = ledger.ledger_state()
    return run_checks(state.plan, held_seats(state, ledger.today(state))), Proposed(plan=state.plan)


def place_of(path: str, plan: Proposed, name: str) -> str:
    """`plan.yaml:12`, by the nearest place above that has a line; the path itself where there is no file."""
    line = plan.line(path)
    return path if line is None else f"{name}:{line}"


def _text(found: tuple[Finding, ...], places: list[str], plan: Proposed, width: int | None) -> list[str]:
    """One line for each finding, for other programs too; on a screen of that width a few."""
    head = cli.plan_fine(plan.plan.title, len(plan.plan.milestones), len(plan.plan.organs))
    told = [
        findings.finding_block(finding, place, width=min(width, WIDEST)) if width else findings.finding_line(finding, place)
        for finding, place in zip(found, places, strict=True)
    ]
    asked = [rule for rule in RULES if rule.id not in plan.plan.rules.off and (rule.check or plan.tree is None)]
    counted = plan_cli.rules_counted(len(asked), tuple(changed_rules(plan.plan)))
    return [head, *([""] if width else []), *told, findings.summary(found), counted]


def _json(found: tuple[Finding, ...], places: list[str], plan: Plan, name: str) -> str:
    rows = [
        {"rule": f.rule, "severity": f.severity, "path": f.path, "place": place, "text": findings.finding_sentence(f)}
        for f, place in zip(found, places, strict=True)
    ]
    rules = [
        {"rule": r.id, "severity": severity_in(plan, r), "usual": r.severity, "off": r.id in plan.rules.off, "basis": r.basis}
        for r in RULES
    ]
    return json.dumps({"file": name, "findings": rows, "rules": rules}, ensure_ascii=False, indent=1)
