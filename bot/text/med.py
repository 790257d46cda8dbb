"""MED: a record and its answers (PEOPLE 3.4-3.7). Confirming is about the record, never about the proposals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text.dates import clock, full, in_line, short_day
from bot.text.grammar import proposals, upper_first
from process.facts import Outcome

OUTCOMES = {
    Outcome.DISCUSSED: "Drøftet på mødet",
    Outcome.INFORMED: "Kun orienteret",
    Outcome.BEGUN: "Begyndt, fortsætter på næste møde",
    Outcome.IN_WRITING: "Behandlet skriftligt",
    Outcome.NOT_DEALT_WITH: "Ikke behandlet",
    Outcome.MEETING_CANCELLED: "Mødet blev aflyst",
}

HAPPENED = {
    Outcome.DISCUSSED: "{committee} drøftede {what} {on}",
    Outcome.INFORMED: "{committee} blev orienteret om {what} {on}",
    Outcome.BEGUN: "{committee} begyndte at drøfte {what} {on} og fortsætter på næste møde",
    Outcome.IN_WRITING: "{committee} behandlede {what} skriftligt {on}",
    Outcome.NOT_DEALT_WITH: "{committee} ikke behandlede {what} {on}",
    Outcome.MEETING_CANCELLED: "mødet i {committee} {on} blev aflyst, så {what} ikke blev drøftet",
}

HAS = {
    Outcome.DISCUSSED: "{committee} har drøftet {what} {on}.",
    Outcome.INFORMED: "{committee} er blevet orienteret om {what} {on}, men uden drøftelse.",
    Outcome.BEGUN: "{committee} begyndte at drøfte {what} {on} og fortsætter på næste møde.",
    Outcome.IN_WRITING: "{committee} har behandlet {what} skriftligt {on}.",
    Outcome.NOT_DEALT_WITH: "{committee} behandlede ikke {what} {on}.",
    Outcome.MEETING_CANCELLED: "Mødet i {committee} {on} blev aflyst, så {what} er ikke drøftet.",
}

NOT_AGREED = "Drøftet betyder ikke enig."
MINUTES_PREVAIL = "Ved forskel gælder det godkendte referat."


def sharing(*, known: bool, share_from: date | None) -> str:
    """The vice chair's first question: may we talk with our colleagues about it, and from when?"""
    if not known:
        return "Må deles med kollegerne: det er ikke oplyst, så spørg formanden først."
    if share_from is None:
        return "Må deles med kollegerne: nej, ikke endnu."
    return f"Må deles med kollegerne: ja, fra den {short_day(share_from)}."


def asked(*, by: str, committee: str, count: int, on: date, outcome: Outcome, sharing: str) -> str:
    """To the other side: is the record right?"""
    what = HAPPENED[outcome].format(committee=committee, what=proposals(count), on=full(on))
    return (
        f"{upper_first(by)} har registreret, at {what}. Passer det? Du bekræfter kun, at "
        f"{_it_took_place(outcome)} og er gengivet rigtigt – ikke at I er enige i forslagene. {sharing}"
    ).rstrip()


def _it_took_place(outcome: Outcome) -> str:
    return "drøftelsen fandt sted" if outcome is Outcome.DISCUSSED else "det skete sådan"


def about(*, shown: Sequence[str]) -> str:
    """Which proposals it is about, by code and neutral title."""
    return f"Det gælder {in_line(shown)}."


def receipt(
    *,
    receipt_no: str,
    committee: str,
    ids: Sequence[str],
    on: date,
    outcome: Outcome,
    by: str,
    at: datetime,
    other: str,
    answered: datetime,
) -> str:
    """To both sides when the record is confirmed (PEOPLE 3.7)."""
    what = HAS[outcome].format(committee=committee, what=in_line(ids), on=full(on))
    when = clock(answered.time()) if answered.date() == at.date() else f"den {short_day(answered.date())} {clock(answered.time())}"
    return (
        f"Kvittering {receipt_no}. {what} Registreret af {by} den {short_day(at.date())} {clock(at.time())}, "
        f"bekræftet af {other} {when}. {NOT_AGREED} {MINUTES_PREVAIL}"
    )


