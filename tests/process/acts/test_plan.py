"""What the process owner does: the plan, its rows, the proposals and the seats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from process.acts import plan as verbs
from process.dates.danish import write
from process.dates.when import EachMeeting, NoLater, Relative, Several, Span, Undated, Weeks, When
from process.errors import (
    AlreadyDone,
    BadDay,
    Missing,
    NoLongerOwed,
    NoPlan,
    Refused,
    TooLong,
    Unknown,
)
from process.ledger.entries import Decision
from process.ledger.facts import (
    MilestoneCancelled,
    MilestoneMoved,
    PlanAdopted,
    ProposalSubmitted,
    SeatLeft,
    SeatTaken,
)
from process.ledger.state import State
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at

NOW = at("2024-03-11", "09:12")
START = at("2024-01-01")
OWNER = "p-procesejer"
LATER = NoLater(day=date(2024, 3, 22))
SCHOOL = Seat.parse("head:skole")


def refusal(decide: Callable[[], Decision]) -> Refused:
    with pytest.raises(Refused) as refused:
        decide()
    return refused.value


def move(
    stage: Stage, milestone: str = "forslag", to: When = LATER, why: str = "Påsken"
) -> Decision:
    return verbs.move(stage.state, by=OWNER, milestone=milestone, to=to, why=why, at=NOW)


def cancel(stage: Stage, milestone: str = "forslag", why: str = "Aflyst") -> Decision:
    return verbs.cancel(stage.state, by=OWNER, milestone=milestone, why=why, at=NOW)


def test_a_plan_is_adopted_once(stage: Stage) -> None:
    assert refusal(lambda: verbs.adopt(stage.state, PLAN, reason="Igen")) == AlreadyDone(
        act="adopt", at=START, seat=""
    )

    newer = replace(PLAN, title="Råderum 2024")
    decision = verbs.adopt(
        stage.state,
        newer,
        reason="Ny titel",
        approved_by="Direktionen",
        approved_on=date(2024, 3, 6),
    )
    assert decision == Decision(
        (
            PlanAdopted(
                plan=newer,
                reason="Ny titel",
                approved_by="Direktionen",
                approved_on=date(2024, 3, 6),
            ),
        )
    )


@pytest.mark.parametrize(
    "to",
    [
        Span(first=date(2024, 3, 22), last=date(2024, 3, 18)),
        Weeks(year=2024, first=53, last=53),
        Several(parts=()),
        EachMeeting(group="byraad", first=date(2024, 5, 1), last=date(2024, 5, 30)),
    ],
)
def test_no_row_is_moved_to_a_time_a_plan_file_could_not_say(stage: Stage, to: When) -> None:
    assert refusal(lambda: move(stage, to=to)) == BadDay(why="unreadable", text=write(to))


def test_a_row_is_counted_from_another_that_stands_and_never_from_itself(stage: Stage) -> None:
    other = next(m.key for m in stage.state.plan.milestones if m.key != "forslag")
    assert move(stage, to=Relative(milestone=other, days=5)).facts
    missing = Unknown(what="milestone", name="forslagg", near=("forslag",))
    assert refusal(lambda: move(stage, to=Relative(milestone="forslagg", days=5))) == missing
    title = stage.state.plan.milestone("forslag").title
    assert refusal(lambda: move(stage, to=Relative(milestone="forslag", days=5))) == BadDay(
        why="circular", text=title
    )
    stage.write(
        MilestoneMoved(milestone=other, to=Relative(milestone="forslag", days=5), why="x"), at=NOW
    )
    assert refusal(lambda: move(stage, to=Relative(milestone=other, days=2))) == BadDay(
        why="circular", text=title
    )


def test_nothing_is_moved_before_there_is_a_plan() -> None:
    with pytest.raises(NoPlan):
        verbs.move(State.empty("r24"), by=OWNER, milestone="forslag", to=LATER, why="x", at=NOW)


@pytest.mark.parametrize("name", ["forslag", "Råderumsforslag", "råderumsforslag afl"])
def test_a_row_is_moved_by_its_key_or_the_start_of_its_title(stage: Stage, name: str) -> None:
    assert move(stage, name) == Decision(
        (MilestoneMoved(milestone="forslag", to=LATER, why="Påsken"),), "process_owner:r24"
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [("forslaget", ("forslag",)), ("", ()), ("noget helt andet", ()), ("S", ())],
)
def test_a_row_that_is_not_there_is_told_with_the_nearest(
    stage: Stage, name: str, near: tuple[str, ...]
) -> None:
    refused = Unknown(what="milestone", name=name, near=near)

    assert (refusal(lambda: move(stage, name)), refusal(lambda: cancel(stage, name))) == (
        refused,
        refused,
    )


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_is_needed(stage: Stage, why: str) -> None:
    assert refusal(lambda: move(stage, why=why)) == Missing(field="why")
    assert refusal(lambda: cancel(stage, why=why)) == Missing(field="why")


def test_a_reason_of_3000_characters_fits_and_one_more_does_not(stage: Stage) -> None:
    assert len(move(stage, why="å" * 3000).facts) == len(cancel(stage, why="å" * 3000).facts) == 1

    assert refusal(lambda: move(stage, why="å" * 3001)) == TooLong(
        field="why", length=3001, limit=3000
    )
    assert refusal(lambda: cancel(stage, why="å" * 3001)) == TooLong(
        field="why", length=3001, limit=3000
    )


@pytest.mark.parametrize("name", ["forslag", "udateret"])
def test_a_row_that_stands_there_already_is_not_moved(stage: Stage, name: str) -> None:
    row = PLAN.milestone(name)

    stands = AlreadyDone(act="move", at=START, seat="process_owner:r24", day=row.when.latest)
    assert refusal(lambda: move(stage, name, row.when)) == stands


def test_a_cancelled_row_is_neither_cancelled_again_nor_moved(stage: Stage) -> None:
    decision = cancel(stage)
    assert decision == Decision(
        (MilestoneCancelled(milestone="forslag", why="Aflyst"),), "process_owner:r24"
    )
    stage.write(*decision.facts, at=NOW, actor=OWNER)

    assert refusal(lambda: cancel(stage)) == AlreadyDone(
        act="cancel", at=NOW, seat="process_owner:r24"
    )
    assert refusal(lambda: move(stage)) == NoLongerOwed(obligation="forslag")


def test_a_row_may_lose_its_day(stage: Stage) -> None:
    assert len(move(stage, to=Undated(words="senere")).facts) == 1


def test_a_proposal_is_submitted_once_and_an_older_version_never_replaces_a_newer(
    stage: Stage,
) -> None:
    first = PROPOSALS[0]
    assert refusal(lambda: verbs.submit(stage.state, first)) == AlreadyDone(
        act="submit", at=START, seat=""
    )

    second = replace(first, version=2, title="Endnu færre hold")
    assert verbs.submit(stage.state, second) == Decision((ProposalSubmitted(proposal=second),))
    stage.write(ProposalSubmitted(proposal=second), at=NOW)

    older = replace(first, title="Som før")
    assert refusal(lambda: verbs.submit(stage.state, older)) == AlreadyDone(
        act="submit", at=NOW, seat=""
    )


def test_a_proposal_for_a_committee_the_plan_lacks_is_told_with_the_nearest(stage: Stage) -> None:
    wrong = replace(PROPOSALS[0], version=2, affected=("lmu_skol",))

    assert refusal(lambda: verbs.submit(stage.state, wrong)) == Unknown(
        what="committee", name="lmu_skol", near=("lmu_skole",)
    )


def test_a_seat_is_taken_once(stage: Stage) -> None:
    taken = refusal(
        lambda: verbs.take_seat(stage.state, SCHOOL, "p-skolechef", since=date(2024, 1, 1))
    )
    assert isinstance(taken, AlreadyDone) and (taken.act, taken.seat) == ("take_seat", "head:skole")

    decision = verbs.take_seat(
        stage.state,
        SCHOOL,
        "p-vikar",
        since=date(2024, 3, 11),
        until=date(2024, 3, 22),
        deputy=True,
    )
    fact = SeatTaken(
        seat=SCHOOL, person="p-vikar", since=date(2024, 3, 11), until=date(2024, 3, 22), deputy=True
    )
    assert decision == Decision((fact,))


def test_a_seat_is_left_by_whoever_is_in_it_also_before_the_agreed_day(stage: Stage) -> None:
    stage.write(
        SeatTaken(
            seat=SCHOOL,
            person="p-vikar",
            since=date(2024, 3, 11),
            until=date(2024, 3, 22),
            deputy=True,
        ),
        at=NOW,
    )

    for person in ("p-skolechef", "p-vikar"):
        decision = verbs.leave_seat(stage.state, SCHOOL, person, last_day=date(2024, 3, 15))
        assert decision == Decision(
            (SeatLeft(seat=SCHOOL, person=person, last_day=date(2024, 3, 15)),)
        )
    for person in ("p-plejechef", "p-udenfor"):
        left = refusal(
            lambda who=person: verbs.leave_seat(  # type: ignore[misc]
                stage.state, SCHOOL, who, last_day=date(2024, 3, 15)
            )
        )
        assert left == Unknown(what="seat", name="head:skole")
    gone = refusal(
        lambda: verbs.leave_seat(stage.state, SCHOOL, "p-vikar", last_day=date(2024, 3, 25))
    )
    assert gone == Unknown(what="seat", name="head:skole")
