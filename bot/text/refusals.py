"""One sentence for every refusal: what stands now, and what can be done. Nothing was
written when one of these is read.
"""

from __future__ import annotations

from functools import singledispatch

from bot.text import med
from bot.text.grammar import full, in_line, inside, moment, named, owner, thousands, upper_first
from bot.text.marks import code
from process.dates.danish import why_closed
from process.dates.danish_grammar import clock, short_day
from process.errors import (
    AlreadyDone,
    BadDay,
    BadPreference,
    BothSides,
    BuiltOn,
    CannotTake,
    LostRace,
    Missing,
    NoLongerOwed,
    NoPlan,
    NotYours,
    OwnAnswerStands,
    Refused,
    SamePerson,
    TooLong,
    Unknown,
    Unwritable,
)
from process.plan.model import Plan
from process.seats import Seat

ACTS = {
    "deliver": "melde det afleveret",
    "inform": "melde, at der er orienteret",
    "receive": "melde det modtaget",
    "send_back": "sende det tilbage",
    "undo": "fortryde det",
    "ask_more_time": "bede om mere tid til det",
    "answer_more_time": "svare på anmodningen om mere tid",
    "snooze": "få det at høre igen senere",
    "hand_over": "give det videre",
    "not_mine": "melde det som ikke dit",
    "talk": "tage snakken om det",
    "record": "registrere for det udvalg",
    "confirm": "bekræfte registreringen",
    "contest": "sige, at registreringen ikke passer",
    "views": "skrive synspunkter for det udvalg",
    "withdraw": "trække registreringen tilbage",
    "minutes": "skrive om referatet",
    "propose": "lægge forslag ind eller ændre dem",
    "stations": "ændre sagsgangen",
    "consult": "oprette eller ændre høringer",
    "respond": "registrere svar for den høringspart",
    "move": "flytte datoer i planen",
    "cancel": "aflyse noget i planen",
    "confirm_dates": "bekræfte datoer i planen",
    "see": "se planens oversigt for procesejeren",
    "messages": "tage stilling til beskeder, der er lagt til side",
    "close_address": "lukke den kalenderadresse",
    "go_away": "sætte en stedfortræder ind",
    "annex": "få et MED-bilag",
    "mail_texts": "få tekster til mail om alle udvalg",
    "status_note": "få statusnotatet",
    "other": "gøre det",
}
"""Du kan ikke … ."""

DONE = {
    "deliver": "Det blev meldt afleveret {when}{by}.",
    "inform": "Orienteringen blev registreret {when}{by}.",
    "receive": "Det blev meldt modtaget {when}{by}.",
    "send_back": "Det blev sendt tilbage {when}{by} og er ikke afleveret igen endnu.",
    "undo": "Det blev fortrudt {when}{by}.",
    "ask_more_time": "Der er allerede bedt om mere tid til {day}; svaret kommer her.",
    "grant": "Der blev givet mere tid til {day} {when}{by}.",
    "refuse": "Anmodningen blev afvist {when}{by}.",
    "snooze": "Du hører allerede om det igen {day}.",
    "hand_over": "Det blev klaret eller givet videre {when}{by}.",
    "not_mine": "Det blev meldt som ikke din opgave {when}.",
    "talk": "Du sagde {when}, at du tager snakken. Opgaven ligger, hvor den lå.",
    "record": "Mødet {day} blev registreret {when}{by}. Er noget forkert, så ret den registrering.",
    "confirm": "Registreringen blev bekræftet {when}{by}.",
    "contest": "Registreringen blev bestridt {when}{by}.",
    "minutes": "Det stod sådan om referatet i forvejen.",
    "submit": "Forslaget står sådan i forvejen, eller i en nyere udgave, siden {when}.",
    "station": "Stationen står der i forvejen med den dag.",
    "consult": "Høringen blev oprettet sådan {when}{by}.",
    "propose_meetings": (
        "Planen siger det samme som mødekalenderen, eller ændringerne er foreslået i forvejen."
    ),
    "move": "Datoen blev sat til {day} {when}{by}.",
    "cancel": "Rækken blev aflyst {when}{by}.",
    "confirm_dates": "Datoen er bekræftet eller flyttet {when}{by}.",
    "met": "Det blev meldt afleveret eller modtaget {when}{by}.",
    "go_away": "Stedfortræderen er allerede sat ind til og med {day}.",
    "other": "Det blev gjort {when}{by}.",
}
"""What stands, when and by whom it was done."""

