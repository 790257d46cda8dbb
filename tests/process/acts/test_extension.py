"""What follows from a later day is computed before anybody asks for it: refusals, distance, what it
runs into, the next reminder.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts.extension import Clash, Extension, Why, preview_extension
from process.dates.when import Day, Relative
from process.deadlines.obligations import find
from process.errors import BadDay
from process.ledger.facts import PlanAdopted
from process.ledger.state import State
from process.plan.model import Milestone
from process.simulation import Stage
from tests.support.cast import PLAN, at

SCHOOL, NOW = "forslag/head:skole", at("2024-03-13", "09:00")
BOARD = Milestone(
    key="direktion",
    title="Direktionen behandler",
    kind="decision",
    when=Day(day=date(2024, 4, 10)),
    organ="raaderumsgruppen",
)
AFTER = Milestone(
    key="efter", title="Nye forslag", kind="discussion", when=Relative(milestone="forslag")
)
OTHER_TRACK = Milestone(
    key="andet",
    title="Noget andet",
    kind="decision",
    when=Day(day=date(2024, 3, 20)),
    track="andet",
)
EVENT = Milestone(key="fest", title="Konference", kind="event", when=Day(day=date(2024, 3, 20)))


def state_with(stage: Stage, *rows: Milestone) -> State:
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=(*PLAN.milestones, *rows)), reason="x"),
        at=at("2024-01-02"),
    )
    return stage.state


def seen(state: State, until: date, key: str = SCHOOL) -> Extension:
    owed = find(state, key)
    assert owed is not None
    return preview_extension(state, owed, until, NOW)


@pytest.mark.parametrize(
    ("until", "why", "limit"),
    [
        (date(2024, 3, 23), "closed", None),  # a Saturday
        (date(2024, 3, 28), "closed", None),  # Skærtorsdag
        (date(2024, 3, 18), "before_due", date(2024, 3, 18)),
        (date(2024, 3, 12), "before_due", date(2024, 3, 18)),
        (date(2025, 3, 20), "too_far", date(2025, 3, 19)),
        (date(9999, 12, 31), "too_far", date(2025, 3, 19)),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_refused_beforehand(
    stage: Stage, until: date, why: str, limit: date | None
) -> None:
    with pytest.raises(BadDay) as refused:
        seen(stage.state, until)

    assert (refused.value.why, refused.value.limit) == (why, limit)


# the board meets on Wednesday 10 April; its agenda leaves four weekdays before, on Friday the 5th
RUNS_INTO = [
    ("2024-03-22", []),
    ("2024-04-05", []),
    (
        "2024-04-08",
        [
            Clash(
                why=Why.DISPATCHED, title=BOARD.title, day=date(2024, 4, 5), held=date(2024, 4, 10)
            )
        ],
    ),
    (
        "2024-04-10",
        [
            Clash(
                why=Why.SAME_DAY, title=BOARD.title, day=date(2024, 4, 10), held=date(2024, 4, 10)
            ),
            Clash(
                why=Why.SAME_DAY,
                title="Inddragelse af MED",
                day=date(2024, 4, 10),
                held=date(2024, 4, 10),
            ),
        ],
    ),
    (
        "2024-04-11",
        [
            Clash(why=Why.BEFORE, title=BOARD.title, day=date(2024, 4, 10), held=date(2024, 4, 10)),
            Clash(
                why=Why.BEFORE,
                title="Inddragelse af MED",
                day=date(2024, 4, 10),
                held=date(2024, 4, 10),
            ),
        ],
    ),
]


@pytest.mark.parametrize(("until", "clashes"), RUNS_INTO)
def test_what_waits_for_it_and_would_come_first_is_named(
    stage: Stage, until: str, clashes: list[Clash]
) -> None:
    state = state_with(stage, BOARD, OTHER_TRACK, EVENT)

    assert list(seen(state, date.fromisoformat(until)).clashes) == clashes


def test_what_is_counted_from_it_is_named_last_and_what_is_cancelled_is_not(stage: Stage) -> None:
    state = state_with(stage, replace(BOARD, cancelled="x"), AFTER)

    assert seen(state, date(2024, 3, 22)).clashes == (Clash(why=Why.COUNTED, title=AFTER.title),)


def test_the_distance_and_the_next_reminder_are_counted_in_working_days(stage: Stage) -> None:
    found = seen(stage.state, date(2024, 4, 3))

    assert (found.working_days, found.first_reminder) == (9, date(2024, 3, 26))
    assert seen(stage.state, date(2024, 3, 19)).first_reminder == date(2024, 3, 14)


def test_a_discussion_that_would_miss_the_agenda_says_so(stage: Stage) -> None:
    owed = find(stage.state, "discuss:R-001:1/lmu_skole")
    assert owed is not None and owed.basis is not None
    (clash,) = seen(stage.state, date(2024, 4, 30), owed.key).clashes

    assert clash == Clash(
        why=Why.DISPATCHED,
        title="Børne- og Ungdomsudvalget",
        day=owed.basis.dispatch,
        held=owed.basis.treatment,
    )
