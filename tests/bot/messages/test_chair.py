"""What a local committee's chair and the chef above read when the chair is
silent, word for word (rules M4).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.messages.message import Rendered, View
from bot.messages.render import render
from bot.messages.subjects import subject
from bot.text.marks import plain
from process.acts import deadlines as taking
from process.channel import Message
from process.ledger.facts import (
    Delivered,
    DiscussionRecorded,
    Outcome,
    ProposalRef,
    ProposalSubmitted,
    SeatLeft,
    SeatTaken,
    Side,
)
from process.plan.proposals import Station
from process.seats import Seat
from process.simulation import Stage
from tests.process.reminders.played import due_when_played
from tests.support.cast import PROPOSALS, at, small_process

CHAIR, CHEF, DEPUTY = "p-formand", "p-skolechef", "p-souschef"
HERE = "discuss:R-001:1/lmu_skole"
VIEW = View(
    name_of=lambda person: "Skolechef Eksempel" if person == CHEF else "", text_of=lambda _: ""
)
MISSING = (
    "LokalMED Eksempelskolen mangler at drøfte 2 forslag: R-001 Holddannelse og R-002. "
    "Drøftelsen skulle være registreret senest "
    "mandag den 22. april 2024, fordi Børne- og Ungdomsudvalget behandler dem torsdag den 2. "
    "maj 2024 og skal have sagen forinden."
)


def message(
    stage: Stage, person: str, day: str, clock: str = "08:00", only: str = "lmu_skole"
) -> Rendered:
    found = (n for n in due_when_played(stage.state, at(day, clock)) if n.person == person)
    notices = tuple(
        n for n in found if only in (n.obligation or str(stage.state.about.get(n.entry)))
    )
    return render(
        Message(key="k", person=person, notices=notices, day=at(day).date()), stage.state, view=VIEW
    )


def begun() -> Stage:
    """The process with the chef's own delivery out of the way."""
    stage = small_process()
    stage.write(
        Delivered(obligation="forslag/head:skole"),
        at=at("2024-03-14"),
        actor=CHEF,
        seat="head:skole",
    )
    return stage


def words(rendered: Rendered) -> list[str]:
    return [plain(section.text) for section in rendered.sections]


def labels(rendered: Rendered) -> list[str]:
    return [choice.label for section in rendered.sections for choice in section.choices]


def test_the_chair_hears_beforehand_that_the_chef_is_next() -> None:
    ahead = "Hører vi ikke fra dig senest tirsdag den 30. april, får din chef også besked."

    assert words(message(begun(), CHAIR, "2024-04-26")) == [f"God morgen. {MISSING} {ahead}"]


def test_the_chair_is_told_at_the_same_moment() -> None:
    told = message(begun(), CHAIR, "2024-05-01")

    assert words(told) == [
        (
            "Vi har i dag også skrevet til din chef om fristen den 22. april. "
            f"Du kan stadig svare her. {MISSING}"
        )
    ]
    assert labels(told) == ["Registrér drøftelse", "Lav dagsordenspunkt"]


def test_a_message_about_a_day_that_has_moved_since_says_nothing_of_the_letter_to_the_chef() -> (
    None
):
    stage = begun()
    old = tuple(
        n
        for n in due_when_played(stage.state, at("2024-05-01"))
        if n.person == CHAIR and n.obligation == HERE
    )
    assert [n.kind.value for n in old] == ["escalation_told"]
    put_off = replace(PROPOSALS[0], stations=(Station(organ="bu", day=date(2024, 6, 6)),))
    stage.write(ProposalSubmitted(proposal=put_off), at=at("2024-05-01", "12:00"))

    now = render(
        Message(key="k", person=CHAIR, notices=old, day=date(2024, 5, 1)), stage.state, view=VIEW
    )

    assert "skrevet til din chef" not in now.text and "torsdag den 6. juni 2024" in now.text


def test_the_chef_reads_of_several_proposals_as_one_thing_and_can_take_it() -> None:
    told = message(begun(), CHEF, "2024-05-01")

    assert words(told) == [
        "Til orientering: LokalMED Eksempelskolen mangler at drøfte 2 forslag: "
        "R-001 Holddannelse og R-002. "
        "Drøftelsen skulle være registreret senest mandag den 22. april 2024. "
        "Vi har skrevet til formanden den 27. marts, 15. april, 19. april, 23. april og 26. april "
        "uden at få svar. "
        "Børne- og Ungdomsudvalget behandler dem torsdag den 2. maj 2024. "
        "Vil du tage en snak med formanden?"
    ]
    assert labels(told) == ["Jeg tager snakken", "Jeg tager opgaven"]


