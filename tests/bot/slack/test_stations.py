"""`/plan sagsgang`, walked: the meeting's outcome is set, those owing hear of it, and everything
that shows a proposal shows it.
"""

from __future__ import annotations

import pytest

from bot.documents.sheets import matrix_rows
from bot.web.matrix import med_matrix
from process.med.involvement import Chosen
from tests.bot.slack.world import World

CHAIR, VICE, OWNER, HAVE = "p-formand", "p-naestformand", "p-procesejer", "p-haveleder"


@pytest.fixture
def held(world: World) -> World:
    """R-001 is treated by Børne- og Ungdomsudvalget on 2 May; it is the day after."""
    world.clock.go("2024-04-15")
    world.command(OWNER, "/plan sagsgang R-001")
    assert world.submit(OWNER, organ_new="bu", day_new="2024-05-02")["ok"]
    world.deliver()
    world.clock.go("2024-05-03", "07:30")
    return world


def test_a_postponed_station_is_set_told_once_and_shown_everywhere(held: World) -> None:
    world = held
    world.command(OWNER, "/plan forslag")
    world.press(OWNER, "Sagsgang", number=0)
    world.submit(
        OWNER,
        outcome_0="postponed",
        flags_0=["closed"],
        organ_new="bu",
        day_new="2024-05-16",
        flags_new=["supplementary"],
    )
    said = str(world.modal(OWNER))
    assert (
        "Børne- og Ungdomsudvalget behandler det torsdag den 16. maj 2024" in said
        and "2 formænd får besked" in said
    )
    for day in ("2024-05-03", "2024-05-06", "2024-05-07"):
        world.clock.go(day)
        world.deliver()
    for person in (CHAIR, HAVE):
        assert (
            sum(
                (
                    "R-001 behandles nu af Børne- og Ungdomsudvalget torsdag den 16. "
                    "maj 2024 i stedet for torsdag den 2. maj 2024."
                )
                in text
                for text in all_text(world, person)
            )
            == 1
        )
    route = "Børne- og Ungdomsudvalget torsdag den 2. maj 2024: udsat (lukket punkt)"
    assert route in world.command(CHAIR, "/med status R-001")
    today = world.clock.now().date()
    (line,) = [
        n for group in med_matrix(world.state, today).groups for n in group.lines if n.id == "R-001"
    ]
    assert line.route.startswith(route) and "(tillægsdagsorden)" in line.route and line.title == ""
    head, first, *_ = matrix_rows(world.state, today, Chosen())
    assert str(first[head.index("Sagsgang")]).startswith(route)


def all_text(world: World, person: str) -> list[str]:
    """Everything in the person's messages, block by block."""
    return [
        str(b.get("text", {}).get("text", "")).replace("*", "")
        for m in world.messages(person)
        for b in m.get("blocks") or []
    ]


def test_sent_back_asks_about_the_proposal_beside_the_field_and_a_changed_one_is_owed_anew(
    held: World,
) -> None:
    world = held
    world.command(OWNER, "/plan sagsgang R-001")
    answer = world.submit(OWNER, outcome_0="sent_back")
    assert "Svar på, om forslaget er blevet et andet" in str(answer)
    world.submit(OWNER, outcome_0="sent_back", material="yes", organ_new="bu", day_new="2024-05-30")
    found = world.state.proposal("R-001")
    assert found is not None and (found.version, found.stations[0].version) == (2, 1)
    world.clock.go("2024-05-06")
    world.deliver()
    assert any("er nyt eller ændret siden sidst" in text for text in all_text(world, CHAIR))


def test_an_outcome_before_the_meeting_and_one_without_its_day_are_refused_beside_a_field(
    held: World,
) -> None:
    world = held
    world.command(OWNER, "/plan sagsgang r001")
    assert "ikke holdt endnu" in str(world.submit(OWNER, outcome_0="postponed", day_0="2024-05-16"))
    assert "Skriv mødedagen" in str(world.submit(OWNER, outcome_0="postponed", day_0=""))
    world.submit(OWNER, flags_0=["remove"], day_0="2024-05-02")
    found = world.state.proposal("R-001")
    assert found is not None and found.stations == ()


def test_who_does_not_keep_it_is_told_who_does(held: World) -> None:
    said = held.command(CHAIR, "/plan sagsgang R-001")
    assert said.startswith("Du kan ikke ændre sagsgangen; det kan kun")
