"""Answers and news about one deadline: what stands now, in one sentence, and what can still be done."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.text.dates import day, day_and_clock, full, moment
from bot.text.grammar import inside, it, they, upper_first
from bot.text.marks import strong


def delivered(*, title: str, at: datetime) -> str:
    """To the person who said so."""
    return f"Tak. Du har meldt {strong(inside(title))} afleveret {moment(at)}."


def delivered_by_other(*, title: str, by: str, at: datetime) -> str:
    """To others who hold a message about it."""
    return f"{upper_first(by)} har meldt {strong(inside(title))} afleveret {moment(at)}. Du skal ikke gøre mere."


def received(*, title: str, by: str, at: datetime) -> str:
    """The receiver's own word for it."""
    return f"{upper_first(by)} har modtaget {strong(inside(title))} {moment(at)}. Du skal ikke gøre mere."


def received_by_you(*, title: str, at: datetime) -> str:
    """To the receiver who said so."""
    return f"Noteret. Du har meldt {strong(inside(title))} modtaget {moment(at)}."


def undone(*, title: str) -> str:
    """After Fortryd."""
    return f"Det er fortrudt. {strong(title)} står igen, som før du trykkede."


def more_time_asked(*, title: str, by: str, until: date, due: date, why: str) -> str:
    """To the process owner."""
    reason = f" Begrundelse: {why}" if why else ""
    return (
        f"{upper_first(by)} beder om mere tid til {strong(inside(title))}: til {full(until)} i stedet for {day(due)}.{reason}"
        f"{'' if not reason or reason.endswith(('.', '!', '?')) else '.'} Fristen gælder, indtil du har svaret."
    )


def rests_meanwhile(*, days: int) -> str:
    """Above the form for more time."""
    return (
        f"Påmindelserne hviler, fra du har spurgt, til du får svar, dog højst {days} arbejdsdage. "
        "Får du mere tid, regnes de fra den nye frist."
    )


def more_time_answered_by_you(*, title: str, by: str, until: date, granted: bool) -> str:
    """To the process owner, afterwards."""
    if granted:
        return f"{upper_first(by)} har fået mere tid til {strong(inside(title))}: senest {full(until)}."
    return f"{upper_first(by)} har ikke fået mere tid til {strong(inside(title))}. Vi har givet besked."


def more_time_granted(*, title: str, until: date) -> str:
    """To the person who asked."""
    return (
        f"Du har fået mere tid til {strong(inside(title))}: senest {full(until)}. "
        f"Når du har meldt {it(title)} afleveret, hører du ikke mere om den frist."
    )


def more_time_refused(*, title: str, due: date, at: time | None, owner: str) -> str:
    """To the person who asked."""
    return (
        f"Du har ikke fået mere tid til {strong(inside(title))}. Fristen er stadig senest {day_and_clock(due, at)}. "
        f"Tal med {owner}, hvis det ikke kan lade sig gøre."
    )


def request_settled(*, title: str, by: str) -> str:
    """To the process owner, when the thing was handed in before the answer."""
    return f"{upper_first(by)} har meldt {strong(inside(title))} afleveret. Der er ikke brug for et svar længere."


def handed_to_you(*, title: str, by: str, receiver: str, due: date, at: time | None, until: date | None) -> str:
    """To the new owner."""
    where = f"skal være hos {receiver}" if receiver else "skal være afleveret"
    back = f" Opgaven er din til og med {full(until)}." if until else ""
    return (
        f"{upper_first(by)} har givet {strong(inside(title))} videre til dig. "
        f"{upper_first(they(title))} {where} senest {day_and_clock(due, at)}.{back}"
    )


def handed_over(*, title: str, to: str, until: date | None) -> str:
    """To the one who gave it away, and to others who hold a message about it."""
    span = f" til og med {full(until)}" if until else ""
    return f"{strong(title)} er nu hos {to}{span}. Du hører ikke mere om den frist, så længe opgaven ligger der."


def snoozed(*, title: str, until: date, due: date) -> str:
    """To the person who wants to hear of it later."""
    return f"Du hører om {strong(inside(title))} igen {day(until)}. Fristen er stadig senest {full(due)}."


def moved(*, title: str, was: str, to: str, why: str, approved_by: str, approved_on: date | None) -> str:
    """A date has moved (PEOPLE 3.8)."""
    decided = ""
    if approved_by:
        decided = f" Besluttet af {inside(approved_by)}{f' {day(approved_on)}' if approved_on else ''}."
    return (
        f"Fristen for {strong(inside(title))} er flyttet fra {was} til {to}. Årsag: {ended(why)}{decided} "
        f"Du skal ikke gøre noget. Kalenderen følger selv med, men det kan tage et døgn i Outlook."
    )


def cancelled(*, title: str, why: str) -> str:
    """A deadline fell away."""
    reason = f" Årsag: {ended(why)}" if why else ""
    return f"Fristen for {strong(inside(title))} er aflyst.{reason} Du skal ikke gøre noget."


def taken_out(*, title: str, why: str) -> str:
    """The row is no longer in the plan."""
    return f"{strong(title)} er taget ud af planen. Årsag: {ended(why)} Du skal ikke gøre mere."


def stands_again(*, title: str, when: str, why: str) -> str:
    """The row had been cancelled, and is on again."""
    return f"{strong(title)} er ikke aflyst længere. Tidspunktet er {when}. Årsag: {ended(why)}"


def lapsed(*, title: str, due: date) -> str:
    """It lost its point without being given."""
    return f"Fristen for {strong(inside(title))} var {day(due)}, og den er ikke aktuel længere. Er det sket, kan du stadig melde det."


def gone() -> str:
    """The message is about something that is no longer owed."""
    return "Fristen i denne besked gælder ikke længere. Du skal ikke gøre noget."


def owed(*, title: str, receiver: str, due: date, at: time | None, late: bool) -> str:
    """One line of `/frist` and App Home."""
    where = f" hos {receiver}" if receiver else ""
    return f"{strong(title)} {f'skulle have været{where}' if late else f'skal være{where}'} senest {day_and_clock(due, at)}."


def nothing(*, due: date | None, title: str) -> str:
    """Nothing is owed (PEOPLE 3.9)."""
    if due is None:
        return "Du mangler ikke noget lige nu. Vi skriver til dig i god tid, når der kommer en frist."
    return f"Du mangler ikke noget lige nu. Din næste frist er {full(due)}: {strong(title)}. Vi skriver til dig i god tid."


def ended(words: str) -> str:
    """People's own words, closed with a full stop where they left it out."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
