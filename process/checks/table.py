"""The rules, in the order a reader wants them, and the one function that asks them all."""

from __future__ import annotations

from process.checks import day_rules, med_rules, plan_rules
from process.checks.finding import Finding, Rule, Severity
from process.plan import Plan

ERROR, QUESTION = Severity.ERROR, Severity.QUESTION

RULES: tuple[Rule, ...] = (
    Rule(id="discussion_after_treatment", severity=ERROR, basis="med", check=med_rules.discussion_after_treatment),
    Rule(id="readings_too_close", severity=ERROR, basis="law", check=plan_rules.readings_too_close),
    Rule(id="programme_order", severity=ERROR, basis="sums", check=day_rules.programme_order),
    Rule(id="decided_before_discussion", severity=QUESTION, basis="med", check=med_rules.decided_before_discussion),
    Rule(id="main_committee_never_discusses", severity=QUESTION, basis="med", check=med_rules.main_committee_never_discusses),
    Rule(id="main_committee_meets_politicians", severity=QUESTION, basis="med", check=med_rules.main_committee_meets_politicians),
    Rule(id="views_miss_dispatch", severity=QUESTION, basis="practice", check=med_rules.views_miss_dispatch),
    Rule(id="material_time", severity=QUESTION, basis="practice", check=med_rules.material_time),
    Rule(id="case_deadline", severity=QUESTION, basis="practice", check=med_rules.case_deadline),
    Rule(id="readings_missing", severity=QUESTION, basis="law", check=plan_rules.readings_missing),
    Rule(id="sources_disagree", severity=QUESTION, basis="source", check=plan_rules.sources_disagree),
    Rule(id="closed_day", severity=QUESTION, basis="sums", check=day_rules.closed_day),
    Rule(id="day_after_closed", severity=QUESTION, basis="practice", check=day_rules.day_after_closed),
    Rule(id="same_day", severity=QUESTION, basis="sums", check=day_rules.same_day),
    Rule(id="two_meetings_one_day", severity=QUESTION, basis="sums", check=day_rules.two_meetings_one_day),
    Rule(id="owner_not_stated", severity=QUESTION, basis="source", check=plan_rules.owner_not_stated),
    Rule(id="owner_without_seat", severity=QUESTION, basis="source", check=plan_rules.owner_without_seat),
    Rule(id="undated", severity=QUESTION, basis="source", check=plan_rules.undated),
)


def run_checks(plan: Plan) -> tuple[Finding, ...]:
    """Everything the rules find, but those the plan has switched off (`rules.off`), in the table's order."""
    return tuple(
        Finding(rule=rule.id, severity=rule.severity, path=found.path, facts=tuple(found.facts.items()))
        for rule in RULES
        if rule.id not in plan.rules.off
        for found in rule.check(plan)
    )
