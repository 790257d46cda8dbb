"""Mail texts to copy by committee: for the secretary of the main committee, never for those who are
missing something themselves.
"""

from __future__ import annotations

from tests.bot.slack.world import World

SECRETARY, CHAIR = "p-sekretaer", "p-formand"


def written(world: World, person: str) -> list[str]:
    return [str(b["text"]["text"]) for b in world.modal(person)["blocks"] if b["type"] == "section"]


def test_the_secretary_gets_one_mail_for_each_committee_that_is_missing_something(
    world: World,
) -> None:
    world.clock.go("2024-04-20")
    world.command(SECRETARY, "/med mangler")
    world.press(SECRETARY, "Tekst til mail")
    head, *texts = written(world, SECRETARY)
    assert (
        head == "Markér teksten, og kopiér den ind i en mail til udvalgets formand og næstformand."
    )
    assert [text.split("\n")[0] for text in texts] == [
        "Emne: Hovedudvalget og R-003",
        "Emne: LokalMED Eksempelskolen og R-001 og R-002",
        "Emne: Personalemødet i Prøvehaven og R-001",
    ]
    assert texts[1].split("\n")[1:6] == [
        "Kære formand og næstformand i LokalMED Eksempelskolen",
        "Der er endnu ikke registreret en drøftelse af:",
        "– R-001 Holddannelse: Børne- og Ungdomsudvalget behandler det torsdag den 2. maj 2024",
        "– R-002: Børne- og Ungdomsudvalget behandler det torsdag den 2. maj 2024",
        (
            "Drøftelsen skal være registreret senest mandag den 22. "
            "april 2024, så begge siders synspunkter kan komme med i den politiske sag."
        ),
    ]
    assert (
        texts[2].split("\n")[1]
        == "Kære formand og medarbejderrepræsentant i Personalemødet i Prøvehaven"
    )
    assert texts[1].endswith("Venlig hilsen\nSekretæren for Hovedudvalget")


def test_a_committees_own_chair_is_not_offered_mails_about_others(world: World) -> None:
    world.command(CHAIR, "/med mangler")
    assert "Tekst til mail" not in world.labels(CHAIR)
