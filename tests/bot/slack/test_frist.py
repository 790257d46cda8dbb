"""The two walks of the product, through signed requests and the Web API."""

from __future__ import annotations

from datetime import timedelta

from tests.bot.slack.world import World, slack_id
from tests.support.cast import at

CHEF, OWNER, DIRECTOR = "p-skolechef", "p-procesejer", "p-direktoer"
CHAIR, VICE = "p-formand", "p-naestformand"


def test_a_chef_is_reminded_says_done_and_hears_no_more(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()

    assert world.texts(CHEF) == [
        "God morgen. Råderumsforslag for Skole og Dagtilbud skal være hos Råderumsgruppen senest "
        "mandag den 18. marts 2024. "
        "Når du har meldt dem afleveret, hører du ikke mere om den frist."
    ]
    assert world.labels(CHEF) == [
        "Det er afleveret",
        "Jeg har brug for mere tid",
        "Giv opgaven videre",
        "Mind mig igen fredag den 15. marts",
    ]

    world.clock.go("2024-03-13", "09:12")
    world.press(CHEF, "Det er afleveret")
    assert world.texts(CHEF) == [
        (
            "Tak. Du har meldt råderumsforslag for Skole og Dagtilbud afleveret onsdag den 13. "
            "marts kl. 9.12."
        )
    ]
    assert world.labels(CHEF) == ["Fortryd"]

    for day in ("2024-03-15", "2024-03-18", "2024-03-19", "2024-03-21"):
        world.clock.go(day)
        world.deliver()
    assert len(world.texts(CHEF)) == 1
    assert world.facts() == ["Delivered"]


def test_a_question_at_midnight_is_answered_on_one_day(world: World) -> None:
    world.clock.go("2024-03-18")
    asked = world.command(CHEF, "/frist")
    world.clock.step = timedelta(days=1)
    world.clock.go("2024-03-17")

    assert world.command(CHEF, "/frist") == asked
    assert world.clock.instant == at("2024-03-18")


def test_undo_brings_the_reminder_and_its_buttons_back(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    before = world.texts(CHEF)

    world.press(CHEF, "Det er afleveret")
    world.press(CHEF, "Fortryd")

    assert world.texts(CHEF) == before
    assert world.labels(CHEF)[0] == "Det er afleveret"
    assert world.facts() == ["Delivered", "Undone"]


def test_the_message_is_kept_right_by_the_outbox_as_well(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    world.clock.go("2024-03-13", "09:12")
    world.command(CHEF, "/frist afleveret")
    world.deliver()

    assert [m["text"] for m in world.messages(CHEF) if not m.get("is_ephemeral")] == [
        (
            "Tak. Du har meldt råderumsforslag for Skole og Dagtilbud afleveret onsdag den 13. "
            "marts kl. 9.12."
        )
    ]


def test_more_time_is_asked_granted_and_told(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    world.press(CHEF, "Jeg har brug for mere tid")
    answer = world.submit(CHEF, until="2024-03-22", why="Vi mangler tal <fra> Økonomi & IT")
    assert answer["ok"], answer

    world.deliver()
    assert world.texts(OWNER)[-1] == (
        "Chefen for Skole og Dagtilbud beder om mere tid til råderumsforslag for Skole og "
        "Dagtilbud: til fredag den 22. marts 2024 "
        "i stedet for mandag den 18. marts. Begrundelse: Vi mangler tal &lt;fra&gt; Økonomi &amp; "
        "IT. "
        "Fristen gælder, indtil du har svaret. Svarer du ikke, begynder påmindelserne igen onsdag "
        "den 20. marts.\n"
        "Fredag den 22. marts 2024 er 4 arbejdsdage efter fristen mandag den 18. marts.\n"
        "• Intet andet i planen kommer i klemme.\n"
        "• Næste påmindelse, hvis svaret er ja: tirsdag den 19. marts."
    )
    world.press(OWNER, "Giv mere tid")
    world.deliver()
    assert world.texts(OWNER)[-1].endswith(
        "har fået mere tid til råderumsforslag for Skole og Dagtilbud: senest fredag den 22. "
        "marts 2024."
    )
    assert world.texts(CHEF)[-1].startswith(
        "Du har fået mere tid til råderumsforslag for Skole og Dagtilbud: senest fredag den 22. "
        "marts"
    )


def test_a_chair_records_and_the_vice_chair_confirms_with_one_click(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med")
    world.press(CHAIR, "Registrér drøftelse")
    modal = world.modal(CHAIR)
    assert modal["title"]["text"] == "Registrér MED-drøftelse"
    chosen = next(b for b in modal["blocks"] if b.get("block_id") == "proposals")["element"][
        "initial_options"
    ]
    assert [option["value"] for option in chosen] == ["R-001", "R-002"]

    answer = world.submit(CHAIR, held_on="2024-04-18")
    assert answer["ok"], answer
    assert world.facts() == ["DiscussionRecorded"]
    world.deliver()

    asked = world.texts(VICE)[-1]
    assert asked.startswith(
        "Formanden har registreret, at LokalMED Eksempelskolen drøftede 2 forslag torsdag den 18. "
        "april 2024. Passer det? "
        "Du bekræfter kun, at drøftelsen fandt sted og er gengivet rigtigt – ikke at I er enige i "
        "forslagene."
    )
    assert world.labels(VICE) == [
        "Ja, det passer",
        "Tilføj vores synspunkter",
        "Nej, det passer ikke",
    ]

    world.clock.go("2024-04-19", "10:05")
    world.press(VICE, "Ja, det passer")
    world.deliver()
    entry = world.state.records[max(world.state.records)].answer
    assert entry is not None
    assert (
        f"Kvittering {entry.code}. LokalMED Eksempelskolen har drøftet R-001 og R-002 torsdag den "
        "18. april 2024. "
        "Registreret af formanden den 19. april kl. 9.12, bekræftet af næstformanden kl. 10.05. "
        "Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat."
        f"\nNr. {entry.seq} i protokollen, kontrolsum {entry.hash[:12]}."
    ) in world.texts(CHAIR)


def test_a_contest_shows_both_descriptions_to_both(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.deliver()
    world.press(VICE, "Nej, det passer ikke")
    answer = world.submit(VICE, description="Vi nåede det ikke *helt* <!channel>")
    assert answer["ok"], answer
    world.deliver()

    assert world.texts(CHAIR)[-1] == (
        "Næstformanden ser drøftelsen den 18. april anderledes end formanden. "
        "Begge beskrivelser står nu ved siden af hinanden. "
        "Tal gerne sammen; I kan hver især rette jeres egen."
    )
    world.press(CHAIR, "Se begge")
    words = [b["text"]["text"] for b in world.modal(CHAIR)["blocks"] if b["type"] == "section"]
    assert "Næstformanden (beskrivelse af mødet): Vi nåede det ikke *helt* <!channel>" in words


def test_a_date_is_moved_after_a_look_at_whom_it_touches(world: World) -> None:
    world.clock.go("2024-03-13")
    world.command(OWNER, "/plan flyt forslag 22/3 Budgettallene kom senere")
    words = " ".join(b["text"]["text"] for b in world.modal(OWNER)["blocks"])
    assert "flyttes fra mandag den 18. marts til fredag den 22. marts 2024" in words
    assert "Chefen for Sundhed og Omsorg og chefen for Skole og Dagtilbud får besked" in words
    assert world.facts() == []

    world.submit(OWNER)
    world.deliver()
    assert world.texts(CHEF)[-1] == (
        "Fristen for råderumsforslag for Skole og Dagtilbud er flyttet fra mandag den 18. "
        "marts til fredag den 22. marts 2024. "
        "Årsag: Budgettallene kom senere. Du skal ikke gøre noget. "
        "Kalenderen følger selv med, men det kan tage et døgn i Outlook."
    )


def test_app_home_shows_what_is_owed_and_acts_there(world: World) -> None:
    world.clock.go("2024-03-13")
    home = world.act(CHEF, "home")["home"]
    owed = next(b for b in home["blocks"] if b["type"] == "actions")
    after = world.act(
        CHEF, "press", view_id=home["id"], block_id=owed["block_id"], action_id="deliver"
    )
    assert after["ok"], after
    words = " ".join(
        b["text"]["text"] for b in after["home"]["blocks"] if b["type"] in ("section", "header")
    )
    assert "Du mangler ikke noget lige nu." in words
    assert slack_id(CHEF).startswith("U0")


def test_a_corrected_record_is_asked_about_anew_and_the_old_message_says_so(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.deliver()
    world.press(CHAIR, "Ret min")
    world.submit(CHAIR, held_on="2024-04-17")
    world.deliver()

    old, new = world.texts(VICE)
    assert old == (
        "Registreringen fra LokalMED Eksempelskolen torsdag den 18. april 2024 er rettet. "
        "Den rettede registrering kommer i en besked for sig."
    )
    assert "drøftede 1 forslag onsdag den 17. april 2024. Passer det?" in new

    assert world.command(CHAIR, "/med fortryd") == (
        "Rettelsen er trukket tilbage. Den tidligere registrering fra LokalMED Eksempelskolen "
        "torsdag den 18. april 2024 står igen."
    )


def test_the_secretary_records_for_any_committee_and_what_was_typed_is_kept(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command("p-sekretaer", "/med drøftet R-001 18/4")
    assert world.labels("p-sekretaer") == ["Registrér drøftelse", "Registrér drøftelse"]
    world.press("p-sekretaer", "Registrér drøftelse", number=0)
    modal = world.modal("p-sekretaer")
    assert "LokalMED Eksempelskolen" in modal["blocks"][0]["text"]["text"]
    world.submit("p-sekretaer")
    world.deliver()
    assert world.texts(VICE)[-1].startswith(
        "Sekretæren på formandens vegne har registreret, at LokalMED Eksempelskolen drøftede 1 "
        "forslag"
    )


def test_the_director_takes_it_and_the_chef_sees_where_it_lies(world: World) -> None:
    world.clock.go("2024-03-14")
    world.command("p-plejechef", "/frist afleveret")
    for day in ("2024-03-19", "2024-03-21"):
        world.clock.go(day)
        world.deliver()
    world.press(DIRECTOR, "Jeg tager opgaven")
    world.deliver()
    assert world.facts()[-1] == "HandedOver"
    assert "er nu hos Navn direktoer" in world.texts(CHEF)[-1]


def test_home_offers_the_process_owner_to_move_a_date_by_form(world: World) -> None:
    world.clock.go("2024-03-13")
    home = world.act(OWNER, "home")["home"]
    block = home["blocks"][-1]
    world.act(OWNER, "press", view_id=home["id"], block_id=block["block_id"], action_id="move")
    answer = world.submit(
        OWNER,
        milestone="forslag",
        to="23/3",
        why="Tallene kom senere",
        approved_by="Direktionen",
        approved_on="2024-03-13",
    )
    assert answer["ok"], answer
    words = " ".join(b["text"]["text"] for b in world.modal(OWNER)["blocks"])
    assert "Bemærk: lørdag den 23. marts 2024 er der lukket (weekend)." in words
    world.submit(OWNER)
    world.deliver()
    assert "Besluttet af direktionen onsdag den 13. marts." in world.texts(CHEF)[-1]


def test_a_calendar_address_is_shown_once(world: World) -> None:
    assert world.command(CHEF, "/kalender").startswith("Du har ingen kalenderadresse endnu.")
    assert world.command(CHEF, "/kalender ny").startswith("Din personlige kalenderadresse er ")
    assert world.command(CHEF, "/kalender").startswith(
        "Din egen kalender: oprettet fredag den 1. marts 2024, ikke hentet endnu."
    )
    assert world.command(CHEF, "/kalender luk").startswith("Din kalenderadresse er lukket.")
