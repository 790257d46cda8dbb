"""One rehearsal's whole year with a fixed script of acts; everything a person sees goes into a
folder: `python -m bench.year FOLDER`.

Two runs of the same code write the same folder, so `diff -r` between the folders of two versions
says what a change of code changes for people.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.book import Book
from bench.rehearsal import running
from bench.witness import Witness
from bench.year_words import words

OWNER, CHIEF, DIRECTOR, CARE, SCHOOL, FAMILY, SHARED, SECRETARY = (
    f"U0EKS00{n:02}" for n in (1, 2, 3, 5, 7, 8, 9, 10)
)
CHAIR, VICE, STAND_IN = "U0EKS0017", "U0EKS0018", "U0EKS0055"
OTHER_CHAIR, OTHER_VICE, NURSERY, NURSERY_REP, NURSE, LEAVER, HOMECARE, REFUSED = (
    f"U0EKS00{n}" for n in (36, 37, 40, 41, 26, 49, 24, 20)
)
BY_MAIL, VICE_BY_MAIL = "mail-p-006", "mail-p-025"
CAST = (OWNER, DIRECTOR, CARE, SHARED, SECRETARY, VICE, STAND_IN, SCHOOL, CHAIR)
"""The last two also by the sandbox's own page."""
COMMANDS = ("/frist", "/med", "/plan", "/kalender")
WRONG = (
    *(
        "/no-such-page",
        "/tavle/x",
        "/tavle/x/med.csv",
        "/svar/x",
        "/frist/x",
        "/bilag/x.pdf",
        "/hoering/x/svar.csv",
        "/kalender/x",
    ),
    *(
        "/kalender/x.ics",
        "/offentlig/x",
        "/offentlig/x.ics",
        "/metrics",
        "/oevelse/ur",
        "/statisk/x",
    ),
)


def opening(year: Witness) -> None:
    """The first day: the words of the commands, addresses of calendars, pages, and what is
    wrong.
    """
    for who in (OWNER, SCHOOL, CHAIR):
        for command in COMMANDS:
            year.say(who, f"{command} help")
            year.say(who, f"{command} xyzzy")
    for who in CAST:
        menu = year.say(who, "/kalender vaelg")["modals"][-1]["blocks"][0]["element"]
        for option in menu["options"]:
            year.rehearsal.act(who, "close")
            year.rehearsal.act(who, "command", text="/kalender vaelg")
            told = str(year.rehearsal.send(who, scope=option["value"]))
            for token in re.findall(r"/(?:kalender|tavle)/([\w-]{20,})", told)[:1]:
                year.book.names[token] = f"{who}_{option['value']}"
            year.book.meet(told)
            year.act(who, f"takes {option['value']}", year.rehearsal.act(who, "close"))
    year.say(SCHOOL, "hvad er dette?")
    year.look(whole=True)
    for path in WRONG:
        year.book.page("web/wrong.txt", path, year.rehearsal.ask(path))
    year.book.page(
        "web/wrong.txt", "unsigned", year.rehearsal.ask("/slack/events", b"command=%2Ffrist")
    )


def every_word(year: Witness, who: str, commands: tuple[str, ...] = COMMANDS[:3]) -> None:
    """Every word help shows, as it is shown there, said by one person; windows that open are
    closed.
    """
    for command in commands:
        told = year.rehearsal.act(who, "command", text=f"{command} help")["answer"]["blocks"][0][
            "text"
        ]["text"]
        for shown in re.findall(rf"`({command}[^`]*)`", told):
            if year.say(who, shown)["modals"]:
                year.rehearsal.act(who, "close")


