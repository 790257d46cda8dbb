"""One deadline to the person it is about, and to those above: reminders, answers, requests for more
time, and what a later day leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.text.grammar import (
    COLLEAGUE,
    day,
    day_and_clock,
    days_in_line,
    full,
    in_line,
    in_working_days,
    inside,
    it,
    moment,
    they,
    upper_first,
)
from bot.text.marks import strong

GOOD_MORNING = "God morgen. "


# Reminders.


def reminder(*, title: str, receiver: str, due: date, at: time | None = None) -> str:
    """Before the day."""
    where = f"skal være hos {receiver}" if receiver else "skal være afleveret"
    return (
        f"{strong(title)} {where} senest {day_and_clock(due, at)}. "
        f"Når du har meldt {it(title)} afleveret, hører du ikke mere om den frist."
    )


def to_tell(*, organ: str, title: str, due: date, at: time | None = None) -> str:
    """An information before its day."""
    return (
        f"{organ} skal orienteres {day_and_clock(due, at)}: {strong(inside(title))}. "
        "Når det er sket, melder du det her; indtil da står det som planlagt."
    )


def not_told(*, organ: str, title: str, due: date) -> str:
    """An information whose day has passed without a word."""
    return (
        f"{strong(title)} var planlagt {day(due)} og er ikke registreret. "
        f"Er {organ} orienteret, så tryk på knappen, og skriv dagen."
    )


def told(*, organ: str, title: str, on: date, became: bool, by: str, at: datetime) -> str:
    """An information that was given: its day, and when it was put down."""
    discussion = " Det blev til en drøftelse." if became else ""
    return (
        f"{organ} blev orienteret {full(on)}: {strong(inside(title))}.{discussion} "
        f"Registreret af {by} {moment(at)}."
    )


def again(*, title: str, receiver: str, due: date, at: time | None = None) -> str:
    """On the day a person asked for."""
    where = f"skal være hos {receiver}" if receiver else "skal være afleveret"
    return (
        f"Du bad om at høre om {strong(inside(title))} igen. "
        f"{they(title).capitalize()} {where} senest {day_and_clock(due, at)}."
    )


def overdue(*, title: str, due: date, ahead: str = "") -> str:
    """After the day; `ahead` announces the next step before it happens."""
    return (
        f"Fristen for {strong(inside(title))} var {day(due)}, "
        f"og {they(title)} er ikke meldt afleveret endnu. Har du sendt {it(title)}, "
        f"så tryk på knappen. Ellers bed om mere tid.{f' {ahead}' if ahead else ''}"
    )


def announced(*, last_reply: date, who: str) -> str:
    """The next step, before it happens."""
    return f"Hører vi ikke fra dig senest {day(last_reply)}, får {who} også besked."


def owed(*, title: str, receiver: str, due: date, at: time | None, late: bool) -> str:
    """One line of `/frist` and App Home."""
    where = f" hos {receiver}" if receiver else ""
    return (
        f"{strong(title)} {f'skulle have været{where}' if late else f'skal være{where}'} senest "
        f"{day_and_clock(due, at)}."
    )


def nothing(*, due: date | None, title: str) -> str:
    """Nothing is owed (rules W19)."""
    if due is None:
        return (
            "Du mangler ikke noget lige nu. Vi skriver til dig i god tid, når der kommer en frist."
        )
    return (
        f"Du mangler ikke noget lige nu. Din næste frist er {full(due)}: {strong(title)}. "
        "Vi skriver til dig i god tid."
    )


# To those above, and to the owner at the same moment.


def escalated(
    *,
    title: str,
    due: date,
    owner: str,
    written: Sequence[date],
    others: Sequence[tuple[str, date]] = (),
    treatment: str = "",
    deputy: bool = False,
) -> str:
    """To those above: `written` are the days the owner was really written to, `others` who
    heard of it before and when.
    """
    ask = f"Vil du tage en snak med {owner}?"
    if deputy:
        ask = (
            f"Som stedfortræder kan du tage opgaven eller melde {it(title)} afleveret, "
            f"hvis du ved, at {they(title)} er sendt."
        )
    tried = (
        f" Vi har skrevet til {owner} {days_in_line(written)} uden at få svar." if written else ""
    )
    tried += "".join(f" {who[:1].upper()}{who[1:]} fik besked {day(on)}." for who, on in others)
    return (
        f"Til orientering: {strong(title)} skulle være afleveret "
        f"{day(due)}.{tried}{f' {treatment}' if treatment else ''} {ask}"
    )


def talk_promised(*, title: str, owner: str) -> str:
    """To whoever said so: nothing has changed hands."""
    return (
        f"Noteret. Du tager en snak med {owner} om {strong(inside(title))}. "
        f"Opgaven ligger stadig hos {owner}."
    )


def you_talk(*, on: date) -> str:
    """In the message about it."""
    return f"Du sagde {day(on)}, at du tager snakken."


def instead_of(*, holder: str, owner: str) -> str:
    """Who was written to, where somebody else has it in hand."""
    return f"{holder}, der har opgaven i stedet for {owner}"


def treated(*, organ: str, on: date) -> str:
    """When the proposals are next taken up: what the director needs to know to weigh it."""
    return f"{organ} behandler forslagene {day(on)}."


def waits_for_answer(*, by: str, on: date, owner: str) -> str:
    """To those above, so that nobody is called silent who was not answered."""
    return f"{upper_first(by)} bad om mere tid {day(on)}, og {owner} har ikke svaret."


def escalation_told(*, due: date, who: str = "din direktør") -> str:
    """To the owner, at the same moment."""
    return (
        f"Vi har i dag også skrevet til {who} om fristen den {due.day}. "
        f"{day(due).split('. ')[-1]}. Du kan stadig svare her."
    )


def told_about(*, title: str) -> str:
    """Which deadline the sentence before is about."""
    return f"Det gælder {strong(inside(title))}."


# What was said about it.


def delivered(*, title: str, at: datetime) -> str:
    """To the person who said so."""
    return f"Tak. Du har meldt {strong(inside(title))} afleveret {moment(at)}."


def delivered_by_other(*, title: str, by: str, at: datetime) -> str:
    """To others who hold a message about it."""
    return (
        f"{upper_first(by)} har meldt {strong(inside(title))} afleveret {moment(at)}. "
        "Du skal ikke gøre mere."
    )


def received(*, title: str, by: str, at: datetime) -> str:
    """The receiver's own word for it."""
    return (
        f"{upper_first(by)} har modtaget {strong(inside(title))} {moment(at)}. "
        "Du skal ikke gøre mere."
    )