DAYLESS = {
    "minutes": "minutes",
    "submit": "submit",
    "station": "station",
    "consult": "consult",
    "ask_more_time": "met",
    "snooze": "met",
    "hand_over": "hand_over",
    "grant": "other",
    "record": "other",
    "move": "other",
    "go_away": "other",
}
"""Which sentence holds where the refusal names no day: the thing itself was done."""

THINGS = {
    "proposal": "Jeg kender ikke forslaget “{name}”.",
    "proposal_here": "Forslaget {name} berører ikke jeres udvalg.",
    "committee": "Jeg kender ikke udvalget “{name}”.",
    "record": "Jeg kan ikke finde registrering nummer {name}.",
    "milestone": "Jeg kender ikke “{name}” i planen.",
    "person": "Personen er ikke på processens personliste.",
    "entry": "Det, du vil fortryde, findes ikke længere.",
    "request": "Anmodningen om mere tid findes ikke længere.",
    "obligation": "Du har ingen åben frist, der passer på “{name}”.",
    "open": "Du har ingen åbne frister lige nu.",
    "own_act": "Du har ikke meldt noget, der kan fortrydes.",
    "address": "Kalenderadressen findes ikke længere.",
    "area": "Jeg kender ikke området “{name}”.",
    "organ": "Jeg kender ikke organet “{name}” i planen.",
    "party": "Parten “{name}” er ikke med i høringen.",
    "consultation": "Jeg kender ikke høringen “{name}”.",
    "response": "Svaret findes ikke på listen længere.",
    "absence": "Du er ikke meldt væk, og ingen er stedfortræder for dig.",
    "decision_point": "Der er ingen forslag til et møde i {name} den dag.",
    "decision_day": "Der er ingen forslag til et møde {name}.",
    "thing": "Jeg kan ikke finde “{name}”.",
}

TO_DO = {
    "proposal": "Skriv /med for at se jeres forslag.",
    "proposal_here": "Skriv /med for at se de forslag, der berører jer.",
    "committee": "Skriv /med for at vælge mellem dine udvalg.",
    "record": "Skriv /med for at se, hvad der står.",
    "milestone": "Skriv /plan oversigt for at se alle rækker.",
    "person": "Vælg en anden, eller bed procesejeren om at sætte personen på listen.",
    "entry": "Skriv /frist for at se, hvad der gælder nu.",
    "request": "Skriv /plan status for at se, hvad der venter.",
    "obligation": "Skriv /frist for at se dine frister.",
    "open": "Vi skriver til dig i god tid, når der kommer en.",
    "own_act": "Skriv /frist eller /med for at se, hvad der gælder nu.",
    "address": "Skriv /kalender ny for at lave en.",
    "area": "Vælg et område, der står i planen.",
    "organ": "Vælg et organ, der står i planen.",
    "party": "Vælg en af parterne, eller ret høringen.",
    "consultation": "Skriv /plan høring for at se dem.",
    "response": "Skriv /plan høring for at se svarene.",
    "absence": "Skriv /frist fravær for at sætte en stedfortræder ind.",
    "decision_point": "Skriv /med bilag for at se de møder, der er forslag til.",
    "decision_day": "Skriv /med bilag for at se de møder, der er forslag til.",
    "thing": "Skriv hjælp efter kommandoen for at se, hvad du kan gøre.",
}
"""What can be done instead."""

