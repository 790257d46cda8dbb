"""A plan is written so that reading gives the same plan, and into its own file so that
everything else in it stays.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.house import ROOT
from config.plan_file import load_plan
from config.plan_writer import plan_text, plan_text_like
from process.dates.danish_grammar import read
from process.ledger.codec import decode, encode
from process.plan.diff import difference
from process.plan.model import Above, Meeting, Milestone, Plan, Severity

PLANS = ("norddjurs-2024.yaml", "eksempel-budget-2026.yaml")
FOLDER = ROOT / "config" / "plans"


def changed(plan: Plan, key: str, **fields: object) -> Plan:
    """The plan with one row changed."""
    rows = tuple(replace(m, **fields) if m.key == key else m for m in plan.milestones)  # type: ignore[arg-type]
    return replace(plan, milestones=rows)


def read_back(text: str, folder: Path) -> Plan:
    """The plan a text says."""
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_written_anew_is_read_as_the_same_plan(name: str, tmp_path: Path) -> None:
    plan = load_plan(FOLDER / name)
    assert read_back(plan_text(plan, comment="Hoved"), tmp_path) == plan


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_nobody_changed_is_its_own_file_to_the_letter(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert plan_text_like(load_plan(FOLDER / name), text) == text


def test_only_the_line_that_changed_changes(tmp_path: Path) -> None:
    path = FOLDER / PLANS[0]
    text = path.read_text(encoding="utf-8")
    moved = changed(load_plan(path), "raaderumsforslag", when=read("senest 22. marts 2024 kl. 12"))
    written = plan_text_like(moved, text)
    assert written is not None
    differing = [
        (a, b) for a, b in zip(text.splitlines(), written.splitlines(), strict=True) if a != b
    ]
    assert differing == [
        (
            "    when: senest mandag den 18. marts 2024",
            "    when: senest fredag den 22. marts 2024 kl. 12.00",
        )
    ]
    assert read_back(written, tmp_path) == moved


def test_rows_and_meetings_come_and_go_and_comments_stay(tmp_path: Path) -> None:
    path = FOLDER / PLANS[0]
    plan = load_plan(path)
    new = Milestone(
        key="ny", title="Ny: med kolon og 'anførsel'", kind="dokument", when=read("uge 24/25 2024")
    )
    rows = (new, *(m for m in plan.milestones if m.key != "statusnotat"))
    meeting = Meeting(key="ekstra", when=read("3. april 2024"), agenda=("Punkt: et",))
    organs = tuple(
        replace(o, meetings=(*o.meetings[:2], meeting)) if o.key == "kommunalbestyrelsen" else o
        for o in plan.organs
    )
    plan = replace(plan, milestones=rows, organs=organs, rules=replace(plan.rules, notice_days=7))
    written = plan_text_like(plan, path.read_text(encoding="utf-8"))
    assert written is not None
    assert read_back(written, tmp_path) == plan
    assert "notice_days: 7                " in written
    assert "# Kilderne skriver chefmøde, chefgruppe og chefforum" in written


def test_what_a_plan_says_of_its_checks_is_written_and_read_back(tmp_path: Path) -> None:
    path = FOLDER / PLANS[0]
    plan = load_plan(path)
    severity = (("undated", Severity.ERROR), ("closed_day", Severity.NOTE))
    plan = replace(plan, rules=replace(plan.rules, off=("same_day",), severity=severity))
    merged = plan_text_like(plan, path.read_text(encoding="utf-8"))
    assert merged is not None and "# senest 2. behandling" in merged
    assert [read_back(text, tmp_path) for text in (merged, plan_text(plan))] == [plan, plan]
    assert decode(Plan, encode(plan)) == plan


def test_a_file_that_cannot_be_made_to_say_the_plan_is_not_used(tmp_path: Path) -> None:
    plan = load_plan(FOLDER / PLANS[0])
    assert plan_text_like(plan, "process: {key: a}") is None
    commented = (
        "process:\n  key: a\n  title: # its comment\n    A\n\n  municipality: A\n  uid_host: "
        "a.invalid\n"
    )
    assert plan_text_like(read_back(commented, tmp_path), commented) is None


@pytest.mark.parametrize(
    "ladder", [None, (), (Above.DIRECTOR,), (Above.PROCESS_OWNER, Above.DEPUTY)]
)
def test_a_ladder_is_written_and_read_as_it_is(
    ladder: tuple[Above, ...] | None, tmp_path: Path
) -> None:
    path = FOLDER / PLANS[0]
    plan = load_plan(path)
    other = replace(
        plan,
        kinds=tuple(
            replace(k, rhythm=replace(k.rhythm, ladder=ladder)) if k.key == "aflevering" else k
            for k in plan.kinds
        ),
    )

    assert read_back(plan_text(other), tmp_path) == other
    assert decode(Plan, encode(other)) == other
    into = plan_text_like(other, path.read_text(encoding="utf-8"))
    assert into is not None and read_back(into, tmp_path) == other
    assert [part for part in difference(plan, other).parts if part == "kinds"] == (
        ["kinds"] if ladder is not None else []
    )
