"""A proposal's sagsgang in words: its stations, what each made of it, and the form they are kept in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full, in_line
from bot.text.marks import code, strong
from process.proposals import StationOutcome

TITLE = "Sagsgang"
LABEL = "Sagsgang"
OUTCOMES = {
    StationOutcome.PRIORITISED: "prioriteret",
    StationOutcome.SENT_BACK: "sendt tilbage",
    StationOutcome.POSTPONED: "udsat",
    StationOutcome.AMENDED: "ændret",
    StationOutcome.PARTLY_ADOPTED: "delvist vedtaget",
    StationOutcome.REJECTED: "forkastet",
}
NOT_YET = "Ikke behandlet endnu"
CLOSED = "lukket punkt"
SUPPLEMENTARY = "tillægsdagsorden"
REMOVE = "fjern stationen"
DAY = "Mødedag"
WHAT = "Hvad skete der?"
SPECIAL = "Særligt"
ADD = "Ny station"
ADD_HINT = "Blev sagen udsat eller sendt tilbage, så tilføj det nye møde her. Ellers bruges udvalgets næste møde i planen."
NO_NEW = "ingen ny station"
MATERIAL = "Er forslaget blevet et andet?"
MATERIAL_HINT = "Skal besvares, når sagen er sendt tilbage eller ændret. Er indholdet ændret, skal berørte udvalg drøfte den nye udgave."
SAME = "Nej, drøftelserne gælder stadig"
CHANGED = "Ja, indholdet er ændret"


def station(*, organ: str, day: date | None, outcome: StationOutcome | None, closed: bool, supplementary: bool, version: int) -> str:
    """One station in a line."""
    when = f" {full(day)}" if day else ""
    what = f": {OUTCOMES[outcome]}" if outcome else ""
    marks = [*([CLOSED] if closed else []), *([SUPPLEMENTARY] if supplementary else []), *([f"udgave {version}"] if version else [])]
    return f"{organ}{when}{what}{f' ({in_line(marks)})' if marks else ''}"


def route(*, stations: Sequence[str]) -> str:
    """The whole way, in order."""
    return f"Sagsgang: {'; '.join(stations)}."


def heading(*, shown: str, version: int) -> str:
    """Above the form."""
    return f"{strong(shown)}, udgave {version}. Sæt det, der skete på hvert møde. En ny dag flytter det, udvalgene skal nå forinden."


def kept(*, shown: str, organ: str, treatment: date | None, due: date | None, told: int) -> str:
    """To whoever kept it: what it leads to."""
    if treatment is None or due is None:
        after = "Den næste behandling har ingen dato, så drøftelserne har heller ingen frist lige nu."
    else:
        after = f"{organ} behandler det {full(treatment)}, og drøftelserne skal være registreret senest {full(due)}."
    people = f" {told} {'formand får' if told == 1 else 'formænd får'} besked." if told else ""
    return f"Sagsgangen for {strong(shown)} er gemt. {after}{people}"


def out(*, shown: str) -> str:
    """It was rejected: nothing is owed any more."""
    return f"Sagsgangen for {strong(shown)} er gemt. Forslaget er forkastet, så ingen bliver mindet om at drøfte det mere."


def new_version(*, shown: str, version: int, told: Sequence[str], due: date | None) -> str:
    """The meeting made another proposal of it."""
    if due is None:
        return f"{strong(shown)} er nu udgave {version}. {in_line(told)} skal drøfte den og hører nærmere, når behandlingen har en dato."
    return f"{strong(shown)} er nu udgave {version}. {in_line(told)} skal drøfte den senest {full(due)}, og formændene får besked."


def rescheduled(*, shown: str, moved: str, committees: Sequence[str], due: date | None) -> str:
    """To those who owe a discussion: the treatment got another day."""
    who = in_line(committees)
    if due is None:
        return f"{strong(shown)} {moved}. {who} har derfor ingen frist for drøftelsen lige nu. Vi skriver, når der er en dato."
    return f"{strong(shown)} {moved}. {who} skal derfor have registreret drøftelsen senest {full(due)}."


def moved_from(*, was: tuple[str, date] | None, to: tuple[str, date] | None) -> str:
    """From which organ's meeting to which; None where no day is known."""
    if to is None:
        return f"er udsat fra {was[0]} {full(was[1])}, og der er ikke sat et nyt møde endnu" if was else "har ikke noget møde endnu"
    before = "" if was is None else f" i stedet for {full(was[1])}" if was[0] == to[0] else f" i stedet for af {was[0]} {full(was[1])}"
    return f"behandles nu af {to[0]} {full(to[1])}{before}"


def none_yet() -> str:
    """There is no proposal whose stations could be kept."""
    return f"Der er ingen forslag endnu. Skriv {code('/plan forslag')} for at lægge et ind."