FIELDS = {
    "inform": "En orientering bliver meldt uden bemærkning: tryk på knappen, når den er givet.",
    "part": "Skriv i feltet, hvilken del der er afleveret, så resten kan stå åben.",
    "link": "Et link begynder med https:// eller http://. Ret det, eller lad feltet stå tomt.",
    "missing": "Skriv, hvad der mangler, så den, der har opgaven, kan gøre noget ved det.",
    "handed_in": "Der er ikke meldt noget afleveret, så der er ikke noget at sende tilbage.",
    "record": "En drøftelse bliver klaret ved at registrere den. Skriv /med.",
    "answer": "Det her bliver klaret ved at svare på det. Skriv /med bekræft eller /frist.",
    "proposals": "Vælg mindst ét forslag, så det kan registreres.",
    "description": (
        "Skriv med dine egne ord, "
        "hvordan det gik, så det kan stå ved siden af den anden beskrivelse."
    ),
    "views": "Skriv jeres synspunkter, så de kan blive gemt.",
    "why_withdrawn": (
        "Skriv, hvorfor registreringen trækkes tilbage. "
        "Den anden side har svaret på den og får årsagen at læse."
    ),
    "why": "Skriv en årsag; de, det rører, får den at læse.",
    "until": "Vælg en dag, så anmodningen kan sendes.",
    "person": "Vælg, hvem der skal have opgaven.",
    "day": "Skriv også en dato, for eksempel 18/4.",
    "milestone": "Skriv også, hvad der skal flyttes, og hvortil.",
    "cancelled_row": "Skriv også, hvad der skal aflyses, og hvorfor.",
    "material": (
        "Sagen er sendt tilbage eller ændret. "
        "Svar på, om forslaget er blevet et andet, så de rigtige drøftelser gælder."
    ),
    "station_day": "Skriv mødedagen ved den station, der har et resultat.",
    "code": "Skriv forslagets kode som bogstaver, bindestreg og tal, for eksempel R-041.",
    "title": "Skriv en titel, så andre kan kende det.",
    "neutral_title": "Skriv en neutral titel, som alle må se.",
    "reason": "Skriv, hvorfor udvalget ikke er berørt.",
    "parties": "Vælg eller skriv mindst én høringspart.",
    "closes": "Skriv, hvornår høringen slutter.",
    "seat": (
        "Du har ikke en plads, en stedfortræder kan overtage. "
        "Valgte repræsentanter har en suppleant, som udvalget peger på."
    ),
    "day_away": "Vælg både første og sidste dag, så stedfortræderen ved, hvor længe det er.",
    "other_owner": (
        "Det er meldt, at opgaven ikke er din, men ingen anden er valgt endnu. "
        "Giv den videre, eller tal med procesejeren."
    ),
    "other": "Der mangler noget i det, du skrev. Udfyld det, og prøv igen.",
}


@singledispatch
def sentence(refused: Refused, plan: Plan | None) -> str:
    """The Danish sentence for a refusal. `plan`: None where none is adopted."""
    return (
        "Det kan ikke lade sig gøre lige nu, og intet er ændret. "
        "Skriv hjælp for at se, hvad du kan gøre."
    )


@sentence.register
def _(refused: Unknown, plan: Plan | None) -> str:
    thing = THINGS.get(refused.what, THINGS["thing"]).format(name=refused.name)
    near = (
        f" Mente du {in_line([code(name) for name in refused.near[:5]])}?" if refused.near else ""
    )
    return f"{thing}{near} {TO_DO.get(refused.what, TO_DO['thing'])}"


@sentence.register
def _(refused: NotYours, plan: Plan | None) -> str:
    act = ACTS.get(refused.act, ACTS["other"])
    if not refused.seats or plan is None:
        return f"Du kan ikke {act}, fordi opgaven ligger hos en anden. Intet er ændret."
    who = _either(plan, refused.seats)
    return f"Du kan ikke {act}; det kan kun {who}. Er det forkert, så sig det til {owner(plan)}."


@sentence.register
def _(refused: AlreadyDone, plan: Plan | None) -> str:
    act = refused.act if refused.day else DAYLESS.get(refused.act, refused.act)
    local = moment(plan.calendar.local(refused.at)) if plan else ""
    by = f" af {named(plan, Seat.parse(refused.seat))}" if refused.seat and plan else ""
    done = DONE.get(act, DONE["other"]).format(
        when=local, by=by, day=full(refused.day) if refused.day else ""
    )
    return f"{done} Du skal ikke gøre mere."


