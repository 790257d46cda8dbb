"""Findings are told in Danish as facts and a question, never as a verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.text.checks import (
    BASIS,
    NUMBERS,
    REASONS,
    SENTENCES,
    changed_rules,
    finding_block,
    finding_line,
    finding_sentence,
    numbers_of,
    summary,
)
from config.plan_file import load_plan
from process.checks.finding import Finding
from process.checks.run import RULES, run_checks
from process.plan.model import Does, Rules, Severity
from tests.process.checks.small_plans import CALM, add, found, on, row

PLAN = Path(__file__).parents[3] / "config" / "plans" / "norddjurs-2024.yaml"
VERDICTS = (
    "brud",
    "ulovlig",
    "overtræd",
    "skal ændres",
    "godkend",
    "skylder",
    "eskalering",
    "rykke",
    "fejl i",
)


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return run_checks(load_plan(PLAN))


def sentence(findings: tuple[Finding, ...], rule: str) -> str:
    """The first sentence of one rule."""
    return next(finding_sentence(finding) for finding in findings if finding.rule == rule)


def test_every_rule_has_a_sentence_and_a_basis() -> None:
    assert sorted(SENTENCES) == sorted(rule.id for rule in RULES)
    assert {rule.basis for rule in RULES} <= set(BASIS)


def test_every_question_asks_and_none_passes_a_verdict(findings: tuple[Finding, ...]) -> None:
    sentences = [finding_sentence(finding) for finding in findings]
    assert [s for s in sentences if not s.endswith("?")] == []
    assert [s for s in sentences if any(word in s.lower() for word in VERDICTS)] == []


def test_the_main_committees_case_reads_so(findings: tuple[Finding, ...]) -> None:
    assert sentence(findings, "main_committee_never_discusses") == (
        "Hovedudvalget orienteres den 29. februar, 25. april og 6. juni; "
        "en drøftelse er ikke planlagt. "
        "Orientering erstatter ikke en drøftelse. Skal der være en?"
    )


def test_the_agenda_case_tells_both_ways_of_counting(findings: tuple[Finding, ...]) -> None:
    assert sentence(findings, "views_miss_dispatch") == (
        "“Hovedudvalget får status på råderumsforslagene” er torsdag den 25. "
        "april 2024, og den første politiske behandling kan være "
        "tirsdag den 30. april 2024. Sendes dagsordenen 4 dage før, er det torsdag den 25. "
        "april 2024 (lørdag talt med) eller "
        "onsdag den 24. april 2024 (uden lørdag). Skal udvalgets synspunkter kunne stå i "
        "dagsordenen?"
    )


def test_the_readings_case_counts_back(findings: tuple[Finding, ...]) -> None:
    assert sentence(findings, "readings_missing") == (
        "Planen har ingen dag for 1. behandling og 2. behandling af budgettet. Skal 2. "
        "behandling være senest "
        "tirsdag den 15. oktober 2024, og skal der være 21 dage imellem, kan 1. "
        "behandling senest være "
        "tirsdag den 24. september 2024. Hvornår er de?"
    )


def test_a_closed_day_a_weekend_and_a_half_day_are_told_apart() -> None:
    plan = add(
        row("a", Does.EVENT, on(4, 1)),
        row("b", Does.EVENT, on(4, 6)),
        row("c", Does.EVENT, on(6, 5)),
    )
    assert [finding_sentence(finding) for finding in found(plan, "closed_day")] == [
        "“A” er mandag den 1. april 2024, og der er lukket (anden påskedag). Passer det?",
        "“B” er lørdag den 6. april 2024, og der er lukket (weekend). Passer det?",
        "“C” er onsdag den 5. juni 2024, og der er lukket (grundlovsdag fra kl. 12.00). "
        "Passer det?",
    ]


def test_an_error_is_told_as_one_with_its_place() -> None:
    finding = found(add(row("sent", Does.DISCUSSION, on(5, 2))), "discussion_after_treatment")[0]
    assert finding_line(finding, "plan.yaml:7") == (
        "plan.yaml:7: Fejl: “Sent” ligger torsdag den 2. maj 2024, men sagen behandles politisk "
        "allerede tirsdag den 30. april 2024. "
        "Kan drøftelsen komme før?"
    )
    assert finding_line(finding).startswith("milestones.sent: Fejl: ")


def test_on_a_screen_the_sentence_stands_below_its_place_in_lines_that_fit() -> None:
    finding = found(add(row("sent", Does.DISCUSSION, on(5, 2))), "discussion_after_treatment")[0]
    assert finding_block(finding, "plan.yaml:7", width=60).splitlines() == [
        "plan.yaml:7: Fejl",
        "  “Sent” ligger torsdag den 2. maj 2024, men sagen",
        "  behandles politisk allerede tirsdag den 30. april 2024.",
        "  Kan drøftelsen komme før?",
    ]


def test_the_summary_counts_both(findings: tuple[Finding, ...]) -> None:
    error = Finding(rule="undated", severity=Severity.ERROR, path="x")
    assert summary([*findings, error]) == f"1 fejl, {len(findings)} spørgsmål."


def test_notes_are_counted_where_there_are_any() -> None:
    notes = [Finding(rule="undated", severity=Severity.NOTE, path="x")] * 2
    assert summary(notes) == "0 fejl, 0 spørgsmål, 2 bemærkninger."
    assert summary(notes[:1]) == "0 fejl, 0 spørgsmål, 1 bemærkning."


def test_what_a_plan_has_changed_of_the_rules_is_said() -> None:
    severity = (
        ("closed_day", Severity.NOTE),
        ("undated", Severity.QUESTION),
        ("same_day", Severity.ERROR),
    )
    plan = replace(
        CALM,
        rules=replace(
            CALM.rules, off=("same_day", "tentative"), severity=severity, material_days=7
        ),
    )
    assert list(changed_rules(plan)) == [
        "Slået fra i planen: same_day og tentative.",
        "Ændret vægt i planen: closed_day er bemærkning (ellers spørgsmål).",
        "Planens egne tal: dage, medlemmerne har materialet: 7 (ellers 14).",
    ]
    assert list(changed_rules(replace(CALM, rules=Rules()))) == []


def test_every_rule_has_its_reason_its_source_and_its_numbers_in_danish() -> None:
    assert list(REASONS) == [rule.id for rule in RULES]
    assert {rule.basis for rule in RULES} == set(BASIS)
    assert {name for rule in RULES for name in rule.numbers} == set(NUMBERS)
    assert all(numbers_of(CALM, rule) for rule in RULES if rule.numbers)


def test_nothing_found_is_said_too() -> None:
    assert summary(run_checks(CALM)) == "0 fejl, 0 spørgsmål."
