"""Changing one's mind, taking back and correcting without Slack: the same rules, the same
sentences, nothing typed is lost.
"""

from __future__ import annotations

from process.ledger.history import RecordState
from tests.bot.web.house import House
from tests.bot.web.test_committee import CHAIR, SECRETARY, VICE, recorded


def state_of(house: House, seq: int) -> RecordState:
    return house.office.state.records[seq].state


def test_an_old_page_changes_no_answer_and_says_how_one_does(house: House) -> None:
    seq = recorded(house)
    house.send(VICE, "confirm", record=seq)
    page = house.send(
        VICE, "contest", record=seq, description="Det passer alligevel ikke.", status=422
    )
    assert "og det svar står. Har du ombestemt dig, så tryk på Fortryd mit svar" in page
    assert "Det passer alligevel ikke." in page
    assert state_of(house, seq) is RecordState.CONFIRMED
    house.send(VICE, "take_back", record=seq)
    house.send(VICE, "contest", record=seq, description="Det passer alligevel ikke.")
    assert state_of(house, seq) is RecordState.CONTESTED
    assert "og det svar står" in house.send(VICE, "confirm", record=seq, status=422)


def test_what_was_answered_is_taken_back_with_a_reason_that_the_page_asks_for(house: House) -> None:
    seq = recorded(house)
    assert "Hvorfor trækker du den tilbage?" not in house.page(CHAIR)
    house.send(VICE, "confirm", record=seq)
    assert "Hvorfor trækker du den tilbage?" in house.page(CHAIR)
    refused = house.send(CHAIR, "withdraw", record=seq, why=" ", status=422)
    assert "Skriv, hvorfor registreringen trækkes tilbage." in refused
    house.send(CHAIR, "withdraw", record=seq, why="Forkert møde")
    assert state_of(house, seq) is RecordState.WITHDRAWN
    assert "Årsag: Forkert møde." in house.page(VICE)


def test_views_follow_a_correction_and_say_what_they_were_written_to(house: House) -> None:
    seq = recorded(house)
    house.send(VICE, "views", record=seq, views="Vi er bekymrede for aftenvagterne.")
    house.send(
        CHAIR,
        "record",
        proposals=["R-001", "R-002"],
        held_on="2024-04-17",
        outcome="discussed",
        corrects=str(seq),
    )
    page = house.page(VICE)
    assert (
        "Formanden har rettet registreringen fra torsdag den 18. april 2024. "
        "Det er dagen, der er rettet."
    ) in page
    assert (
        "synspunkter, skrevet til registreringen fra torsdag den 18. "
        "april 2024, før den blev rettet"
    ) in page
    assert (
        page.count("Vi er bekymrede for aftenvagterne.") == 2
    )  # with the old record and with the one that stands


def test_the_chair_may_put_right_what_the_secretary_wrote(house: House) -> None:
    house.send(SECRETARY, "record", proposals=["R-001"], held_on="2024-04-18", outcome="discussed")
    (seq,) = house.office.state.records
    assert f"?ret={seq}" in house.page(CHAIR) and f"?ret={seq}" not in house.page(VICE)


def test_a_joint_meeting_that_is_put_right_stays_joint(house: House) -> None:
    recorded(house, joint=["pm_have"])
    seq = min(house.office.state.records)
    page = house.browser.get(f"{house.path(CHAIR)}?ret={seq}").text
    assert 'name="joint" value="pm_have" checked' in page