@sentence.register
def _(refused: OwnAnswerStands, plan: Plan | None) -> str:
    return med.own_answer_stands(
        act=refused.act, at=moment(plan.calendar.local(refused.at)) if plan else ""
    )


@sentence.register
def _(refused: NoLongerOwed, plan: Plan | None) -> str:
    return (
        "Det er ikke aktuelt længere: opgaven er løst, aflyst eller ændret. "
        "Du skal ikke gøre noget."
    )


@sentence.register
def _(refused: BuiltOn, plan: Plan | None) -> str:
    return (
        f"Flytningen af “{refused.title}” kan ikke fortrydes længere: der er sket mere "
        "siden, eller den gamle dag er gået. Flyt datoen igen, hvis den skal være en anden."
    )


@sentence.register
def _(refused: BadDay, plan: Plan | None) -> str:
    day = full(refused.day) if refused.day else ""
    limit = full(refused.limit) if refused.limit else ""
    match refused.why:
        case "past":
            return f"{day.capitalize()} er allerede begyndt eller gået. Vælg en senere arbejdsdag."
        case "future":
            return (
                f"Mødet {day} er ikke holdt endnu. "
                "Registrér det, når det er holdt, eller ret datoen."
            )
        case "not_told_yet":
            return f"Orienteringen er først {day}. Meld det, når den er givet, eller ret datoen."
        case "before_its_time":
            return (
                f"{refused.text} kom eller måtte først deles {limit}, og mødet er sat til {day}. "
                "Er dagen rigtig, så sæt kryds ved det nedenfor, og send igen."
            )
        case "closed":
            return (
                f"{day.capitalize()} er en lukkedag{_why_closed(refused, plan)}. "
                f"Vælg en arbejdsdag{_nearest(refused, plan)}."
            )
        case "after_limit":
            return (
                f"{day.capitalize()} er for sent; det kan senest være {limit}. "
                "Har du brug for mere tid, så bed om det."
            )
        case "too_far":
            return (
                f"{upper_first(day)} ligger for langt ude i fremtiden; "
                f"mere tid kan højst være til {limit}. Vælg en tidligere dag."
            )
        case "before_meeting":
            return f"{upper_first(day)} er før mødet {limit}. Vælg mødedagen eller en senere dag."
        case "window":
            return f"Høringen slutter {day}, men den begynder {limit}. Vælg en senere slutning."
        case "not_arrived":
            return (
                f"Svaret kan ikke være modtaget {day}; i dag er {limit}. "
                "Ret datoen eller klokkeslættet."
            )
        case "order":
            return f"Sidste dag {day} ligger før den første, {limit}. Vælg en senere sidste dag."
        case "circular":
            return (
                f"“{refused.text}” kan ikke regnes ud fra sig selv. "
                "Vælg en dag, eller en anden række at regne fra."
            )
        case "before_due":
            return (
                f"Fristen er allerede {limit}, så {day} giver ikke mere tid. "
                "Vælg en dag efter fristen."
            )
    if not refused.text.strip():
        return FIELDS["day"]
    return (
        f"Jeg kan ikke læse “{refused.text}” som en dato. Skriv den for eksempel "
        f"som {code('18/4')}, {code('18. april')} eller {code('torsdag den 18. april 2024')}."
    )


@sentence.register
def _(refused: SamePerson, plan: Plan | None) -> str:
    return (
        "Du har selv registreret mødet, så den anden side skal svare. "
        "Er noget forkert, så ret din egen registrering."
    )


@sentence.register
def _(refused: BothSides, plan: Plan | None) -> str:
    name = plan.place_name(refused.committee) if plan else refused.committee
    return (
        f"Den person taler for medarbejderne i {name} og kan ikke også tale for ledelsen. "
        "Vælg en anden stedfortræder."
    )


