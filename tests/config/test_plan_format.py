"""The page about the plan format is true: every example in it loads, and every wording is read and
written back as the same time.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bench.house import ROOT
from bot.text.checks import REASONS, SEVERITY
from config.plan_file import load_plan
from process.checks.run import RULES, run_checks
from process.dates.danish import write
from process.dates.danish_grammar import read
from process.dates.when import When
from process.plan.model import Severity
from tests.config.small_plan import faults_of
from tests.config.small_plan import write as write_file

PAGE = (ROOT / "docs" / "plan-format.md").read_text(encoding="utf-8")
BASE = """\
process: {key: proeve-2024, title: Prøve, municipality: Prøve, uid_host: proeve.invalid, year: 2024}
kinds:
  aflevering: {label: Aflevering, does: delivery}
  droeftelse: {label: Drøftelse, does: discussion}
  behandling: {label: Behandling, does: decision}
  moede: {label: Møde, does: event}
organs:
  direktion: {name: Direktionen, kind: executive_board}
  udvalget: {name: Udvalget, kind: standing_committee}
areas:
  skole: {name: Skole}
milestones:
  forslag: {title: Forslag, kind: aflevering, when: 18. marts}
"""


def blocks(kind: str) -> list[str]:
    """The fenced examples of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def laid_over(base: Any, over: Any) -> Any:
    """Maps joined, everything else replaced."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return {**base, **{key: laid_over(base.get(key), value) for key, value in over.items()}}


@pytest.mark.parametrize(
    "example", blocks("yaml"), ids=lambda text: text.split(":")[0].strip() + str(text.count("\n"))
)
def test_every_example_loads(example: str, tmp_path: Path) -> None:
    yaml = YAML(typ="rt", pure=True)
    whole = laid_over(yaml.load(BASE), yaml.load(example))
    path = tmp_path / "plan.yaml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(whole, file)
    assert faults_of(path) == ()


@pytest.mark.parametrize(
    "words", [line for block in blocks("hvornår") for line in block.splitlines()]
)
def test_every_wording_is_read_and_written_back_as_the_same_time(words: str) -> None:
    when: When = read(words, year=2024)
    assert read(write(when)) == when


def test_the_page_shows_every_kind_of_time_and_every_number() -> None:
    shown = {
        type(read(line, year=2024)).__name__
        for block in blocks("hvornår")
        for line in block.splitlines()
    }
    assert shown == {cls.__name__ for cls in When.__args__}
    rules = next(block for block in blocks("yaml") if block.startswith("rules:"))
    numbers = {
        "dispatch_days",
        "case_days",
        "notice_days",
        "material_days",
        "minutes_days",
        "narrow_days",
        "consultation_days",
        "record_days",
    }
    assert {name for name in numbers if name not in rules} == set()


def test_a_timetable_nobody_designed_the_format_for_loads_without_a_lie() -> None:
    plan = load_plan(ROOT / "config" / "plans" / "eksempel-budget-2026.yaml")
    loose = {
        m.key: write(m.when)
        for m in plan.milestones
        if m.when.precision in ("week", "third", "month", "unknown", "window")
    }
    assert loose == {
        "vej_egen_frist": "ultimo april 2025",
        "direktionen_prioriterer": "uge 18/19 2025",
        "med_droefter": "fra 6. maj til hvert fagudvalgs behandling (3.–12. juni 2025)",
        "hovedmed_byraad": "medio maj 2025",
        "fagudvalg": "hvert fagudvalgs ordinære møde 3.–12. juni 2025",
        "halvaarsregnskab": "juni–august 2025",
        "kl_aftale": "medio juni 2025",
        "tekniske_korrektioner": "senest uge 32 2025",
        "budgetmateriale": "2 arbejdsdage efter basisbudget",
        "ekstra_droeftelse": "efter foerste_behandling",
        "takster": "uden dato: når budgettet er vedtaget",
        "temamoede_anlaeg": "primo marts 2025",
    }
    assert [
        finding.rule for finding in run_checks(plan) if finding.severity is Severity.ERROR
    ] == []


def test_the_page_lists_every_check_with_what_it_is_for_and_its_usual_weight() -> None:
    rows = [f"| `{rule.id}` | {REASONS[rule.id]} | {SEVERITY[rule.severity]} |" for rule in RULES]
    assert [line for line in PAGE.splitlines() if re.match(r"\| `[a-z_]+` \|", line)] == rows


def test_the_smallest_plan_is_whole_by_itself(tmp_path: Path) -> None:
    assert faults_of(write_file(tmp_path, blocks("yaml")[0])) == ()
