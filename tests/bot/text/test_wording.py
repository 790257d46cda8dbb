"""Rules W11-W20, word for word. Change docs/rules.md first."""

from __future__ import annotations

from datetime import date

from bot.text import buttons, deadlines, med, med_forms
from bot.text import commands as help
from bot.text.commands import MED
from bot.text.marks import starred
from process.ledger.facts import Outcome
from tests.support.cast import PLAN, at

DUE = date(2024, 3, 18)
TITLE = "Råderumsforslag for Skole og Dagtilbud"
HELD = date(2024, 4, 18)
COMMITTEE = "LokalMED Eksempelskolen"


def test_1_reminder() -> None:
    said = deadlines.GOOD_MORNING + deadlines.reminder(
        title=TITLE, receiver="Råderumsgruppen", due=DUE
    )
    assert starred(said) == (
        "God morgen. *Råderumsforslag for Skole og Dagtilbud* skal være hos Råderumsgruppen "
        "senest mandag den 18. marts 2024. "
        "Når du har meldt dem afleveret, hører du ikke mere om den frist."
    )
    labels = [
        buttons.DELIVER,
        buttons.MORE_TIME,
        buttons.HAND_OVER,
        buttons.snooze(date(2024, 3, 15)),
    ]
    assert labels == [
        "Det er afleveret",
        "Jeg har brug for mere tid",
        "Giv opgaven videre",
        "Mind mig igen fredag den 15. marts",
    ]


def test_2_overdue() -> None:
    ahead = deadlines.announced(last_reply=date(2024, 3, 20), who="din direktør")
    assert starred(deadlines.overdue(title=TITLE, due=DUE, ahead=ahead)) == (
        "Fristen for *råderumsforslag for Skole og Dagtilbud* var mandag den 18. "
        "marts, og de er ikke meldt afleveret endnu. "
        "Har du sendt dem, så tryk på knappen. Ellers bed om mere tid. "
        "Hører vi ikke fra dig senest onsdag den 20. marts, får din direktør også besked."
    )


def test_3_to_the_director_and_to_the_chef() -> None:
    written = [date(2024, 3, 13), date(2024, 3, 15), date(2024, 3, 19)]
    treatment = deadlines.treated(organ="Direktionen", on=date(2024, 4, 10))
    assert starred(
        deadlines.escalated(
            title=TITLE, due=DUE, owner="skolechefen", written=written, treatment=treatment
        )
    ) == (
        "Til orientering: *Råderumsforslag for Skole og Dagtilbud* skulle være afleveret mandag "
        "den 18. marts. "
        "Vi har skrevet til skolechefen den 13., 15. og 19. marts uden at få svar. "
        "Direktionen behandler forslagene onsdag den 10. april. "
        "Vil du tage en snak med skolechefen?"
    )
    assert [buttons.TAKE_IT, buttons.CHOOSE_OTHER] == [
        "Jeg tager opgaven",
        "Vælg en anden ansvarlig",
    ]
    assert deadlines.escalation_told(due=DUE) == (
        "Vi har i dag også skrevet til din direktør om fristen den 18. marts. "
        "Du kan stadig svare her."
    )


def test_4_the_form() -> None:
    labels = (
        med_forms.TITLE,
        med_forms.COMMITTEE,
        med_forms.PROPOSALS,
        med_forms.HELD_ON,
        med_forms.OUTCOME,
        med_forms.MATERIAL_ON,
        med_forms.MANAGEMENT_VIEWS,
        med_forms.MINUTES,
        buttons.SEND_TO_VICE_CHAIR,
        buttons.UNDO,
    )
    assert labels == (
        "Registrér MED-drøftelse",
        "MED-udvalg",
        "Hvilke forslag?",
        "Hvornår holdt I mødet?",
        "Hvad skete der?",
        "Hvornår fik medlemmerne materialet?",
        "Ledelsens synspunkter",
        "Link til referat",
        "Send til næstformanden",
        "Fortryd",
    )
    assert med_forms.HINT == (
        "Skriv ikke om enkeltpersoner, helbred eller fagforening. "
        "Næstformanden skriver selv medarbejdersidens synspunkter."
    )
    assert list(med.OUTCOMES.values())[:5] == [
        "Drøftet på mødet",
        "Kun orienteret",
        "Begyndt, fortsætter på næste møde",
        "Behandlet skriftligt",
        "Ikke behandlet",
    ]


