"""The words around lists: `/frist`, App Home, the log."""

from __future__ import annotations

from datetime import date, datetime

from bot.text.dates import day, full, moment
from bot.text.marks import code, strong
from process.notices import Notice, NoticeKind

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
    return "Her er den ene ting, der ligger hos dig." if number == 1 else f"Her er de {number} ting, der ligger hos dig."


def more(*, number: int) -> str:
    """What a list has no room for."""
    return f"Og {number} mere. Klar nogle af dem, der står her, så kommer resten frem."


def no_room() -> str:
    """A message holds only so much."""
    return "Der er mere, end en besked kan rumme. Tavlen viser det hele; du finder den under fanen Hjem."


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
    return "Den seneste besked til dig:" if number == 1 else f"De seneste {number} beskeder til dig, nyeste først:"


def log_line(*, at: datetime, notice: Notice, what: str) -> str:
    """One thing that was said, when, and why then."""
    return f"{moment(at)}: {kind(notice.kind)}{f', {strong(what)}' if what else ''}{because(notice)}."


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
        "before": f", fordi der var {days} til fristen" if number != "0" else ", fordi det var dagen",
        "after": f", fordi fristen var passeret med {days}",
        "escalated": f", fordi der ikke var svar {days} efter fristen" if number != "0" else ", fordi ingen sad på pladsen",
        "snoozed": ", fordi du bad om det",
    }.get(why, "")


def home_can() -> str:
    """The commands in a line."""
    return (
        f"Skriv {code('/frist')} for dine frister, {code('/med')} for MED-drøftelser og {code('/kalender')} for din kalender. "
        f"Skriv {code('hjælp')} efter en kommando for at se resten."
    )


def as_of(*, on: date) -> str:
    """What App Home shows is what stood when it was opened."""
    return f"Som det stod {day(on)}, da du åbnede fanen."
