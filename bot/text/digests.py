"""What a person gets as a list: the day's message, the week's overview and its picture, `/frist`
and App Home.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.deadlines import GOOD_MORNING
from bot.text.grammar import day, full, in_line, inside
from bot.text.marks import code, in_slack, strong

# The day's message of several things.

OVERDUE = "Fristen er passeret"
ELSEWHERE = "Ligger hos andre"
COMING = "Senere"
UNANSWERED = "Uden svar fra den ansvarlige"
NEWS = "Nyt siden sidst"
ASKED = "Venter på dit svar"


def due_today(*, on: date) -> str:
    """A heading."""
    return f"Frist {day(on)}"


def due_this_week(*, on: date) -> str:
    """A heading."""
    return f"Resten af uge {on.isocalendar().week}"


def greeting(*, on: date, groups: Sequence[tuple[str, int]]) -> str:
    """The first sentence of a digest: "… fristen er passeret (2), senere (1)."."""
    counts = in_line([f"{inside(heading)} ({count})" for heading, count in groups])
    return f"{GOOD_MORNING}Her er din oversigt for {day(on)}: {counts}."


def settled(*, on: date) -> str:
    """Above a message of several things when none of them is owed any more."""
    return f"Det, der stod her {day(on)}, er klaret. Du mangler ikke noget i denne besked."


def and_more(*, count: int, titles: Sequence[str]) -> str:
    """What a message has no room to offer buttons for."""
    return f"Og {count} mere: {in_line(titles)}. {in_slack('Skriv /frist for at se dem alle.')}"


NO_ROOM = (
    "Der er mere, end en besked kan rumme. Tavlen viser det hele; du finder den under fanen Hjem."
)


# The week's overview.

MOST_NAMED = 5


def week_heading(*, week: int) -> str:
    """The group's heading in the day's message."""
    return f"Ugens overblik, uge {week}"


def week_opening(*, week: int) -> str:
    """Its first sentence."""
    return f"Her er ugens overblik for uge {week} og ugen efter."


def week_row(*, when: str, title: str, done: int, of: int, silent: Sequence[str]) -> str:
    """One row: its day, and for what is owed how far it has come."""
    line = f"{when[:1].upper()}{when[1:]}: {strong(title)}"
    if not of:
        return f"{line}."
    counted = f"{line}, {done} af {of} meldt afleveret."
    return f"{counted} Mangler: {_few(silent)}." if silent and done else counted


def _few(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        return in_line(names)
    return f"{', '.join(names[:MOST_NAMED])} og {len(names) - MOST_NAMED} mere"


def week_late(*, title: str, due: date) -> str:
    """A deadline that has passed unmet."""
    return f"{OVERDUE} ({day(due)}): {strong(title)}."


def still_open(*, titles: Sequence[tuple[str, date]]) -> str:
    """The line a deadline ends in when all has been said about it: no more messages
    of its own, but not forgotten.
    """
    named = in_line([f"{strong(title)} ({day(due)})" for title, due in titles])
    return (
        f"Stadig ikke meldt afleveret: {named}. "
        f"{in_slack('Skriv /frist, når du vil melde det eller bede om mere tid.')}"
    )


# The picture that hangs under it.


def picture_file(on: date) -> str:
    """What the file is called when somebody keeps it."""
    return f"tavle-{on.isoformat()}.png"


def picture_title(on: date) -> str:
    """Above the picture."""
    return f"Tavlen {full(on)}"


def picture_spoken(process: str, on: date) -> str:
    """For those who do not see it; the message it hangs under says the same in words."""
    return f"Tidslinje for {process}, som den står {full(on)}. Overblikket står i beskeden ovenfor."


# `/frist` and App Home.

NOW = "Det, du mangler"


def list_head(*, number: int) -> str:
    """The spoken head of a list."""
    return (
        "Her er den ene ting, der ligger hos dig."
        if number == 1
        else f"Her er de {number} ting, der ligger hos dig."
    )


def list_more(*, number: int) -> str:
    """What a list has no room for."""
    return f"Og {number} mere. Klar nogle af dem, der står her, så kommer resten frem."


def choose(*, act: str) -> str:
    """Somebody has several deadlines and named none."""
    return f"Du har flere åbne frister. Vælg den, du vil {act}."


HOME_DATES = "Næste datoer"
HOME_LINKS = "Se mere"
HOME_CAN = "Det kan du gøre"
HOME_COMMANDS = (
    f"Skriv {code('/frist')} for dine frister, "
    f"{code('/med')} for MED-drøftelser og {code('/kalender')} for din kalender. "
    f"Skriv {code('hjælp')} efter en kommando for at se resten."
)
BOARD = "Åbn tavlen"
BOARD_SAYS = "Tavlen viser tidslinjen og MED-drøftelserne på én side."


def date_line(*, on: date, title: str) -> str:
    """One coming date."""
    return f"{full(on)}: {title}"
