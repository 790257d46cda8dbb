"""What loses its point is owed no longer than the plan says; that it was not given stays on
record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts import deadlines as deadline
from process.dates.when import Day
from process.deadlines.obligations import find, owed_by
from process.errors import NoLongerOwed
from process.ledger.facts import Delivered, MoreTimeAsked, PlanAdopted
from process.ledger.state import State
from process.plan.model import Does, Kind, Milestone, Rhythm
from process.reminders.due import due_notices, next_due, why_not_sent
from process.simulation import Stage
from tests.support.cast import PLAN, at

KEY, HEAD = "orientering/head:skole", "p-skolechef"
RHYTHM = Rhythm(remind=(1,), nag_every=1, nags=20, escalate_after=15)
DUE = date(2024, 2, 29)  # Thursday; the tenth working day after it is Thursday 14 March


def played(stage: Stage, does: Does = Does.INFORMATION, lapse_days: int = 10) -> State:
    row = Milestone(
        key="orientering",
        title="Status til Hovedudvalget",
        kind="o",
        when=Day(day=DUE),
        owners=("head:skole",),
    )
    kinds = (*PLAN.kinds, Kind(key="o", label="O", does=does, rhythm=RHYTHM))
    plan = replace(
        PLAN,
        kinds=kinds,
        milestones=(*PLAN.milestones, row),
        rules=replace(PLAN.rules, lapse_days=lapse_days),
    )
    stage.write(PlanAdopted(plan=plan, reason="x"), at=at("2024-01-02"))
    return stage.state


def owes(state: State, day: str) -> bool:
    return KEY in {o.key for o in owed_by(state, HEAD, date.fromisoformat(day))}


def heard(state: State, day: str) -> list[str]:
    return [
        f"{n.person}:{n.because}"
        for n in due_notices(state, at(day, "10:00"))
        if n.obligation == KEY
    ]


LAST = [
    (Does.INFORMATION, 10, "2024-03-14", True),
    (Does.INFORMATION, 10, "2024-03-15", False),
    (Does.INFORMATION, 2, "2024-03-04", True),
    (Does.INFORMATION, 2, "2024-03-05", False),
    (Does.CONSULTATION, 10, "2024-03-15", False),
    (Does.DELIVERY, 10, "2024-12-30", True),
]


@pytest.mark.parametrize(("does", "lapse_days", "day", "owed"), LAST)
def test_it_is_owed_to_its_last_day_and_a_delivery_until_it_is_met(
    stage: Stage, does: Does, lapse_days: int, day: str, owed: bool
) -> None:
    assert owes(played(stage, does, lapse_days), day) is owed


def test_nobody_hears_of_it_any_more_and_nothing_goes_up(stage: Stage) -> None:
    state = played(stage)

    assert heard(state, "2024-03-14") == [f"{HEAD}:after:10"]
    assert [heard(state, day) for day in ("2024-03-15", "2024-03-22", "2024-06-03")] == [[], [], []]
    soon = next_due(state, at("2024-03-14", "10:00"))
    assert soon is not None and soon.date().isoformat() >= "2024-03-15"


def test_that_it_was_not_given_stays_on_record_and_it_can_still_be_said(stage: Stage) -> None:
    state = played(stage)
    owed = find(state, KEY)
    assert owed is not None and owed.lapsed_on(date(2024, 6, 3)) and owed.met is None

    decision = deadline.deliver(state, by=HEAD, obligation=KEY, at=at("2024-06-03"))
    assert decision.facts == (Delivered(obligation=KEY),)
    stage.write(*decision.facts, at=at("2024-06-03"), actor=HEAD)
    given = find(stage.state, KEY)
    assert given is not None and not given.lapsed_on(date(2024, 6, 3))


def test_there_is_nothing_left_to_ask_put_off_give_away_or_disown(stage: Stage) -> None:
    state, late = played(stage), at("2024-03-15", "10:00")
    with pytest.raises(NoLongerOwed):
        deadline.ask_more_time(state, by=HEAD, obligation=KEY, until=date(2024, 3, 20), at=late)
    with pytest.raises(NoLongerOwed):
        deadline.snooze(state, by=HEAD, obligation=KEY, until=date(2024, 3, 20), at=late)
    with pytest.raises(NoLongerOwed):
        deadline.hand_over(state, by=HEAD, obligation=KEY, to="p-plejechef", at=late)
    with pytest.raises(NoLongerOwed):
        deadline.not_mine(state, by=HEAD, obligation=KEY, at=late)


def test_a_reminder_that_was_overtaken_says_why_and_so_does_the_question_about_more_time(
    stage: Stage,
) -> None:
    state = played(stage)
    notice = next(n for n in due_notices(state, at("2024-03-14")) if n.obligation == KEY)
    assert why_not_sent(state, notice, at("2024-03-15")) == "lapsed"

    stage.write(
        MoreTimeAsked(obligation=KEY, until=date(2024, 3, 6)),
        at=at("2024-03-01"),
        actor=HEAD,
        seat="head:skole",
    )
    asked = [
        n
        for n in due_notices(stage.state, at("2024-03-18"))
        if n.person == "p-procesejer" and n.obligation.startswith("answer:")
    ]
    assert asked == []