def spring(year: Witness) -> None:
    """Deadlines: delivered, more time, handed over, put off, moved; by button, by command and by
    mail.
    """
    year.fill(SHARED, "/frist valg", hour="10:00", days=["0", "2", "4"], together="yes")
    year.fill(FAMILY, "/frist fravaer", since="2024-03-12", until="2024-03-15", deputy="p-045")
    year.to("2024-03-13")
    every_word(year, SECRETARY)
    year.press(SCHOOL, "deliver")
    year.press(SCHOOL, "undo")
    year.fill(SCHOOL, "/frist mere tid", until="2024-03-10", why="for tidligt")
    year.press(CARE, "more_time")
    year.press(CARE, "until", until="2024-04-12")
    year.send(CARE, until="2024-03-22", why="To forslag mangler tal.")
    year.say(SHARED, "/frist mind mig 15/3")
    year.by_mail(
        BY_MAIL,
        "frist_p-006_raaderumsforslag",
        act="more_time",
        until="2024-03-20",
        look="1",
        why="",
    )
    year.by_mail(
        BY_MAIL,
        "frist_p-006_raaderumsforslag",
        act="more_time",
        until="2024-03-20",
        why="Vi venter paa tal.",
    )
    year.look()
    year.press(OWNER, "grant")
    year.press(OWNER, "refuse")
    year.to("2024-03-15")
    every_word(year, FAMILY, COMMANDS)
    year.fill(SHARED, "/frist giv videre", to="p-055", until="2024-03-19")
    year.press(SCHOOL, "deliver_note")
    year.send(SCHOOL, note="https://sager.invalid/17 og et bilag")
    year.fill(
        OWNER,
        "/plan flyt",
        milestone="raaderumsforslag",
        to="22/3",
        why="Vinterferie",
        approved_by="Direktionen",
    )
    year.send(OWNER)
    year.say(OWNER, "/plan flyt raaderumsforslag 25/3 Tal mangler")
    year.send(OWNER)
    year.say(OWNER, "/plan flyt findes_ikke 25/3 Tal mangler")
    every_word(year, OWNER)
    year.press(OWNER, "receive")
    year.by_mail(BY_MAIL, "frist_p-006_raaderumsforslag", act="deliver", note="Sendt i dag.")
    year.look()
    year.to("2024-03-27")
    year.press(STAND_IN, "deliver")
    year.to("2024-04-05")
    year.press(DIRECTOR, "take_it")
    year.say(CARE, "/frist fortryd")


