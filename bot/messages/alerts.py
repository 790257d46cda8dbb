"""Alerts to the process owner: what happened with messages or calendars, and what can be done."""

from __future__ import annotations

from bot.messages.choices import aside_choices
from bot.messages.message import Section, View
from bot.text import operations, plan_files
from bot.text.grammar import named
from process.ledger.state import State
from process.reminders.notices import Notice
from process.seats import PersonId, Seat


def section(state: State, notice: Notice, view: View) -> Section:
    """What happened, and what can be done: about a message that was put aside, by a press."""
    code, _, about = notice.because.partition(":")
    person, _, number = about.partition(":")
    if code not in ("aside", "unreached") or not number.isdecimal():
        return Section(text=_text(state, notice, view))
    name, found = view.name_of(person) or person, view.aside(int(number))
    if found is None:
        return Section(text=operations.dealt_with(name=name, number=number))
    choices = aside_choices(int(number), name, in_doubt=found.in_doubt)
    line = operations.put_aside(name=name, number=number, why=found.why, in_doubt=found.in_doubt)
    if code == "unreached":
        who, known = _seats(state, notice, person), view.name_of(person)
        line = f"{operations.unreached(who=who, name=known)} {line}"
    return Section(text=line, choices=choices)


def _text(state: State, notice: Notice, view: View) -> str:
    """One sentence of what happened, one of what can be done."""
    code, _, about = notice.because.partition(":")
    match code:
        case "unreached":
            return operations.unreached(who=_seats(state, notice, about), name=view.name_of(about))
        case "entry":
            return operations.entry_unreadable(number=about)
        case "copied":
            return operations.COPIED
        case "rerouted":
            person, _, channel = about.partition(":")
            return operations.rerouted(
                who=_seats(state, notice, person), name=view.name_of(person), channel=channel
            )
        case "bounced":
            person, status, channel = [*about.split(":"), "", ""][:3]
            return operations.bounced(
                who=_seats(state, notice, person),
                name=view.name_of(person),
                status=status,
                channel=channel,
            )
        case "down":
            return operations.down(channel=about)
        case "left":
            person, _, seats = about.partition(":")
            held = [named(state.plan, Seat.parse(seat)) for seat in seats.split(",") if seat]
            return operations.left(name=view.name_of(person), seats=held)
        case "meetings":
            return plan_files.meetings_told(organ=state.plan.place_name(about))
    return operations.technical(code=notice.because)


def _seats(state: State, notice: Notice, person: PersonId) -> str:
    seats = [
        named(state.plan, seat)
        for seat in state.seats_of(person, state.plan.calendar.local_day(notice.due))
    ]
    return ", ".join(seats) or person
