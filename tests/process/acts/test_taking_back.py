"""Taking back a record or one's own answer: who may, what it takes, and what an old button says."""

from __future__ import annotations

from process.acts import records as discussion
from process.errors import AlreadyDone, Missing, NotYours, OwnAnswerStands
from process.ledger.facts import DiscussionContested
from process.ledger.history import RecordState
from process.simulation import Stage
from tests.process.acts.test_records_answered import (
    CHAIR,
    NOW,
    VICE,
    WORDS,
    confirm,
    contest,
    do,
    recorded,
    refusal,
)


def test_what_the_other_side_has_answered_is_taken_back_only_with_a_reason(stage: Stage) -> None:
    record = recorded(stage)
    assert len(discussion.withdraw(stage.state, by=CHAIR, record=record, why="", at=NOW).facts) == 1
    assert refusal(
        lambda: discussion.withdraw(stage.state, by="p-procesejer", record=record, why=" ", at=NOW)
    ) == Missing("why_withdrawn")
    confirm(stage, record)
    assert refusal(
        lambda: discussion.withdraw(stage.state, by=CHAIR, record=record, why=" ", at=NOW)
    ) == Missing("why_withdrawn")


def test_the_chair_corrects_what_the_secretary_wrote_on_their_behalf_the_vice_chair_does_not(
    stage: Stage,
) -> None:
    record = recorded(stage, by="p-sekretaer")
    assert (
        discussion.withdraw(stage.state, by=CHAIR, record=record, why="Forkert møde", at=NOW).seat
        == "chair:lmu_skole"
    )
    refused = refusal(
        lambda: discussion.withdraw(stage.state, by=VICE, record=record, why="x", at=NOW)
    )
    assert refused == NotYours(act="withdraw", seats=("secretary:hu", "process_owner:r24"))


def test_a_withdrawal_by_the_process_owner_is_said_in_their_own_seat(stage: Stage) -> None:
    record = recorded(stage)

    assert (
        discussion.withdraw(stage.state, by="p-procesejer", record=record, why="Prøve", at=NOW).seat
        == "process_owner:r24"
    )


def test_a_person_changes_their_mind_by_taking_it_back_and_an_old_button_is_told_what_stands(
    stage: Stage,
) -> None:
    record = recorded(stage)
    confirm(stage, record)
    stands = AlreadyDone(act="confirm", at=NOW, seat="vice_chair:lmu_skole")
    assert (
        refusal(lambda: discussion.confirm(stage.state, by=VICE, record=record, at=NOW)) == stands
    )

    old_button = refusal(
        lambda: discussion.contest(stage.state, by=VICE, record=record, description=WORDS, at=NOW)
    )
    assert old_button == OwnAnswerStands(act="confirm", at=NOW, record=record)
    do(stage, discussion.take_back_answer(stage.state, by=VICE, record=record, at=NOW), VICE)
    contest(stage, record)
    assert stage.state.records[record].state is RecordState.CONTESTED
    old_button = refusal(lambda: discussion.confirm(stage.state, by=VICE, record=record, at=NOW))
    assert old_button == OwnAnswerStands(act="contest", at=NOW, record=record)
    contest(stage, record)
    do(stage, discussion.take_back_answer(stage.state, by=VICE, record=record, at=NOW), VICE)
    confirm(stage, record)
    assert stage.state.records[record].state is RecordState.CONFIRMED


def test_a_ledger_in_which_an_answer_was_changed_at_once_still_reads_and_is_taken_back_whole(
    stage: Stage,
) -> None:
    record = recorded(stage)
    confirm(stage, record)
    stage.write(
        DiscussionContested(record=record, description=WORDS.text),
        at=NOW,
        actor=VICE,
        seat="vice_chair:lmu_skole",
    )
    assert stage.state.records[record].state is RecordState.CONTESTED
    decision = discussion.take_back_answer(stage.state, by=VICE, record=record, at=NOW)
    stage.write(*decision.facts, at=NOW, actor=VICE, seat=decision.seat)
    assert stage.state.records[record].state is RecordState.AWAITING