def test_nobody_in_the_chairs_seat_is_said_without_blame() -> None:
    stage = begun()
    stage.write(
        SeatLeft(seat=Seat.parse("chair:lmu_skole"), person=CHAIR, last_day=date(2024, 3, 1)),
        at=at("2024-03-01"),
    )

    assert words(message(stage, CHEF, "2024-04-15")) == [
        "Til orientering: LokalMED Eksempelskolen mangler at drøfte 2 forslag: "
        "R-001 Holddannelse og R-002. "
        "Drøftelsen skal være registreret senest mandag den 22. april 2024. "
        "Børne- og Ungdomsudvalget behandler dem torsdag den 2. maj 2024. "
        "Der er ingen formand registreret i udvalget lige nu. "
        "Vil du sørge for, at nogen tager det op?"
    ]


def test_when_the_chef_took_it_both_read_so() -> None:
    stage, now = begun(), at("2024-05-01", "09:00")
    before = tuple(
        n
        for n in due_when_played(stage.state, now)
        if n.person == CHEF and "lmu_skole" in n.obligation
    )
    decision = taking.take_it(stage.state, by=CHEF, obligation=HERE, at=now)
    stage.write(*decision.facts, at=now, actor=CHEF, seat=decision.seat)

    again = render(
        Message(key="k", person=CHEF, notices=before, day=date(2024, 5, 1)), stage.state, view=VIEW
    )
    assert words(again) == [f"Du har taget opgaven og kan registrere på ledelsens vegne. {MISSING}"]
    assert labels(again) == ["Registrér drøftelse", "Lav dagsordenspunkt"]
    assert words(message(stage, CHAIR, "2024-05-01", "10:00")) == [
        (
            "Skolechef Eksempel har taget sig af det, LokalMED Eksempelskolen mangler. "
            "Du hører ikke mere om det, men kan stadig selv svare."
        )
    ]


def recorded(stage: Stage) -> str:
    """The employees' side records first, on Friday 19 April; the key of the chair's answer."""
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.EMPLOYEES,
        sides=frozenset({Side.EMPLOYEES}),
    )
    written = stage.write(
        fact, at=at("2024-04-19", "09:00"), actor="p-naestformand", seat="vice_chair:lmu_skole"
    )
    return f"confirm:{written[0].seq}"


def test_an_answer_that_waits_is_announced_told_and_taken() -> None:
    stage = begun()
    key = recorded(stage)

    assert words(message(stage, CHAIR, "2024-04-25", only=key))[0].endswith(
        "Hører vi ikke fra dig senest tirsdag den 30. april, får din chef også besked."
    )
    assert words(message(stage, CHAIR, "2024-04-23", only=key))[0].endswith(
        "ikke at I er enige i forslagene. Det gælder R-001 Holddannelse. "
        "Sagen behandles torsdag den 2. maj 2024."
    )
    assert words(message(stage, CHAIR, "2024-05-01", only=key))[0].startswith(
        "Vi har i dag også skrevet til din chef om registreringen fra LokalMED Eksempelskolen "
        "torsdag den 18. april. "
    )
    to_chef = message(stage, CHEF, "2024-05-01", only=key)
    assert words(to_chef) == [
        "Til orientering: medarbejdersiden i LokalMED Eksempelskolen har registreret mødet "
        "torsdag den 18. april 2024 "
        "(R-001 Holddannelse), og formanden har ikke svaret på, om det er gengivet rigtigt. "
        "Vi har skrevet til formanden den 19., 23. og 25. april uden at få svar. "
        "Mødet står som registreret, indtil nogen har svaret. "
        "Børne- og Ungdomsudvalget behandler det torsdag den 2. maj 2024. "
        "Vil du tage en snak med formanden?"
    ]
    assert labels(to_chef) == ["Jeg tager snakken", "Jeg tager opgaven"]


