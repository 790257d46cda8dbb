"""The words of calendars: an entry's title and the lines of its description, the feed's own name,
an address's words, and what could not be shown. Plain text, never a name.
"""

from __future__ import annotations

from datetime import date, datetime, time

from bot.text.grammar import full, in_line, inside, moved_from, upper_first
from bot.text.marks import strong
from process.dates.danish import write
from process.dates.danish_grammar import clock, short_day
from process.dates.when import Months, PartOfMonth, Weeks, When
from process.ledger.facts import Outcome
from process.med.involvement import CellState
from process.plan.model import ProgrammeLine, Source

CANCELLED = "AFLYST: "
NOT_FIXED = "dato ikke fastlagt"
OUTCOMES = {
    Outcome.DISCUSSED: "drøftet på mødet",
    Outcome.INFORMED: "kun orienteret",
    Outcome.BEGUN: "begyndt, fortsætter på næste møde",
    Outcome.IN_WRITING: "behandlet skriftligt",
    Outcome.NOT_DEALT_WITH: "ikke behandlet",
    Outcome.MEETING_CANCELLED: "mødet blev aflyst",
}
CATEGORIES = {
    "delivery": "Frist",
    "information": "Orientering",
    "discussion": "MED",
    "decision": "Politisk behandling",
    "consultation": "Høring",
    "event": "Milepæl",
    "meeting": "Møde",
    "answer": "Svar",
}


# Titles.


def deadline(title: str, at: time | None) -> str:
    """`FRIST kl. 12: Høringssvar`; the whole hour stands without its minutes."""
    hour = f" kl. {at.hour}{f'.{at.minute:02d}' if at.minute else ''}" if at else ""
    return f"FRIST{hour}: {title}"


def done(title: str, *, handed_in: bool) -> str:
    """The mark and the word: a mark alone is not read out."""
    return f"✓ {'Afleveret' if handed_in else 'Gennemført'}: {title}"


def not_fixed(title: str, when: When) -> str:
    """`Budgetforhandlinger (august, dato ikke fastlagt)`."""
    return f"{title} ({_roughly(when)}, {NOT_FIXED})"


def _roughly(when: When) -> str:
    """The source's wording without its year, which the calendar shows."""
    words = write(when)
    return (
        words.removesuffix(f" {when.year}")
        if isinstance(when, Weeks | PartOfMonth | Months)
        else words
    )


def expected(title: str) -> str:
    """A day the source only expects."""
    return f"{title} (forventet dato)"


def unconfirmed(title: str) -> str:
    """A day carried over from last year's plan."""
    return f"{title} (dato ikke bekræftet)"


def meeting(title: str, organ: str) -> str:
    """A meeting without a title of its own is its organ's meeting."""
    return f"{organ}: {title}" if title else f"Møde: {organ}"


def discussion(state: CellState, proposal: str, committee: str, held_on: date | None) -> str:
    """A proposal in a committee, with where it stands; drøftet is not enig."""
    what = f"{proposal} i {committee}"
    if state is CellState.DISCUSSED and held_on:
        return f"✓ Drøftet {short_day(held_on)}: {what}"
    if state is CellState.RECORDED:
        return f"Registreret, afventer svar: MED-drøftelse af {what}"
    if state is CellState.CONTESTED:
        return f"Bestridt: MED-drøftelse af {what}"
    return f"FRIST: MED-drøftelse af {what}"


def confirmation(proposals: str, committee: str, *, answered: bool) -> str:
    """The other side's answer to a record."""
    what = f"svar om registreret MED-drøftelse af {proposals} i {committee}"
    return f"✓ Besvaret: {what}" if answered else f"FRIST: {upper_first(what)}"


def request(title: str, *, answered: bool) -> str:
    """The answer to somebody who asked for more time."""
    what = f"svar på ønske om mere tid til {inside(title)}"
    return f"✓ Besvaret: {what}" if answered else f"FRIST: {upper_first(what)}"


def owner_choice(title: str, *, answered: bool) -> str:
    """The answer to somebody who said it is not theirs."""
    what = f"valg af ansvarlig for {inside(title)}"
    return f"✓ Besvaret: {what}" if answered else f"FRIST: {upper_first(what)}"


