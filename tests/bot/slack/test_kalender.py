"""Addresses from the chat: every calendar one may have and no other, shown once, listed with who
fetches, renewed and closed singly.
"""

from __future__ import annotations

from datetime import date

from bot import actions
from bot.ical.scopes import closed_on, parse
from bot.web.links import BOARD
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import SeatLeft
from process.seats import Seat
from tests.bot.slack.world import PROCESS, Json, World, buttons

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
    assert (
        said.startswith("Din adresse til *Skole og Dagtilbud* er") and "Den vises kun nu." in said
    )
    (address,) = actions.open_addresses(world.context, CHEF)
    world.context.addresses.touched(address, client="outlook", day=date(2024, 3, 1))
    assert world.command(CHEF, "/kalender").startswith(
        "Skole og Dagtilbud: oprettet fredag den 1. marts 2024. Sidst hentet fredag den 1. "
        "marts 2024 af Outlook; "
        "Outlook henter som regel igen efter tre timer, men det kan tage et døgn."
    )


def test_a_home_without_a_calendar_offers_one_and_a_home_with_one_cannot_break_it(
    world: World,
) -> None:
    assert home_labels(world)[-2:] == ["Få din kalender", "Vælg en anden kalender"]
    actions.new_address(world.context, CHEF)
    (address,) = actions.open_addresses(world.context, CHEF)

    assert home_labels(world)[-2:] == ["Dine kalendere", "Vælg en anden kalender"]
    block, element = next(
        (b, e) for b, e in buttons({"blocks": home(world)}) if e["text"]["text"] == "Dine kalendere"
    )
    world.act(
        CHEF,
        "press",
        view_id=world.act(CHEF, "home")["home"]["id"],
        block_id=block["block_id"],
        action_id=element["action_id"],
    )
    assert actions.open_addresses(world.context, CHEF) == (address,)


def test_giving_up_an_address_is_asked_about_first(world: World) -> None:
    actions.new_address(world.context, CHEF)
    world.command(CHEF, "/kalender")

    asked = {e["text"]["text"]: e.get("confirm") for _, e in buttons(world.messages(CHEF)[-1])}

    assert {label: found and found["text"]["text"] for label, found in asked.items()} == {
        "Forny adressen": (
            "Den gamle adresse holder op med at virke. Du skal sætte den nye ind i Outlook og på "
            "telefonen."
        ),
        "Luk adressen": "Kalenderen bliver tom ved næste hentning hos alle, der bruger adressen. "
        "Den kan ikke åbnes igen, men du kan lave en ny.",
        "Vælg en anden kalender": None,
    }


def home(world: World) -> list[Json]:
    """The blocks of the chef's App Home, made anew."""
    found: list[Json] = world.act(CHEF, "home")["home"]["blocks"]
    return found


def home_labels(world: World) -> list[str]:
    """What can be pressed there."""
    return [e["text"]["text"] for _, e in buttons({"blocks": home(world)})]


def test_each_address_is_renewed_and_closed_by_itself(world: World) -> None:
    for scope in ("", "omraade:skole", BOARD):
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
    world.context.ledger.decide(
        PROCESS, lambda state: Decision(facts=(left,)), actor=SYSTEM, at=world.clock.now()
    )
    state = world.state
    for scope in ("omraade:skole", "rolle:head:skole", f"person:{CHEF}"):
        assert closed_on(state, CHEF, parse(scope), date(2024, 3, 4)) is None
        assert closed_on(state, CHEF, parse(scope), date(2024, 3, 5)) == date(2024, 3, 4)
    assert closed_on(state, CHEF, None, date(2024, 3, 5)) == date(2024, 3, 4)
