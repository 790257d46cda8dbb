"""A click is never silently ignored: pressed twice, by the wrong person, too late, after a
restart, or when we stumble.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest

from bot import actions
from bot.slack import frist
from bot.slack.requests import Request
from process.acts import deadlines as deadline_acts
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import SeatLeft
from process.seats import Seat
from storage.ledger import draw
from tests.bot.slack.world import World
from tests.support.cast import OUTSIDER, at

CHEF, OWNER = "p-skolechef", "p-procesejer"
CHAIR, VICE = "p-formand", "p-naestformand"
KEY = "forslag/head:skole"


def reminded(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()


def test_the_second_press_hears_what_stands(world: World) -> None:
    reminded(world)
    message = world.messages(CHEF)[-1]
    block = next(b for b in message["blocks"] if b["type"] == "actions")
    world.command(CHEF, "/frist afleveret")
    world.act(CHEF, "press", ts=message["ts"], block_id=block["block_id"], action_id="deliver")

    assert world.private(CHEF).startswith(
        "Det blev meldt afleveret onsdag den 13. marts kl. 8.00 af chefen for Skole og Dagtilbud."
    )
    assert world.facts() == ["Delivered"]


def test_somebody_who_has_left_the_seat_hears_whose_it_is(world: World) -> None:
    reminded(world)
    left = SeatLeft(seat=Seat.parse("head:skole"), person=CHEF, last_day=at("2024-03-12").date())
    world.context.ledger.decide(
        "r24", lambda state: Decision(facts=(left,)), actor=SYSTEM, at=world.clock.now()
    )
    world.press(CHEF, "Det er afleveret")

    assert world.private(CHEF) == (
        "Du kan ikke melde det afleveret; det kan kun chefen for Skole og Dagtilbud. "
        "Er det forkert, så sig det til Råderumsgruppen."
    )
    assert world.facts() == ["SeatLeft"]


def test_an_unknown_word_is_help_and_never_an_error(world: World) -> None:
    for command in ("/frist", "/med", "/plan", "/kalender"):
        assert world.command(OWNER, f"{command} sludder").startswith(
            f"Jeg kender ikke “sludder” i {command}. Det her kan du skrive:"
        )
        assert world.command(OWNER, f"{command} HJÆLP").startswith(command)


def test_words_are_understood_however_they_are_typed(world: World) -> None:
    world.clock.go("2024-04-19")
    for text in ("/med DRØFTET r-001\u00a018/4", "/med droeftet R-001, den 18. april 2024"):
        world.command(CHAIR, text)
        assert world.command(CHAIR, "/med fortryd").startswith(
            "Registreringen fra LokalMED Eksempelskolen torsdag den 18. april 2024"
        )
    assert world.facts() == ["DiscussionRecorded", "Undone"] * 2


def test_without_the_role_nothing_is_written_and_the_answer_is_private(world: World) -> None:
    for text in (
        "/plan",
        "/plan flyt forslag 22/3 fordi",
        "/plan aflys forslag fordi",
        "/plan modtaget",
        "/plan varsler",
    ):
        said = world.command(CHEF, text)
        assert said.startswith("Du kan ikke ") and said.endswith(
            "det kan kun Råderumsgruppen. Er det forkert, så sig det til Råderumsgruppen."
        )
    assert all(m.get("is_ephemeral") for m in world.messages(CHEF) if m.get("bot_id"))
    assert world.facts() == []


def test_a_stranger_is_told_what_to_do(world: World) -> None:
    said = world.command(OUTSIDER, "/frist")
    assert said == (
        "Jeg kender dig ikke endnu, så jeg kan ikke vise dine frister. "
        "Bed Råderumsgruppen om at sætte dig på personlisten med din arbejdsmail."
    )
    home = world.act(OUTSIDER, "home")["home"]
    assert home["blocks"][0]["text"]["text"] == said


def test_somebody_slack_knows_by_mail_is_introduced_once(world: World) -> None:
    person = world.context.directory.get("r24", CHEF)
    assert person is not None
    world.context.directory.set_slack_id("r24", CHEF, "")
    assert world.command(CHEF, "/frist").startswith("Råderumsforslag for Skole og Dagtilbud")
    again = world.context.directory.get("r24", CHEF)
    assert again is not None and again.slack_id == person.slack_id


def test_a_wrong_date_stays_in_the_form_with_its_sentence(world: World) -> None:
    reminded(world)
    world.press(CHEF, "Jeg har brug for mere tid")
    world.submit(CHEF, until="2024-03-23", why="En lang begrundelse")
    seen = world.seen(CHEF)
    view = seen["modals"][-1]
    errors = seen["errors"][view["id"]]
    assert errors["until"]["text"].startswith(
        "Lørdag den 23. marts 2024 er en lukkedag (weekend). "
        "Vælg en arbejdsdag, for eksempel 22. marts eller"
    )
    assert world.facts() == []

    world.submit(CHEF, until="2024-03-22", why="En lang begrundelse")
    assert world.facts() == ["MoreTimeAsked"]


def test_a_fault_of_ours_gives_a_code_and_says_that_nothing_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_ask: Request) -> Any:
        raise ZeroDivisionError

    monkeypatch.setitem(frist.WORDS, "list", broken)
    said = world.command(CHEF, "/frist")
    assert said.startswith(
        "Det gik ikke. Intet er ændret, så du kan roligt prøve igen. "
        "Sker det igen, så giv os koden "
    )


def test_a_fault_after_the_writing_does_not_say_that_nothing_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(ask: Request) -> Any:
        actions.act(ask.context, ask.person, deadline_acts.deliver, obligation=KEY)
        raise ZeroDivisionError

    monkeypatch.setitem(frist.WORDS, "list", broken)
    assert world.command(CHEF, "/frist").startswith("Det er gemt, men jeg kunne ikke vise det.")


def test_a_request_with_a_wrong_signature_is_turned_away(world: World) -> None:
    reminded(world)
    state = world.call("/journal")
    assert state["ok"]
    request = urllib.request.Request(
        world.bot_url, data=b"command=/frist&text=&user_id=U0SKOLECHEF", method="POST"
    )
    request.add_header("X-Slack-Request-Timestamp", "1")
    request.add_header("X-Slack-Signature", "v0=00")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    assert refused.value.code == 401
    refused.value.close()


def test_the_same_form_sent_twice_is_written_once(world: World) -> None:
    world.clock.go("2024-04-19")
    meeting = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=at("2024-04-18").date())
    seq = actions.act(world.context, CHAIR, record_acts.record, meeting=meeting).entry.seq
    for _ in range(2):
        actions.act(
            world.context,
            VICE,
            record_acts.add_views,
            record=seq,
            views=draw("Vi er bekymrede"),
            once="view:V1",
        )
    actions.act(
        world.context,
        VICE,
        record_acts.add_views,
        record=seq,
        views=draw("Vi er bekymrede"),
        once="view:V2",
    )
    assert world.facts() == ["DiscussionRecorded", "ViewsAdded", "ViewsAdded"]


def test_what_is_typed_to_the_bot_is_answered_once(world: World) -> None:
    world.act(CHEF, "say", text="Hjælp")
    world.act(CHEF, "say", text="tak for i dag")
    said = world.texts(CHEF)
    assert said[0].startswith("/frist dine frister · /med MED-drøftelser") and said[1].startswith(
        "Det, du skriver her, bliver ikke læst"
    )
    assert len(said) == 2


def test_what_slack_opens_no_more_is_told_after_a_press_as_after_a_command(world: World) -> None:
    reminded(world)
    late = {"method": "views.open", "kind": "error", "error": "expired_trigger_id", "count": 3}
    world.call("/faults", late)
    assert world.command(CHEF, "/frist mere tid").startswith("Slack nåede ikke at åbne formularen")
    world.press(CHEF, "mere tid")

    assert world.private(CHEF).startswith("Slack nåede ikke at åbne formularen. Intet er ændret")
    assert world.facts() == []