MEETINGS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sekretariatet//DA
BEGIN:VEVENT
UID:a@sekretariatet
SUMMARY:Ordinaert udvalgsmoede
DTSTART:20240625T140000Z
END:VEVENT
END:VCALENDAR
"""


def proposals(year: Witness) -> None:
    """Handed in, changed, changed so much that it is a new version, sent back, and rejected."""
    year.to("2024-04-10")
    new = {
        "title": "Faelles koersel",
        "neutral_title": "Koersel",
        "area": "skole_dagtilbud",
        "stations": "Direktionen 10. april 2024",
    }
    year.fill(
        OWNER,
        "/plan forslag",
        "new_proposal",
        affected=["lmu_eksempelskolen"],
        share_from="2024-04-11",
        **new,
    )
    year.fill(
        OWNER, "/plan forslag", "edit_proposal", "R-013", title="Faelles koersel til svoemning"
    )
    year.fill(
        OWNER,
        "/plan forslag R-008",
        affected=["lmu_eksempelskolen"],
        not_affected="LokalMED ukendt: nej",
        material="no",
    )
    year.fill(
        OWNER,
        "/plan forslag R-008",
        title="Faelles indkoeb af alt",
        not_affected="",
        material="yes",
    )
    year.fill(OWNER, "/plan sagsgang R-012", outcome_0="sent_back", material="no")
    year.fill(
        OWNER,
        "/plan sagsgang R-010",
        "",
        outcome_0="rejected",
        organ_new="oekonomiudvalget",
        day_new="2024-04-17",
        material="no",
    )
    (year.folder / "meetings.ics").write_text(MEETINGS, encoding="utf-8")
    for organ, answer in (
        ("oekonomiudvalget", "accept_meetings"),
        ("erhvervsudvalget", "decline_meetings"),
    ):
        year.word("meetings", "import", organ, "meetings.ics")
        year.say(OWNER, "/plan status")
        year.press(OWNER, answer)
    year.to("2024-04-12")
    year.look(whole=True)


def involvement(year: Witness) -> None:
    """MED: recorded by either side, confirmed, contested, corrected, withdrawn, taken back; in
    Slack and on the page without it.
    """
    year.rehearsal.order("members", id=LEAVER)
    year.rehearsal.order(
        "faults",
        method="chat.postMessage",
        kind="error",
        error="messages_tab_disabled",
        channel=REFUSED,
        count=99,
    )
    year.to("2024-04-18")
    every_word(year, CHAIR)
    year.say(CHAIR, "/med droeftet R-006 18/4")
    year.to("2024-04-19")
    year.press(VICE, "confirm")
    year.press(VICE, "take_back")
    year.press(VICE, "confirm")
    year.press(VICE, "add_views")
    year.send(VICE, views="Vi er bekymrede for *vikarer* & <tid>.")
    year.fill(
        CHAIR,
        "/med",
        "record",
        "lmu_eksempelskolen",
        proposals=["R-013"],
        held_on="2024-04-18",
        outcome="begun",
        views="Begyndt.",
    )
    year.to("2024-04-23")
    year.fill(
        OTHER_CHAIR,
        "/med droeftet R-006",
        proposals=["R-006", "R-008"],
        held_on="2024-04-22",
        views="Dr\u00f8ftet.",
        minutes="https://r.invalid/1",
    )
    year.say(NURSERY, "/med droeftet R-007 23/4")
    year.press(NURSERY_REP, "confirm")
    year.press(OTHER_VICE, "contest")
    year.send(OTHER_VICE, description="Vi blev kun orienteret.")
    year.press(OTHER_CHAIR, "see_both")
    year.act(OTHER_CHAIR, "closes", year.rehearsal.act(OTHER_CHAIR, "close"))
    year.press(OTHER_CHAIR, "correct")
    year.send(OTHER_CHAIR, outcome="informed", views="Kun orienteret.")
    year.say(NURSE, "/med droeftet R-003 17/4")
    year.say(NURSE, "/med fortryd")
    year.fill(
        CHAIR, "/med ret R-006", "minutes", minutes="https://r.invalid/2", approved_on="2024-04-22"
    )
    year.fill(CHAIR, "/med ret R-006", "withdraw", why="Forkert dag")
    year.say(HOMECARE, "/med droeftet R-002 16/4")
    year.by_mail(VICE_BY_MAIL, "svar_", act="confirm")
    year.by_mail(VICE_BY_MAIL, "svar_", act="views", views="Vi er enige i det meste.")
    year.by_mail(
        BY_MAIL,
        "svar_",
        act="record",
        proposals=["R-004"],
        held_on="2024-04-18",
        outcome="discussed",
        views="Vi er enige.",
    )
    year.by_mail(
        BY_MAIL,
        "svar_",
        act="record",
        proposals=[],
        held_on="2024-04-16",
        outcome="discussed",
        views="Intet valgt",
    )
    door = next(path for name, path in year.book.links.items() if name.startswith("svar_"))
    foreign = year.rehearsal.ask(
        door, b"act=confirm", Origin="https://elsewhere.invalid", Sec_Fetch_Site="cross-site"
    )
    year.book.page("web/wrong.txt", "a form of another site", foreign)
    year.say(SECRETARY, "/med status sundhed_omsorg")
    year.say(SECRETARY, "/med bilag 30/4")
    year.press(OWNER, "mail_texts")
    year.look(whole=True)
    year.to("2024-05-07")
    for who in (SECRETARY, CHIEF, DIRECTOR):
        year.say(who, "/med mangler")
    year.fill(OWNER, "/plan sagsgang R-001", outcome_1="partly_adopted", material="yes")
    year.say(OWNER, "/plan aflys borgerkonference_juni For faa tilmeldte")
    year.send(OWNER)
    year.look()


def autumn(year: Witness) -> None:
    """The hearing is opened, answered in time and late; calendars are renewed and closed; the
    year ends.
    """
    year.to("2024-08-29")
    parties = ["chair:lmu_eksempelskolen", "chair:omu_socialomraadet", "chair:lmu_proeveskolen"]
    window = {"title": "Budget 2025", "opens": "2024-08-29", "closes": "2024-09-11", "at": "12.00"}
    year.fill(
        OWNER, "/plan hoering", "new_hearing", parties=parties, others="Handicapraadet", **window
    )
    year.to("2024-09-09")
    year.press(CHAIR, "deliver")
    year.by_mail(BY_MAIL, "frist_p-006_hearing", act="deliver", note="")
    year.fill(
        OWNER,
        "/plan hoering",
        "response",
        party="lmu_eksempelskolen",
        received_on="2024-09-09",
        at="9.00",
        words="Vi st\u00f8tter det.",
    )
    year.to("2024-09-12")
    year.fill(
        OWNER,
        "/plan hoering",
        "response",
        party="handicapraadet",
        received_on="2024-09-12",
        at="8.00",
        words="For sent.",
        publish="no",
    )
    year.say(OWNER, "/plan hoering")
    year.press(OWNER, "responses")
    year.press(OWNER, "withdraw_response")
    year.act(OWNER, "closes", year.rehearsal.act(OWNER, "close"))
    year.press(CHAIR, "addresses", home=True)
    year.say(CHAIR, "/kalender")
    year.press(CHAIR, "new_address", "person:")
    year.say(VICE, "/kalender luk")
    year.word("people", "erase", "p-019")
    year.to("2024-10-17")
    for who in (OWNER, CARE, CHAIR, SECRETARY):
        every_word(year, who, COMMANDS)
    year.look(whole=True)


CHAPTERS: tuple[Callable[[Witness], None], ...] = (opening, spring, proposals, involvement, autumn)


def main(folder: Path) -> None:
    """Play the year and write the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        aside = Path(name)
        with running(aside) as rehearsal:
            book = Book(folder, rehearsal.address, aside)
            year = Witness(rehearsal, book, aside, CAST)
            for chapter in CHAPTERS:
                chapter(year)
            for who in year.everybody:
                year.look_at_mail(who)
            words(book, aside)
    print(f"{sum(1 for path in folder.rglob('*') if path.is_file())} files in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
