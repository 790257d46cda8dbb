"""What goes wrong about a deadline: one private Danish sentence each, that says what stands and
what can be done; nothing is written.
"""

from __future__ import annotations

import re

import pytest

from process.acts.absence import leave_all
from process.ledger.entries import Decision
from process.ledger.facts import MilestoneCancelled
from process.ledger.state import State
from tests.bot.slack.world import PROCESS, World, buttons, slack_id
from tests.support.cast import OUTSIDER, at

CHEF, OTHER, OWNER = "p-skolechef", "p-plejechef", "p-procesejer"
SCHOOL = "forslag/head:skole"
AVOID = re.compile(r"skylder|rykke|inden den|om \w+ dage|eskaler|godkend", re.IGNORECASE)


@pytest.fixture
def reminded(world: World) -> World:
    """The chef has a reminder with its buttons."""
    world.clock.go("2024-03-13")
    world.deliver()
    return world


def said(world: World, person: str, text: str) -> str:
    answer = world.act(person, "command", text=text)["answer"]
    assert answer["response_type"] == "ephemeral"
    return str(answer["text"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "/frist mind mig 22/3",
            (
                "Fredag den 22. marts 2024 er for sent; det kan senest være mandag den 18. "
                "marts 2024. Har du brug for mere tid, så bed om det."
            ),
        ),
        (
            "/frist mind mig 16/3",
            (
                "Lørdag den 16. marts 2024 er en lukkedag (weekend). "
                "Vælg en arbejdsdag, for eksempel 15. "
                "marts eller 18. marts."
            ),
        ),
        (
            "/frist mere tid 29/3",
            (
                "Fredag den 29. marts 2024 er en lukkedag (langfredag). "
                "Vælg en arbejdsdag, for eksempel 27. "
                "marts eller 2. april."
            ),
        ),
        (
            "/frist mere tid 15/3",
            (
                "Fristen er allerede mandag den 18. marts 2024, så fredag den 15. "
                "marts 2024 giver ikke mere tid. Vælg en dag efter fristen."
            ),
        ),
        (
            "/frist mere tid 31/2",
            (
                "Jeg kan ikke læse “31/2” som en dato. Skriv den for eksempel som 18/4, 18. "
                "april eller torsdag den 18. april 2024."
            ),
        ),
        (
            "/frist fravær slut",
            (
                "Du er ikke meldt væk, og ingen er stedfortræder for dig. "
                "Skriv /frist fravær for at sætte en stedfortræder ind."
            ),
        ),
    ],
)
def test_a_day_that_cannot_be_used(reminded: World, text: str, says: str) -> None:
    assert said(reminded, CHEF, text) == says
    assert not AVOID.search(says)
    assert reminded.facts() == []


def test_somebody_nobody_knows(reminded: World) -> None:
    says = said(reminded, OUTSIDER, "/frist")

    assert says == (
        "Jeg kender dig ikke endnu, så jeg kan ikke vise dine frister. "
        "Bed Råderumsgruppen om at sætte dig på personlisten med din arbejdsmail."
    )
    assert reminded.facts() == []


def test_a_deputy_who_has_left(reminded: World) -> None:
    reminded.press(CHEF, "Giv opgaven videre")
    reminded.context.directory.deactivate(PROCESS, OTHER)
    reminded.context.ledger.decide(PROCESS, leaving, actor="system", at=at("2024-03-13"))
    answer = reminded.submit(CHEF, to=OTHER)

    assert "Personen er ikke på processens personliste. Vælg en anden" in str(answer)
    assert "HandedOver" not in reminded.facts()


def leaving(state: State) -> Decision:
    return leave_all(state, OTHER, last_day=at("2024-03-12").date())


def test_a_button_pressed_twice_says_what_stands(reminded: World) -> None:
    message = next(m for m in reminded.messages(CHEF) if m.get("bot_id"))
    block = next(b for b in message["blocks"] if b["type"] == "actions")
    press = {"ts": message["ts"], "block_id": block["block_id"], "action_id": "deliver"}
    reminded.clock.go("2024-03-13", "09:12")
    reminded.command(CHEF, "/frist afleveret")
    reminded.act(CHEF, "press", **press)

    assert reminded.private(CHEF) == (
        "Det blev meldt afleveret onsdag den 13. marts kl. 9.12 af chefen for Skole og Dagtilbud. "
        "Du skal ikke gøre mere."
    )
    assert reminded.facts() == ["Delivered"]


def test_a_button_of_somebody_elses_task(reminded: World) -> None:
    reminded.command(CHEF, "/frist ikke min")
    reminded.deliver()
    reminded.press(OWNER, "Vælg en anden ansvarlig")
    reminded.submit(OWNER, to=OTHER)
    reminded.deliver()
    before = reminded.facts()
    reminded.command(OTHER, "/frist")

    answer = reminded.act("p-formand", "command", text="/frist afleveret skole")["answer"]["text"]
    assert (
        answer
        == "Du har ingen åbne frister lige nu. Vi skriver til dig i god tid, når der kommer en."
    )
    assert reminded.facts() == before


def test_a_button_pressed_by_somebody_whose_task_it_no_longer_is(reminded: World) -> None:
    """Handed over and taken back: the other one's message still has its buttons
    until the worker's next round.
    """
    reminded.press(CHEF, "Giv opgaven videre")
    reminded.submit(CHEF, to=OTHER)
    reminded.deliver()
    held = [
        (m["ts"], b["block_id"], e["action_id"])
        for m in reminded.messages(OTHER)
        for b, e in buttons(m)
        if e["value"] == SCHOOL
    ]
    reminded.command(CHEF, "/frist fortryd")
    before, told = reminded.facts(), private(reminded, OTHER)
    assert before == ["HandedOver", "Undone"]

    _press(reminded, held, "deliver")
    _press(reminded, held, "more_time")

    says = [
        f"Du kan ikke {act}; det kan kun chefen for Skole og Dagtilbud. "
        "Er det forkert, så sig det til Råderumsgruppen."
        for act in ("melde det afleveret", "bede om mere tid til det")
    ]
    assert private(reminded, OTHER)[len(told) :] == says
    assert not reminded.seen(OTHER)["modals"]
    assert reminded.facts() == before
    assert not set(says) & set(private(reminded, CHEF))


def _press(world: World, held: list[tuple[str, str, str]], act: str) -> None:
    ts, block, action = next(found for found in held if found[2].startswith(act))
    world.act(OTHER, "press", ts=ts, block_id=block, action_id=action)


def private(world: World, person: str) -> list[str]:
    """What only this person reads, oldest first."""
    return [str(m["text"]) for m in world.messages(person) if m.get("is_ephemeral")]


def test_a_button_on_a_message_whose_matter_is_gone(reminded: World) -> None:
    reminded.context.ledger.append(
        PROCESS,
        (MilestoneCancelled(milestone="forslag", why="Aflyst"),),
        actor=OWNER,
        seat="process_owner:r24",
        at=at("2024-03-13"),
        after=reminded.context.ledger.head(PROCESS)[0],
    )
    reminded.press(CHEF, "Det er afleveret")

    assert reminded.private(CHEF) == (
        "Det er ikke aktuelt længere: opgaven er løst, aflyst eller ændret. "
        "Du skal ikke gøre noget."
    )
    assert reminded.facts() == ["MilestoneCancelled"]
    assert slack_id(CHEF)
