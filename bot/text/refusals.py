"""One sentence for every refusal: what stands now, and what can be done. Nothing was written when one of these is read."""

from __future__ import annotations

from functools import singledispatch

from bot.text import med_changed
from bot.text.dates import clock, full, in_line, moment, short_day
from bot.text.grammar import thousands, upper_first
from bot.text.marks import code
from bot.text.refusal_words import ACTS, DAYLESS, DONE, FIELDS, THINGS, TO_DO
from bot.text.roles import named, owner
from process.errors import (
    AlreadyDone,
    BadDay,
    BothSides,
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
)
from process.plan import Plan
from process.seats import Seat
from process.state import State
from process.wishes import BadWish


def sentence(refused: Refused, state: State) -> str:
    """The Danish sentence for a refusal."""
    return _say(refused, state)


@singledispatch
def _say(refused: Refused, state: State) -> str:
    return "Det kan ikke lade sig gøre lige nu, og intet er ændret. Skriv hjælp for at se, hvad du kan gøre."


@_say.register
def _(refused: Unknown, state: State) -> str:
    thing = THINGS.get(refused.what, THINGS["thing"]).format(name=refused.name)
    near = f" Mente du {in_line([code(name) for name in refused.near[:5]])}?" if refused.near else ""
    return f"{thing}{near} {TO_DO.get(refused.what, TO_DO['thing'])}"


@_say.register
def _(refused: NotYours, state: State) -> str:
    act = ACTS.get(refused.act, ACTS["other"])
    if not refused.seats or state.adopted is None:
        return f"Du kan ikke {act}, fordi opgaven ligger hos en anden. Intet er ændret."
    who = _either(state.plan, refused.seats)
    return f"Du kan ikke {act}; det kan kun {who}. Er det forkert, så sig det til {owner(state.plan)}."


@_say.register
def _(refused: AlreadyDone, state: State) -> str:
    act = refused.act if refused.day else DAYLESS.get(refused.act, refused.act)
    local = moment(state.plan.calendar.local(refused.at)) if state.adopted else ""
    by = f" af {named(state.plan, Seat.parse(refused.seat))}" if refused.seat and state.adopted else ""
    done = DONE.get(act, DONE["other"]).format(when=local, by=by, day=full(refused.day) if refused.day else "")
    return f"{done} Du skal ikke gøre mere."


@_say.register
def _(refused: OwnAnswerStands, state: State) -> str:
    return med_changed.own_answer_stands(act=refused.act, at=moment(state.plan.calendar.local(refused.at)) if state.adopted else "")


@_say.register
def _(refused: NoLongerOwed, state: State) -> str:
    return "Det er ikke aktuelt længere: opgaven er løst, aflyst eller ændret. Du skal ikke gøre noget."


@_say.register
def _(refused: BadDay, state: State) -> str:
    day = full(refused.day) if refused.day else ""
    limit = full(refused.limit) if refused.limit else ""
    match refused.why:
        case "past":
            return f"{day.capitalize()} er allerede begyndt eller gået. Vælg en senere arbejdsdag."
        case "future":
            return f"Mødet {day} er ikke holdt endnu. Registrér det, når det er holdt, eller ret datoen."
        case "closed":
            return f"{day.capitalize()} er en lukkedag. Vælg en arbejdsdag{_nearest(refused, state)}."
        case "after_limit":
            return f"{day.capitalize()} er for sent; det kan senest være {limit}. Har du brug for mere tid, så bed om det."
        case "too_far":
            return f"{upper_first(day)} ligger for langt ude i fremtiden; mere tid kan højst være til {limit}. Vælg en tidligere dag."
        case "before_meeting":
            return f"{upper_first(day)} er før mødet {limit}. Vælg mødedagen eller en senere dag."
        case "window":
            return f"Høringen slutter {day}, men den begynder {limit}. Vælg en senere slutning."
        case "not_arrived":
            return f"Svaret kan ikke være modtaget {day}; i dag er {limit}. Ret datoen eller klokkeslættet."
        case "order":
            return f"Sidste dag {day} ligger før den første, {limit}. Vælg en senere sidste dag."
        case "circular":
            return f"“{refused.text}” kan ikke regnes ud fra sig selv. Vælg en dag, eller en anden række at regne fra."
        case "before_due":
            return f"Fristen er allerede {limit}, så {day} giver ikke mere tid. Vælg en dag efter fristen."
    return (
        f"Jeg kan ikke læse “{refused.text}” som en dato. Skriv den for eksempel som "
        f"{code('18/4')}, {code('18. april')} eller {code('torsdag den 18. april 2024')}."
    )


