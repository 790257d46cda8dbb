"""What a careful reader finds in the shipped plan (the domain page's nine points), no
more errors, no fewer questions.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from config.plan_file import load_plan
from process.checks.finding import Finding
from process.checks.run import run_checks
from process.plan.model import Plan, Severity


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[3] / "config" / "plans" / "norddjurs-2024.yaml")


@pytest.fixture(scope="module")
def findings(plan: Plan) -> tuple[Finding, ...]:
    return run_checks(plan)


def facts(findings: tuple[Finding, ...], rule: str) -> list[dict[str, object]]:
    """The facts of one rule's findings."""
    return [dict(finding.facts) for finding in findings if finding.rule == rule]


def test_it_is_all_questions(findings: tuple[Finding, ...]) -> None:
    assert {finding.severity for finding in findings} == {Severity.QUESTION}
    assert Counter(finding.rule for finding in findings) == {
        "decided_before_discussion": 1,
        "main_committee_never_discusses": 1,
        "main_committee_meets_politicians": 1,
        "views_miss_dispatch": 1,
        "material_time": 1,
        "case_deadline": 1,
        "readings_missing": 1,
        "sources_disagree": 1,
        "closed_day": 2,
        "day_after_closed": 1,
        "same_day": 3,
        "two_meetings_one_day": 2,
        "owner_not_stated": 4,
        "owner_without_seat": 1,
        "undated": 3,
        "tentative": 2,
    }


def test_1_the_main_committee_of_25_april_misses_the_agenda_of_30_april(
    findings: tuple[Finding, ...],
) -> None:
    (found,) = facts(findings, "views_miss_dispatch")
    assert (found["day"], found["treatment"], found["weekday"], found["working_day"]) == (
        date(2024, 4, 25),
        date(2024, 4, 30),
        date(2024, 4, 25),
        date(2024, 4, 24),
    )


def test_2_fourteen_days_of_material_leave_one_day_or_two(findings: tuple[Finding, ...]) -> None:
    (found,) = facts(findings, "material_time")
    assert (found["earliest"], found["by_notice"], found["working_days"]) == (
        date(2024, 4, 24),
        date(2024, 4, 17),
        14,
    )
    assert (found["working_day"], found["weekday"]) == (date(2024, 4, 24), date(2024, 4, 25))


def test_2_the_case_deadline_lies_before_the_first_meeting(findings: tuple[Finding, ...]) -> None:
    (found,) = facts(findings, "case_deadline")
    assert (found["due"], found["earliest"]) == (date(2024, 4, 18), date(2024, 4, 24))


def test_3_store_bededag_is_an_ordinary_working_day(plan: Plan) -> None:
    assert plan.calendar.is_working(date(2024, 4, 26))


def test_4_the_board_meets_on_half_days_and_the_main_committee_the_day_after_one(
    findings: tuple[Finding, ...],
) -> None:
    assert [found["day"] for found in facts(findings, "closed_day")] == [
        date(2024, 5, 1),
        date(2024, 6, 5),
    ]
    assert [(found["day"], found["name"]) for found in facts(findings, "day_after_closed")] == [
        (date(2024, 6, 6), "Grundlovsdag")
    ]


def test_5_the_twelfth_and_the_twentieth_of_march_are_full(findings: tuple[Finding, ...]) -> None:
    days = {found["day"]: found["titles"] for found in facts(findings, "same_day")}
    assert days[date(2024, 3, 12)] == (
        "Arbejdspakker på velfærdsområdet fremlægges på chefmødet",
        "Borgerkonference om fremtidens velfærd",
        "Økonomiudvalget",
    )
    assert days[date(2024, 3, 20)] == ("Chefforum om råderum", "Direktionen")


def test_6_the_main_committee_is_informed_three_times_and_discusses_nowhere(
    findings: tuple[Finding, ...],
) -> None:
    (found,) = facts(findings, "main_committee_never_discusses")
    assert found["informed"] == (date(2024, 2, 29), date(2024, 4, 25), date(2024, 6, 6))
    assert facts(findings, "main_committee_meets_politicians") == [{"organ": "Hovedudvalget"}]


def test_6_both_readings_are_missing_and_the_first_is_due_by_24_september(
    findings: tuple[Finding, ...],
) -> None:
    (found,) = facts(findings, "readings_missing")
    assert (found["missing"], found["last_first"], found["last_second"]) == (
        ("1", "2"),
        date(2024, 9, 24),
        date(2024, 10, 15),
    )


def test_7_odd_rows_load_without_invented_dates(plan: Plan, findings: tuple[Finding, ...]) -> None:
    cancelled = [m.when.earliest for m in plan.organ("direktion").meetings if m.cancelled]
    months = [m.key for m in plan.milestones if m.when.precision == "month"]
    assert cancelled == [date(2024, 3, 27), date(2024, 4, 17), date(2024, 10, 16)]
    assert months == [
        "ideer_sorteret",
        "kb_seminar_evalueret",
        "budgetforhandlinger",
        "frisaettelse_oplaeg",
    ]
    assert [f.path.split(".")[1] for f in findings if f.rule == "undated"] == [
        "nye_forslag_droeftes",
        "omstillingskatalog",
        "frisaettelse_anbefalinger",
    ]


def test_8_two_documents_tell_of_10_april_differently(findings: tuple[Finding, ...]) -> None:
    (found,) = facts(findings, "sources_disagree")
    assert {found["one_source"], found["other_source"]} == {
        "Dagsorden, direktionen 20-03-2024",
        "Notat 19-02-2024",
    }


def test_9_the_board_treats_the_proposals_before_any_discussion_can_be(
    findings: tuple[Finding, ...],
) -> None:
    (found,) = facts(findings, "decided_before_discussion")
    assert (found["day"], found["discussion"], found["informed"]) == (
        date(2024, 4, 10),
        date(2024, 4, 10),
        (date(2024, 2, 29),),
    )


def test_nobody_is_said_to_own_what_the_sources_leave_open(findings: tuple[Finding, ...]) -> None:
    rows = [f.path.split(".")[1] for f in findings if f.rule == "owner_not_stated"]
    assert rows == [
        "hu_status_februar",
        "hu_status_april",
        "hu_status_juni",
        "hoering_foerste_behandling",
    ]