@sentence.register
def _(refused: CannotTake, plan: Plan | None) -> str:
    title = inside(refused.title)
    if refused.elected:
        return (
            f"Opgaven {title} er en leders, og personen er valgt af medarbejderne. "
            "Vælg en leder eller en anden i processen."
        )
    until = f" til og med {full(refused.until)}" if refused.until else ""
    return (
        f"Personen er væk{until}, hvor {title} skal være klar. Vælg en anden, for eksempel den, "
        "der er stedfortræder imens."
    )


@sentence.register
def _(refused: BadPreference, plan: Plan | None) -> str:
    if refused.first is not None and refused.last is not None:
        return (
            f"Beskeder kan kun sendes mellem {clock(refused.first)} og {clock(refused.last)}. "
            "Vælg et tidspunkt derimellem."
        )
    return "Vælg mindst én dag, så fristerne kan nå dig."


@sentence.register
def _(refused: TooLong, plan: Plan | None) -> str:
    over = refused.length - refused.limit
    return (
        f"Teksten er {thousands(over)} tegn for lang; der er plads til {thousands(refused.limit)}. "
        "Intet er gemt eller slettet: kort den lidt af, eller læg resten i referatet."
    )


@sentence.register
def _(refused: Missing, plan: Plan | None) -> str:
    return FIELDS.get(refused.field, FIELDS["other"])


@sentence.register
def _(refused: Unwritable, plan: Plan | None) -> str:
    return (
        "Teksten indeholder et tegn, der ikke kan gemmes. Intet er gemt: skriv den igen, "
        "eller sæt den ind som ren tekst."
    )


@sentence.register
def _(refused: NoPlan, plan: Plan | None) -> str:
    return (
        "Der er ikke vedtaget en plan endnu, så der er ingen frister. "
        "Procesejeren lægger planen ind først."
    )


@sentence.register
def _(refused: LostRace, plan: Plan | None) -> str:
    return (
        "Der var nogen, der skrev samtidig, så dit svar kom ikke med. Intet er ændret; prøv igen."
    )


def _either(plan: Plan, seats: tuple[str, ...]) -> str:
    names = list(dict.fromkeys(named(plan, Seat.parse(seat)) for seat in seats))
    return " eller ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _why_closed(refused: BadDay, plan: Plan | None) -> str:
    if refused.day is None or plan is None:
        return ""
    why = why_closed(plan.calendar, refused.day)
    return f" ({why})" if why else ""


def _nearest(refused: BadDay, plan: Plan | None) -> str:
    if refused.day is None or plan is None:
        return ""
    days = plan.calendar
    return (
        f", for eksempel {short_day(days.on_or_before(refused.day))} "
        f"eller {short_day(days.on_or_after(refused.day))}"
    )


def stranger(*, owner: str) -> str:
    """Somebody whom the directory does not know."""
    return (
        "Jeg kender dig ikke endnu, så jeg kan ikke vise dine frister. "
        f"Bed {owner} om at sætte dig på personlisten med din arbejdsmail."
    )


FROM_ELSEWHERE = (
    "Du skriver fra en anden organisation, så du kan ikke svare her. "
    "Svar i stedet den, der har inviteret dig."
)
"""A guest or somebody from another organisation."""


def went_wrong(*, number: str) -> str:
    """A fault of ours."""
    return (
        "Det gik ikke. Intet er ændret, så du kan roligt prøve igen. "
        f"Sker det igen, så giv os koden {number}."
    )


NOT_UNDERSTOOD = (
    "Knappen er fra en ældre udgave og virker ikke længere. Intet er ændret; "
    "skriv /frist eller /med for at se, hvad der gælder nu."
)
"""A button or a form from an older version."""


CANNOT_REACH_SLACK = (
    "Slack svarer ikke lige nu, så jeg kan ikke se, hvem du er. Intet er ændret; prøv igen om lidt."
)
"""Slack could not tell who is asking."""


MODAL_FAILED = "Slack nåede ikke at åbne formularen. Intet er ændret; prøv igen."


def written_but_unsaid(*, number: str) -> str:
    """A fault of ours after the act was written."""
    return (
        "Det er gemt, men jeg kunne ikke vise det. "
        f"Skriv /frist eller /med for at se, hvad der står nu, og giv os koden {number}."
    )
