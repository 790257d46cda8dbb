"""The committee's page, without Slack: the same record through a personal address that ends, can be
closed, and loses nothing that was typed.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.web.links import AskedPaper, PaperKind
from bot.web.site import MOST
from process.dates.when import Day
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import (
    DiscussionRecorded,
    InformationGiven,
    Outcome,
    PlanAdopted,
    SeatLeft,
    Side,
)
from process.plan.model import Does, Kind, Milestone
from process.seats import Seat
from tests.bot.slack.world import PROCESS
from tests.bot.web.house import LMU, House
from tests.support.cast import PLAN, at

CHAIR, VICE, SECRETARY = "p-formand", "p-naestformand", "p-sekretaer"
NASTY = "=cmd()|'/C calc'!A0 <!channel> *fed* <b>æøå</b> & \"citat\"\nny linje"


def recorded(house: House, **fields: Any) -> int:
    house.send(
        CHAIR,
        "record",
        proposals=["R-001", "R-002"],
        held_on="2024-04-18",
        outcome="discussed",
        **fields,
    )
    return max(house.office.state.records)


def test_a_chair_records_and_a_vice_chair_confirms_without_slack(house: House) -> None:
    seq = recorded(
        house,
        sides=["management", "employees", "safety"],
        material_on="2024-04-08",
        views="Vi ser muligheder.",
    )
    fact = house.office.state.records[seq].fact
    assert fact == DiscussionRecorded(
        committee=LMU,
        proposals=fact.proposals,
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
        material_on=date(2024, 4, 8),
        sides=frozenset({Side.MANAGEMENT, Side.EMPLOYEES, Side.SAFETY}),
        views=fact.views,
    )
    page = html.unescape(house.page(VICE))
    assert (
        "Du bekræfter kun, at drøftelsen fandt sted og er gengivet rigtigt – ikke at I er enige i "
        "forslagene."
    ) in page
    assert "Vi ser muligheder." in page

    house.send(VICE, "confirm", record=seq)
    assert house.office.facts() == ["DiscussionRecorded", "DiscussionConfirmed"]
    answer = house.office.state.records[seq].answer
    assert (
        answer is not None
        and f"Nr. {answer.seq} i protokollen, kontrolsum {answer.hash[:12]}." in house.page(CHAIR)
    )


def test_three_thousand_characters_are_kept_and_one_more_is_refused_with_everything_typed(
    house: House,
) -> None:
    seq = recorded(house)
    whole = ("æøå\n" + NASTY + "x" * 3000)[:3000]
    house.send(VICE, "views", record=seq, views=whole.replace("\n", "\r\n"))
    assert whole in html.unescape(house.page(CHAIR))

    long = whole + "!"
    page = house.send(VICE, "contest", record=seq, description=long, status=422)
    assert "Teksten er 1 tegn for lang; der er plads til 3.000." in page
    assert long in page
    assert house.office.facts() == ["DiscussionRecorded", "ViewsAdded"]


def test_a_form_that_is_refused_keeps_every_field(house: House) -> None:
    page = house.send(
        CHAIR,
        "record",
        proposals=["R-001"],
        held_on="2024-05-20",
        outcome="begun",
        sides=["employees"],
        views=NASTY,
        minutes="https://eksempel.invalid/referat",
        status=422,
    )
    assert "er ikke holdt endnu" in page
    assert (
        NASTY in page
        and 'value="https://eksempel.invalid/referat"' in page
        and 'value="2024-05-20"' in page
    )
    assert re.findall(r'value="(\S+)" checked', page) == ["R-001", "begun", "employees"]
    assert house.office.facts() == []


def test_words_of_people_are_never_markup(house: House) -> None:
    seq = recorded(house, views=NASTY)
    assert "<b>æøå</b>" not in house.page(VICE) and html.escape(NASTY, quote=False).split("\n")[
        1
    ] in house.page(VICE)
    house.send(VICE, "contest", record=seq, description="Vi nåede kun R-001.")
    assert "Bestridt: næstformanden ser mødet anderledes" in house.page(CHAIR)


def test_the_other_page_of_another_site_sends_nothing_in(house: House) -> None:
    seq = recorded(house)
    path = house.path(VICE)
    for headers, data in (
        ({"sec-fetch-site": "cross-site"}, {"seal": "x"}),
        ({}, {"seal": "x.y.z"}),
        ({}, {}),
    ):
        answer = house.browser.post(
            path, data={"act": "confirm", "record": str(seq), **data}, headers=headers
        )
        assert answer.status_code == 422
    assert house.office.facts() == ["DiscussionRecorded"]


def test_a_page_that_stood_open_too_long_loses_nothing(house: House) -> None:
    seq = recorded(house)
    page = house.page(VICE)
    seal = re.search(r'name="seal" value="([^"]*)"', page)
    assert seal
    house.clock.instant += timedelta(hours=13)
    answer = house.browser.post(
        house.path(VICE),
        data={"act": "views", "record": str(seq), "seal": seal[1], "views": "Vores ord"},
    )
    assert answer.status_code == 422 and "Vores ord</textarea>" in answer.text
    assert house.office.facts() == ["DiscussionRecorded"]


def test_an_address_ends_by_itself_and_the_next_message_brings_a_new_one(house: House) -> None:
    old = house.path(VICE)
    assert old == house.path(VICE)
    house.office.clock.go("2024-06-19", "09:00")
    assert house.browser.get(old).status_code == 410
    assert house.path(VICE) != old and house.browser.get(house.path(VICE)).status_code == 200


def test_an_address_can_be_closed_and_leads_into_one_committee_only(house: House) -> None:
    old = house.path(VICE)
    house.send(VICE, "close", status=410)
    assert house.browser.get(old).status_code == 410
    assert house.path(VICE) != old
    assert house.browser.get("/svar/gaet").status_code == 404
    assert house.browser.get(house.path(VICE, "pm_have")).status_code == 410


def test_who_has_left_the_seat_is_shown_nothing(house: House) -> None:
    path = house.path(VICE)
    left = SeatLeft(
        seat=Seat.parse(f"vice_chair:{LMU}"), person=VICE, last_day=at("2024-04-18").date()
    )
    house.office.context.ledger.decide(
        PROCESS, lambda state: Decision(facts=(left,)), actor=SYSTEM, at=house.office.clock.now()
    )
    assert house.browser.get(path).status_code == 410


def test_of_who_is_forgotten_no_link_opens_and_no_form_is_taken(house: House) -> None:
    """Though a seat may still be theirs: the form that lay open records nothing."""
    links, page = house.links, house.page(CHAIR)
    hidden = {
        name: found[1]
        for name in ("seal", "once")
        if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
    }
    paths = [
        house.path(CHAIR),
        links.board(CHAIR),
        links.deadline(CHAIR, "forslag/head:skole"),
        links.paper(CHAIR, AskedPaper(kind=PaperKind.AGENDA_ITEM, about="lmu_skole"), "pdf"),
    ]
    assert house.browser.get(paths[3]).status_code == 200
    house.office.context.directory.erase(PROCESS, CHAIR, at=house.office.clock.now())
    assert [house.browser.get(path).status_code for path in paths] == [410] * 4
    filled = {"act": "record", "proposals": "R-001", "held_on": "2024-02-29", **hidden}
    assert house.browser.post(paths[0], data=filled).status_code == 410
    assert house.office.facts() == []


def test_a_secretary_records_on_behalf_and_it_says_so(house: House) -> None:
    house.send(SECRETARY, "record", proposals=["R-001"], held_on="2024-04-18", outcome="discussed")
    assert house.office.state.records[max(house.office.state.records)].fact.on_behalf
    assert "Sekretæren på formandens vegne har registreret" in html.unescape(house.page(VICE))


def test_the_same_form_twice_counts_once(house: House) -> None:
    page = house.page(CHAIR)
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("seal", "once")}
    data = {name: found[1] for name, found in hidden.items() if found}
    data |= {
        "act": "record",
        "record": "",
        "proposals": "R-001",
        "held_on": "2024-04-18",
        "outcome": "informed",
    }
    for _ in range(2):
        answer = house.browser.post(house.path(CHAIR), data=data)
    assert house.office.facts() == ["DiscussionRecorded"]
    assert answer.status_code in (303, 422)


def test_a_program_that_writes_without_end_is_stopped(house: House) -> None:
    seq = recorded(house)
    page = house.page(VICE)
    seal = re.search(r'name="seal" value="([^"]*)"', page)
    assert seal
    answers = [
        house.browser.post(
            house.path(VICE),
            data={"act": "views", "record": str(seq), "seal": seal[1], "views": " "},
        ).status_code
        for _ in range(MOST + 1)
    ]
    assert answers == [422] * MOST + [429]


def test_the_minutes_are_noted_and_approved_later(house: House) -> None:
    seq = recorded(house)
    house.send(
        CHAIR, "minutes", record=seq, minutes="https://eksempel.invalid/r", approved_on="2024-04-19"
    )
    assert "Det godkendte referat er fra fredag den 19. april 2024." in html.unescape(
        house.page(VICE)
    )


def test_the_page_has_the_finished_item_for_the_agenda_while_there_is_one(house: House) -> None:
    page = html.unescape(house.page(CHAIR))
    assert (
        'id="dagsorden"' in page
        and "Drøftelse af råderumsforslag R-001" in page
        and "Sagsfremstilling:" in page
    )
    recorded(house)
    assert 'id="dagsorden"' not in house.page(CHAIR)


def test_a_chair_corrects_their_own_record_from_the_form_as_it_was(house: House) -> None:
    seq = recorded(house, views="Vi ser\nmuligheder.", sides=["management"])
    path = house.path(CHAIR)
    assert f'href="?ret={seq}#registrer"' in house.page(CHAIR) and "?ret=" not in house.page(VICE)
    page = html.unescape(house.browser.get(f"{path}?ret={seq}").text)
    assert f"Det, du sender, træder i stedet for nr. {seq}</summary>" in page
    assert f'name="corrects" value="{seq}"' in page and "Vi ser\nmuligheder.</textarea>" in page
    assert 'name="held_on" value="2024-04-18"' in page and house.office.facts() == [
        "DiscussionRecorded"
    ]

    house.send(
        CHAIR,
        "record",
        proposals=["R-001"],
        held_on="2024-04-17",
        outcome="discussed",
        corrects=str(seq),
    )
    new = max(house.office.state.records)
    assert house.office.state.records[new].fact.corrects == seq


def test_nobody_elses_record_and_no_strange_number_fills_the_form(house: House) -> None:
    seq = recorded(house)
    for person, wanted in ((VICE, str(seq)), (CHAIR, "999"), (CHAIR, "9" * 5000), (CHAIR, "x")):
        answer = house.browser.get(f"{house.path(person)}?ret={wanted}")
        assert answer.status_code == 200 and 'name="corrects"' not in answer.text


def test_who_contested_mends_their_own_description(house: House) -> None:
    seq = recorded(house)
    house.send(VICE, "contest", record=seq, description="Vi talte kun om R-001.")
    page = html.unescape(house.page(VICE))
    assert (
        "Ret min beskrivelse" in page
        and "Vi talte kun om R-001.</textarea>" in page
        and "Ret min beskrivelse" not in house.page(CHAIR)
    )
    house.send(VICE, "contest", record=seq, description="Vi talte kun om R-001 og R-002.")
    assert house.office.facts() == [
        "DiscussionRecorded",
        "DiscussionContested",
        "DiscussionContested",
    ]


def test_the_secretary_says_on_the_page_that_the_main_committee_was_informed(house: House) -> None:
    row = Milestone(
        key="status", title="Status", kind="status", when=Day(day=date(2024, 4, 18)), organ="hu"
    )
    kinds = (*PLAN.kinds, Kind(key="status", label="Status", does=Does.INFORMATION))
    plan = replace(PLAN, kinds=kinds, milestones=(*PLAN.milestones, row))
    house.write(PlanAdopted(plan=plan, reason="Med status"))
    path = house.path(SECRETARY, "hu")
    page = house.browser.get(path).text
    seal = re.search(r'name="seal" value="([^"]*)"', page)
    assert seal and "Orientering givet" in page
    answer = house.browser.post(
        path,
        data={
            "act": "inform",
            "value": "status",
            "seal": seal[1],
            "told_on": "2024-04-18",
            "became": "yes",
        },
    )
    assert answer.status_code == 303, answer.text
    told = house.office.state.told("status")
    assert told is not None and told.fact == InformationGiven(
        milestone="status", day=date(2024, 4, 18), became_discussion=True
    )
    after = house.browser.get(answer.headers["location"].split("#")[0]).text
    assert "Orientering givet" not in after and "Tak. Det er gemt" in after
