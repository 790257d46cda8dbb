"""The words around lists: `/frist`, App Home, the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text.deadlines import GOOD_MORNING
from bot.text.grammar import day, full, in_line, inside, moment
from bot.text.marks import code, in_slack, strong
from process.reminders.notices import Notice, NoticeKind

OVERDUE = "Fristen er passeret"
COMING = "Senere"
UNANSWERED = "Uden svar fra den ansvarlige"
NEWS = "Nyt siden sidst"


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


def record_changed(*, committee: str, on: date) -> str:
    """A receipt or contest that was overtaken."""
    return (
        f"Registreringen fra {committee} {full(on)} er ændret siden. "
        f"{in_slack('Skriv /med for at se, hvad der står nu.')}"
    )


def unreached(*, who: str, name: str) -> str:
    """To the process owner: somebody cannot be reached."""
    person = f"{name} ({who})" if name else who
    return (
        f"Vi kan ikke få beskeder frem til {person}. Ret adressen i personfilen, "
        "eller giv opgaverne videre med /frist; "
        f"indtil da får personen ingen påmindelser."
    )


def technical(*, code: str) -> str:
    """To the process owner: something else that a human must look at."""
    return (
        f"Noget i driften kræver, at nogen ser på det ({code}). "
        "Giv beskeden videre til den, der driver Fristvogter."
    )


LATE = "Fristen er passeret"
MOST_NAMED = 5


def heading(*, week: int) -> str:
    """The group's heading in the day's message."""
    return f"Ugens overblik, uge {week}"


def opening(*, week: int) -> str:
    """Its first sentence."""
    return f"Her er ugens overblik for uge {week} og ugen efter."


def row(*, when: str, title: str, done: int, of: int, silent: Sequence[str]) -> str:
    """One row: its day, and for what is owed how far it has come."""
    line = f"{when[:1].upper()}{when[1:]}: {strong(title)}"
    if not of:
        return f"{line}."
    counted = f"{line}, {done} af {of} meldt afleveret."
    return f"{counted} Mangler: {_few(silent)}." if silent and done else counted


def late(*, title: str, due: date) -> str:
    """A deadline that has passed unmet."""
    return f"{LATE} ({day(due)}): {strong(title)}."


def _few(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        return in_line(names)
    return f"{', '.join(names[:MOST_NAMED])} og {len(names) - MOST_NAMED} mere"


def still_open(*, titles: Sequence[tuple[str, date]]) -> str:
    """The line a deadline ends in when all has been said about it: no more messages
    of its own, but not forgotten.
    """
    named = in_line([f"{strong(title)} ({day(due)})" for title, due in titles])
    return (
        f"Stadig ikke meldt afleveret: {named}. "
        f"{in_slack('Skriv /frist, når du vil melde det eller bede om mere tid.')}"
    )


def file_name(on: date) -> str:
    """What the file is called when somebody keeps it."""
    return f"tavle-{on.isoformat()}.png"


def title(on: date) -> str:
    """Above the picture."""
    return f"Tavlen {full(on)}"


def spoken(process: str, on: date) -> str:
    """For those who do not see it; the message it hangs under says the same in words."""
    return f"Tidslinje for {process}, som den står {full(on)}. Overblikket står i beskeden ovenfor."


NOW = "Det, du mangler"
HOME_DATES = "Næste datoer"
HOME_WAITING = "Venter på dig"
HOME_LINKS = "Se mere"
HOME_CAN = "Det kan du gøre"
BOARD = "Åbn tavlen"
BOARD_SAYS = "Tavlen viser tidslinjen og MED-drøftelserne på én side."

KINDS = {
    NoticeKind.REMINDER: "påmindelse",
    NoticeKind.OVERDUE: "besked om en passeret frist",
    NoticeKind.SNOOZED: "påmindelse, du selv bad om",
    NoticeKind.UNANSWERED: "besked om, at der ikke kom svar",
    NoticeKind.ESCALATED: "til orientering",
    NoticeKind.ESCALATION_TOLD: "besked om, hvem der også er skrevet til",
    NoticeKind.CONFIRM_RECORD: "spørgsmål om en registrering",
    NoticeKind.CONTESTED: "to beskrivelser af et møde",
    NoticeKind.RECEIPT: "kvittering",
    NoticeKind.MOVED: "en frist er flyttet",
    NoticeKind.CANCELLED: "en frist er aflyst",
    NoticeKind.MORE_TIME_ASKED: "ønske om mere tid",
    NoticeKind.MORE_TIME_ANSWERED: "svar om mere tid",
    NoticeKind.HANDED_OVER: "en opgave er givet videre",
    NoticeKind.NOT_MINE: "en opgave uden ejer",
    NoticeKind.REOPENED: "skal drøftes igen",
    NoticeKind.WITHDRAWN: "en registrering er trukket tilbage",
    NoticeKind.RESCHEDULED: "et forslag behandles en anden dag",
    NoticeKind.STANDING_IN: "du står i stedet for en anden",
    NoticeKind.WEEKLY: "ugens overblik",
    NoticeKind.INVITATION: "mødeindkaldelse på mail",
    NoticeKind.TO_ADMIN: "besked om driften",
}


def kind(of: NoticeKind) -> str:
    """What a notice is, in a word or two."""
    return KINDS.get(of, "besked")


NOT_SENT = {
    "met": "fordi det var meldt afleveret eller modtaget",
    "cancelled": "fordi fristen var aflyst",
    "gone": "fordi fristen ikke gjaldt længere",
    "lapsed": "fordi det ikke var aktuelt længere",
    "unpublished": "fordi datoen ikke var bekræftet endnu",
    "embargoed": "fordi forslaget ikke måtte omtales endnu",
    "handed_over": "fordi opgaven lå hos en anden",
    "moved": "fordi fristen var flyttet",
    "more_time_asked": "fordi du havde bedt om mere tid",
    "not_mine": "fordi du havde meldt, at opgaven ikke er din",
    "snoozed": "fordi du havde bedt om at høre om det senere",
    "superseded": "fordi en nyere besked gjaldt i stedet",
}
"""Why something that was planned was not sent."""


def count(*, number: int) -> str:
    """The spoken head of a list."""
    return (
        "Her er den ene ting, der ligger hos dig."
        if number == 1
        else f"Her er de {number} ting, der ligger hos dig."
    )


def more(*, number: int) -> str:
    """What a list has no room for."""
    return f"Og {number} mere. Klar nogle af dem, der står her, så kommer resten frem."


NO_ROOM = (
    "Der er mere, end en besked kan rumme. Tavlen viser det hele; du finder den under fanen Hjem."
)


def choose(*, act: str) -> str:
    """Somebody has several deadlines and named none."""
    return f"Du har flere åbne frister. Vælg den, du vil {act}."


def date_line(*, on: date, title: str) -> str:
    """One coming date."""
    return f"{full(on)}: {title}"


def log_head(*, number: int) -> str:
    """Above the log."""
    return _latest(number) if number else "Der er ikke sendt dig nogen beskeder endnu."


def _latest(number: int) -> str:
    return (
        "Den seneste besked til dig:"
        if number == 1
        else f"De seneste {number} beskeder til dig, nyeste først:"
    )


def log_line(*, at: datetime, notice: Notice, what: str) -> str:
    """One thing that was said, when, and why then."""
    return (
        f"{moment(at)}: {kind(notice.kind)}{f', {strong(what)}' if what else ''}{because(notice)}."
    )


def skipped_head(*, number: int) -> str:
    """Above what was not sent."""
    return f"Planlagt, men ikke sendt ({number}):"


def skipped_line(*, on: date, notice: Notice, what: str, reason: str) -> str:
    """One thing that was not said, and why not."""
    why = NOT_SENT.get(reason.partition(",")[0], NOT_SENT["superseded"])
    return f"{day(on)}: {KINDS[notice.kind]}{f', {strong(what)}' if what else ''}, {why}."


def because(notice: Notice) -> str:
    """Why it came then."""
    why, _, number = notice.because.partition(":")
    if why == "escalated" and notice.obligation.startswith("confirm:"):
        return ", fordi registreringen ventede på svar"
    days = "1 arbejdsdag" if number == "1" else f"{number} arbejdsdage"
    return {
        "before": f", fordi der var {days} til fristen"
        if number != "0"
        else ", fordi det var dagen",
        "after": f", fordi fristen var passeret med {days}",
        "escalated": f", fordi der ikke var svar {days} efter fristen"
        if number != "0"
        else ", fordi ingen sad på pladsen",
        "snoozed": ", fordi du bad om det",
    }.get(why, "")


HOME_COMMANDS = (
    f"Skriv {code('/frist')} for dine frister, {code('/med')} for MED-drøftelser og "
    f"{code('/kalender')} for din kalender. "
    f"Skriv {code('hjælp')} efter en kommando for at se resten."
)


def as_of(*, on: date) -> str:
    """What App Home shows is what stood when it was opened."""
    return f"Som det stod {day(on)}, da du åbnede fanen."
