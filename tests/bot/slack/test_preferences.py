"""What people decide for themselves: when they hear from us, who stands in, and a
note with what is handed in.
"""

from __future__ import annotations

from datetime import time

import pytest

from process.reminders.digests import PLAIN, Preference
from tests.bot.slack.world import PROCESS, World

CHEF, OWNER, DIRECTOR, DEPUTY = "p-skolechef", "p-procesejer", "p-direktoer", "p-haveleder"


def wish(world: World) -> Preference:
    return world.context.preferences.of(PROCESS, CHEF)


def option(value: str) -> dict[str, object]:
    return {"value": value}


def test_a_chef_chooses_hour_and_days_and_is_written_to_then(world: World) -> None:
    world.command(CHEF, "/frist valg")
    assert world.modal(CHEF)["title"]["text"] == "Dine beskeder"

    answer = world.submit(CHEF, hour="10:00", days=["0", "2", "4"], together="yes")
    assert answer["ok"], answer
    assert wish(world) == Preference(hour=time(10), days=frozenset({0, 2, 4}), together=True)
    words = world.modal(CHEF)["blocks"][0]["text"]["text"]
    assert words.startswith(
        "Dine beskeder kommer kl. 10.00, mandag, onsdag og fredag. "
        "Nyt om dine opgaver kommer i den samme besked."
    )

    world.clock.go("2024-03-13", "08:00")
    world.deliver()
    assert world.texts(CHEF) == []
    world.clock.go("2024-03-13", "10:00")
    world.deliver()
    assert len(world.texts(CHEF)) == 1


def test_no_day_at_all_is_refused_beside_the_field(world: World) -> None:
    world.command(CHEF, "/frist valg")
    answer = world.submit(CHEF, days=[])

    assert not answer.get("ok") or "Vælg mindst én dag" in str(answer)
    assert wish(world) == PLAIN


def test_somebody_stands_in_both_are_told_and_it_ends(world: World) -> None:
    world.clock.go("2024-03-11", "09:00")
    world.command(CHEF, "/frist fravær")
    answer = world.submit(CHEF, since="2024-03-12", until="2024-03-20", deputy=DEPUTY)
    assert answer["ok"], answer
    assert (
        "er din stedfortræder fra tirsdag den 12. marts 2024 til og med onsdag den 20. marts 2024"
        in str(world.modal(CHEF)["blocks"])
    )
    assert world.facts() == ["SeatTaken"]
    world.deliver()
    assert world.texts(DEPUTY) == [
        "Du er stedfortræder for chefen for Skole og Dagtilbud fra tirsdag den 12. "
        "marts 2024 til og med onsdag den 20. marts 2024. "
        "I den tid får du påmindelserne og kan svare. "
        "Åbne frister: Råderumsforslag for Skole og Dagtilbud senest mandag den 18. marts 2024."
    ]

    world.clock.go("2024-03-13")
    world.deliver()
    assert world.texts(CHEF) == []
    assert world.texts(DEPUTY)[-1].startswith("God morgen. Råderumsforslag for Skole og Dagtilbud")

    world.clock.go("2024-03-14", "10:00")
    assert world.command(CHEF, "/frist fravær slut").startswith("Velkommen tilbage.")
    world.deliver()
    assert world.texts(CHEF)[-1].startswith("God morgen. Råderumsforslag for Skole og Dagtilbud")
    assert world.texts(DEPUTY) == [
        "Du var stedfortræder for chefen for Skole og Dagtilbud fra tirsdag den 12. marts 2024 "
        "til og med onsdag den 13. marts 2024. "
        "Det er slut nu, og du får ikke flere påmindelser på den plads.",
        "Råderumsforslag for Skole og Dagtilbud ligger hos chefen for Skole og Dagtilbud. "
        "Du skal ikke gøre mere.",
    ]


def test_an_absence_called_off_before_it_began_says_so(world: World) -> None:
    world.clock.go("2024-03-11", "09:00")
    world.command(CHEF, "/frist fravær")
    world.submit(CHEF, since="2024-03-13", until="2024-03-20", deputy=DEPUTY)
    world.deliver()
    world.command(CHEF, "/frist fravær slut")
    world.deliver()
    assert world.texts(DEPUTY) == [
        "Du skal ikke være stedfortræder for chefen for Skole og Dagtilbud "
        "fra onsdag den 13. marts 2024 alligevel."
    ]


