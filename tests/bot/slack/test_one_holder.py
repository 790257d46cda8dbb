"""The talk or the task: who takes what, and who reads what afterwards; every place names the one
who has it now, and whose it is by the seat can still hand it in.
"""

from __future__ import annotations

import pytest

from process.deadlines.obligations import find, responsible
from process.ledger.facts import HandedOver, TalkPromised
from tests.bot.slack.world import World

CHEF, DIRECTOR, OWNER, OTHER = "p-skolechef", "p-direktoer", "p-procesejer", "p-plejechef"
SCHOOL = "forslag/head:skole"
AREA = "Råderumsforslag for Skole og Dagtilbud"


@pytest.fixture
def late(world: World) -> World:
    """The director has heard of it; the other area has handed in."""
    world.clock.go("2024-03-14")
    world.command(OTHER, "/frist afleveret")
    for day in ("2024-03-19", "2024-03-21"):
        world.clock.go(day)
        world.deliver()
    return world


def holds(world: World) -> tuple[str, ...]:
    owed = find(world.state, SCHOOL)
    assert owed is not None
    return responsible(world.state, owed, world.context.today(world.state))


def test_the_talk_leaves_the_task_where_it_is(late: World) -> None:
    late.press(DIRECTOR, "Jeg tager snakken")
    late.deliver()
    assert late.facts()[-1] == "TalkPromised" and holds(late) == (CHEF,)
    told = late.texts(DIRECTOR)[-1]
    assert "Du sagde torsdag den 21. marts, at du tager snakken." in told
    assert "er nu hos" not in "".join(late.texts(CHEF))
    late.press(DIRECTOR, "Fortryd")
    late.deliver()
    assert "at du tager snakken" not in late.texts(DIRECTOR)[-1]


def test_who_takes_the_task_reads_what_an_owner_reads(late: World) -> None:
    late.press(DIRECTOR, "Jeg tager opgaven")
    late.deliver()
    assert holds(late) == (DIRECTOR,)
    told = late.texts(DIRECTOR)[-1]
    assert AREA in told and "er nu hos" not in told and "hører ikke mere" not in told
    assert {"Det er afleveret", "Giv opgaven videre"} <= set(late.labels(DIRECTOR))


SURFACES = {
    "/plan status": (OWNER, "chefen for Skole og Dagtilbud (hos direktøren)"),
    "/frist": (CHEF, f"{AREA} er nu hos Navn direktoer"),
    "/plan varsler": (OWNER, "direktøren – besked om en passeret frist: " + AREA),
}


@pytest.mark.parametrize("command", SURFACES)
@pytest.mark.parametrize("way", ["taken", "given"])
def test_every_place_names_who_has_it(late: World, command: str, way: str) -> None:
    if way == "taken":
        late.press(DIRECTOR, "Jeg tager opgaven")
    else:
        late.command(CHEF, "/frist giv videre skole")
        late.submit(CHEF, to=DIRECTOR)
    late.deliver()
    person, words = SURFACES[command]
    answer = late.command(person, command)
    assert words in answer or any(words in text for text in late.texts(person)), answer


def test_the_chef_can_still_hand_in_what_another_took(late: World) -> None:
    late.press(DIRECTOR, "Jeg tager opgaven")
    late.deliver()
    answer = late.command(CHEF, "/frist afleveret skole")
    assert "Du har meldt råderumsforslag for Skole og Dagtilbud afleveret" in answer
    late.deliver()
    assert "har meldt råderumsforslag for Skole og Dagtilbud afleveret" in late.texts(DIRECTOR)[-1]


def test_both_are_facts_of_their_own(late: World) -> None:
    late.press(DIRECTOR, "Jeg tager snakken")
    late.press(DIRECTOR, "Jeg tager opgaven")
    facts = [entry.fact for entry in late.state.history_of(SCHOOL).history]
    assert facts == [TalkPromised(obligation=SCHOOL), HandedOver(obligation=SCHOOL, to=DIRECTOR)]
