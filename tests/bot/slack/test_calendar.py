"""Addresses from the chat: every calendar one may have and no other, shown once, listed with who fetches, renewed and closed singly."""

from __future__ import annotations

from datetime import date

from bot import actions
from bot.ical.entitled import closed_on
from bot.ical.scopes import parse
from process.decision import Decision
from process.entries import SYSTEM, SeatLeft
from process.seats import Seat
from tests.bot.slack.world import PROCESS, World

CHEF, CHAIR, OWNER = "p-skolechef", "p-formand", "p-procesejer"


def offered(world: World, person: str) -> dict[str, str]:
    """What the menu holds: scope by label."""
    answer = world.command(person, "/kalender vælg")
    assert answer == ""
    (block,) = world.modal(person)["blocks"]
    return {o["value"]: o["text"]["text"] for o in block["element"]["options"]}


def test_the_menu_offers_what_ones_seats_give_and_nothing_else(world: World) -> None:
    chef, chair = offered(world, CHEF), offered(world, CHAIR)
    assert chef["omraade:skole"] == "Skole og Dagtilbud"
    assert (chef["person:p-skolechef"], chef["tavle"]) == ("Din egen kalender", "Tavlen")
    assert "rolle:head:skole" in chef and "rolle:chair:lmu_skole" not in chef
    assert "omraade:skole" not in chair and chair["med:lmu_skole"] == "LokalMED Eksempelskolen"
    assert set(offered(world, OWNER)) > {"omraade:skole", "med:lmu_skole", "tavle"}


def test_a_chosen_address_is_shown_once_and_then_listed_with_who_fetches(world: World) -> None:
    offered(world, CHEF)
    assert world.submit(CHEF, scope="omraade:skole")["ok"]
    said = " ".join(b["text"]["text"] for b in world.modal(CHEF)["blocks"])
    assert said.startswith("Din adresse til *Skole og Dagtilbud* er") and "Den vises kun nu." in said
    (address,) = actions.open_addresses(world.context, CHEF)
    world.context.addresses.touched(address, client="outlook", day=date(2024, 3, 1))
    assert world.command(CHEF, "/kalender").startswith(
        "Skole og Dagtilbud: oprettet fredag den 1. marts 2024. Sidst hentet fredag den 1. marts 2024 af Outlook; "
        "Outlook henter som regel igen efter tre timer, men det kan tage et døgn."
    )


def test_each_address_is_renewed_and_closed_by_itself(world: World) -> None:
    for scope in ("", "omraade:skole", actions.BOARD):
        actions.new_address(world.context, CHEF, scope)
    before = {a.scope: a.id for a in actions.open_addresses(world.context, CHEF)}
    world.command(CHEF, "/kalender")
    world.press(CHEF, "Forny adressen", number=1)
    world.command(CHEF, "/kalender")
    world.press(CHEF, "Luk adressen", number=-1)
    after = {a.scope: a.id for a in actions.open_addresses(world.context, CHEF)}
    assert len(before) == 3 and len(after) == 2
    assert sum(after[scope] == before[scope] for scope in after) >= 1


def test_an_address_nobody_offered_is_refused(world: World) -> None:
    offered(world, CHEF)
    world.submit(CHEF, scope="rolle:chair:lmu_skole")
    assert actions.open_addresses(world.context, CHEF) == ()


def test_an_address_dies_with_the_seat_that_gave_it(world: World) -> None:
    left = SeatLeft(seat=Seat.parse("head:skole"), person=CHEF, last_day=date(2024, 3, 4))
    world.context.ledger.decide(PROCESS, lambda state: Decision(facts=(left,)), actor=SYSTEM, at=world.clock.now())
    state = world.state
    for scope in ("omraade:skole", "rolle:head:skole", f"person:{CHEF}"):
        assert closed_on(state, CHEF, parse(scope), date(2024, 3, 4)) is None
        assert closed_on(state, CHEF, parse(scope), date(2024, 3, 5)) == date(2024, 3, 4)
    assert closed_on(state, CHEF, None, date(2024, 3, 5)) == date(2024, 3, 4)
