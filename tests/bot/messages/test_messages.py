"""The day's message: one thing in its own words, several as one digest, and
never more than Slack can hold.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.messages.message import ROLES_ONLY, Rendered
from bot.messages.render import MOST_SECTIONS, render
from bot.text.marks import starred
from process.channel import Message
from process.ledger.facts import Delivered, ProposalSubmitted
from process.plan.proposals import Proposal
from process.simulation import Stage
from tests.process.reminders.played import due_when_played
from tests.support.cast import PROPOSALS, at, small_process


def rendered(play: Stage, person: str, day: str) -> Rendered:
    """What a person is told on a day."""
    now = at(day)
    notices = tuple(n for n in due_when_played(play.state, now) if n.person == person)
    return render(
        Message(key="k", person=person, notices=notices, day=now.date()),
        play.state,
        view=ROLES_ONLY,
    )


def test_discussions_of_one_committee_before_one_day_are_one_thing() -> None:
    found = rendered(small_process(), "p-formand", "2024-04-15")
    assert [starred(s.text) for s in found.sections] == [
        "God morgen. *LokalMED Eksempelskolen* mangler at drøfte 2 forslag: "
        "R-001 Holddannelse og R-002. "
        "Drøftelsen skal være registreret senest mandag den 22. "
        "april 2024, fordi Børne- og Ungdomsudvalget behandler dem "
        "torsdag den 2. maj 2024 og skal have sagen forinden."
    ]
    assert [c.label for s in found.sections for c in s.choices] == [
        "Registrér drøftelse",
        "Lav dagsordenspunkt",
    ]


def test_what_may_point_to_persons_is_shown_by_its_code_alone() -> None:
    assert "Ledelse" not in rendered(small_process(), "p-formand", "2024-04-15").text


def test_several_things_become_one_digest_by_how_soon_they_are_due() -> None:
    play = small_process()
    found = rendered(play, "p-direktoer", "2024-03-21")
    assert [s.heading for s in found.sections if s.heading] == ["Uden svar fra den ansvarlige"]
    assert starred(found.sections[0].text) == (
        "God morgen. Her er din oversigt for torsdag den 21. marts: "
        "uden svar fra den ansvarlige (2)."
    )
    assert (
        found.text.startswith("God morgen. Her er din oversigt")
        and "Råderumsforslag for Skole og Dagtilbud" in found.text
    )


def test_the_director_is_told_what_was_tried_and_can_act() -> None:
    play = small_process()
    play.write(
        Delivered(obligation="forslag/head:pleje"),
        actor="p-plejechef",
        seat="head:pleje",
        at=at("2024-03-14"),
    )
    found = rendered(play, "p-direktoer", "2024-03-21")
    assert starred(found.sections[0].text) == (
        "Til orientering: *Råderumsforslag for Skole og Dagtilbud* skulle være afleveret mandag "
        "den 18. marts. "
        "Vi har skrevet til chefen for Skole og Dagtilbud den 13., 15. og 19. "
        "marts uden at få svar. "
        "Vil du tage en snak med chefen for Skole og Dagtilbud?"
    )
    assert [c.label for c in found.sections[0].choices] == [
        "Jeg tager snakken",
        "Jeg tager opgaven",
        "Vælg en anden ansvarlig",
    ]


def test_overdue_announces_the_next_step_before_it_is_taken() -> None:
    said = starred(rendered(small_process(), "p-skolechef", "2024-03-19").sections[0].text)
    assert said.endswith(
        "Hører vi ikke fra dig senest onsdag den 20. marts, får din direktør også besked."
    )
    told = starred(rendered(small_process(), "p-skolechef", "2024-03-21").sections[0].text)
    assert told.startswith(
        "Vi har i dag også skrevet til din direktør om fristen den 18. marts. "
        "Du kan stadig svare her."
    )


def test_a_hundred_things_still_fit_one_message() -> None:
    play = small_process()
    for number in range(100):
        proposal = replace(
            PROPOSALS[0], id=f"R-{number + 100}", neutral_title="x" * 120, stations=()
        )
        play.write(ProposalSubmitted(proposal=_before(proposal, number)), at=at("2024-01-02"))
    found = rendered(play, "p-formand", "2024-04-15")
    assert len(found.sections) <= MOST_SECTIONS
    assert len(found.text) <= 3000


def _before(proposal: Proposal, number: int) -> Proposal:
    return replace(proposal, share_from=date(2024, 3, 1 + number % 28))


def test_a_message_about_what_is_gone_says_so() -> None:
    found = render(
        Message(key="k", person="p", notices=(), day=date(2024, 3, 18)),
        small_process().state,
        view=ROLES_ONLY,
    )
    assert found.text == "Fristen i denne besked gælder ikke længere. Du skal ikke gøre noget."


def test_a_changed_proposal_is_told_to_who_owes_it_again() -> None:
    play = small_process()
    play.write(ProposalSubmitted(proposal=replace(PROPOSALS[0], version=2)), at=at("2024-04-02"))
    found = rendered(play, "p-haveleder", "2024-04-02")
    assert [starred(s.text) for s in found.sections] == [
        "*R-001 Holddannelse* er nyt eller ændret siden sidst. "
        "Personalemødet i Prøvehaven skal drøfte det, som det nu er, "
        "og registrere det senest mandag den 22. april 2024. "
        "En tidligere drøftelse bliver stående. Planen kender ikke jeres møder. "
        "Holder I mødet den sidste dag, gælder disse dage: "
        "Medlemmerne skal have materialet senest mandag den 8. april, "
        "og mødet skal være indkaldt senest mandag den 15. april."
    ]
    assert [c.label for c in found.sections[0].choices] == ["Registrér drøftelse"]