def received_by_you(*, title: str, at: datetime) -> str:
    """To the receiver who said so."""
    return f"Noteret. Du har meldt {strong(inside(title))} modtaget {moment(at)}."


def sent_back(*, title: str, by: str, missing: str, due: date, at: time | None, late: bool) -> str:
    """To the owner, at once."""
    return (
        f"{upper_first(by)} har sendt {strong(inside(title))} tilbage. "
        f"{lacks(missing)} {_stands(due, at, late)} "
        f"Meld {it(title)} afleveret igen, når det er med."
    )


def lacks(missing: str) -> str:
    """What the receiver missed, in their own words; those may be erased."""
    return f"Der mangler: {ended(missing)}" if missing else "Der mangler noget."


def was_sent_back(*, on: date, missing: str) -> str:
    """After what is owed, until it is handed in again."""
    return f"Sendt tilbage {day(on)}. {lacks(missing)}"


def in_part(*, on: date, what: str) -> str:
    """After what is owed, until the rest is handed in."""
    part = f": {ended(what)}" if what else "."
    return f"En del er meldt afleveret {day(on)}{part} Resten mangler endnu."


def sent_back_by_you(*, title: str, owners: Sequence[str], missing: str, due: date) -> str:
    """To the receiver who did it."""
    told = f" {upper_first(in_line(owners))} får besked nu." if owners else ""
    return (
        f"Noteret. {upper_first(inside(title))} er sendt tilbage. {lacks(missing)} "
        f"Fristen er stadig {full(due)}.{told}"
    )