def test_5_the_vice_chair_is_asked() -> None:
    sharing = med.sharing(known=True, share_from=date(2024, 4, 11))
    assert med.asked(
        by="formanden",
        committee=COMMITTEE,
        count=3,
        on=HELD,
        outcome=Outcome.DISCUSSED,
        sharing=sharing,
    ) == (
        "Formanden har registreret, at LokalMED Eksempelskolen drøftede 3 forslag torsdag den 18. "
        "april 2024. Passer det? "
        "Du bekræfter kun, at drøftelsen fandt sted og er gengivet rigtigt – ikke at I er enige i "
        "forslagene. "
        "Må deles med kollegerne: ja, fra den 11. april."
    )
    assert [buttons.CONFIRM, buttons.ADD_VIEWS, buttons.CONTEST] == [
        "Ja, det passer",
        "Tilføj vores synspunkter",
        "Nej, det passer ikke",
    ]


def test_6_contested() -> None:
    assert med.contested(by="næstformanden", other="formanden", on=HELD) == (
        "Næstformanden ser drøftelsen den 18. april anderledes end formanden. "
        "Begge beskrivelser står nu ved siden af hinanden. "
        "Tal gerne sammen; I kan hver især rette jeres egen."
    )
    assert [buttons.SEE_BOTH, buttons.CORRECT] == ["Se begge", "Ret min"]


def test_7_receipt() -> None:
    said = med.receipt(
        receipt_no="7F3K-Q2",
        committee=COMMITTEE,
        ids=["R-017", "R-021", "R-024"],
        on=HELD,
        outcome=Outcome.DISCUSSED,
        by="formanden",
        at=PLAN.calendar.local(at("2024-04-19", "09:12")),
        other="næstformanden",
        answered=PLAN.calendar.local(at("2024-04-19", "10:05")),
    )
    assert said == (
        "Kvittering 7F3K-Q2. LokalMED Eksempelskolen har drøftet R-017, "
        "R-021 og R-024 torsdag den 18. april 2024. "
        "Registreret af formanden den 19. april kl. 9.12, bekræftet af næstformanden kl. 10.05. "
        "Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat."
    )


def test_8_moved() -> None:
    said = deadlines.moved(
        title="Råderumsforslag",
        was="mandag den 18. marts",
        to="fredag den 22. marts 2024",
        why="Tallene kom senere",
        approved_by="Direktionen",
        approved_on=date(2024, 3, 13),
    )
    assert starred(said) == (
        "Fristen for *råderumsforslag* er flyttet fra mandag den 18. marts til fredag den 22. "
        "marts 2024. Årsag: Tallene kom senere. "
        "Besluttet af direktionen onsdag den 13. marts. Du skal ikke gøre noget. "
        "Kalenderen følger selv med, men det kan tage et døgn i Outlook."
    )


def test_9_nothing() -> None:
    assert starred(deadlines.nothing(due=date(2024, 4, 10), title="Skabelon")) == (
        "Du mangler ikke noget lige nu. Din næste frist er onsdag den 10. april 2024: *Skabelon*. "
        "Vi skriver til dig i god tid."
    )


def test_10_help() -> None:
    said = starred(help.command_help(words=MED))
    assert said == (
        "`/med` vis dine forslag og registrér · `/med drøftet R-017 18/4` registrér direkte · "
        "`/med bekræft` det, der venter på dit svar · `/med mangler` det, "
        "der ikke er drøftet endnu · "
        "`/med orienteret` meld, at Hovedudvalget er orienteret · "
        "`/med status R-017` hvem har drøftet hvad, hvornår · `/med ret R-017` ret en "
        "registrering, eller træk den tilbage · "
        "`/med dagsorden` få punktet til jeres dagsorden skrevet · "
        "`/med bilag 30/4` få MED-bilaget til et møde som PDF eller Word · "
        "`/med fortryd` træk din seneste registrering eller dit svar tilbage. "
        "Du kan også skrive uden æøå: `droeftet`, `bekraeft`."
    )