@_say.register
def _(refused: SamePerson, state: State) -> str:
    return "Du har selv registreret mødet, så den anden side skal svare. Er noget forkert, så ret din egen registrering."


@_say.register
def _(refused: BothSides, state: State) -> str:
    name = state.plan.place_name(refused.committee) if state.adopted else refused.committee
    return f"Den person taler for medarbejderne i {name} og kan ikke også tale for ledelsen. Vælg en anden stedfortræder."


@_say.register
def _(refused: BadWish, state: State) -> str:
    if refused.first is not None and refused.last is not None:
        return f"Beskeder kan kun sendes mellem {clock(refused.first)} og {clock(refused.last)}. Vælg et tidspunkt derimellem."
    return "Vælg mindst én dag, så fristerne kan nå dig."


@_say.register
def _(refused: TooLong, state: State) -> str:
    over = refused.length - refused.limit
    return (
        f"Teksten er {thousands(over)} tegn for lang; der er plads til {thousands(refused.limit)}. Intet er gemt eller slettet: "
        f"kort den lidt af, eller læg resten i referatet."
    )


@_say.register
def _(refused: Missing, state: State) -> str:
    return FIELDS.get(refused.field, FIELDS["other"])


@_say.register
def _(refused: NoPlan, state: State) -> str:
    return "Der er ikke vedtaget en plan endnu, så der er ingen frister. Procesejeren lægger planen ind først."


@_say.register
def _(refused: LostRace, state: State) -> str:
    return "Der var nogen, der skrev samtidig, så dit svar kom ikke med. Intet er ændret; prøv igen."


def _either(plan: Plan, seats: tuple[str, ...]) -> str:
    names = list(dict.fromkeys(named(plan, Seat.parse(seat)) for seat in seats))
    return " eller ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _nearest(refused: BadDay, state: State) -> str:
    if refused.day is None or state.adopted is None:
        return ""
    days = state.plan.calendar
    return f", for eksempel {short_day(days.on_or_before(refused.day))} eller {short_day(days.on_or_after(refused.day))}"


def stranger(*, owner: str) -> str:
    """Somebody whom the directory does not know."""
    return f"Jeg kender dig ikke endnu, så jeg kan ikke vise dine frister. Bed {owner} om at sætte dig på personlisten med din arbejdsmail."


def from_elsewhere() -> str:
    """A guest or somebody from another organisation."""
    return "Du skriver fra en anden organisation, så du kan ikke svare her. Svar i stedet den, der har inviteret dig."


def went_wrong(*, number: str) -> str:
    """A fault of ours."""
    return f"Det gik ikke. Intet er ændret, så du kan roligt prøve igen. Sker det igen, så giv os koden {number}."


def not_understood() -> str:
    """A button or a form from an older version."""
    return "Knappen er fra en ældre udgave og virker ikke længere. Intet er ændret; skriv /frist eller /med for at se, hvad der gælder nu."


def cannot_reach_slack() -> str:
    """Slack could not tell who is asking."""
    return "Slack svarer ikke lige nu, så jeg kan ikke se, hvem du er. Intet er ændret; prøv igen om lidt."


def modal_failed() -> str:
    """Slack did not open the form."""
    return "Slack åbnede ikke formularen. Intet er ændret; skriv kommandoen igen."


def written_but_unsaid(*, number: str) -> str:
    """A fault of ours after the act was written."""
    return f"Det er gemt, men jeg kunne ikke vise det. Skriv /frist eller /med for at se, hvad der står nu, og giv os koden {number}."
