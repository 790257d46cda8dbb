"""Several meetings about one version, and words that follow a correction: nothing that was
said is hidden, moved or edited.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts import records as discussion
from process.acts.records import Meeting
from process.deadlines.obligations import find
from process.ledger.entries import Decision, NewText, new_text
from process.ledger.facts import Outcome
from process.med.involvement import Cell, CellState, cell, spoken
from process.simulation import Stage
from tests.support.cast import PROPOSALS, at

NOW = at("2024-06-03", "09:12")
CHAIR, VICE, SECRETARY = "p-formand", "p-naestformand", "p-sekretaer"
APRIL = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))


def write(stage: Stage, decision: Decision, by: str) -> int:
    return stage.write(*decision.facts, at=NOW, actor=by, seat=decision.seat)[0].seq


def recorded(
    stage: Stage, day: date, answer: str = "confirm", outcome: Outcome = Outcome.DISCUSSED
) -> int:
    meeting = replace(APRIL, held_on=day, outcome=outcome)
    seq = write(stage, discussion.record(stage.state, meeting, by=CHAIR, at=NOW), CHAIR)
    if answer == "confirm":
        write(stage, discussion.confirm(stage.state, by=VICE, record=seq, at=NOW), VICE)
    if answer == "contest":
        write(
            stage,
            discussion.contest(stage.state, by=VICE, record=seq, description=words("Nej"), at=NOW),
            VICE,
        )
    return seq


def words(content: str) -> NewText:
    return new_text(content, id=content, salt="s")


def here(stage: Stage) -> Cell:
    return cell(stage.state, PROPOSALS[0], "lmu_skole")


D = CellState.DISCUSSED
# treated on 2 May; due on 22 April
CASES = [
    ([(18, "confirm"), (25, "confirm")], D, 18, [25]),
    ([(25, "confirm"), (18, "confirm")], D, 18, [25]),
    ([(18, ""), (25, "confirm")], D, 25, [18]),
    ([(18, "contest"), (25, "confirm")], D, 25, [18]),
    ([(18, "contest"), (25, "")], CellState.CONTESTED, 18, [25]),
    ([(18, ""), (25, "")], CellState.RECORDED, 18, [25]),
    ([(18, "confirm"), (25, "contest")], D, 18, [25]),
]


@pytest.mark.parametrize(("meetings", "state", "day", "more"), CASES)
def test_the_cell_shows_what_stands_best_and_never_hides_the_other(
    stage: Stage, meetings: list[tuple[int, str]], state: CellState, day: int, more: list[int]
) -> None:
    for number, answer in meetings:
        recorded(stage, date(2024, 4, number), answer)
    found = here(stage)
    assert (found.state, found.held_on, [r.fact.held_on.day for r in found.more]) == (
        state,
        date(2024, 4, day),
        more,
    )


def test_a_discussion_before_the_treatment_stands_before_a_confirmed_one_after_it(
    stage: Stage,
) -> None:
    recorded(stage, date(2024, 4, 18), "")
    recorded(stage, date(2024, 5, 16))
    found = here(stage)
    assert (found.state, found.after_treatment, [r.fact.held_on for r in found.more]) == (
        CellState.RECORDED,
        False,
        [date(2024, 5, 16)],
    )


def test_what_was_begun_and_finished_later_is_one_discussion(stage: Stage) -> None:
    recorded(stage, date(2024, 4, 11), outcome=Outcome.BEGUN)
    recorded(stage, date(2024, 4, 18))
    assert (here(stage).held_on, here(stage).more) == (date(2024, 4, 18), ())


def test_taking_one_meeting_back_leaves_the_other_and_both_gone_is_owed_again(stage: Stage) -> None:
    first, second = recorded(stage, date(2024, 4, 18)), recorded(stage, date(2024, 4, 25))
    key = "discuss:R-001:1/lmu_skole"
    for seq, day in ((first, date(2024, 4, 25)), (second, None)):
        write(
            stage, discussion.withdraw(stage.state, by=CHAIR, record=seq, why="Fejl", at=NOW), CHAIR
        )
        owed = find(stage.state, key)
        assert owed is not None
        assert (here(stage).held_on, owed.open) == (day, day is None)


def said(stage: Stage, seq: int) -> list[tuple[str, bool]]:
    """Each text about a record and whether it was written to an earlier rendering."""
    return [
        (s.text.id, s.earlier is not None) for s in spoken(stage.state, stage.state.records[seq])
    ]


def test_views_follow_a_correction_marked_where_material_and_come_back_with_its_withdrawal(
    stage: Stage,
) -> None:
    first = write(
        stage, discussion.record(stage.state, APRIL, by=CHAIR, at=NOW, views=words("leder")), CHAIR
    )
    write(
        stage,
        discussion.add_views(stage.state, by=VICE, record=first, views=words("vi"), at=NOW),
        VICE,
    )
    same = replace(APRIL, minutes="https://referat.invalid/1", corrects=first)
    second = write(
        stage, discussion.record(stage.state, same, by=CHAIR, at=NOW, views=words("leder2")), CHAIR
    )
    assert said(stage, second) == [("vi", False), ("leder2", False)]

    moved = replace(APRIL, held_on=date(2024, 4, 17), corrects=second)
    third = write(stage, discussion.record(stage.state, moved, by=CHAIR, at=NOW), CHAIR)
    write(
        stage,
        discussion.add_views(stage.state, by=VICE, record=third, views=words("mere"), at=NOW),
        VICE,
    )
    assert said(stage, third) == [("leder", True), ("vi", True), ("leder2", True), ("mere", False)]

    write(
        stage, discussion.withdraw(stage.state, by=CHAIR, record=third, why="Fejl", at=NOW), CHAIR
    )
    assert said(stage, second) == [("vi", False), ("leder2", False), ("mere", True)]


def test_another_persons_words_are_never_replaced_by_a_correction(stage: Stage) -> None:
    first = write(
        stage,
        discussion.record(stage.state, APRIL, by=SECRETARY, at=NOW, views=words("sekretær")),
        SECRETARY,
    )
    fixed = replace(APRIL, held_on=date(2024, 4, 17), corrects=first)
    second = write(
        stage, discussion.record(stage.state, fixed, by=CHAIR, at=NOW, views=words("leder")), CHAIR
    )
    assert said(stage, second) == [("sekretær", True), ("leder", False)]


def test_views_stay_with_their_own_meeting_when_there_are_two(stage: Stage) -> None:
    first, second = recorded(stage, date(2024, 4, 18)), recorded(stage, date(2024, 4, 25))
    write(
        stage,
        discussion.add_views(stage.state, by=VICE, record=first, views=words("vi"), at=NOW),
        VICE,
    )
    assert (said(stage, first), said(stage, second)) == ([("vi", False)], [])