def sending_back_undone(*, title: str, by: str) -> str:
    """To the owner: nothing is missing after all."""
    return f"{upper_first(by)} har fortrudt, at {strong(inside(title))} blev sendt tilbage."


def undone(*, title: str) -> str:
    """After Fortryd."""
    return f"Det er fortrudt. {strong(title)} står igen, som før du trykkede."


def snoozed(*, title: str, until: date, due: date) -> str:
    """To the person who wants to hear of it later."""
    return (
        f"Du hører om {strong(inside(title))} igen {day(until)}. "
        f"Fristen er stadig senest {full(due)}."
    )


def lapsed(*, title: str, due: date) -> str:
    """It lost its point without being given."""
    return (
        f"Fristen for {strong(inside(title))} var {day(due)}, og den er ikke aktuel længere. "
        "Er det sket, kan du stadig melde det."
    )


def gone(*, title: str, why: str = "") -> str:
    """In the place of a deadline that is no longer there, with what became of it."""
    because = f": {why}" if why else ""
    over = f"Fristen for {strong(inside(title))} gælder ikke længere{because}."
    return f"{over} Du skal ikke gøre noget."


NEW_VERSION = "forslaget er kommet i en ny udgave"
NOT_OWED_BY_SEAT = "opgaven ligger ikke længere på pladsen"


def not_affected(committee: str) -> str:
    """Why a committee no longer owes a discussion."""
    return f"forslaget berører ikke længere {committee}"


def discussion_of(*, shown: str, committee: str) -> str:
    """What a committee owes about a proposal, in a sentence."""
    return f"drøftelsen af {shown} i {committee}"


TAKEN_OUT = "Fristen i denne besked er taget ud af planen. Du skal ikke gøre noget."
GONE = "Fristen i denne besked gælder ikke længere. Du skal ikke gøre noget."
"""The message is about something that is no longer owed."""
NOTHING_TO_DO = "Du skal ikke gøre mere."
"""To somebody whose it is not any more."""


# In another's hands.


def handed_to_you(
    *, title: str, by: str, receiver: str, due: date, at: time | None, until: date | None
) -> str:
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
    return (
        f"{strong(title)} er nu hos {to or COLLEAGUE}{span}. "
        "Du hører ikke mere om den frist, så længe opgaven ligger der."
    )


YOUR_STAND_IN = "din stedfortræder"


def lies_with(*, title: str, owner: str) -> str:
    """To whoever does not answer for it (any more)."""
    return f"{strong(upper_first(title))} ligger hos {owner}. {NOTHING_TO_DO}"


def hand_over_undone(*, title: str) -> str:
    """To both: it is where it was."""
    return f"Det er fortrudt, at {strong(inside(title))} blev givet videre."


def said_not_mine(*, title: str, owner: str, ends: date) -> str:
    """To the person who said it is not theirs."""
    return (
        f"Du har meldt, at {strong(inside(title))} ikke er din opgave. {owner} finder den rette. "
        f"Du hører først om den igen {day(ends)}, hvis ingen har fået den."
    )


def no_other(*, title: str, owner: str, due: date, at: time | None, late: bool) -> str:
    """Nobody else has been found."""
    said = (
        f"{owner} har ikke valgt en anden til {strong(inside(title))} endnu, "
        "så påmindelserne kommer til dig igen."
    )
    return f"{said} {_stands(due, at, late)} Ved du, hvis opgaven er, så giv den videre."


