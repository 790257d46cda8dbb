"""What a simulation prints: the day, who would be written to, what about, and why just then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from bot.text import dates, roles
from process.notices import Notice, NoticeKind
from process.obligations import find
from process.plan import Plan
from process.seats import Seat
from process.state import State

HELP = "Afspil en plan ved fuld fart og vis hver besked, der ville gå ud: dag, modtager og grund. Intet bliver sendt."
HELP_FROM = "Første dag."
HELP_TO = "Sidste dag."
HELP_ANSWER = "Hvordan folk svarer: aldrig, straks, eller blandet (en tredjedel straks, en tredjedel på anden besked, resten aldrig)."
HELP_FORMAT = "text er til mennesker, jsonl er til programmer (én besked pr. linje)."

KINDS = {
    NoticeKind.REMINDER: "påmindelse",
    NoticeKind.OVERDUE: "fristen er overskredet",
    NoticeKind.SNOOZED: "påmindelse, som personen selv bad om",
    NoticeKind.UNANSWERED: "besked om, at ingen har svaret",
    NoticeKind.ESCALATED: "til orientering",
    NoticeKind.ESCALATION_TOLD: "besked om, hvem der også er skrevet til",
    NoticeKind.CONFIRM_RECORD: "bed om svar på en registrering",
    NoticeKind.CONTESTED: "registreringen er bestridt",
    NoticeKind.RECEIPT: "kvittering",
    NoticeKind.MOVED: "fristen er flyttet",
    NoticeKind.CANCELLED: "fristen er aflyst",
    NoticeKind.MORE_TIME_ASKED: "ønske om mere tid",
    NoticeKind.MORE_TIME_ANSWERED: "svar på ønske om mere tid",
    NoticeKind.HANDED_OVER: "opgaven er givet videre",
    NoticeKind.NOT_MINE: "opgaven hører ikke til her",
    NoticeKind.REOPENED: "skal drøftes igen",
    NoticeKind.WITHDRAWN: "en registrering er trukket tilbage",
    NoticeKind.RESCHEDULED: "forslaget behandles en anden dag",
    NoticeKind.STANDING_IN: "står i stedet for en anden",
    NoticeKind.WEEKLY: "ugens overblik",
    NoticeKind.TO_ADMIN: "en besked kunne ikke afleveres",
}


def day_line(day: date) -> str:
    """The heading of a day."""
    return f"\n{dates.full(day)}"


def message_lines(at: time, person: str, notices: tuple[Notice, ...], state: State) -> Iterator[str]:
    """One message: its hour and person, then a line for each thing it says."""
    yield f"  {dates.clock(at)}  {person}"
    for notice in notices:
        yield f"      {KINDS[notice.kind]}: {subject(notice, state)}{_because(notice)}"


def subject(notice: Notice, state: State) -> str:
    """What a notice is about, in the words of its obligation."""
    obligation = find(state, notice.obligation) if notice.obligation else None
    if notice.kind is NoticeKind.WEEKLY:
        return f"uge {notice.because.partition(':')[2]}"
    if obligation is None:
        return f"protokollens nr. {notice.entry}"
    if obligation.asked is not None:
        about = find(state, obligation.title)
        return about.title if about else obligation.title
    where = f" i {state.plan.place_name(obligation.committee)}" if obligation.committee else ""
    return f"{obligation.title}{where} (senest {dates.day(obligation.due)})"


def _because(notice: Notice) -> str:
    why, _, number = notice.because.partition(":")
    if why == "escalated" and notice.obligation.startswith("confirm:"):
        return ", fordi registreringen venter på svar"
    days = "1 arbejdsdag" if number == "1" else f"{number} arbejdsdage"
    return {
        "before": f", fordi der er {days} til",
        "after": f", fordi fristen blev overskredet for {days} siden",
        "escalated": f", fordi der ikke er svaret {days} efter fristen" if number != "0" else ", fordi ingen sidder på pladsen",
        "snoozed": ", fordi personen bad om at blive mindet i dag",
        "asked": "" if number == "0" else ", fordi der ikke er svaret endnu",
    }.get(why, "")


def seat_holder(seat: Seat, plan: Plan) -> str:
    """The stand-in for a seat nobody is named for."""
    return roles.named(plan, seat)


def sum_line(messages: int, people: int) -> str:
    """The sum under it all."""
    if not messages:
        return "Ingen beskeder i perioden."
    return f"\n{messages} beskeder til {people} personer."
