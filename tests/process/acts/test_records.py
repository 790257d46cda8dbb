"""Joint meetings, several roles, minutes that come later, discussions that are owed again, and a
proposal's way through the levels.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts import proposals
from process.acts import records as discussion
from process.acts.records import Meeting
from process.deadlines.obligations import find, responsible
from process.errors import AlreadyDone, BadDay, Missing, NotYours, SamePerson, Unknown
from process.ledger.entries import Decision
from process.ledger.facts import MinutesNoted, Outcome, ProposalSubmitted, SeatTaken
from process.med.involvement import CellState, cell
from process.med.levels import MainLevel, Timing, levels
from process.plan.proposals import Proposal
from process.reminders.due import due_notices
from process.reminders.notices import NoticeKind
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PROPOSALS, at, small_process

CHAIR, VICE, HAVE, REP, OWNER, HEAD = (
    "p-formand",
    "p-naestformand",
    "p-haveleder",
    "p-repraesentant",
    "p-procesejer",
    "p-skolechef",
)
NOW = at("2024-04-19")
JOINT = Meeting(
    committee="lmu_skole",
    proposals=("R-001", "R-002"),
    held_on=date(2024, 4, 18),
    joint=("pm_have",),
)
SCHOOL = PROPOSALS[0]


def write(play: Stage, by: str, decision: Decision) -> list[int]:
    return [e.seq for e in play.write(*decision.facts, at=NOW, actor=by, seat=decision.seat)]


def state_of(play: Stage, proposal: str, committee: str) -> CellState:
    found = play.state.proposal(proposal)
    assert found is not None
    return cell(play.state, found, committee).state


def test_a_joint_meeting_is_one_act_and_each_committee_answers_for_itself() -> None:
    play = small_process()
    school, garden = write(play, CHAIR, discussion.record(play.state, JOINT, by=CHAIR, at=NOW))
    assert [ref.id for ref in play.state.records[garden].fact.proposals] == ["R-001"]
    write(play, VICE, discussion.confirm(play.state, by=VICE, record=school, at=NOW))
    assert (state_of(play, "R-001", "lmu_skole"), state_of(play, "R-001", "pm_have")) == (
        CellState.DISCUSSED,
        CellState.RECORDED,
    )
    with pytest.raises(NotYours):
        discussion.confirm(play.state, by=VICE, record=garden, at=NOW)
    write(play, REP, discussion.confirm(play.state, by=REP, record=garden, at=NOW))
    assert state_of(play, "R-001", "pm_have") is CellState.DISCUSSED


def test_the_other_committees_chair_may_answer_what_was_recorded_for_them() -> None:
    play = small_process()
    _, garden = write(play, CHAIR, discussion.record(play.state, JOINT, by=CHAIR, at=NOW))
    write(play, HAVE, discussion.confirm(play.state, by=HAVE, record=garden, at=NOW))
    assert state_of(play, "R-001", "pm_have") is CellState.DISCUSSED


def test_a_joint_meeting_is_refused_whole_when_one_of_them_has_recorded() -> None:
    play = small_process()
    alone = Meeting(committee="pm_have", proposals=("R-001",), held_on=JOINT.held_on)
    write(play, HAVE, discussion.record(play.state, alone, by=HAVE, at=NOW))
    with pytest.raises(AlreadyDone):
        discussion.record(play.state, JOINT, by=CHAIR, at=NOW)
    with pytest.raises(Unknown):
        discussion.record(play.state, replace(JOINT, joint=("bu",)), by=CHAIR, at=NOW)


def test_who_recorded_never_answers_in_another_role() -> None:
    play = small_process()
    both = SeatTaken(
        seat=Seat.parse("vice_chair:lmu_skole"), person="p-sekretaer", since=date(2024, 1, 1)
    )
    gone = SeatTaken(
        seat=Seat.parse("chair:pm_have"), person="p-repraesentant", since=date(2024, 1, 1)
    )
    play.write(both, gone, at=NOW)
    meeting = Meeting(committee="pm_have", proposals=("R-001",), held_on=date(2024, 4, 18))
    (seq,) = write(play, REP, discussion.record(play.state, meeting, by=REP, at=NOW))
    with pytest.raises(SamePerson):
        discussion.confirm(play.state, by=REP, record=seq, at=NOW)
    owed = find(play.state, f"confirm:{seq}")
    assert owed is not None and REP not in responsible(play.state, owed, NOW.date())


def test_minutes_come_later_and_the_latest_word_counts() -> None:
    play = small_process()
    meeting = Meeting(
        committee="lmu_skole",
        proposals=("R-001",),
        held_on=date(2024, 4, 18),
        minutes="https://a.invalid",
    )
    (seq,) = write(play, CHAIR, discussion.record(play.state, meeting, by=CHAIR, at=NOW))
    assert play.state.records[seq].minutes == MinutesNoted(record=seq, link="https://a.invalid")
    link, approved = "https://b.invalid", date(2024, 4, 19)
    write(
        play,
        VICE,
        discussion.note_minutes(
            play.state, by=VICE, record=seq, link=link, approved_on=approved, at=NOW
        ),
    )
    assert play.state.records[seq].minutes == MinutesNoted(
        record=seq, link=link, approved_on=approved
    )
    with pytest.raises(AlreadyDone):
        discussion.note_minutes(
            play.state, by=VICE, record=seq, link=link, approved_on=approved, at=NOW
        )
    with pytest.raises(BadDay):
        discussion.note_minutes(
            play.state, by=VICE, record=seq, link=link, approved_on=date(2024, 4, 17), at=NOW
        )
    with pytest.raises(NotYours):
        discussion.note_minutes(
            play.state, by=HEAD, record=seq, link=link, approved_on=None, at=NOW
        )


def told_again(play: Stage) -> list[str]:
    return [n.person for n in due_notices(play.state, NOW) if n.kind is NoticeKind.REOPENED]


def test_a_new_version_is_owed_again_and_its_chairs_are_told_once() -> None:
    play = small_process()
    meeting = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))
    (seq,) = write(play, CHAIR, discussion.record(play.state, meeting, by=CHAIR, at=NOW))
    write(play, VICE, discussion.confirm(play.state, by=VICE, record=seq, at=NOW))
    assert told_again(play) == []
    write(play, OWNER, proposals.propose(play.state, SCHOOL, by=OWNER, at=NOW, material=True))
    assert state_of(play, "R-001", "lmu_skole") is CellState.PLANNED
    assert sorted(told_again(play)) == [CHAIR, HAVE]
    write(play, CHAIR, discussion.record(play.state, meeting, by=CHAIR, at=NOW))
    assert told_again(play) == [HAVE]


def test_corrected_details_re_open_nothing() -> None:
    play = small_process()
    write(
        play,
        HEAD,
        proposals.propose(play.state, replace(SCHOOL, neutral_title="Hold"), by=HEAD, at=NOW),
    )
    found = play.state.proposal("R-001")
    assert found is not None and (found.version, found.neutral_title, told_again(play)) == (
        1,
        "Hold",
        [],
    )


def test_a_proposal_from_a_committees_meeting_is_told_as_well() -> None:
    play = small_process()
    new = Proposal(
        id="R-041",
        version=1,
        title="Nyt",
        neutral_title="Nyt",
        area="skole",
        affected=("pm_have",),
        origin="bu",
    )
    write(play, OWNER, proposals.propose(play.state, new, by=OWNER, at=NOW))
    assert told_again(play) == [HAVE]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"id": "R 41"}, Missing),
        ({"neutral_title": " "}, Missing),
        ({"area": "skov"}, Unknown),
        ({"affected": ("bu",)}, Unknown),
        ({"origin": "ingen"}, Unknown),
    ],
)
def test_a_proposal_must_fit_the_plan(change: dict[str, object], refused: type[Exception]) -> None:
    play = small_process()
    with pytest.raises(refused):
        proposals.propose(play.state, replace(SCHOOL, **change), by=OWNER, at=NOW, material=True)  # type: ignore[arg-type]


def test_others_hand_in_no_proposals() -> None:
    play = small_process()
    with pytest.raises(NotYours):
        proposals.propose(play.state, SCHOOL, by="p-plejechef", at=NOW, material=True)


def test_information_to_the_main_committee_may_become_a_discussion_and_is_never_taken_for_one() -> (
    None
):
    play = small_process()
    told = Meeting(
        committee="hu", proposals=("R-001",), held_on=date(2024, 4, 18), outcome=Outcome.INFORMED
    )
    write(
        play,
        "p-kommunaldirektoer",
        discussion.record(play.state, told, by="p-kommunaldirektoer", at=NOW),
    )
    found = levels(play.state, SCHOOL, NOW.date())
    assert found.main == (MainLevel(organ="hu", informed=(date(2024, 4, 18),)),)
    talked = replace(told, outcome=Outcome.DISCUSSED, held_on=date(2024, 4, 19))
    write(
        play,
        "p-kommunaldirektoer",
        discussion.record(play.state, talked, by="p-kommunaldirektoer", at=NOW),
    )
    assert levels(play.state, SCHOOL, NOW.date()).main[0].discussed == (date(2024, 4, 19),)


def test_a_local_discussion_does_not_stand_in_for_the_leaders_level() -> None:
    play = small_process()
    meeting = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))
    write(play, CHAIR, discussion.record(play.state, meeting, by=CHAIR, at=NOW))
    found = levels(play.state, SCHOOL, NOW.date())
    assert [i.timing for i in found.local] == [Timing.IN_TIME, Timing.AHEAD]
    assert found.own == ()


def test_the_first_entry_of_a_version_is_what_it_counts_from() -> None:
    play = small_process()
    first = play.state.submitted["R-001", 1]
    play.write(ProposalSubmitted(proposal=replace(SCHOOL, title="Rettet")), at=NOW)
    assert play.state.submitted["R-001", 1] == first