def not_mine(*, title: str, by: str, due: date, ends: date) -> str:
    """To the process owner."""
    return (
        f"{upper_first(by)} melder, at {strong(inside(title))} ikke er deres opgave. "
        f"Fristen er senest {full(due)}. "
        f"Påmindelserne hviler, til du har valgt en ansvarlig, dog højst til {day(ends)}."
    )


def other_chosen(*, title: str, to: str) -> str:
    """To the process owner, afterwards."""
    return f"{strong(title)} er givet videre til {to or COLLEAGUE}. Du skal ikke gøre mere."


def mine_after_all(*, title: str, by: str) -> str:
    """To the process owner: it was taken back."""
    return f"{upper_first(by)} har fortrudt; {strong(inside(title))} er alligevel deres opgave."


# More time.


def rests_meanwhile(*, days: int) -> str:
    """Above the form for more time."""
    return (
        f"Påmindelserne hviler, fra du har spurgt, til du får svar, "
        f"dog højst {in_working_days(days)}. "
        "Får du mere tid, regnes de fra den nye frist."
    )


def asked_by_you(*, title: str, until: date, due: date, owner: str, ends: date) -> str:
    """To the person who asked for more time."""
    return (
        f"Du har bedt om mere tid til {strong(inside(title))}, til {full(until)}. "
        f"{owner} svarer dig her. Indtil da gælder fristen {day(due)}. {_until(ends)}"
    )


def asked_by_other(*, title: str, by: str, until: date, due: date, owner: str, ends: date) -> str:
    """To somebody else whose it is as well, or has become."""
    return (
        f"{upper_first(by)} har bedt om mere tid til {strong(inside(title))}, "
        f"til {full(until)}, og {owner} svarer. Indtil da gælder fristen {day(due)}. {_until(ends)}"
    )


def _until(ends: date) -> str:
    return f"Du hører først om den igen {day(ends)}, hvis ingen har svaret."


def no_answer(*, title: str, owner: str, due: date, at: time | None, late: bool) -> str:
    """The day that was asked for has come, and nobody has answered."""
    said = (
        f"Vi har ikke fået svar fra {owner} på ønsket om mere tid til {strong(inside(title))}, "
        "så påmindelserne begynder igen."
    )
    return f"{said} {_stands(due, at, late)}"


def _stands(due: date, at: time | None, late: bool) -> str:
    was = f"den var {day_and_clock(due, at)}"
    return f"Fristen gælder stadig{f'; {was}' if late else f': senest {day_and_clock(due, at)}'}."


def more_time_asked(*, title: str, by: str, until: date, due: date, why: str) -> str:
    """To the process owner."""
    reason = f" Begrundelse: {why}" if why else ""
    return (
        f"{upper_first(by)} beder om mere tid til {strong(inside(title))}: "
        f"til {full(until)} i stedet "
        f"for {day(due)}.{reason}{'' if not reason or reason.endswith(('.', '!', '?')) else '.'} "
        "Fristen gælder, indtil du har svaret."
    )


def asks_again(*, ends: date) -> str:
    """To the one who should answer."""
    return f"Svarer du ikke, begynder påmindelserne igen {day(ends)}."


def asked_anew(*, title: str, by: str, until: date) -> str:
    """To the process owner: a later request took its place."""
    return (
        f"{upper_first(by)} har siden bedt om en anden dag til {strong(inside(title))}: "
        f"{full(until)}. Svar på det ønske i stedet."
    )


def request_withdrawn(*, title: str, by: str) -> str:
    """To the process owner: nobody asks any more."""
    return f"{upper_first(by)} har trukket ønsket om mere tid til {strong(inside(title))} tilbage."


def request_settled(*, title: str, by: str) -> str:
    """To the process owner, when the thing was handed in before the answer."""
    return (
        f"{upper_first(by)} har meldt {strong(inside(title))} afleveret. "
        "Der er ikke brug for et svar længere."
    )


