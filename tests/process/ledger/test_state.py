"""The state is the fold of the ledger: nothing earlier changes, nothing is counted
twice, nothing undone counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.dates.when import Day, NoLater
from process.errors import NoPlan
from process.ledger.entries import Entry
from process.ledger.facts import (
    Delivered,
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Fact,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    Received,
    SeatLeft,
    SeatTaken,
    Side,
    Snoozed,
    Text,
    Undone,
    ViewsAdded,
)
from process.ledger.state import SHELF, State
from process.plan.model import Meeting, Plan
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at, small_process

SCHOOL = "forslag/head:skole"
RECORDED = DiscussionRecorded(
    committee="lmu_skole",
    proposals=(ProposalRef(id="R-001", version=1), ProposalRef(id="R-002", version=1)),
    held_on=date(2024, 4, 18),
    outcome=Outcome.DISCUSSED,
    by_side=Side.MANAGEMENT,
)
TEXT = Text(id="t", digest="d")


def written(*facts: Fact) -> tuple[Entry, ...]:
    """Those facts as entries after the small process."""
    stage = small_process()
    return stage.write(*facts, at=at("2024-03-15"), actor="p-skolechef")


def everything() -> tuple[Entry, ...]:
    """A ledger with every kind of fact, from its first entry."""
    stage = Stage(State.empty("r24"))
    start = at("2024-01-01")
    found = [*stage.write(PlanAdopted(plan=PLAN, reason="x"), at=start)]
    found += stage.write(
        SeatTaken(seat=Seat.parse("head:skole"), person="p", since=date(2024, 1, 1)), at=start
    )
    found += stage.write(*(ProposalSubmitted(proposal=p) for p in PROPOSALS), at=start)
    asked = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)), at=start, actor="p"
    )[0]
    recorded = stage.write(RECORDED, at=start)[0]
    facts = (
        MoreTimeAnswered(asked=asked.seq, granted=True),
        Snoozed(obligation=SCHOOL, until=date(2024, 3, 20)),
        HandedOver(obligation=SCHOOL, to="q"),
        NotMine(obligation=SCHOOL),
        Delivered(obligation=SCHOOL),
        Received(obligation=SCHOOL),
        DiscussionConfirmed(record=recorded.seq),
        ViewsAdded(record=recorded.seq, side=Side.EMPLOYEES, views=TEXT),
        DiscussionContested(record=recorded.seq, description=TEXT),
        MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 22)), why="y"),
        MilestoneCancelled(milestone="fagudvalg", why="z"),
        SeatLeft(seat=Seat.parse("head:skole"), person="p", last_day=date(2024, 4, 1)),
        Undone(undoes=recorded.seq),
    )
    return (*found, asked, recorded, *stage.write(*facts, at=start))


def test_before_the_first_entry_there_is_no_plan() -> None:
    with pytest.raises(NoPlan):
        _ = State.empty("r24").plan


def test_folding_at_once_is_the_same_as_one_by_one_from_any_day() -> None:
    entries = everything()
    whole = State.fold("r24", entries)

    for cut in range(len(entries)):
        state = State.fold("r24", entries[:cut])
        for entry in entries[cut:]:
            state = state.after(entry)
        assert state == whole


def test_later_entries_leave_the_earlier_state_as_it_was() -> None:
    entries = everything()
    states = [State.fold("r24", entries[:cut]) for cut in range(len(entries) + 1)]
    before = [repr(state) for state in states]

    for cut, state in enumerate(states):
        assert state.after_all(entries[cut:]) == states[-1]

    assert [repr(state) for state in states] == before


def test_every_entry_is_found_by_its_number_and_no_other_is(stage: Stage) -> None:
    before = stage.state
    for _ in range(3 * SHELF):
        stage.write(Received(obligation=SCHOOL), at=at("2024-04-18"))
    assert [stage.state.entry(entry.seq) for entry in stage.entries] == stage.entries
    assert [stage.state.entry(seq) for seq in (-1, 0, len(stage.entries) + 1)] == [None] * 3
    assert before.entry(stage.state.seq) is None


def test_the_state_names_the_last_entry() -> None:
    entries = everything()

    state = State.fold("r24", entries)

    assert (state.seq, state.head, state.at) == (entries[-1].seq, entries[-1].hash, entries[-1].at)


@pytest.mark.parametrize(
    "fact",
    [
        Delivered(obligation=SCHOOL),
        Received(obligation=SCHOOL),
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)),
        HandedOver(obligation=SCHOOL, to="p-plejechef"),
        Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)),
        NotMine(obligation=SCHOOL),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_what_is_undone_counts_no_more_but_stays_in_the_history(stage: Stage, fact: Fact) -> None:
    before = stage.state.history_of(SCHOOL)
    entry = stage.write(fact, at=at("2024-03-14"), actor="p-skolechef")[0]
    undo = stage.write(Undone(undoes=entry.seq), at=at("2024-03-14"), actor="p-skolechef")[0]

    after = stage.state.history_of(SCHOOL)

    told = (
        "met",
        "more_time",
        "granted_until",
        "handed",
        "not_mine",
        "disowned",
        "snoozed",
        "counting",
    )
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]
    assert after.history == (entry, undo)


def test_an_undone_answer_leaves_the_request_open(stage: Stage) -> None:
    asked = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)),
        at=at("2024-03-14"),
        actor="p-skolechef",
    )[0]
    answer = stage.write(
        MoreTimeAnswered(asked=asked.seq, granted=True), at=at("2024-03-14"), actor="p-procesejer"
    )[0]
    assert stage.state.history_of(SCHOOL).granted_until == date(2024, 3, 22)

    stage.write(Undone(undoes=answer.seq), at=at("2024-03-15"), actor="p-procesejer")

    standing = stage.state.history_of(SCHOOL)
    assert (standing.granted_until, standing.more_time and standing.more_time.granted) == (
        None,
        None,
    )
    assert standing.more_time is not None and standing.more_time.asked == asked


def test_a_second_request_leaves_what_was_granted(stage: Stage) -> None:
    first = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)),
        at=at("2024-03-14"),
        actor="p-skolechef",
    )[0]
    stage.write(
        MoreTimeAnswered(asked=first.seq, granted=True), at=at("2024-03-14"), actor="p-procesejer"
    )
    second = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 25)),
        at=at("2024-03-20"),
        actor="p-skolechef",
    )[0]

    standing = stage.state.history_of(SCHOOL)
    assert (standing.granted_until, standing.more_time and standing.more_time.until) == (
        date(2024, 3, 22),
        date(2024, 3, 25),
    )

    stage.write(
        MoreTimeAnswered(asked=second.seq, granted=False), at=at("2024-03-21"), actor="p-procesejer"
    )
    assert stage.state.history_of(SCHOOL).granted_until == date(2024, 3, 22)


def test_a_moved_milestone_keeps_where_it_was_and_why(stage: Stage) -> None:
    stage.write(
        MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 22)), why="Påsken"),
        at=at("2024-03-01"),
    )
    stage.write(
        MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 25)), why="Sygdom"),
        at=at("2024-03-02"),
    )

    row = stage.state.plan.milestone("forslag")

    assert row.when == NoLater(day=date(2024, 3, 25))
    assert [(m.was, m.why) for m in row.moved] == [
        (NoLater(day=date(2024, 3, 18)), "Påsken"),
        (NoLater(day=date(2024, 3, 22)), "Sygdom"),
    ]


def counts(state: State) -> dict[str, int]:
    """How often each thing changed."""
    return {key: revision.count for key, revision in state.change_counts.items()}


@pytest.mark.parametrize(
    ("fact", "changed"),
    [
        (Delivered(obligation=SCHOOL), {SCHOOL: 0}),
        (
            MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 22)), why="Påsken"),
            {"forslag": 1},
        ),
        (MilestoneCancelled(milestone="status", why="Ingen"), {"status": 1}),
        (PlanAdopted(plan=PLAN, reason="Igen"), {}),
        (
            PlanAdopted(
                plan=replace(PLAN, milestones=PLAN.milestones[1:]), reason="Uden den første"
            ),
            {"forslag": 1},
        ),
        (ProposalSubmitted(proposal=replace(PROPOSALS[0], version=2)), {"R-001": 1}),
        (RECORDED, {"R-001/lmu_skole": 0, "R-002/lmu_skole": 0}),
        (SeatTaken(seat=Seat.parse("head:skole"), person="p-ny", since=date(2024, 3, 1)), {}),
    ],
)
def test_revisions_count_up_with_every_change_and_never_without_one(
    stage: Stage, fact: Fact, changed: dict[str, int]
) -> None:
    before = counts(stage.state)

    stage.write(fact, at=at("2024-03-15"))

    assert {
        key: count for key, count in counts(stage.state).items() if before.get(key) != count
    } == changed


def _with_meeting(meeting: Meeting) -> Plan:
    organs = tuple(replace(o, meetings=(meeting,)) if o.key == "bu" else o for o in PLAN.organs)
    return replace(PLAN, organs=organs)


def test_a_changed_meeting_counts_too(stage: Stage) -> None:
    plan = _with_meeting(Meeting(key="bu1", when=Day(day=date(2024, 5, 7))))

    stage.write(PlanAdopted(plan=plan, reason="Flyttet"), at=at("2024-03-15"))
    stage.write(PlanAdopted(plan=plan, reason="Igen"), at=at("2024-03-16"))

    assert counts(stage.state)["meeting:bu/bu1"] == 1
    assert stage.state.change_counts["meeting:bu/bu1"].entry.at == at("2024-03-15")
