"""Giving a deadline into other hands, and answering for others, without Slack: what Slack's buttons
do, behind the link in a mail.
"""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from process.deadlines.obligations import find, responsible
from process.ledger.facts import Delivered, HandedOver, MoreTimeAnswered, SeatTaken
from process.seats import Seat
from tests.bot.slack.world import PROCESS, Office
from tests.bot.web.house import CHEF, SCHOOL, DeadlineHouse, form, open_deadlines

OTHER, DIRECTOR, OWNER, CHAIR = "p-plejechef", "p-direktoer", "p-procesejer", "p-formand"

DISCUSSION = "discuss:R-001:1/lmu_skole"


@pytest.fixture
def house(office: Office) -> DeadlineHouse:
    return open_deadlines(office)


def last(house: DeadlineHouse) -> object:
    return house.office.context.ledger.entries(PROCESS)[-1].fact


def test_a_chef_gives_it_to_a_deputy_until_a_day_and_can_undo(house: DeadlineHouse) -> None:
    page = house.page()
    assert (
        '<option value="p-plejechef">Navn plejechef, chefen for Sundhed og Omsorg</option>' in page
        and f'value="{CHEF}"' not in page
    )
    page = house.send("hand_over", to=OTHER, until="2024-03-20")
    assert last(house) == HandedOver(obligation=SCHOOL, to=OTHER, until=date(2024, 3, 20))
    assert "Navn plejechef" in page and "20. marts" in page and "Fortryd" in page
    assert "Meld afleveret" in house.page(OTHER)
    assert "Meld afleveret" in house.send("undo")
    assert house.office.facts() == ["HandedOver", "Undone"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"to": ""}, "Vælg, hvem der skal have opgaven."),
        ({"to": "p-ukendt"}, "Personen er ikke på processens personliste."),
        (
            {"to": OTHER, "until": "2024-03-01"},
            "Fredag den 1. marts 2024 er allerede begyndt eller gået.",
        ),
        ({"to": OTHER, "until": "31/2"}, "Jeg kan ikke læse “31/2” som en dato."),
    ],
)
def test_hands_that_cannot_have_it_are_refused_with_the_choice_kept(
    house: DeadlineHouse, fields: dict[str, str], says: str
) -> None:
    page = house.send("hand_over", status=422, **fields)
    assert says in page
    assert house.office.facts() == []
    if fields["to"] == OTHER:
        assert '<option value="p-plejechef" selected>' in page


def test_somebody_who_has_left_cannot_be_given_it(house: DeadlineHouse) -> None:
    house.office.context.directory.deactivate(PROCESS, OTHER)
    assert OTHER not in house.page()
    house.send("hand_over", to=OTHER, status=422)
    assert house.office.facts() == []


def test_a_director_takes_it_or_chooses_another(house: DeadlineHouse) -> None:
    house.office.clock.go("2024-03-21", "09:00")
    page = house.page(DIRECTOR)
    assert "Opgaven ligger hos chefen for Skole og Dagtilbud." in page
    assert (
        "Jeg tager opgaven" in page
        and "Vælg en anden ansvarlig" in page
        and "Meld afleveret" not in page
    )

    page = house.send("take_it", person=DIRECTOR)
    assert (
        "Du har taget opgaven med råderumsforslag for Skole og Dagtilbud og får påmindelserne fra "
        "nu af."
    ) in page
    assert last(house) == HandedOver(obligation=SCHOOL, to=DIRECTOR)
    page = house.send("hand_over", person=DIRECTOR, to=OTHER)
    owed = find(house.office.state, SCHOOL)
    assert owed is not None and responsible(house.office.state, owed, date(2024, 3, 21)) == (OTHER,)
    assert "Navn plejechef" in page


def test_a_chef_takes_what_a_committees_chair_owes_and_finds_the_committees_page(
    house: DeadlineHouse,
) -> None:
    house.office.clock.go("2024-05-01", "09:00")
    page = house.page(CHEF, DISCUSSION)
    assert (
        "LokalMED Eksempelskolen mangler at drøfte 2 forslag" in page
        and "Vil du tage en snak med formanden?" in page
    )
    assert "Jeg tager opgaven" in page and "/svar/" not in page

    page = house.send("take_it", person=CHEF, key=DISCUSSION)
    assert (
        "Du har taget opgaven og kan registrere på ledelsens vegne." in page
        and "Gå til udvalgets side" in page
    )
    assert house.office.facts() == ["HandedOver", "HandedOver"]
    assert (
        house.browser.get(
            str(re.findall(r'href="http://testserver(/svar/[^"]+)"', page)[0])
        ).status_code
        == 200
    )
    assert house.browser.get(house.path(OTHER, DISCUSSION)).status_code == 410


def test_a_deputy_says_on_the_page_that_it_is_handed_in(house: DeadlineHouse) -> None:
    house.write(SeatTaken(seat=Seat.parse("deputy:skole"), person=OTHER, since=date(2024, 1, 1)))
    house.office.clock.go("2024-03-21", "09:00")
    assert "Jeg tager opgaven" in house.page(OTHER) and "Meld afleveret" in house.page(OTHER)
    house.send("deliver", person=OTHER)
    assert last(house) == Delivered(obligation=SCHOOL)


def test_who_has_no_say_is_offered_nothing_and_refused(house: DeadlineHouse) -> None:
    path = house.path(CHAIR)
    assert house.browser.get(path).status_code == 410
    for act in ("take_it", "hand_over", "grant"):
        answer = house.browser.post(path, data={"act": act, "to": OTHER})
        assert answer.status_code == 410 and "ligger ikke hos dig" in html.unescape(answer.text)
    assert house.office.facts() == []


@pytest.mark.parametrize(("act", "granted"), [("grant", True), ("refuse", False)])
def test_a_request_for_more_time_is_answered_and_the_answer_undone(
    house: DeadlineHouse, act: str, granted: bool
) -> None:
    house.send("more_time", until="2024-03-22", why="Tallene mangler.")
    asked = house.office.context.ledger.head(PROCESS)[0]
    page = house.page(OWNER, f"answer:{asked}")
    assert (
        "beder om mere tid" in page
        and "Tallene mangler." in page
        and "Giv mere tid" in page
        and "Afvis" in page
    )
    assert house.browser.get(house.path(OTHER, f"answer:{asked}")).status_code == 410

    page = house.send(act, person=OWNER, key=f"answer:{asked}")
    assert last(house) == MoreTimeAnswered(asked=asked, granted=granted)
    assert 'role="status"' in page and "Fortryd" in page
    page = house.send("undo", person=OWNER, key=f"answer:{asked}")
    assert (
        "Råderumsforslag for Skole og Dagtilbud står igen, som før du trykkede." in page
        and "Giv mere tid" in page
    )


def test_opening_any_of_the_links_acts_on_nothing(house: DeadlineHouse) -> None:
    house.office.clock.go("2024-03-21", "09:00")
    for person in (CHEF, DIRECTOR, OWNER):
        for act in ("take_it", "hand_over", "grant"):
            assert (
                house.browser.get(
                    f"{house.path(person)}?act={act}&to={OTHER}&gjort={act}"
                ).status_code
                == 200
            )
    assert house.office.facts() == []


def test_a_seal_from_one_persons_page_opens_nothing_on_anothers(house: DeadlineHouse) -> None:
    seal = form(house.browser.get(house.path()).text, "hand_over")["seal"]
    answer = house.browser.post(house.path(DIRECTOR), data={"act": "take_it", "seal": seal})
    assert answer.status_code == 422 and "intet er gemt" in html.unescape(answer.text)
    assert house.office.facts() == []
