"""Consultations: a window with a clock time, answers with the instant they arrived, late flagged
and kept, reminders until answered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from process.acts import consultations as hearing
from process.acts import deadlines as deadline
from process.deadlines.obligations import find
from process.deadlines.responses import heard, is_late
from process.errors import AlreadyDone, BadDay, Missing, NotYours, Refused, Unknown
from process.ledger.entries import Decision
from process.ledger.facts import Consultation, Party, PlanAdopted, ResponseReceived
from process.reminders.due import due_notices
from process.reminders.notices import NoticeKind
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PLAN, at, small_process

OWNER, CHAIR = "p-procesejer", "p-formand"
SCHOOL = Party(key="lmu_skole", name="LokalMED Eksempelskolen", seat=Seat.parse("chair:lmu_skole"))
CONSULTATION = Consultation(
    id="h1",
    title="Høringssvar til budgettet",
    opens=at("2024-08-29", "00:00"),
    closes=at("2024-09-11", "12:00"),
    parties=(SCHOOL, Party(key="aeldre", name="Ældrerådet")),
)
BACKWARDS = replace(CONSULTATION, closes=CONSULTATION.opens)
KEY = "hearing:h1/chair:lmu_skole"


def write(play: Stage, decision: Decision, day: datetime, by: str = OWNER) -> int:
    return play.write(*decision.facts, at=day, actor=by, seat=decision.seat)[0].seq


def opened() -> Stage:
    play = small_process()
    write(
        play,
        hearing.open_consultation(play.state, CONSULTATION, by=OWNER, at=at("2024-08-20")),
        at("2024-08-20"),
    )
    return play


def answer(play: Stage, party: str, received: datetime, *, now: datetime, by: str = OWNER) -> int:
    said = hearing.receive_response(
        play.state, by=by, consultation="h1", party=party, received_at=received, at=now
    )
    return write(play, said, now, by)


def test_an_answer_after_the_clock_time_is_late_and_stays_on_the_list() -> None:
    play = opened()
    answer(play, "aeldre", at("2024-09-11", "12:01"), now=at("2024-09-12"))
    answer(play, "lmu_skole", at("2024-09-11", "12:00"), now=at("2024-09-12"))
    found = play.state.consultations["h1"]
    assert [(r.party.name, is_late(play.state, found, r)) for r in found.responses] == [
        ("LokalMED Eksempelskolen", False),
        ("Ældrerådet", True),
    ]
    assert all(one.answered for one in heard(play.state, found))


def test_who_has_not_answered_is_reminded_and_who_has_is_left_alone() -> None:
    play = opened()

    def told(day: str) -> list[tuple[str, str]]:
        return [
            (n.person, n.because)
            for n in due_notices(play.state, at(day))
            if n.obligation == KEY and n.kind is NoticeKind.REMINDER
        ]

    assert told("2024-09-03") == []
    assert told("2024-09-04") == [(CHAIR, "before:5")]
    assert told("2024-09-10") == [(CHAIR, "before:1")]
    answer(play, "lmu_skole", at("2024-09-09", "10:00"), now=at("2024-09-10"))
    assert told("2024-09-10") == []


def test_a_party_can_say_itself_that_it_has_answered() -> None:
    play = opened()
    owed = find(play.state, KEY)
    assert owed is not None and (owed.due, owed.at) == (date(2024, 9, 11), time(12))
    write(
        play,
        deadline.deliver(play.state, by=CHAIR, obligation=KEY, at=at("2024-09-02")),
        at("2024-09-02"),
        CHAIR,
    )
    met = find(play.state, KEY)
    assert met is not None and not met.open


def test_a_withdrawn_answer_leaves_the_list_and_not_the_ledger() -> None:
    play = opened()
    seq = answer(play, "aeldre", at("2024-09-01"), now=at("2024-09-02"))
    write(
        play,
        hearing.withdraw_response(
            play.state, by=OWNER, response=seq, why="Forkert part", at=at("2024-09-03")
        ),
        at("2024-09-03"),
    )
    assert play.state.consultations["h1"].responses == ()
    found = heard(play.state, play.state.consultations["h1"])
    assert [one.party.key for one in found if not one.answered] == ["lmu_skole", "aeldre"]


def test_handed_in_and_answered_are_one_state() -> None:
    play = opened()
    said = deadline.deliver(play.state, by=CHAIR, obligation=KEY, at=at("2024-09-02"))
    write(play, said, at("2024-09-02"), CHAIR)
    mine, other = heard(play.state, play.state.consultations["h1"])
    assert (mine.answered, other.answered) == (True, False)
    assert mine.said is not None and mine.responses == ()
    answer(play, "lmu_skole", at("2024-09-02"), now=at("2024-09-03"))
    mine = heard(play.state, play.state.consultations["h1"])[0]
    assert mine.answered and mine.said is None and len(mine.responses) == 1


def test_more_time_moves_the_partys_own_deadline_and_nobody_elses() -> None:
    play = opened()
    ask = deadline.ask_more_time(
        play.state, by=CHAIR, obligation=KEY, until=date(2024, 9, 16), at=at("2024-09-09")
    )
    seq = write(play, ask, at("2024-09-09"), CHAIR)
    given = deadline.answer_more_time(
        play.state, by=OWNER, asked=seq, granted=True, at=at("2024-09-10")
    )
    write(play, given, at("2024-09-10"))
    for party in ("lmu_skole", "aeldre"):
        answer(play, party, at("2024-09-16", "15:00"), now=at("2024-09-17"))
    found = play.state.consultations["h1"]
    assert [(r.party.key, is_late(play.state, found, r)) for r in found.responses] == [
        ("lmu_skole", False),
        ("aeldre", True),
    ]


@pytest.mark.parametrize(("until", "allowed"), [("2024-10-15", True), ("2024-10-16", False)])
def test_more_time_never_goes_past_the_last_lawful_day(until: str, allowed: bool) -> None:
    plan = replace(PLAN, rules=replace(PLAN.rules, budget_adopted_by=date(2024, 10, 15)))
    play = opened()
    play.write(PlanAdopted(plan=plan, reason="x"), at=at("2024-08-21"))

    def ask() -> Decision:
        day = date.fromisoformat(until)
        return deadline.ask_more_time(
            play.state, by=CHAIR, obligation=KEY, until=day, at=at("2024-09-09")
        )

    if allowed:
        assert ask().facts
    else:
        with pytest.raises(BadDay) as refused:
            ask()
        assert (refused.value.why, refused.value.limit) == ("after_limit", date(2024, 10, 15))


@pytest.mark.parametrize(
    ("link", "taken"),
    [
        ("", True),
        ("https://example.org/svar.pdf", True),
        ("http://sag.example/1", True),
        ("javascript:alert(1)", False),
        ("ftp://example.org/x", False),
        ("example.org/svar", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("https://[", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
    ],
)
def test_a_link_leads_to_a_page_or_is_refused(link: str, taken: bool) -> None:
    play = opened()

    def register() -> Decision:
        return hearing.receive_response(
            play.state,
            by=OWNER,
            consultation="h1",
            party="aeldre",
            received_at=at("2024-09-01"),
            at=at("2024-09-02"),
            link=link,
        )

    if taken:
        (fact,) = register().facts
        assert isinstance(fact, ResponseReceived) and not fact.may_publish
    else:
        with pytest.raises(Missing) as refused:
            register()
        assert refused.value.field == "link"


def test_opening_tells_both_sides_and_the_secretary_once_each() -> None:
    play = opened()

    def told(day: str) -> list[tuple[str, int]]:
        return sorted(
            (n.person, n.entry)
            for n in due_notices(play.state, at(day))
            if n.kind is NoticeKind.CONSULTED
        )

    first = told("2024-08-29")
    assert [person for person, _ in first] == [CHAIR, "p-naestformand"]
    other = replace(CONSULTATION, title="Samme høring, bedre titel")
    write(
        play,
        hearing.open_consultation(play.state, other, by=OWNER, at=at("2024-08-22")),
        at("2024-08-22"),
    )
    assert told("2024-08-29") == first, "the window is the same"
    later = replace(other, closes=at("2024-09-13", "12:00"))
    write(
        play,
        hearing.open_consultation(play.state, later, by=OWNER, at=at("2024-08-23")),
        at("2024-08-23"),
    )
    assert [p for p, _ in told("2024-08-29")] == [CHAIR, "p-naestformand"] and told(
        "2024-08-29"
    ) != first


@pytest.mark.parametrize(
    ("refused", "kind"),
    [
        (
            lambda p: hearing.open_consultation(
                p.state, CONSULTATION, by=CHAIR, at=at("2024-08-20")
            ),
            NotYours,
        ),
        (
            lambda p: hearing.open_consultation(
                p.state, CONSULTATION, by=OWNER, at=at("2024-08-20")
            ),
            AlreadyDone,
        ),
        (
            lambda p: hearing.open_consultation(
                p.state, replace(CONSULTATION, parties=()), by=OWNER, at=at("2024-08-20")
            ),
            Missing,
        ),
        (
            lambda p: hearing.open_consultation(
                p.state,
                replace(CONSULTATION, closes=CONSULTATION.opens),
                by=OWNER,
                at=at("2024-08-20"),
            ),
            BadDay,
        ),
        (lambda p: answer(p, "roed", at("2024-09-01"), now=at("2024-09-02")), Unknown),
        (lambda p: answer(p, "aeldre", at("2024-09-03"), now=at("2024-09-02")), BadDay),
        (lambda p: answer(p, "aeldre", at("2024-09-01"), now=at("2024-09-02"), by=CHAIR), NotYours),
        (
            lambda p: hearing.withdraw_response(
                p.state, by=OWNER, response=3, why="", at=at("2024-09-03")
            ),
            Unknown,
        ),
    ],
)
def test_what_is_refused(refused: object, kind: type[Refused]) -> None:
    with pytest.raises(kind):
        refused(opened())  # type: ignore[operator]
