"""Fifty at once about the same cell: one record stands, everybody else is told what stands, and
nobody is left without an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from bot import actions
from bot.actions import Done
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.errors import AlreadyDone, Refused
from tests.bot.slack.world import PROCESS, Office
from tests.storage.cast import together

CROWD = 50
CHAIR, VICE, SECRETARY = "p-formand", "p-naestformand", "p-sekretaer"
MEETING = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))


def answer_of(act: Callable[[], Done]) -> Done | Refused:
    """What the person is told."""
    try:
        return act()
    except Refused as refused:
        return refused


def test_of_fifty_who_record_the_same_one_wins_and_the_others_hear_what_stands(
    both_offices: Office,
) -> None:
    office = both_offices
    office.clock.go("2024-04-19", "09:12")
    people = [(CHAIR, VICE, SECRETARY)[n % 3] for n in range(CROWD)]

    def record(person: str) -> Done | Refused:
        return answer_of(
            lambda: actions.act(
                office.context,
                person,
                record_acts.record,
                meeting=MEETING,
                views=actions.text_if_any(f"Set af {person}"),
            )
        )

    answers = together(*[lambda person=person: record(person) for person in people])
    won = [a for a in answers if isinstance(a, Done)]
    lost = [a for a in answers if isinstance(a, AlreadyDone)]
    assert (len(won), len(lost)) == (1, CROWD - 1)
    assert office.facts() == ["DiscussionRecorded"]
    entry = won[0].entry
    assert {(a.act, a.at, a.seat, a.day) for a in lost} == {
        ("record", entry.at, entry.seat, MEETING.held_on)
    }


def test_no_loser_leaves_words_behind(both_offices: Office) -> None:
    office = both_offices
    office.clock.go("2024-04-19")
    before = office.context.texts.count(PROCESS)

    def record(words: str) -> Done | Refused:
        return answer_of(
            lambda: actions.act(
                office.context,
                CHAIR,
                record_acts.record,
                meeting=MEETING,
                views=actions.text_if_any(words),
            )
        )

    answers = together(*[lambda n=n: record(f"nr. {n}") for n in range(CROWD)])
    (won,) = [a for a in answers if isinstance(a, Done)]
    fact = won.state.records[won.entry.seq].fact
    assert fact.views is not None
    assert office.context.texts.count(PROCESS) == before + 1


def test_of_fifty_who_confirm_the_same_record_one_does(both_offices: Office) -> None:
    office = both_offices
    office.clock.go("2024-04-19")
    seq = actions.act(office.context, CHAIR, record_acts.record, meeting=MEETING).entry.seq
    answers = together(
        *[
            lambda: answer_of(
                lambda: actions.act(office.context, VICE, record_acts.confirm, record=seq)
            )
        ]
        * CROWD
    )
    assert Counter(type(a).__name__ for a in answers) == {"Done": 1, "AlreadyDone": CROWD - 1}
    assert office.facts() == ["DiscussionRecorded", "DiscussionConfirmed"]


def test_of_fifty_about_two_meetings_each_meeting_is_recorded_once(both_offices: Office) -> None:
    office = both_offices
    office.clock.go("2024-04-19")
    days = [date(2024, 4, 11), date(2024, 4, 18)]

    def record(n: int) -> Done | Refused:
        meeting = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=days[n % 2])
        return answer_of(
            lambda: actions.act(
                office.context, (CHAIR, VICE, SECRETARY)[n % 3], record_acts.record, meeting=meeting
            )
        )

    answers = together(*[lambda n=n: record(n) for n in range(CROWD)])
    won = [a for a in answers if isinstance(a, Done)]
    assert sorted(r.fact.held_on for r in office.state.records.values()) == days
    assert (
        Counter(type(a).__name__ for a in answers) == {"Done": 2, "AlreadyDone": CROWD - 2}
        and len(won) == 2
    )