def more_time_answered_by_you(*, title: str, by: str, until: date, granted: bool) -> str:
    """To the process owner, afterwards."""
    if granted:
        return (
            f"{upper_first(by)} har fået mere tid til {strong(inside(title))}: "
            f"senest {full(until)}."
        )
    return (
        f"{upper_first(by)} har ikke fået mere tid til {strong(inside(title))}. "
        "Vi har givet besked."
    )


def more_time_granted(*, title: str, until: date) -> str:
    """To the person who asked."""
    return (
        f"Du har fået mere tid til {strong(inside(title))}: senest {full(until)}. "
        f"Når du har meldt {it(title)} afleveret, hører du ikke mere om den frist."
    )


def more_time_refused(*, title: str, due: date, at: time | None, owner: str) -> str:
    """To the person who asked."""
    return (
        f"Du har ikke fået mere tid til {strong(inside(title))}. "
        f"Fristen er stadig senest {day_and_clock(due, at)}. "
        f"Tal med {owner}, hvis det ikke kan lade sig gøre."
    )


def answer_undone(*, title: str) -> str:
    """To the person who asked for more time: the answer was taken back."""
    return f"Svaret om mere tid til {strong(inside(title))} er taget tilbage."


# What a later day leads to.

BULLET = "• "
CHOOSE_A_DAY = "Vælg en dag, så står det her, hvad der følger."


def later_day(*, until: date, working_days: int, due: date) -> str:
    """The day with its weekday, and how far it is from the deadline."""
    many = in_working_days(working_days)
    return f"{strong(upper_first(full(until)))} er {many} efter fristen {day(due)}."


def clash_before(*, title: str, on: date) -> str:
    """Something that waits for it comes first."""
    return f"{upper_first(title)}: {day(on)}, før den nye frist."


def clash_same_day(*, title: str) -> str:
    """Something that waits for it lies on the very day."""
    return f"{upper_first(title)}: samme dag som den nye frist."


def clash_dispatched(*, title: str, leaves: date, held: date) -> str:
    """The agenda leaves without it."""
    return (
        f"{upper_first(title)}: {day(held)}, "
        f"og dagsordenen sendes ud {day(leaves)}, før den nye frist."
    )


def clash_counted(*, title: str) -> str:
    """It is counted from the plan's day."""
    return f"{upper_first(title)}: regnes fra planens dato og flytter ikke med."


def more_clashes(*, count: int) -> str:
    """Further ones."""
    return f"Og {count} mere i planen ligger før den nye frist."


NO_CLASH = "Intet andet i planen kommer i klemme."


def next_reminder(*, first: date | None) -> str:
    """When the owner next hears of it, if the day is granted."""
    return (
        f"Næste påmindelse, hvis svaret er ja: {day(first)}."
        if first
        else "Er svaret ja, kommer der ingen påmindelser."
    )


def nothing_moves(*, owner: str) -> str:
    """To the person who asks."""
    return f"Intet flytter sig, før {owner} har sagt ja."


def overtaken(*, until: date, due: date) -> str:
    """To the one who answers: the day is gone, closed, or no later than the deadline any more."""
    return (
        f"Siden er {day(until)} blevet overhalet; fristen er {day(due)}. "
        "Tal med den, der spørger, om en anden dag."
    )


# The date was changed.


def moved(
    *, title: str, was: str, to: str, why: str, approved_by: str, approved_on: date | None
) -> str:
    """A date has moved (rules W18)."""
    reason, decided = f" Årsag: {ended(why)}" if why else "", ""
    if approved_by:
        decided = (
            f" Besluttet af {inside(approved_by)}{f' {day(approved_on)}' if approved_on else ''}."
        )
    return (
        f"Fristen for {strong(inside(title))} er flyttet fra {was} til {to}."
        f"{reason}{decided} Du skal ikke gøre noget. "
        "Kalenderen følger selv med, men det kan tage et døgn i Outlook."
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


def ended(words: str) -> str:
    """People's own words, closed with a full stop where they left it out."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
