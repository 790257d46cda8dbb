"""What has been said to a person, when and why: the lines of the log, and what was planned and not
sent.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.text.grammar import day, moment
from bot.text.marks import strong
from process.ledger.obligation_keys import ConfirmationKey, read_key
from process.reminders.notices import Notice, NoticeKind, Reason

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
    NoticeKind.SENT_BACK: "en aflevering er sendt tilbage",
    NoticeKind.NOT_MINE: "en opgave uden ejer",
    NoticeKind.REOPENED: "skal drøftes igen",
    NoticeKind.NO_MEETING: "et udvalg uden møde i tide",
    NoticeKind.WITHDRAWN: "en registrering er trukket tilbage",
    NoticeKind.RESCHEDULED: "et forslag behandles en anden dag",
    NoticeKind.CONSULTED: "en høring er åben",
    NoticeKind.STANDING_IN: "du står i stedet for en anden",
    NoticeKind.WEEKLY: "ugens overblik",
    NoticeKind.INVITATION: "mødeindkaldelse på mail",
    NoticeKind.TO_ADMIN: "besked om driften",
}

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

WHY_IT_CAME = {
    "before": ", fordi der var {days} til fristen",
    "before:0": ", fordi det var dagen",
    "after": ", fordi fristen var passeret med {days}",
    "prepare": ", fordi materialet til mødet snart skal ud",
    "shared": ", fordi det må deles nu",
    "call": ", fordi mødet skal indkaldes",
    "held": ", fordi mødet er holdt",
    "escalated": ", fordi der ikke var svar {days} efter fristen",
    "escalated:0": ", fordi ingen sad på pladsen",
    "confirm": ", fordi registreringen ventede på svar",
    "snoozed": ", fordi du bad om det",
}
"""To the person, afterwards."""

WHY_IT_COMES = {
    "before": ", fordi der er {days} til",
    "after": ", fordi fristen blev overskredet for {days} siden",
    "prepare": ", fordi materialet til mødet snart skal ud",
    "shared": ", fordi det må deles nu",
    "call": ", fordi mødet skal indkaldes",
    "held": ", fordi mødet er holdt",
    "escalated": ", fordi der ikke er svaret {days} efter fristen",
    "escalated:0": ", fordi ingen sidder på pladsen",
    "confirm": ", fordi registreringen venter på svar",
    "snoozed": ", fordi personen bad om at blive mindet i dag",
    "asked": ", fordi der ikke er svaret endnu",
    "asked:0": "",
}
"""Of the person, at that moment."""


def head(*, number: int) -> str:
    """Above the log."""
    if number == 0:
        return "Der er ikke sendt dig nogen beskeder endnu."
    if number == 1:
        return "Den seneste besked til dig:"
    return f"De seneste {number} beskeder til dig, nyeste først:"


def line(*, at: datetime, notice: Notice, what: str) -> str:
    """One thing that was said, when, and why then."""
    about = f", {strong(what)}" if what else ""
    return f"{moment(at)}: {KINDS[notice.kind]}{about}{because(notice, past=True)}."


def skipped_head(*, number: int) -> str:
    """Above what was not sent."""
    return f"Planlagt, men ikke sendt ({number}):"


def skipped_line(*, on: date, notice: Notice, what: str, reason: str) -> str:
    """One thing that was not said, and why not."""
    why = NOT_SENT.get(reason.partition(",")[0], NOT_SENT["superseded"])
    about = f", {strong(what)}" if what else ""
    return f"{day(on)}: {KINDS[notice.kind]}{about}, {why}."


def because(notice: Notice, *, past: bool) -> str:
    """Why it came just then: to the person it came to, or (not `past`) of them, while it comes."""
    reasons = WHY_IT_CAME if past else WHY_IT_COMES
    why = notice.why
    if why is None:
        return ""
    about = read_key(notice.obligation)
    waits = why.reason is Reason.ESCALATED and isinstance(about, ConfirmationKey)
    reason, number = "confirm" if waits else str(why.reason), why.number
    days = "1 arbejdsdag" if number == 1 else f"{number} arbejdsdage"
    return reasons.get(f"{reason}:{number}", reasons.get(reason, "")).format(days=days)