def rendering(*, committee: str, ids: Sequence[str], on: date, outcome: Outcome, by: str, at: datetime) -> str:
    """A record as it was made."""
    what = HAS[outcome].format(committee=committee, what=in_line(ids), on=full(on))
    return f"{what} Registreret af {by} den {short_day(at.date())} {clock(at.time())}."


def minutes(*, link: str) -> str:
    """Where the minutes are."""
    return f"Referat: {link}"


def contested(*, by: str, other: str, on: date) -> str:
    """To both sides when the record is not right in the other's eyes (PEOPLE 3.6)."""
    return (
        f"{upper_first(by)} ser drøftelsen den {short_day(on)} anderledes end {other}. Begge beskrivelser står nu ved siden af "
        f"hinanden. Tal gerne sammen; I kan hver især rette jeres egen."
    )


def recorded(*, committee: str, ids: Sequence[str], on: date, outcome: Outcome, receipt_no: str, other: str) -> str:
    """To the person who just recorded it."""
    what = HAS[outcome].format(committee=committee, what=in_line(ids), on=full(on))
    return f"Registreret ({receipt_no}): {what} {upper_first(other)} bliver nu spurgt, om det er gengivet rigtigt. {MINUTES_PREVAIL}"


def confirmed(*, committee: str, on: date, receipt_no: str) -> str:
    """To the person who just confirmed it."""
    return f"Tak. Du har bekræftet registreringen fra {committee} {full(on)}. Kvittering {receipt_no}. {NOT_AGREED} {MINUTES_PREVAIL}"


def contested_by_you(*, committee: str, on: date) -> str:
    """To the person who just contested it."""
    return (
        f"Din beskrivelse af mødet i {committee} {full(on)} står nu ved siden af den anden. Begge har fået besked. "
        f"Tal gerne sammen; I kan hver især rette jeres egen."
    )


def confirmed_by_other(*, by: str, committee: str, on: date) -> str:
    """To others who were asked."""
    return f"{upper_first(by)} har bekræftet registreringen fra {committee} {full(on)}. Du skal ikke gøre mere."


def contested_by_other(*, by: str, committee: str, on: date) -> str:
    """To others who were asked."""
    return f"{upper_first(by)} har bestridt registreringen fra {committee} {full(on)}. Begge beskrivelser står ved siden af hinanden."


def withdrawn(*, committee: str, on: date) -> str:
    """The record was taken back."""
    return f"Registreringen fra {committee} {full(on)} er trukket tilbage. Du skal ikke gøre noget."


def corrected(*, committee: str, on: date) -> str:
    """A newer record took its place."""
    return f"Registreringen fra {committee} {full(on)} er rettet. Den rettede registrering kommer i en besked for sig."


def stands_again(*, committee: str, on: date) -> str:
    """A correction was taken back, so that what it corrected stands."""
    return f"Rettelsen er trukket tilbage. Den tidligere registrering fra {committee} {full(on)} står igen."


def views_added(*, committee: str, on: date) -> str:
    """To the person whose words they are."""
    return f"Jeres synspunkter er gemt ordret sammen med registreringen fra {committee} {full(on)}. I kan tilføje flere."


def unanswered(*, committee: str, on: date, who: str, vacant: bool = False, answers: bool = True) -> str:
    """To the next in line when a record waits (PEOPLE 2.3): nobody is blamed. `answers`: whether the reader may answer it."""
    waits = f"venter på svar fra {who}" if not vacant else "venter på svar, og ingen er registreret til at svare for medarbejdersiden"
    ask = "Kan du svare i stedet, eller minde om den?" if answers else f"Vil du {'finde en, der kan svare' if vacant else 'minde om den'}?"
    return f"En registrering fra {committee} {full(on)} {waits}. {ask} Den står som registreret, indtil nogen har svaret."