def consultation(title: str) -> str:
    """From the day it opens to the day it closes."""
    return title if title.casefold().startswith("høring") else f"Høring: {title}"


def consultation_answer(title: str) -> str:
    """What a party owes in it."""
    return f"Høringssvar til {inside(title)}"


def alarm(title: str) -> str:
    """What an alarm says."""
    return f"Påmindelse: {title}"


def ahead(days: int, title: str) -> str:
    """An extra entry some days before: the only reminder that works in every program."""
    return f"Om {days} dage: {title}" if days != 1 else f"I morgen: {title}"


# Lines of a description.


def moved(was: When, to: When, *, on: date | None, why: str) -> str:
    """The first line of an entry that was another day."""
    before, after = moved_from(was, to)
    changed = f" (ændret {full(on)})" if on else ""
    return f"Flyttet fra {before} til {after}{changed}.{f' Årsag: {_sentence(why)}' if why else ''}"


def more_time(plan_due: date, due: date) -> str:
    """The first line of a deadline that was put off for one person."""
    return f"Mere tid er givet: fristen var {full(plan_due)} og er nu {full(due)}."


def cancelled_because(why: str) -> str:
    """Why it will not happen."""
    return f"Aflyst: {_sentence(why)}"


def timing(when: When) -> str:
    """When, in the source's own precision."""
    return f"Tidspunkt: {write(when)}."


END_UNKNOWN = "Sluttidspunktet er ikke oplyst; kalenderen viser en time."
"""A calendar needs an end; the source has none."""


def due_line(due: date, at: time | None) -> str:
    """The day that counts, in a sentence."""
    return f"Senest {full(due)}{f' {clock(at)}' if at else ''}."


def met_on(day: date) -> str:
    """When it was said to be done."""
    return f"Meldt afleveret {full(day)}. Der er ikke mere at gøre her."


def held(day: date, outcome: Outcome) -> str:
    """What a meeting did."""
    return (
        f"Møde {full(day)}: {OUTCOMES[outcome]}. "
        "Drøftet betyder ikke enig, og ved forskel gælder det godkendte referat."
    )


def before_treatment(organ: str, treatment: date, *, assumed: bool) -> str:
    """Why a discussion is due when it is."""
    known = f"{organ} behandler sagen {full(treatment)}"
    if assumed:
        known = (
            f"{organ} har ingen mødedato endnu; "
            f"{full(treatment)} er den tidligst mulige og kun antaget"
        )
    return f"Synspunkterne skal med i sagen. {known}."


def consultation_closes(at: datetime) -> str:
    """When the window ends, in a sentence."""
    return f"Svarfrist: {full(at.date())} {clock(at.time())}."


def receiver(name: str) -> str:
    """Who gets what is handed in."""
    return f"Modtager: {name}."


def audience(groups: tuple[str, ...]) -> str:
    """Whom it is for."""
    return f"For: {in_line(groups)}."


def expected_place(place: str) -> str:
    """A place the source only expects."""
    return f"{place} (forventet)"


def programme(lines: tuple[ProgrammeLine, ...]) -> str:
    """The programme, a line each; the day stands where it changes."""
    found, day = ["Program:"], None
    for line in lines:
        if line.day and line.day != day:
            found.append(f"{upper_first(full(line.day))}:")
            day = line.day
        end = f"–{line.end:%H.%M}" if line.end else ""
        found.append(f"{line.start:%H.%M}{end} {line.what}")
    return "\n".join(found)


def agenda(items: tuple[str, ...]) -> str:
    """The forward agenda."""
    return "\n".join(["Dagsorden:", *(f"- {item}" for item in items)])


def condition(words: str) -> str:
    """What it hangs on."""
    return f"Forudsætning: {_sentence(words)}"


def employees_only(organ: str) -> str:
    """Only one side of the organ meets."""
    return f"Kun medarbejdersiden af {organ}"


def source(sources: tuple[Source, ...]) -> str:
    """Where the row comes from, as a reader knows the document."""
    return f"Kilde: {'; '.join(', '.join(filter(None, (s.document, s.place))) for s in sources)}."


