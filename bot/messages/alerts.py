"""Alerts to the process owner: what happened with messages or calendars, and what can be done."""

from __future__ import annotations

from bot.messages.message import View
from bot.text import operations, plan_files
from bot.text.grammar import named
from process.ledger.state import State
from process.reminders.notices import Notice
from process.seats import PersonId, Seat


def text(state: State, notice: Notice, view: View) -> str:
    """One sentence of what happened, one of what can be done."""
    code, _, about = notice.because.partition(":")
    match code:
        case "unreached":
            return operations.unreached(who=_seats(state, notice, about), name=view.name_of(about))
        case "entry":
            return operations.entry_unreadable(number=about)
        case "aside":
            person, _, number = about.partition(":")
            return operations.put_aside(name=view.name_of(person) or person, number=number)
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
