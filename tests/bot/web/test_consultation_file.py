"""The list of a consultation's answers as a file: late ones flagged, Danish clock times, formulas
harmless, each line with its proof.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

from openpyxl import load_workbook

from bot import actions
from bot.documents.sheets import matrix_rows
from bot.slack.consultations import listed
from bot.slack.requests import Place, Request
from bot.web.links import WebLinks
from process.acts import consultations as consultation_acts
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import (
    Consultation,
    DiscussionConfirmed,
    DiscussionRecorded,
    Outcome,
    Party,
    ProposalRef,
    SeatLeft,
    Side,
)
from process.med.involvement import Chosen
from process.seats import Seat
from tests.bot.slack.world import PROCESS
from tests.bot.web.house import House
from tests.support.cast import at

OWNER, CHEF = "p-procesejer", "p-skolechef"
FORMULA = "=cmd()|x"
PARTIES = tuple(
    Party(key=key, name=name)
    for key, name in (("aeldre", "Ældrerådet"), ("unge", FORMULA), ("tavs", "Handicaprådet"))
)
CONSULTATION = Consultation(
    id="h1",
    title="+Høring",
    opens=at("2024-04-01", "00:00"),
    closes=at("2024-04-17", "12:00"),
    parties=PARTIES,
)


def answered(house: House) -> None:
    """Two answers, one a minute after the window, both registered on the 19th."""
    context = house.office.context
    actions.act(context, OWNER, consultation_acts.open_consultation, consultation=CONSULTATION)
    for party, clock, words, publish in (
        ("unge", "12:01", "Vi vil ikke have det ud", False),
        ("aeldre", "12:00", "-1 & æøå", True),
    ):
        actions.act(
            context,
            OWNER,
            consultation_acts.receive_response,
            consultation="h1",
            party=party,
            received_at=at("2024-04-17", clock),
            words=actions.text_if_any(words),
            link="https://eksempel.invalid/svar",
            may_publish=publish,
            once=f"t:{party}",
        )


def links(house: House, hours: int = 0) -> WebLinks:
    """Made so many hours ago."""
    return replace(house.links, clock=lambda: house.clock.instant - timedelta(hours=hours))


def table(house: House) -> list[list[str]]:
    answer = house.browser.get(links(house).consultation(OWNER, "h1", "csv"))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (
        answer.headers["content-disposition"]
        == 'attachment; filename="hoeringssvar-h1-2024-04-19.csv"'
    )
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_list_says_when_each_came_in_danish_time_what_was_late_and_where_it_stands(
    house: House,
) -> None:
    answered(house)
    old, young = house.office.state.consultations["h1"].responses
    head, first, second, *foot = table(house)
    assert head[-2:] == ["Nr. i protokollen", "Kontrolsum"]
    assert first == [
        "'+Høring",
        "Ældrerådet",
        "17-04-2024 kl. 12.00",
        "",
        "'-1 & æøå",
        "https://eksempel.invalid/svar",
        "Ja",
        str(old.entry.seq),
        old.entry.hash,
    ]
    assert second == [
        "'+Høring",
        f"'{FORMULA}",
        "17-04-2024 kl. 12.01",
        "modtaget for sent, må ikke offentliggøres",
        "",
        "",
        "Nej",
        str(young.entry.seq),
        young.entry.hash,
    ]
    assert [line[0] for line in foot if line] == [
        "Frist: onsdag den 17. april 2024 kl. 12.00. Klokkeslæt er dansk tid.",
        "Ikke svaret endnu: Handicaprådet.",
        "Udskrevet fredag den 19. april 2024 kl. 8.00.",
    ]


def test_the_workbook_holds_the_same_and_reckons_nothing(house: House) -> None:
    answered(house)
    answer = house.browser.get(links(house).consultation(OWNER, "h1", "xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["A2"].data_type) == (FORMULA, "s", "s")
    assert sheet.max_column == len(table(house)[0])


def test_the_link_is_for_the_process_owner_for_a_while_and_for_that_consultation(
    house: House,
) -> None:
    answered(house)
    good = links(house).consultation(OWNER, "h1", "csv")
    boards = good.replace(good.split("/")[-2], links(house).board(OWNER).split("/")[-1])
    asked = (
        good,
        links(house, 13).consultation(OWNER, "h1", "csv"),
        links(house).consultation(CHEF, "h1", "csv"),
        boards,
    )
    assert [house.browser.get(path).status_code for path in asked] == [200, 410, 410, 404]
    assert house.browser.get(links(house).consultation(OWNER, "h9", "csv")).status_code == 404

    left = SeatLeft(
        seat=Seat.parse("process_owner:r24"), person=OWNER, last_day=at("2024-04-18").date()
    )
    house.office.context.ledger.decide(
        PROCESS, lambda state: Decision(facts=(left,)), actor=SYSTEM, at=house.office.clock.now()
    )
    assert house.browser.get(good).status_code == 410


def test_the_matrix_tells_where_each_record_stands(house: House) -> None:
    ledger, now = house.office.context.ledger, house.office.clock.now()
    refs = (ProposalRef(id="R-001", version=1),)
    held = at("2024-04-18").date()
    facts = [
        DiscussionRecorded(
            committee=key,
            proposals=refs,
            held_on=held,
            outcome=Outcome.DISCUSSED,
            by_side=Side.MANAGEMENT,
        )
        for key in ("lmu_skole", "pm_have")
    ]
    _, (school, garden) = ledger.decide(
        PROCESS, lambda s: Decision(facts=tuple(facts)), actor=SYSTEM, at=now
    )
    _, (yes,) = ledger.decide(
        PROCESS,
        lambda s: Decision(facts=(DiscussionConfirmed(record=school.seq),)),
        actor=SYSTEM,
        at=now,
    )
    head, first, second, *_ = matrix_rows(house.office.state, now.date(), Chosen())
    assert head[-2:] == ["Nr. i protokollen", "Kontrolsum"]
    assert list(first[-2:]) == [
        f"{yes.seq} og {garden.seq}",
        f"{yes.hash[:12]} og {garden.hash[:12]}",
    ]
    assert list(second[-2:]) == ["", ""]


def test_the_process_owner_finds_the_file_where_the_hearing_is_seen(house: House) -> None:
    def offered() -> list[str]:
        context = replace(house.office.context, links=links(house))
        ask = Request(context=context, person=OWNER, state=house.office.state, place=Place.MESSAGE)
        return [choice.url for section in listed(ask) for choice in section.choices if choice.url]

    actions.act(
        house.office.context, OWNER, consultation_acts.open_consultation, consultation=CONSULTATION
    )
    assert offered() == []
    actions.act(
        house.office.context,
        OWNER,
        consultation_acts.receive_response,
        consultation="h1",
        party="aeldre",
        received_at=at("2024-04-17"),
    )
    assert [house.browser.get(url).status_code for url in offered()] == [200, 200]
