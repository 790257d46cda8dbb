"""The rules, in the order a reader wants them, the one function that asks them all, and the
seats nobody sits in.
"""

from __future__ import annotations

from datetime import date

from process.checks.finding import Finding, Held, Rule
from process.checks.med_rules import (
    case_deadline,
    consultation_answered_too_late,
    consultation_ends_closed,
    consultation_too_short,
    decided_before_discussion,
    discussion_after_treatment,
    level_never_asked,
    main_committee_meets_politicians,
    main_committee_never_discusses,
    material_time,
    med_told_after_decision,
    no_med,
    not_confirmed,
    owner_not_held,
    tentative,
    views_miss_dispatch,
)
from process.checks.plan_rules import (
    closed_day,
    day_after_closed,
    guessed,
    nothing_planned,
    one_meeting_two_days,
    organ_in_two_places,
    owner_not_stated,
    owner_without_seat,
    programme_order,
    readings_missing,
    readings_too_close,
    same_day,
    sources_disagree,
    two_meetings_one_day,
    undated,
)
from process.ledger.state import State
from process.plan.model import Plan, Severity
from process.seats import Role, Seat

ERROR, QUESTION = Severity.ERROR, Severity.QUESTION
READINGS = ("budget_adopted_by", "reading_gap_days")
DISPATCH = ("dispatch_days", "dispatch_counting")
MATERIAL = ("material_days", "notice_days", "minutes_days", *DISPATCH, "narrow_days")

RULES: tuple[Rule, ...] = (
    Rule(id="nothing_planned", severity=ERROR, basis="sums", check=nothing_planned),
    Rule(
        id="discussion_after_treatment",
        severity=ERROR,
        basis="med",
        check=discussion_after_treatment,
    ),
    Rule(
        id="readings_too_close",
        severity=ERROR,
        basis="law",
        numbers=READINGS,
        check=readings_too_close,
    ),
    Rule(id="programme_order", severity=ERROR, basis="sums", check=programme_order),
    Rule(
        id="decided_before_discussion",
        severity=QUESTION,
        basis="med",
        check=decided_before_discussion,
    ),
    Rule(
        id="med_told_after_decision", severity=QUESTION, basis="med", check=med_told_after_decision
    ),
    Rule(id="no_med", severity=QUESTION, basis="med", check=no_med),
    Rule(
        id="main_committee_never_discusses",
        severity=QUESTION,
        basis="med",
        check=main_committee_never_discusses,
    ),
    Rule(
        id="main_committee_meets_politicians",
        severity=QUESTION,
        basis="med",
        check=main_committee_meets_politicians,
    ),
    Rule(
        id="views_miss_dispatch",
        severity=QUESTION,
        basis="practice",
        numbers=DISPATCH,
        check=views_miss_dispatch,
    ),
    Rule(
        id="material_time",
        severity=QUESTION,
        basis="practice",
        numbers=MATERIAL,
        check=material_time,
    ),
    Rule(
        id="case_deadline",
        severity=QUESTION,
        basis="practice",
        numbers=("case_days", "material_days"),
        check=case_deadline,
    ),
    Rule(
        id="readings_missing",
        severity=QUESTION,
        basis="law",
        numbers=READINGS,
        check=readings_missing,
    ),
    Rule(id="level_never_asked", severity=QUESTION, basis="med", check=level_never_asked),
    Rule(
        id="consultation_too_short",
        severity=QUESTION,
        basis="practice",
        numbers=("consultation_days",),
        check=consultation_too_short,
    ),
    Rule(
        id="consultation_ends_closed",
        severity=QUESTION,
        basis="sums",
        check=consultation_ends_closed,
    ),
    Rule(
        id="consultation_answered_too_late",
        severity=QUESTION,
        basis="practice",
        check=consultation_answered_too_late,
    ),
    Rule(id="guessed", severity=QUESTION, basis="source", check=guessed),
    Rule(id="sources_disagree", severity=QUESTION, basis="source", check=sources_disagree),
    Rule(id="closed_day", severity=QUESTION, basis="sums", check=closed_day),
    Rule(id="day_after_closed", severity=QUESTION, basis="practice", check=day_after_closed),
    Rule(id="same_day", severity=QUESTION, basis="sums", check=same_day),
    Rule(id="two_meetings_one_day", severity=QUESTION, basis="sums", check=two_meetings_one_day),
    Rule(id="organ_in_two_places", severity=QUESTION, basis="sums", check=organ_in_two_places),
    Rule(id="one_meeting_two_days", severity=QUESTION, basis="source", check=one_meeting_two_days),
    Rule(id="owner_not_stated", severity=QUESTION, basis="source", check=owner_not_stated),
    Rule(id="owner_without_seat", severity=QUESTION, basis="source", check=owner_without_seat),
    Rule(id="owner_not_held", severity=QUESTION, basis="seats", check_held=owner_not_held),
    Rule(id="undated", severity=QUESTION, basis="source", check=undated),
    Rule(id="tentative", severity=QUESTION, basis="source", check=tentative),
    Rule(id="not_confirmed", severity=QUESTION, basis="rolled", check=not_confirmed),
)


def run_checks(plan: Plan, held: Held | None = None) -> tuple[Finding, ...]:
    """Everything the rules find, as seriously as the plan takes it: errors first, then the table's
    order. The ones it has switched off are not asked (`rules.off`, `rules.severity`).
    """
    found = [
        Finding(
            rule=rule.id,
            severity=severity_in(plan, rule),
            path=found.path,
            facts=tuple(found.facts.items()),
        )
        for rule in RULES
        if rule.id not in plan.rules.off
        for found in rule.ask(plan, held)
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def severity_in(plan: Plan, rule: Rule) -> Severity:
    """How seriously the plan takes a rule."""
    return dict(plan.rules.severity).get(rule.id, rule.severity)


def held_seats(state: State, day: date) -> Held:
    """The seats somebody sits in that day."""
    return frozenset(seat for seat in state.tenures if state.holders(seat, day))


def empty_seats(state: State, day: date) -> tuple[str, ...]:
    """Seats that owe something under the plan, or keep the process, and have nobody in them."""
    held = held_seats(state, day)
    owner = Seat(Role.PROCESS_OWNER, state.process)
    found = [str(found.facts["seat"]) for found in owner_not_held(state.plan, held)]
    return (*(() if owner in held else (str(owner),)), *found)