def link(url: str) -> str:
    """The last line: some programs hide the entry's own link."""
    return f"Læs mere: {url}"


def _sentence(words: str) -> str:
    words = upper_first(words.strip())
    return words if words[-1:] in ".!?)\"'" else f"{words}."


# A feed.


def feed_name(process: str, whose: str) -> str:
    """`Råderumsprocessen 2024 – Skole og Dagtilbud`."""
    return f"{process} – {whose}" if whose else process


def feed_of(kind: str, place: str) -> str:
    """What stands after the dash, by kind of scope."""
    return {"offentlig": "offentlige datoer", "person": "min kalender"}.get(kind, place)


def feed_about(kind: str, municipality: str, place: str) -> str:
    """One or two sentences for the calendar's own description and for its page."""
    where = {
        "offentlig": "Offentlige møder, høringer og milepæle",
        "person": "Dine frister og dine udvalgs møder",
        "rolle": f"Frister og møder for {place}",
        "omraade": f"Frister, møder og MED-drøftelser for {place}",
        "med": f"Møder, drøftelser og orienteringer i {place}",
        "udvalg": f"Møder og behandlinger i {place}",
        "organ": f"Møder og frister for {place}",
    }[kind]
    return f"{where}, {municipality}. Flyttes en dato, følger kalenderen med."


EMPTY_FEED = "Ingen datoer i denne kalender lige nu"
"""The one entry of a calendar that has no other: some programs keep old entries
when a calendar comes empty."""
EMPTY_FEED_MORE = "Kalenderen virker. Datoerne kommer af sig selv, så snart der er nogen."
REVOKED = "Dette kalenderlink er lukket – hent et nyt"
"""The one entry of a closed address, which takes the place of all it had."""
REVOKED_MORE = (
    "Linket er lukket eller fornyet, og kalenderen viser ikke flere datoer. "
    "Skriv /kalender i Slack, eller spørg procesejeren, og slet så denne kalender."
)


# Words of an address.

SCOPE_WORDS = {
    "offentlig": "offentlig",
    "public": "offentlig",
    "omraade": "omraade",
    "område": "omraade",
    "med": "med",
    "udvalg": "udvalg",
    "organ": "organ",
    "rolle": "rolle",
    "person": "person",
}
ROLE_WORDS = {
    "chef": "head",
    "direktør": "director",
    "direktoer": "director",
    "kommunaldirektør": "chief_executive",
    "kommunaldirektoer": "chief_executive",
    "procesejer": "process_owner",
    "formand": "chair",
    "næstformand": "vice_chair",
    "naestformand": "vice_chair",
    "suppleant": "substitute",
    "medarbejderrepræsentant": "employee_rep",
    "medarbejderrepraesentant": "employee_rep",
    "sekretær": "secretary",
    "sekretaer": "secretary",
    "medlem": "member",
}


# What could not be shown.

LEFT_OUT_HEADING = "Kan ikke vises i kalenderne"
MOST_LEFT_OUT = 10
WHY_LEFT_OUT = {
    "duplicate uid": "to rækker har samme nøgle",
    "ends before or when it starts": "den slutter, før den begynder",
    "a clock time without a zone": "klokkeslættet mangler tidszone",
    "a day at one end and a clock time at the other": (
        "den begynder med en dag og slutter med et klokkeslæt"
    ),
    "no title": "den har ingen titel",
    "a line of more than 75 octets": "en linje er for lang",
    "a character that may not stand there": "der er et tegn, kalendere ikke kan vise",
    "the calendar library refused it": "den kan ikke skrives som kalenderpost",
}


def left_out(*, titles: list[tuple[str, str]]) -> str:
    """Each with its reason; the calendars themselves go on without them."""
    lines = [
        f"{strong(title)}: {WHY_LEFT_OUT.get(why, why)}" for title, why in titles[:MOST_LEFT_OUT]
    ]
    more = [f"Og {len(titles) - MOST_LEFT_OUT} mere."] if len(titles) > MOST_LEFT_OUT else []
    return "\n".join(
        [
            *lines,
            *more,
            "Alt andet står i kalenderne som det skal. Ret rækken i planen, så kommer den med.",
        ]
    )
