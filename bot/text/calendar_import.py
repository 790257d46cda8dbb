"""What is said of meetings that come from somebody else's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full
from bot.text.marks import code, strong


def repeats() -> str:
    """A rule of repetition is not a date."""
    return "gentager sig; skriv møderne enkeltvis"


def no_day() -> str:
    """Without a day or an identity of its own it cannot be followed."""
    return "mangler dag eller UID"


def cancelled() -> str:
    """The reason that stands in the plan."""
    return "Aflyst i mødekalenderen"


def no_longer_there() -> str:
    """The reason that stands in the plan."""
    return "Står ikke længere i mødekalenderen"


def says_cancelled(title: str) -> bool:
    """Many calendars write it in the title only."""
    return title.casefold().startswith(("aflyst", "udgår", "annulleret"))


HEADING = "Ændringer i mødekalendere"
ACCEPT = "Vedtag ændringerne"
DECLINE = "Behold planen"


def proposed(*, organ: str, on: date, lines: Sequence[str], more: int = 0) -> str:
    """What an organ's own calendar says otherwise than the plan."""
    tail = [f"Og {more} mere."] if more else []
    return "\n".join([f"{strong(organ)}s egen mødekalender siger noget andet end planen (læst {full(on)}):", *lines, *tail])


def told_owner(*, organ: str) -> str:
    """To the process owner, at once."""
    status = code("/plan status")
    return f"Mødekalenderen for {strong(organ)} siger noget andet end planen. {status} viser ændringerne, og du afgør, om de skal gælde."


def accepted() -> str:
    """After the yes."""
    return "Planen er ændret efter mødekalenderen. Kalendere og påmindelser følger selv med."


def declined() -> str:
    """After the no."""
    return "Planen står, som den gjorde. Ændringerne er lagt væk."


def reason(*, organ: str) -> str:
    """Why the plan was revised."""
    return f"Efter {organ}s egen mødekalender"


def passed_over(*, title: str, why: str) -> str:
    """An entry that is no meeting."""
    return f"Ikke læst: “{title}” ({why})."


def nothing_new(*, organ: str) -> str:
    """The two agree."""
    return f"{organ}: planen og mødekalenderen siger det samme."


def waits(*, organ: str, seq: int) -> str:
    """The changes lie with the process owner."""
    return f"Ændringerne for {organ} er lagt til procesejeren (post {seq}). De gælder først, når de er vedtaget."


def written(*, organ: str, seq: int) -> str:
    """The plan is revised."""
    return f"Planen er ændret efter {organ}s mødekalender (post {seq})."


def unreadable(*, source: str) -> str:
    """Not a calendar."""
    return f"{source} er ikke en kalenderfil, der kan læses. Bed om en .ics-fil, eller prøv adressen i en browser."


def unreachable(*, source: str) -> str:
    """Nobody answered."""
    return f"{source} svarede ikke med en kalender. Er adressen rigtig, og kan den hentes uden login?"


HELP_IMPORT = "Læs mødekalenderen for et organ fra en .ics-fil eller en adresse (https://…), og foreslå ændringerne."
HELP_YES = "Vedtag ændringerne med det samme i stedet for at lægge dem til procesejeren."
