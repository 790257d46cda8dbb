"""The report of a check as one HTML file that stands by itself: to be mailed, printed, kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text import checks as words
from bot.text.checks import REASONS, changed_rules, numbers_of, weight
from bot.text.plan_table import owner_words
from bot.web.pages import environment
from process.checks.finding import Finding, Rule
from process.checks.run import RULES
from process.dates.danish import write
from process.plan.model import Plan, Severity


@dataclass(frozen=True, kw_only=True)
class Told:
    """One finding in words: its place in the file, what is asked, and where the rule comes from."""

    place: str
    sentence: str
    basis: str
    rule: str


def report_page(plan: Plan, found: Sequence[Finding], places: Sequence[str], *, file: str) -> str:
    """Errors first, then the questions, then every date, so that the reader can look them up."""
    told = [
        (finding.severity, _told(finding, place))
        for finding, place in zip(found, places, strict=True)
    ]
    titles = {row.key: row.title for row in plan.milestones}
    values = {
        "title": plan.title,
        "municipality": plan.municipality,
        "file": file,
        "summary": words.summary(found),
        "errors": [one for severity, one in told if severity is Severity.ERROR],
        "questions": [one for severity, one in told if severity is Severity.QUESTION],
        "notes": [one for severity, one in told if severity is Severity.NOTE],
        "changed": list(changed_rules(plan)),
        "rules": [_rule(plan, rule) for rule in RULES],
        "rows": [
            (write(row.when, titles), row.title, owner_words(plan, row)) for row in plan.milestones
        ],
    }
    return environment().get_template("report.html").render(values)


def _rule(plan: Plan, rule: Rule) -> tuple[str, str, str, str]:
    return REASONS[rule.id], words.BASIS[rule.basis], numbers_of(plan, rule), weight(plan, rule)


def _told(finding: Finding, place: str) -> Told:
    return Told(
        place=place,
        sentence=words.finding_sentence(finding),
        basis=words.basis_of(finding),
        rule=finding.rule,
    )
