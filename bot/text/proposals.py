"""Proposals in words: the form they are handed in with, and their sagsgang with its stations and
what each made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.grammar import full, in_line
from bot.text.marks import code, strong
from process.plan.proposals import StationOutcome

# The proposal's form.

NEW = "Nyt forslag"
EDIT = "Ret forslaget"
TITLE_NEW = "Nyt forslag"
TITLE_EDIT = "Ret forslag"
CODE = "Kode"
CODE_HINT = "Bogstaver, bindestreg og tal, for eksempel R-041."
NAME = "Titel"
NAME_HINT = "Titlen bliver ikke vist i Slack eller kalendere."
NEUTRAL = "Neutral titel"
NEUTRAL_HINT = "Det, alle må se, højst 60 tegn. Ingen navne og intet, der peger på enkeltpersoner."
AREA = "Område"
LEVEL = "Hvilket niveau indstiller?"
LEVELS = {"area": "OmrådeMEDs leder", "local": "LokalMEDs leder", "main": "Hovedudvalgets leder"}
STATIONS = "Sagsgang"
STATIONS_HINT = (
    "En linje for hver station: organets navn og dag, for eksempel Økonomiudvalget 9. april 2024."
)
AFFECTED = "Berørte MED-udvalg"
NOT_AFFECTED = "Ikke berørte, og hvorfor"
NOT_AFFECTED_HINT = "En linje for hvert: udvalgets navn, kolon og årsagen."
OTHERS = "Andre, der skal høres"
OTHERS_HINT = "En linje for hver, for eksempel Ældrerådet."
SHARE_FROM = "Må deles med kolleger fra"
SHARE_HINT = (
    "Den første dag, medlemmerne må tale med kolleger om det. "
    "Indtil da minder vi ingen om at drøfte det."
)
EMBARGO = "Må omtales fra"
EMBARGO_HINT = (
    "Fortroligt til og med dagen før; fra og med den valgte dag vises den neutrale titel. "
    "Indtil da vises kun koden."
)
FLAGS = "Særligt"
MAY_IDENTIFY = "Kan pege på enkeltpersoner: vis kun koden"
MATERIAL = "Er det en ny udgave?"
MATERIAL_HINT = (
    "Er indholdet ændret, skal berørte udvalg drøfte den nye udgave, og deres formænd får besked."
)
SAME = "Nej, kun oplysninger er rettet"
CHANGED = "Ja, indholdet er ændret"
ORIGIN = "Rejst på et politisk møde af"
NO_ORIGIN = "ikke rejst på et møde"


# The list, and what was handed in.

NONE_YET = (
    "Der er ingen forslag endnu. "
    f"Tryk på {NEW}, eller indlæs en tabel med {code('fristvogter proposals import FIL')}."
)


def line(*, shown: str, version: int, area: str, affected: int, discussed: int) -> str:
    """One proposal in the list."""
    return (
        f"{strong(shown)}, "
        f"udgave {version} · {area} · {discussed} af {affected} udvalg har drøftet det"
    )


def more(*, count: int) -> str:
    """What the list has no room for."""
    return f"Og {count} mere. Skriv {code('/plan forslag R-017')} for at rette ét af dem."


def submitted(*, shown: str, version: int, told: Sequence[str], due: date | None) -> str:
    """To the person who handed it in."""
    who = (
        f" {in_line(told)} skal drøfte det{f' senest {full(due)}' if due else ''}."
        if told
        else " Ingen MED-udvalg er berørt."
    )
    return f"{strong(shown)} er lagt ind, udgave {version}.{who}"


def corrected(*, shown: str, version: int) -> str:
    """Details changed, the version stays."""
    return (
        f"{strong(shown)}, udgave {version}, er rettet. "
        "Drøftelser, der er registreret, gælder stadig."
    )


# The sagsgang's form.

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
ADD_HINT = (
    "Blev sagen udsat eller sendt tilbage, så tilføj det nye møde her. "
    "Ellers bruges udvalgets næste møde i planen."
)
NO_NEW = "ingen ny station"
STATION_MATERIAL = "Er forslaget blevet et andet?"
STATION_MATERIAL_HINT = (
    "Skal besvares, når sagen er sendt tilbage eller ændret. "
    "Er indholdet ændret, skal berørte udvalg drøfte den nye udgave."
)
STATIONS_SAME = "Nej, drøftelserne gælder stadig"
STATIONS_CHANGED = "Ja, indholdet er ændret"
NO_STATIONS_YET = f"Der er ingen forslag endnu. Skriv {code('/plan forslag')} for at lægge et ind."
"""There is no proposal whose stations could be kept."""


def stations_heading(*, shown: str, version: int) -> str:
    """Above the form."""
    return (
        f"{strong(shown)}, udgave {version}. Sæt det, der skete på hvert møde. "
        "En ny dag flytter det, udvalgene skal nå forinden."
    )


# The sagsgang.


def station(
    *,
    organ: str,
    day: date | None,
    outcome: StationOutcome | None,
    closed: bool,
    supplementary: bool,
    version: int,
) -> str:
    """One station in a line."""
    when = f" {full(day)}" if day else ""
    what = f": {OUTCOMES[outcome]}" if outcome else ""
    marks = [
        *([CLOSED] if closed else []),
        *([SUPPLEMENTARY] if supplementary else []),
        *([f"udgave {version}"] if version else []),
    ]
    return f"{organ}{when}{what}{f' ({in_line(marks)})' if marks else ''}"


def route(*, stations: Sequence[str]) -> str:
    """The whole way, in order."""
    return f"Sagsgang: {'; '.join(stations)}."


def stations_kept(
    *, shown: str, organ: str, treatment: date | None, due: date | None, told: int
) -> str:
    """To whoever kept it: what it leads to."""
    if treatment is None or due is None:
        after = (
            "Den næste behandling har ingen dato, så drøftelserne har heller ingen frist lige nu."
        )
    else:
        after = (
            f"{organ} behandler det {full(treatment)}, "
            f"og drøftelserne skal være registreret senest {full(due)}."
        )
    people = f" {told} {'formand får' if told == 1 else 'formænd får'} besked." if told else ""
    return f"Sagsgangen for {strong(shown)} er gemt. {after}{people}"


def rejected(*, shown: str) -> str:
    """It was rejected: nothing is owed any more."""
    return (
        f"Sagsgangen for {strong(shown)} er gemt. "
        "Forslaget er forkastet, så ingen bliver mindet om at drøfte det mere."
    )


def new_version(*, shown: str, version: int, told: Sequence[str], due: date | None) -> str:
    """The meeting made another proposal of it."""
    if due is None:
        return (
            f"{strong(shown)} er nu udgave {version}. "
            f"{in_line(told)} skal drøfte den og hører nærmere, når behandlingen har en dato."
        )
    return (
        f"{strong(shown)} er nu udgave {version}. "
        f"{in_line(told)} skal drøfte den senest {full(due)}, og formændene får besked."
    )


def way(*, ids: Sequence[str], stations: Sequence[str]) -> str:
    """`R-001 og R-002: Direktionen onsdag den 10. april 2024 → …`."""
    return f"{in_line(ids)}: {' → '.join(stations)}"


def here(*, committee: str) -> str:
    """The meeting the agenda is for."""
    return f"{committee} (dette møde)"


# To those who owe a discussion.


def rescheduled(*, shown: str, moved: str, committees: Sequence[str], due: date | None) -> str:
    """To those who owe a discussion: the treatment got another day."""
    who = in_line(committees)
    if due is None:
        return (
            f"{strong(shown)} {moved}. {who} har derfor ingen frist for drøftelsen lige nu. "
            "Vi skriver, når der er en dato."
        )
    return (
        f"{strong(shown)} {moved}. "
        f"{who} skal derfor have registreret drøftelsen senest {full(due)}."
    )


def treatment_moved(*, was: tuple[str, date] | None, to: tuple[str, date] | None) -> str:
    """From which organ's meeting to which; None where no day is known."""
    if to is None:
        return (
            f"er udsat fra {was[0]} {full(was[1])}, og der er ikke sat et nyt møde endnu"
            if was
            else "har ikke noget møde endnu"
        )
    before = (
        ""
        if was is None
        else f" i stedet for {full(was[1])}"
        if was[0] == to[0]
        else f" i stedet for af {was[0]} {full(was[1])}"
    )
    return f"behandles nu af {to[0]} {full(to[1])}{before}"
