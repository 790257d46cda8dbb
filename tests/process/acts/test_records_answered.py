"""MED's record: what is written, what is refused, and that neither side can speak for the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from process.acts import records as discussion
from process.acts.records import Meeting
from process.errors import (
    AlreadyDone,
    BadDay,
    Missing,
    NoLongerOwed,
    NotYours,
    Refused,
    TooLong,
    Unknown,
)
from process.ledger.entries import Decision, NewText, new_text
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Outcome,
    ProposalRef,
    ProposalSubmitted,
    SeatTaken,
    Side,
    Undone,
    ViewsAdded,
)
from process.ledger.history import RecordState
from process.seats import PersonId, Seat
from process.simulation import Stage
from tests.support.cast import PROPOSALS, at

NOW = at("2024-04-19", "09:12")
HELD = date(2024, 4, 18)
MEETING = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=HELD)
CHAIR, VICE = "p-formand", "p-naestformand"
WORDS = new_text("Vi nåede det ikke.", id="t", salt="s")


def refusal(decide: Callable[[], Decision]) -> Refused:
    with pytest.raises(Refused) as refused:
        decide()
    return refused.value


def do(stage: Stage, decision: Decision, by: PersonId) -> int:
    """Carry it out; the number of its entry."""
    return stage.write(*decision.facts, at=NOW, actor=by, seat=decision.seat)[0].seq


def recorded(stage: Stage, meeting: Meeting = MEETING, by: PersonId = CHAIR) -> int:
    return do(stage, discussion.record(stage.state, meeting, by=by, at=NOW), by)


def confirm(stage: Stage, record: int, by: PersonId = VICE) -> int:
    return do(stage, discussion.confirm(stage.state, by=by, record=record, at=NOW), by)


def contest(stage: Stage, record: int, by: PersonId = VICE) -> int:
    return do(
        stage, discussion.contest(stage.state, by=by, record=record, description=WORDS, at=NOW), by
    )


@pytest.mark.parametrize(
    ("by", "side", "seat"),
    [
        (CHAIR, Side.MANAGEMENT, "chair:lmu_skole"),
        (VICE, Side.EMPLOYEES, "vice_chair:lmu_skole"),
        ("p-sekretaer", Side.SECRETARY, "secretary:hu"),
    ],
)
def test_either_side_may_record_first_and_the_secretary_on_the_chairs_behalf(
    stage: Stage, by: PersonId, side: Side, seat: str
) -> None:
    meeting = replace(
        MEETING,
        proposals=("r-001", "R-002", "R-001"),
        material_on=date(2024, 4, 4),
        minutes="https://referat.invalid/1",
    )

    decision = discussion.record(stage.state, meeting, by=by, at=NOW, views=WORDS)

    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=(ProposalRef(id="R-001", version=1), ProposalRef(id="R-002", version=1)),
        held_on=HELD,
        outcome=Outcome.DISCUSSED,
        by_side=side,
        material_on=date(2024, 4, 4),
        sides=frozenset(),
        views=WORDS.text,
        minutes="https://referat.invalid/1",
        on_behalf=side is Side.SECRETARY,
    )
    assert decision == Decision((fact,), seat, (WORDS,))


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"committee": "lmu_x"}, Unknown(what="committee", name="lmu_x")),
        ({"proposals": ()}, Missing(field="proposals")),
        (
            {"proposals": ("R-999",)},
            Unknown(what="proposal", name="R-999", near=("R-001", "R-002")),
        ),
        (
            {"proposals": ("R-001", "r-003")},
            Unknown(what="proposal_here", name="R-003", near=("R-001", "R-002")),
        ),
        (
            {"held_on": date(2024, 4, 20)},
            BadDay(why="future", day=date(2024, 4, 20), limit=date(2024, 4, 19)),
        ),
        (
            {"material_on": date(2024, 4, 19)},
            BadDay(why="after_limit", day=date(2024, 4, 19), limit=HELD),
        ),
        ({"corrects": 999}, Unknown(what="record", name="999")),
        ({"minutes": "x" * 3001}, TooLong(field="minutes", length=3001, limit=3000)),
    ],
)
def test_a_meeting_that_cannot_be_recorded_says_why(
    stage: Stage, change: dict[str, object], refused: Refused
) -> None:
    meeting = replace(MEETING, **change)  # type: ignore[arg-type] # a table of fields

    assert refusal(lambda: discussion.record(stage.state, meeting, by=CHAIR, at=NOW)) == refused


def test_a_meeting_of_today_may_be_recorded_today(stage: Stage) -> None:
    assert (
        len(
            discussion.record(
                stage.state, replace(MEETING, held_on=date(2024, 4, 19)), by=CHAIR, at=NOW
            ).facts
        )
        == 1
    )


def test_whoever_records_second_is_told_what_stands(stage: Stage) -> None:
    recorded(stage)

    for outcome in Outcome:
        late = refusal(
            lambda outcome=outcome: discussion.record(  # type: ignore[misc]
                stage.state, replace(MEETING, outcome=outcome), by=VICE, at=NOW
            )
        )
        assert late == AlreadyDone(act="record", at=NOW, seat="chair:lmu_skole", day=HELD)


def test_the_same_version_may_be_discussed_again_at_another_meeting(stage: Stage) -> None:
    first, second = (
        recorded(stage),
        recorded(stage, replace(MEETING, held_on=date(2024, 4, 19)), by=VICE),
    )
    confirm(stage, first)
    confirm(stage, second, CHAIR)
    assert [r.state for r in stage.state.records.values()] == [RecordState.CONFIRMED] * 2
    again = refusal(
        lambda: discussion.record(
            stage.state,
            replace(MEETING, held_on=date(2024, 4, 19), corrects=first),
            by=CHAIR,
            at=NOW,
        )
    )
    assert again == AlreadyDone(
        act="record", at=NOW, seat="vice_chair:lmu_skole", day=date(2024, 4, 19)
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_the_same_meeting_is_recorded_once_whatever_it_did(stage: Stage, outcome: Outcome) -> None:
    meeting = replace(MEETING, outcome=outcome)
    recorded(stage, meeting)

    again = refusal(lambda: discussion.record(stage.state, meeting, by=CHAIR, at=NOW))
    assert again == AlreadyDone(act="record", at=NOW, seat="chair:lmu_skole", day=HELD)


def test_what_was_begun_or_only_told_may_be_discussed_at_the_next_meeting(stage: Stage) -> None:
    for outcome, day in ((Outcome.INFORMED, 4), (Outcome.BEGUN, 11), (Outcome.DISCUSSED, 18)):
        recorded(stage, replace(MEETING, outcome=outcome, held_on=date(2024, 4, day)))

    assert [r.fact.outcome for r in stage.state.records.values()] == [
        Outcome.INFORMED,
        Outcome.BEGUN,
        Outcome.DISCUSSED,
    ]


def test_a_new_version_is_recorded_anew_and_the_old_record_is_still_answered(stage: Stage) -> None:
    old = recorded(stage)
    stage.write(ProposalSubmitted(proposal=replace(PROPOSALS[0], version=2)), at=NOW)

    new = recorded(stage)
    confirm(stage, old)

    assert stage.state.records[new].fact.proposals == (ProposalRef(id="R-001", version=2),)
    assert [r.state for r in stage.state.records.values()] == [
        RecordState.CONFIRMED,
        RecordState.AWAITING,
    ]


def test_the_other_side_confirms_or_contests_with_its_own_description(stage: Stage) -> None:
    record = recorded(stage)

    assert discussion.confirm(stage.state, by=VICE, record=record, at=NOW) == Decision(
        (DiscussionConfirmed(record=record),), "vice_chair:lmu_skole"
    )
    assert discussion.contest(
        stage.state, by=VICE, record=record, description=WORDS, at=NOW
    ) == Decision(
        (DiscussionContested(record=record, description=WORDS.text),),
        "vice_chair:lmu_skole",
        (WORDS,),
    )


@pytest.mark.parametrize("first", ["confirm", "contest"])
def test_a_colleagues_answer_stands_until_they_take_it_back(stage: Stage, first: str) -> None:
    stage.write(
        SeatTaken(
            seat=Seat.parse("employee_rep:lmu_skole"), person="p-kollega", since=date(2024, 1, 1)
        ),
        at=NOW,
    )
    record = recorded(stage)
    (confirm if first == "confirm" else contest)(stage, record)
    stands = AlreadyDone(act=first, at=NOW, seat="vice_chair:lmu_skole")

    assert (
        refusal(lambda: discussion.confirm(stage.state, by="p-kollega", record=record, at=NOW))
        == stands
    )
    assert (
        refusal(
            lambda: discussion.contest(
                stage.state, by="p-kollega", record=record, description=WORDS, at=NOW
            )
        )
        == stands
    )

    assert refusal(
        lambda: discussion.take_back_answer(stage.state, by="p-kollega", record=record, at=NOW)
    ) == NotYours(act="undo", seats=("vice_chair:lmu_skole",))
    do(stage, discussion.take_back_answer(stage.state, by=VICE, record=record, at=NOW), VICE)
    assert stage.state.records[record].state is RecordState.AWAITING
    confirm(stage, record, "p-kollega")


@pytest.mark.parametrize(
    ("by", "side"),
    [(CHAIR, Side.MANAGEMENT), (VICE, Side.EMPLOYEES), ("p-sekretaer", Side.MANAGEMENT)],
)
def test_views_stand_side_by_side_each_on_its_own_side_also_after_the_answer(
    stage: Stage, by: PersonId, side: Side
) -> None:
    record = recorded(stage)
    confirm(stage, record)

    for _ in range(2):
        do(stage, discussion.add_views(stage.state, by=by, record=record, views=WORDS, at=NOW), by)

    assert [e.fact for e in stage.state.records[record].views] == [
        ViewsAdded(record=record, side=side, views=WORDS.text)
    ] * 2
    assert stage.state.records[record].state is RecordState.CONFIRMED


@pytest.mark.parametrize("words", ["", "  \n"])
def test_an_empty_text_is_missing(stage: Stage, words: str) -> None:
    record, empty = recorded(stage), new_text(words, id="t", salt="s")

    assert refusal(
        lambda: discussion.contest(stage.state, by=VICE, record=record, description=empty, at=NOW)
    ) == Missing("description")
    assert refusal(
        lambda: discussion.add_views(stage.state, by=VICE, record=record, views=empty, at=NOW)
    ) == Missing("views")


def text(length: int) -> NewText:
    return new_text("å" * length, id="t", salt="s")


def test_a_text_of_3000_characters_fits_and_one_more_does_not(stage: Stage) -> None:
    before = stage.state
    record = recorded(stage)
    after = stage.state
    acts: list[tuple[str, Callable[[NewText], Decision]]] = [
        ("views", lambda t: discussion.record(before, MEETING, by=CHAIR, at=NOW, views=t)),
        ("views", lambda t: discussion.add_views(after, by=VICE, record=record, views=t, at=NOW)),
        (
            "description",
            lambda t: discussion.contest(after, by=VICE, record=record, description=t, at=NOW),
        ),
        (
            "why",
            lambda t: discussion.withdraw(after, by=CHAIR, record=record, why=t.content, at=NOW),
        ),
    ]

    for field, act in acts:
        assert len(act(text(3000)).facts) == 1
        with pytest.raises(TooLong) as refused:
            act(text(3001))
        assert refused.value == TooLong(field=field, length=3001, limit=3000)


def test_nothing_more_is_said_of_a_record_that_is_withdrawn_or_corrected(stage: Stage) -> None:
    old = recorded(stage)
    new = recorded(stage, replace(MEETING, held_on=date(2024, 4, 17), corrects=old))
    withdrawal = discussion.withdraw(stage.state, by=CHAIR, record=new, why="Forkert møde", at=NOW)
    assert withdrawal == Decision((Undone(undoes=new, why="Forkert møde"),), "chair:lmu_skole")

    def acts(record: int) -> list[Callable[[], Decision]]:
        state = stage.state
        return [
            lambda: discussion.confirm(state, by=VICE, record=record, at=NOW),
            lambda: discussion.contest(state, by=VICE, record=record, description=WORDS, at=NOW),
            lambda: discussion.add_views(state, by=VICE, record=record, views=WORDS, at=NOW),
            lambda: discussion.withdraw(state, by=CHAIR, record=record, why="x", at=NOW),
            lambda: discussion.take_back_answer(state, by=VICE, record=record, at=NOW),
            lambda: discussion.record(state, replace(MEETING, corrects=record), by=CHAIR, at=NOW),
        ]

    assert [refusal(act) for act in acts(old)] == [NoLongerOwed(obligation=f"confirm:{old}")] * 6
    do(stage, withdrawal, CHAIR)
    assert [refusal(act) for act in acts(new)] == [NoLongerOwed(obligation=f"confirm:{new}")] * 6
    confirm(stage, old)


def test_what_was_recorded_for_the_wrong_proposal_is_corrected_to_the_right_one(
    stage: Stage,
) -> None:
    wrong = recorded(stage)

    right = recorded(stage, replace(MEETING, proposals=("R-002",), corrects=wrong))

    assert stage.state.records[right].fact.proposals == (ProposalRef(id="R-002", version=1),)


def test_a_record_is_not_corrected_into_another_committee(stage: Stage) -> None:
    record = recorded(stage)
    elsewhere = Meeting(committee="pm_have", proposals=("R-001",), held_on=HELD, corrects=record)

    assert refusal(
        lambda: discussion.record(stage.state, elsewhere, by="p-haveleder", at=NOW)
    ) == Unknown("record", str(record))


def test_there_is_no_answer_to_take_back_before_one_was_given(stage: Stage) -> None:
    record = recorded(stage)

    refused = refusal(
        lambda: discussion.take_back_answer(stage.state, by=VICE, record=record, at=NOW)
    )
    assert refused == NoLongerOwed(obligation=f"confirm:{record}")


@pytest.mark.parametrize("record", [0, 1, 999])
def test_what_is_no_record_is_not_answered(stage: Stage, record: int) -> None:
    assert refusal(
        lambda: discussion.confirm(stage.state, by=VICE, record=record, at=NOW)
    ) == Unknown("record", str(record))
