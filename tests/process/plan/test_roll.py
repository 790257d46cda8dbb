"""Next year's draft: the same week and weekday, off closed days, the law's dates kept, and every
other date open until confirmed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.plan.look import rolled_to
from bench.house import ROOT
from config.plan_file import load_plan
from config.plan_writer import plan_text
from process.checks.run import run_checks
from process.dates.when import Day, NoLater, When, fault_of
from process.plan.model import Plan, Severity, unconfirmed
from process.plan.roll import base_year, shifted
from tests.config.small_plan import write
from tests.process.dates.test_danish import WHENS

NORDDJURS = ROOT / "config" / "plans" / "norddjurs-2024.yaml"


@pytest.fixture(scope="module")
def old() -> Plan:
    return load_plan(NORDDJURS)


@pytest.fixture(scope="module")
def new(old: Plan) -> Plan:
    return rolled_to(old, 2025)


def test_norddjurs_rolled_to_2025_has_no_error_and_lists_what_must_be_confirmed(
    old: Plan, new: Plan
) -> None:
    found = run_checks(new)
    assert [f for f in found if f.severity is Severity.ERROR] == []
    dated = [m for m in old.milestones if m.when.earliest]
    meetings = [m for _, m in old.meetings()]
    assert len(unconfirmed(new)) == len(dated) + len(meetings)
    listed = [f for f in found if f.rule == "not_confirmed"]
    assert {f.path for f in listed if f.path.startswith("milestones.")} == {
        f"milestones.{m.key}" for m in dated
    }
    (limit,) = [f for f in listed if f.path == "rules.budget_adopted_by"]
    counted = [f for f in listed if f is not limit]
    assert sum(int(str(f.fact("count"))) for f in counted) == len(unconfirmed(new))
    assert new.rules.budget_adopted_by_rolled_from == old.rules.budget_adopted_by


def test_a_rolled_plan_is_a_file_that_loads_as_itself(new: Plan, tmp_path: Path) -> None:
    assert load_plan(write(tmp_path, plan_text(new))) == new


def test_weeks_and_weekdays_stay_and_closed_days_are_avoided(old: Plan, new: Plan) -> None:
    for was, now in zip(old.milestones, new.milestones, strict=True):
        if isinstance(was.when, Day | NoLater) and isinstance(now.when, Day | NoLater):
            assert new.calendar.is_working(now.when.day) or not old.calendar.is_working(
                was.when.day
            )
            same = was.when.day.isocalendar()[1:] == now.when.day.isocalendar()[1:]
            target = date.fromisocalendar(
                was.when.day.isocalendar().year + 1, *was.when.day.isocalendar()[1:]
            )
            assert same or not new.calendar.is_working(target)


def test_what_law_fixes_keeps_its_day_and_month(old: Plan) -> None:
    fixed = replace(
        old.milestones[0], key="lov", when=NoLater(day=date(2024, 10, 15)), fixed_by="budgetloven"
    )
    rolled = rolled_to(replace(old, milestones=(*old.milestones, fixed)), 2026)
    row = rolled.milestone("lov")
    assert (row.when, row.rolled_from, rolled.rules.budget_adopted_by) == (
        NoLater(day=date(2026, 10, 15)),
        None,
        date(2026, 10, 15),
    )


def test_years_in_keys_and_titles_follow_and_what_belongs_to_the_old_year_stays_behind(
    new: Plan,
) -> None:
    assert (new.key, new.title, new.budget_years) == (
        "norddjurs-2025",
        "Råderumsprocessen 2025",
        "2026-2029",
    )
    assert (
        new.milestone("hoering_foerste_behandling").title
        == "Høring om 1. behandlingsbudgettet 2026-2029"
    )
    assert all(
        not m.source and not m.note and not m.programme and m.cancelled is None
        for m in new.milestones
    )
    assert all(
        m.key == f"m_{m.when.earliest:%Y_%m_%d}"
        for m in new.organ("direktion").meetings
        if isinstance(m.when, Day)
    )


def test_the_base_year_is_the_one_most_dates_lie_in(old: Plan) -> None:
    assert base_year(old) == 2024
    assert base_year(replace(old, milestones=())) is None


@given(WHENS.filter(lambda when: fault_of(when) is None), st.integers(-5, 10))
def test_any_time_can_be_shifted_and_stays_possible(when: When, years: int) -> None:
    moved = shifted(when, years)
    assert type(moved) is type(when)
    assert fault_of(moved) is None


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(1, 5))
def test_a_day_lands_within_a_week_of_the_same_date(day: date, years: int) -> None:
    moved = shifted(Day(day=day), years)
    assert isinstance(moved, Day)
    assert moved.day.weekday() == day.weekday()
    same = date(day.year + years, day.month, min(day.day, 28))
    assert abs(moved.day - same) <= timedelta(days=10)
