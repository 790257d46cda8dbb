"""Words about a rest: what somebody waits for, when they hear of it again, and that it is over without an answer."""

from __future__ import annotations

from datetime import date, time

from bot.text.dates import day, day_and_clock, full
from bot.text.grammar import inside, upper_first
from bot.text.marks import strong


def asked_by_you(*, title: str, until: date, due: date, owner: str, ends: date) -> str:
    """To the person who asked for more time."""
    return (
        f"Du har bedt om mere tid til {strong(inside(title))}, til {full(until)}. {owner} svarer dig her. "
        f"Indtil da gælder fristen {day(due)}. {_until(ends)}"
    )


def asked_by_other(*, title: str, by: str, until: date, due: date, owner: str, ends: date) -> str:
    """To somebody else whose it is as well, or has become."""
    return (
        f"{upper_first(by)} har bedt om mere tid til {strong(inside(title))}, til {full(until)}, og {owner} svarer. "
        f"Indtil da gælder fristen {day(due)}. {_until(ends)}"
    )


def _until(ends: date) -> str:
    return f"Du hører først om den igen {day(ends)}, hvis ingen har svaret."


def said_not_mine(*, title: str, owner: str, ends: date) -> str:
    """To the person who said it is not theirs."""
    return (
        f"Du har meldt, at {strong(inside(title))} ikke er din opgave. {owner} finder den rette. "
        f"Du hører først om den igen {day(ends)}, hvis ingen har fået den."
    )


def no_answer(*, title: str, owner: str, due: date, at: time | None, late: bool) -> str:
    """The day that was asked for has come, and nobody has answered."""
    said = f"Vi har ikke fået svar fra {owner} på ønsket om mere tid til {strong(inside(title))}, så påmindelserne begynder igen."
    return f"{said} {_stands(due, at, late)}"


def no_other(*, title: str, owner: str, due: date, at: time | None, late: bool) -> str:
    """Nobody else has been found."""
    said = f"{owner} har ikke valgt en anden til {strong(inside(title))} endnu, så påmindelserne kommer til dig igen."
    return f"{said} {_stands(due, at, late)} Ved du, hvis opgaven er, så giv den videre."


def _stands(due: date, at: time | None, late: bool) -> str:
    was = f"den var {day_and_clock(due, at)}"
    return f"Fristen gælder stadig{f'; {was}' if late else f': senest {day_and_clock(due, at)}'}."


def asks_again(*, ends: date) -> str:
    """To the one who should answer."""
    return f"Svarer du ikke, begynder påmindelserne igen {day(ends)}."


def not_mine(*, title: str, by: str, due: date, ends: date) -> str:
    """To the process owner."""
    return (
        f"{upper_first(by)} melder, at {strong(inside(title))} ikke er deres opgave. Fristen er senest {full(due)}. "
        f"Påmindelserne hviler, til du har valgt en ansvarlig, dog højst til {day(ends)}."
    )


def other_chosen(*, title: str, to: str) -> str:
    """To the process owner, afterwards."""
    return f"{strong(title)} er givet videre til {to}. Du skal ikke gøre mere."


def mine_after_all(*, title: str, by: str) -> str:
    """To the process owner: it was taken back."""
    return f"{upper_first(by)} har fortrudt; {strong(inside(title))} er alligevel deres opgave."


def request_withdrawn(*, title: str, by: str) -> str:
    """To the process owner: nobody asks any more."""
    return f"{upper_first(by)} har trukket ønsket om mere tid til {strong(inside(title))} tilbage."


def asked_anew(*, title: str, by: str, until: date) -> str:
    """To the process owner: a later request took its place."""
    return f"{upper_first(by)} har siden bedt om en anden dag til {strong(inside(title))}: {full(until)}. Svar på det ønske i stedet."


def waits_for_answer(*, by: str, on: date, owner: str) -> str:
    """To those above, so that nobody is called silent who was not answered."""
    return f"{upper_first(by)} bad om mere tid {day(on)}, og {owner} har ikke svaret."


def hand_over_undone(*, title: str) -> str:
    """To both: it is where it was."""
    return f"Det er fortrudt, at {strong(inside(title))} blev givet videre."


def answer_undone(*, title: str) -> str:
    """To the person who asked for more time: the answer was taken back."""
    return f"Svaret om mere tid til {strong(inside(title))} er taget tilbage."


def nothing_to_do() -> str:
    """To somebody whose it is not any more."""
    return "Du skal ikke gøre mere."