def test_the_deputy_reads_what_was_tried_and_what_a_deputy_can_do() -> None:
    stage = small_process()
    stage.write(
        SeatTaken(seat=Seat.parse("deputy:skole"), person=DEPUTY, since=date(2024, 1, 1)),
        at=at("2024-01-02"),
    )

    told = message(stage, DEPUTY, "2024-03-21", only="head:skole")
    assert words(told) == [
        "Til orientering: Råderumsforslag for Skole og Dagtilbud skulle være afleveret mandag den "
        "18. marts. "
        "Vi har skrevet til chefen for Skole og Dagtilbud den 13., 15. og 19. "
        "marts uden at få svar. "
        "Som stedfortræder kan du tage opgaven eller melde dem afleveret, hvis du ved, "
        "at de er sendt."
    ]
    assert labels(told) == [
        "Jeg tager snakken",
        "Jeg tager opgaven",
        "Det er afleveret",
        "Vælg en anden ansvarlig",
    ]
    assert words(message(stage, "p-direktoer", "2024-03-25", only="head:skole"))[0].endswith(
        "Stedfortræderen fik besked torsdag den 21. marts. "
        "Vil du tage en snak med chefen for Skole og Dagtilbud?"
    )


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2024-03-19", "senest onsdag den 20. marts, får din stedfortræder også besked."),
        ("2024-03-21", "senest fredag den 22. marts, får din direktør også besked."),
        ("2024-03-25", "senest tirsdag den 26. marts, får Råderumsgruppen også besked."),
    ],
)
def test_the_chef_hears_who_is_next(day: str, who: str) -> None:
    stage = small_process()
    stage.write(
        SeatTaken(seat=Seat.parse("deputy:skole"), person=DEPUTY, since=date(2024, 1, 1)),
        at=at("2024-01-02"),
    )

    assert words(message(stage, CHEF, day, only="head:skole"))[0].endswith(
        f"Hører vi ikke fra dig {who}"
    )


def test_a_stand_in_reads_whom_for_and_what_is_owed_what_has_passed_among_it() -> None:
    stage = small_process()
    seats = [Seat.parse("chair:lmu_skole"), Seat.parse("head:skole")]
    facts = [
        SeatTaken(
            seat=seat, person=DEPUTY, since=date(2024, 4, 11), until=date(2024, 4, 30), deputy=True
        )
        for seat in seats
    ]
    stage.write(*facts, at=at("2024-04-10", "10:00"), actor=CHEF)

    notices = tuple(
        n for n in due_when_played(stage.state, at("2024-04-10", "11:00")) if n.person == DEPUTY
    )
    told = render(
        Message(key="k", person=DEPUTY, notices=notices, day=date(2024, 4, 10)),
        stage.state,
        view=VIEW,
    )

    assert words(told) == [
        "Du er stedfortræder for chefen for Skole og Dagtilbud og formanden for LokalMED "
        "Eksempelskolen "
        "fra torsdag den 11. april 2024 til og med tirsdag den 30. april 2024. "
        "I den tid får du påmindelserne og kan svare. "
        "Åbne frister: Råderumsforslag for Skole og Dagtilbud (fristen var mandag den 18. "
        "marts) og "
        "drøftelser i LokalMED Eksempelskolen senest mandag den 22. april 2024."
    ]


def test_the_secretary_is_asked_to_find_somebody_where_nobody_answers_and_how_to_write() -> None:
    stage = small_process()
    stage.write(
        SeatLeft(
            seat=Seat.parse("vice_chair:lmu_skole"),
            person="p-naestformand",
            last_day=date(2024, 4, 1),
        ),
        at=at("2024-04-01"),
    )
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
        sides=frozenset({Side.MANAGEMENT}),
    )
    written = stage.write(fact, at=at("2024-04-19", "09:00"), actor=CHAIR, seat="chair:lmu_skole")
    key = f"confirm:{written[0].seq}"

    told = message(stage, "p-sekretaer", "2024-04-19", "10:00", only=key)

    assert words(told) == [
        "En registrering fra LokalMED Eksempelskolen torsdag den 18. "
        "april 2024 venter på svar, og ingen er registreret til at svare "
        "for medarbejdersiden. Vil du finde en, der kan svare? "
        "Den står som registreret, indtil nogen har svaret. "
        "Sagen behandles torsdag den 2. maj 2024."
    ]
    assert labels(told) == ["Tekst til mail"]


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (
            CHEF,
            (
                "Til orientering: LokalMED Eksempelskolen mangler at drøfte 2 forslag: "
                "senest mandag den 22. april"
            ),
        ),
        (CHAIR, "LokalMED Eksempelskolen mangler at drøfte 2 forslag: senest mandag den 22. april"),
    ],
)
def test_a_mails_subject_says_whose_it_is(person: str, says: str) -> None:
    stage = begun()
    notices = tuple(
        n
        for n in due_when_played(stage.state, at("2024-05-01"))
        if n.person == person and "lmu_skole" in n.obligation
    )
    told = Message(key="k", person=person, notices=notices, day=date(2024, 5, 1))

    assert subject(told, render(told, stage.state, view=VIEW), stage.state) == says
