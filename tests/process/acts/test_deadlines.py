"""What people do with what they owe: what is written, and every refusal with its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from process.acts import absence
from process.acts import deadlines as deadline
from process.acts.rights import need_obligation, who_may_take_over
from process.dates.when import NoLater
from process.errors import (
    AlreadyDone,
    BadDay,
    CannotTake,
    Missing,
    NoLongerOwed,
    Refused,
    TooLong,
    Unknown,
)
from process.ledger.entries import Decision, new_text
from process.ledger.facts import (
    Delivered,
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
    Received,
    SeatLeft,
    SeatTaken,
    Side,
    Snoozed,
    Undone,
)
from process.seats import PersonId, Seat
from process.simulation import Stage
from tests.support.cast import OUTSIDER, PLAN, at

SCHOOL = "forslag/head:skole"
AREAS = "Råderumsforslag for Skole og Dagtilbud"
TALK = "discuss:R-001:1/lmu_skole"
MON = at("2024-03-11", "09:12")
WORDS = new_text("Regnskabet kom sent.", id="t", salt="s")


def write(
    stage: Stage, fact: Fact, actor: PersonId = "p-skolechef", when: str = "2024-03-11"
) -> int:
    return stage.write(fact, at=at(when, "09:12"), actor=actor, seat="head:skole")[0].seq


def refusal(decide: Callable[[], Decision]) -> Refused:
    with pytest.raises(Refused) as refused:
        decide()
    return refused.value


def day(text: str) -> date:
    return date.fromisoformat(text)


def recorded(stage: Stage) -> int:
    refs = (ProposalRef(id="R-001", version=1),)
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=refs,
        held_on=day("2024-03-08"),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
    )
    return write(stage, fact, "p-formand")


def test_what_is_said_is_written_with_the_seat_and_the_words(stage: Stage) -> None:
    state, me = stage.state, "p-skolechef"

    decisions = [
        deadline.deliver(state, by=me, obligation=SCHOOL, at=MON, note=WORDS),
        deadline.ask_more_time(
            state, by=me, obligation=SCHOOL, until=day("2024-03-22"), at=MON, why=WORDS
        ),
        deadline.snooze(state, by=me, obligation=SCHOOL, until=day("2024-03-18"), at=MON),
        deadline.not_mine(state, by=me, obligation=SCHOOL, at=MON),
    ]

    assert decisions == [
        Decision((Delivered(obligation=SCHOOL, note=WORDS.text),), "head:skole", (WORDS,)),
        Decision(
            (MoreTimeAsked(obligation=SCHOOL, until=day("2024-03-22"), why=WORDS.text),),
            "head:skole",
            (WORDS,),
        ),
        Decision((Snoozed(obligation=SCHOOL, until=day("2024-03-18")),), "head:skole"),
        Decision((NotMine(obligation=SCHOOL),), "head:skole"),
    ]


def test_delivered_and_received_are_two_facts_and_either_ends_it(stage: Stage) -> None:
    write(stage, Delivered(obligation=SCHOOL))
    assert deadline.receive(stage.state, by="p-gruppen", obligation=SCHOOL, at=MON) == Decision(
        (Received(obligation=SCHOOL),), "member:raaderumsgruppen"
    )

    write(stage, Received(obligation="forslag/head:pleje"), "p-procesejer")
    again = refusal(
        lambda: deadline.deliver(
            stage.state, by="p-plejechef", obligation="forslag/head:pleje", at=MON
        )
    )
    assert again == AlreadyDone(act="deliver", at=MON, seat="head:skole")


def ask(
    stage: Stage, until: str, when: str = "2024-03-11", key: str = SCHOOL, by: str = "p-skolechef"
) -> Decision:
    return deadline.ask_more_time(
        stage.state, by=by, obligation=key, until=day(until), at=at(when, "09:12")
    )


def snooze(stage: Stage, until: str, when: str = "2024-03-11") -> Decision:
    return deadline.snooze(
        stage.state, by="p-skolechef", obligation=SCHOOL, until=day(until), at=at(when, "09:12")
    )


@pytest.mark.parametrize(
    ("act", "until", "when", "refused"),
    [
        (
            ask,
            "2024-03-18",
            "2024-03-11",
            BadDay(why="before_due", day=day("2024-03-18"), limit=day("2024-03-18")),
        ),
        (
            ask,
            "2024-03-15",
            "2024-03-11",
            BadDay(why="before_due", day=day("2024-03-15"), limit=day("2024-03-18")),
        ),
        (ask, "2024-03-23", "2024-03-11", BadDay(why="closed", day=day("2024-03-23"))),
        (ask, "2024-03-29", "2024-03-11", BadDay(why="closed", day=day("2024-03-29"))),
        (ask, "2024-03-22", "2024-03-22", BadDay(why="past", day=day("2024-03-22"))),
        (snooze, "2024-03-11", "2024-03-11", BadDay(why="past", day=day("2024-03-11"))),
        (snooze, "2024-03-16", "2024-03-11", BadDay(why="closed", day=day("2024-03-16"))),
        (
            snooze,
            "2024-03-19",
            "2024-03-11",
            BadDay(why="after_limit", day=day("2024-03-19"), limit=day("2024-03-18")),
        ),
        (
            snooze,
            "2024-03-20",
            "2024-03-19",
            BadDay(why="after_limit", day=day("2024-03-20"), limit=day("2024-03-18")),
        ),
    ],
)
def test_a_day_that_cannot_be_used_says_why_and_the_limit(
    stage: Stage, act: Callable[[Stage, str, str], Decision], until: str, when: str, refused: BadDay
) -> None:
    assert refusal(lambda: act(stage, until, when)) == refused


@pytest.mark.parametrize(
    ("act", "until"),
    [(ask, "2024-03-19"), (ask, "2024-04-02"), (snooze, "2024-03-12"), (snooze, "2024-03-18")],
)
def test_the_first_and_the_last_day_that_can_be_used(
    stage: Stage, act: Callable[[Stage, str], Decision], until: str
) -> None:
    assert len(act(stage, until).facts) == 1


def test_a_discussion_gets_more_time_up_to_the_day_before_the_treatment(stage: Stage) -> None:
    assert len(ask(stage, "2024-05-01", key=TALK, by="p-formand").facts) == 1

    late = refusal(lambda: ask(stage, "2024-05-02", key=TALK, by="p-formand"))
    assert late == BadDay(why="after_limit", day=day("2024-05-02"), limit=day("2024-05-01"))


def twice_delivered(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    write(stage, Delivered(obligation=SCHOOL))
    return lambda: deadline.deliver(
        stage.state, by="p-skolechef", obligation=SCHOOL, at=MON
    ), AlreadyDone("deliver", MON, "head:skole")


def twice_received(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    write(stage, Received(obligation=SCHOOL), "p-procesejer")
    return lambda: deadline.receive(
        stage.state, by="p-gruppen", obligation=SCHOOL, at=MON
    ), AlreadyDone("receive", MON, "head:skole")


def twice_asked(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    write(stage, MoreTimeAsked(obligation=SCHOOL, until=day("2024-03-22")))
    return lambda: ask(stage, "2024-03-22"), AlreadyDone(
        "ask_more_time", MON, "head:skole", day("2024-03-22")
    )


def twice_answered(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    asked = write(stage, MoreTimeAsked(obligation=SCHOOL, until=day("2024-03-22")))
    write(stage, MoreTimeAnswered(asked=asked, granted=False), "p-procesejer")
    answer = partial(
        deadline.answer_more_time, by="p-procesejer", asked=asked, granted=True, at=MON
    )
    return lambda: answer(stage.state), AlreadyDone("refuse", MON, "head:skole", day("2024-03-22"))


def twice_snoozed(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    write(stage, Snoozed(obligation=SCHOOL, until=day("2024-03-18")))
    return lambda: snooze(stage, "2024-03-18"), AlreadyDone(
        "snooze", MON, "head:skole", day("2024-03-18")
    )


def twice_handed_over(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    write(stage, HandedOver(obligation=SCHOOL, to="p-haveleder"))
    return lambda: hand(stage, "p-haveleder"), AlreadyDone("hand_over", MON, "head:skole")


def twice_not_mine(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    write(stage, NotMine(obligation=SCHOOL))
    return lambda: deadline.not_mine(
        stage.state, by="p-skolechef", obligation=SCHOOL, at=MON
    ), AlreadyDone("not_mine", MON, "head:skole")


def twice_undone(stage: Stage) -> tuple[Callable[[], Decision], AlreadyDone]:
    seq = write(stage, Delivered(obligation=SCHOOL))
    write(stage, Undone(undoes=seq))
    return lambda: deadline.undo(stage.state, by="p-skolechef", seq=seq, at=MON), AlreadyDone(
        "undo", MON, "head:skole"
    )


def hand(
    stage: Stage,
    to: PersonId,
    key: str = SCHOOL,
    by: PersonId = "p-skolechef",
    until: date | None = None,
) -> Decision:
    return deadline.hand_over(stage.state, by=by, obligation=key, to=to, at=MON, until=until)


AWAY = ("p-plejechef", "2024-03-14", "2024-03-20")
HANDS: list[tuple[str, tuple[str, str, str] | None, Refused | None]] = [
    ("p-plejechef", None, None),
    ("p-formand", None, None),
    ("p-naestformand", None, CannotTake(title=AREAS, elected=True)),
    ("p-repraesentant", None, CannotTake(title=AREAS, elected=True)),
    ("p-plejechef", AWAY, CannotTake(title=AREAS, until=date(2024, 3, 20))),
    ("p-plejechef", ("p-plejechef", "2024-03-11", "2024-03-17"), None),
    ("p-plejechef", ("p-plejechef", "2024-03-19", "2024-03-29"), None),
    ("p-formand", AWAY, None),
    (OUTSIDER, None, Unknown(what="person", name=OUTSIDER)),
]
"""To whom, who is away from when to when, and why not (rules D12)."""


@pytest.mark.parametrize(("to", "away", "why"), HANDS)
def test_a_task_goes_only_into_hands_that_can_hold_it(
    stage: Stage, to: PersonId, away: tuple[str, str, str] | None, why: Refused | None
) -> None:
    if away:
        who, since, until = away
        gone = absence.go_away(
            stage.state,
            by=who,
            deputy="p-formand",
            since=day(since),
            until=day(until),
            at=MON,
        )
        stage.write(*gone.facts, at=MON, actor=who)
    owed = need_obligation(stage.state, SCHOOL)
    offered = to in who_may_take_over(stage.state, owed, day("2024-03-11"))
    assert offered is (why is None)
    if why is None:
        assert hand(stage, to).facts == (HandedOver(obligation=SCHOOL, to=to),)
    else:
        assert refusal(lambda: hand(stage, to)) == why


TWICE = [
    twice_delivered,
    twice_received,
    twice_asked,
    twice_answered,
    twice_snoozed,
    twice_handed_over,
    twice_not_mine,
    twice_undone,
]


@pytest.mark.parametrize("pressed", TWICE)
def test_a_double_press_is_told_what_stands(
    stage: Stage, pressed: Callable[[Stage], tuple[Callable[[], Decision], AlreadyDone]]
) -> None:
    again, stands = pressed(stage)

    assert refusal(again) == stands


@pytest.mark.parametrize(
    "gone",
    [
        MilestoneCancelled(milestone="forslag", why="x"),
        PlanAdopted(plan=replace(PLAN, milestones=()), reason="x"),
    ],
)
def test_a_button_whose_obligation_is_gone_is_told_so(stage: Stage, gone: Fact) -> None:
    asked = write(stage, MoreTimeAsked(obligation=SCHOOL, until=day("2024-03-22")))
    write(stage, gone, "p-procesejer")

    acts: list[Callable[[], Decision]] = [
        lambda: deadline.deliver(stage.state, by="p-skolechef", obligation=SCHOOL, at=MON),
        lambda: deadline.receive(stage.state, by="p-gruppen", obligation=SCHOOL, at=MON),
        lambda: ask(stage, "2024-03-25"),
        lambda: snooze(stage, "2024-03-18"),
        lambda: hand(stage, "p-haveleder"),
        lambda: deadline.not_mine(stage.state, by="p-skolechef", obligation=SCHOOL, at=MON),
        lambda: deadline.answer_more_time(
            stage.state, by="p-procesejer", asked=asked, granted=True, at=MON
        ),
    ]
    assert [refusal(act) for act in acts] == [NoLongerOwed(obligation=SCHOOL)] * len(acts)


def test_only_the_last_request_is_answered(stage: Stage) -> None:
    first = write(stage, MoreTimeAsked(obligation=SCHOOL, until=day("2024-03-22")))
    write(stage, MoreTimeAsked(obligation=SCHOOL, until=day("2024-03-25")))

    old = refusal(
        lambda: deadline.answer_more_time(
            stage.state, by="p-procesejer", asked=first, granted=True, at=MON
        )
    )
    assert old == NoLongerOwed(obligation=SCHOOL)


@pytest.mark.parametrize("seq", [0, 1, 999])
def test_what_is_not_there_cannot_be_answered_or_undone(stage: Stage, seq: int) -> None:
    answer = refusal(
        lambda: deadline.answer_more_time(
            stage.state, by="p-procesejer", asked=seq, granted=True, at=MON
        )
    )
    undo = refusal(lambda: deadline.undo(stage.state, by="p-procesejer", seq=seq, at=MON))

    assert (answer, undo) == (
        Unknown(what="request", name=str(seq)),
        Unknown(what="entry", name=str(seq)),
    )


def test_an_undoing_is_not_undone_but_done_again(stage: Stage) -> None:
    undone = write(stage, Undone(undoes=write(stage, Delivered(obligation=SCHOOL))))

    refused = refusal(lambda: deadline.undo(stage.state, by="p-skolechef", seq=undone, at=MON))
    assert refused == Unknown(what="entry", name=str(undone))


def test_what_the_process_owner_takes_back_is_said_in_their_own_seat(stage: Stage) -> None:
    seq = write(stage, Delivered(obligation=SCHOOL))

    assert deadline.undo(stage.state, by="p-procesejer", seq=seq, at=MON) == Decision(
        (Undone(undoes=seq),), "process_owner:r24"
    )


def test_it_is_handed_only_to_somebody_who_is_here(stage: Stage) -> None:
    write(
        stage,
        SeatLeft(
            seat=Seat.parse("chair:pm_have"), person="p-haveleder", last_day=day("2024-03-08")
        ),
        "system",
    )

    assert refusal(lambda: hand(stage, "p-haveleder")) == Unknown(what="person", name="p-haveleder")
    assert refusal(lambda: hand(stage, "p-udenfor")) == Unknown(what="person", name="p-udenfor")
    assert refusal(lambda: hand(stage, "p-plejechef", until=day("2024-03-08"))) == BadDay(
        why="past", day=day("2024-03-08")
    )


def test_an_answer_and_a_discussion_are_handed_only_to_hands_whose_word_counts(
    stage: Stage,
) -> None:
    key = f"confirm:{recorded(stage)}"

    assert refusal(lambda: hand(stage, "p-formand", key, "p-naestformand")) == Unknown(
        "person", "p-formand", ("p-naestformand",)
    )
    both = SeatTaken(
        seat=Seat.parse("substitute:lmu_skole"), person="p-formand", since=day("2024-01-01")
    )
    write(stage, both, "system")
    assert refusal(lambda: hand(stage, "p-formand", key, "p-naestformand")) == Unknown(
        "person", "p-formand", ("p-naestformand",)
    )
    talk = "discuss:R-001:1/pm_have"
    assert refusal(lambda: hand(stage, "p-skolechef", talk, "p-haveleder")) == Unknown(
        "person", "p-skolechef", ("p-haveleder",)
    )


def test_what_is_met_by_another_act_is_not_handed_in(stage: Stage) -> None:
    def deliver(key: str, by: PersonId) -> Refused:
        return refusal(lambda: deadline.deliver(stage.state, by=by, obligation=key, at=MON))

    assert deliver("discuss:R-001:1/pm_have", "p-haveleder") == Missing(field="record")
    key = f"confirm:{recorded(stage)}"
    assert deliver(key, "p-naestformand") == Missing(field="answer")
    assert refusal(lambda: ask(stage, "2024-05-01", key=key, by="p-naestformand")) == Missing(
        field="answer"
    )
    assert refusal(
        lambda: deadline.not_mine(stage.state, by="p-naestformand", obligation=key, at=MON)
    ) == Missing(field="answer")


@pytest.mark.parametrize("field", ["note", "why"])
def test_a_text_of_3000_characters_fits_and_one_more_does_not(stage: Stage, field: str) -> None:
    def say(length: int) -> Decision:
        text = new_text("å" * length, id="t", salt="s")
        if field == "note":
            return deadline.deliver(
                stage.state, by="p-skolechef", obligation=SCHOOL, at=MON, note=text
            )
        return deadline.ask_more_time(
            stage.state,
            by="p-skolechef",
            obligation=SCHOOL,
            until=day("2024-03-22"),
            at=MON,
            why=text,
        )

    assert len(say(3000).facts) == 1
    assert refusal(lambda: say(3001)) == TooLong(field=field, length=3001, limit=3000)


def test_a_moved_deadline_moves_what_can_be_asked_for(stage: Stage) -> None:
    write(
        stage,
        MilestoneMoved(milestone="forslag", to=NoLater(day=day("2024-03-22")), why="x"),
        "p-procesejer",
    )

    assert refusal(lambda: ask(stage, "2024-03-22")) == BadDay(
        why="before_due", day=day("2024-03-22"), limit=day("2024-03-22")
    )
    assert len(snooze(stage, "2024-03-22").facts) == 1
