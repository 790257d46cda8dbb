"""The week's overview: once a week, early in it, for those the plan names, and only
when there is something to say.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.ledger.facts import Delivered, PlanAdopted
from process.plan.model import Rules
from process.reminders.due import due_notices, next_due
from process.reminders.notices import NoticeKind
from process.reminders.weekly import week_of
from process.seats import Role
from process.simulation import Stage
from tests.support.cast import PLAN, at


@pytest.fixture
def informed(stage: Stage) -> Stage:
    """The small process whose plan names the director and those who keep the process."""
    rules = Rules(weekly=(Role.DIRECTOR, Role.PROCESS_OWNER))
    stage.write(
        PlanAdopted(plan=replace(PLAN, rules=rules), reason="Overblik"), at=at("2024-01-02")
    )
    return stage


def readers(stage: Stage, day: str, clock: str = "08:00") -> list[str]:
    return sorted(
        n.person for n in due_notices(stage.state, at(day, clock)) if n.kind is NoticeKind.WEEKLY
    )


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2024-03-04", "08:00", []),  # nothing in this week and the next
        ("2024-03-11", "07:59", []),
        ("2024-03-11", "08:00", ["p-direktoer", "p-procesejer"]),
        ("2024-03-14", "08:00", ["p-direktoer", "p-procesejer"]),
        ("2024-03-15", "08:00", []),  # on a Friday it is too late
        ("2024-04-01", "09:00", []),  # 2. påskedag
        ("2024-04-02", "08:00", ["p-direktoer", "p-procesejer"]),
    ],
)
def test_who_gets_it_when(informed: Stage, day: str, clock: str, expected: list[str]) -> None:
    assert readers(informed, day, clock) == expected


def test_a_plan_that_names_nobody_has_none(stage: Stage) -> None:
    assert readers(stage, "2024-03-11") == []


def test_it_is_one_notice_a_week_and_belongs_in_the_days_message(informed: Stage) -> None:
    keys = {
        n.key
        for day in ("2024-03-11", "2024-03-12", "2024-03-14")
        for n in due_notices(informed.state, at(day))
        if n.kind is NoticeKind.WEEKLY and n.person == "p-direktoer"
    }

    assert keys == {"r24|weekly|2024-11|p-direktoer"}
    assert all(
        n.digested
        for n in due_notices(informed.state, at("2024-03-11"))
        if n.kind is NoticeKind.WEEKLY
    )
    assert next_due(informed.state, at("2024-03-04")) == at("2024-03-11")


def test_it_shows_what_is_late_and_how_far_what_comes_has_come(informed: Stage) -> None:
    informed.write(
        Delivered(obligation="forslag/head:pleje"), at=at("2024-03-12"), actor="p-plejechef"
    )

    coming = week_of(informed.state, "p-direktoer", date(2024, 3, 11)).coming
    assert [(row.key, [o.met is not None for o in owed]) for row, owed in coming] == [
        ("forslag", [True, False])
    ]
    assert [o.key for o in week_of(informed.state, "p-direktoer", date(2024, 3, 25)).late] == [
        "forslag/head:skole"
    ]