@pytest.mark.parametrize(
    ("since", "until", "deputy", "says"),
    [
        ("2024-03-20", "2024-03-12", DEPUTY, "ligger før den første"),
        ("2024-03-01", "2024-03-05", DEPUTY, "er allerede begyndt eller gået"),
    ],
)
def test_a_wrong_absence_is_said_beside_the_field(
    world: World, since: str, until: str, deputy: str, says: str
) -> None:
    world.clock.go("2024-03-11", "09:00")
    world.command(CHEF, "/frist fravær")
    answer = world.submit(CHEF, since=since, until=until, deputy=deputy)

    assert says in str(answer)
    assert world.facts() == []


def test_a_deputy_whose_account_is_closed_is_refused_and_nothing_is_written(world: World) -> None:
    world.clock.go("2024-03-11", "09:00")
    world.command(CHEF, "/frist fravær")
    world.context.directory.deactivate(PROCESS, DEPUTY)
    answer = world.submit(CHEF, since="2024-03-12", until="2024-03-20", deputy=DEPUTY)

    assert "Personen er ikke på processens personliste. Vælg en anden" in str(answer)
    assert world.facts() == []


def test_a_note_goes_with_what_is_handed_in_and_the_owner_reads_it(world: World) -> None:
    world.clock.go("2024-03-13")
    home = world.act(CHEF, "home")["home"]
    owed = next(b for b in home["blocks"] if b["type"] == "actions")
    world.act(
        CHEF, "press", view_id=home["id"], block_id=owed["block_id"], action_id="deliver_note"
    )
    answer = world.submit(CHEF, note="https://example.org/forslag & bilag")
    assert answer["ok"], answer

    assert world.facts() == ["Delivered"]
    assert "https://example.org/forslag" in str(
        world.act(OWNER, "command", text="/plan modtaget")["answer"]["blocks"]
    )


def test_the_log_says_what_was_not_sent_and_why(world: World) -> None:
    world.clock.go("2024-03-13")
    assert world.worker is not None
    world.worker._planner.round(world.clock.now())
    world.command(CHEF, "/frist afleveret")
    world.deliver()

    told = world.act(CHEF, "command", text="/frist log")["answer"]["blocks"]
    assert told[-1]["text"]["text"] == (
        "Planlagt, men ikke sendt (1):\n"
        "onsdag den 13. marts: påmindelse, *Råderumsforslag for Skole og Dagtilbud*, "
        "fordi det var meldt afleveret eller modtaget."
    )


def test_the_log_tells_of_every_silence_and_of_its_reason(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    world.command(CHEF, "/frist mind mig 18/3")
    for day in ("2024-03-15", "2024-03-18"):
        world.clock.go(day)
        world.deliver()
    world.command(CHEF, "/frist afleveret")
    for day in ("2024-03-19", "2024-03-21"):
        world.clock.go(day)
        world.deliver()

    told = world.act(CHEF, "command", text="/frist log")["answer"]["blocks"]
    thing = "*Råderumsforslag for Skole og Dagtilbud*"
    assert told[-1]["text"]["text"] == (
        "Planlagt, men ikke sendt (3):\n"
        f"torsdag den 21. marts: besked om en passeret frist, {thing}, fordi det var meldt "
        "afleveret eller modtaget.\n"
        f"tirsdag den 19. marts: besked om en passeret frist, {thing}, fordi det var meldt "
        "afleveret eller modtaget.\n"
        f"fredag den 15. marts: påmindelse, {thing}, fordi du havde bedt om at høre om det senere."
    )


def test_the_status_shows_signs_of_life_who_is_away_and_who_asked_to_hear_later(
    world: World,
) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    world.press(CHEF, "Mind mig igen")
    world.command("p-plejechef", "/frist fravær")
    world.submit("p-plejechef", since="2024-03-13", until="2024-03-14", deputy=DEPUTY)

    words = "\n".join(
        b["text"]["text"]
        for b in world.act(OWNER, "command", text="/plan status")["answer"]["blocks"]
    )
    assert "Arbejderen har ikke givet tegn fra sig endnu" in words
    assert (
        "Chefen for Sundhed og Omsorg er væk til og med torsdag den 14. marts 2024; "
        "stedfortræder: Navn haveleder."
    ) in words
    assert (
        "Chefen for Skole og Dagtilbud har bedt om at høre om *råderumsforslag for Skole og "
        "Dagtilbud* igen fredag den 15. marts."
    ) in words
    assert world.context.heartbeat is not None
    for round in ("planner", "delivery"):
        world.context.heartbeat.beat("r24", "w", round)
    assert "Protokollen er ikke set efter endnu" in words
    world.context.proofs.look(PROCESS, at=world.clock.now())
    words = str(world.act(OWNER, "command", text="/plan status")["answer"]["blocks"])
    assert (
        "Seneste planlægning: for 0 sekunder siden. Seneste udsendelse: for 0 sekunder siden."
        in words
    )
    assert "Ingen udenfor kan bevidne den endnu." in words
