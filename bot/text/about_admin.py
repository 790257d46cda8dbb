"""To those who keep the process: what a human must look at, from the code in the notice."""

from __future__ import annotations

from bot.text import admin_words, calendar_import, messages_words
from bot.text.rendered import View
from bot.text.roles import named
from process.notices import Notice
from process.seats import PersonId, Seat
from process.state import State


def text(state: State, notice: Notice, view: View) -> str:
    """One sentence of what happened, one of what can be done."""
    code, _, about = notice.because.partition(":")
    match code:
        case "unreached":
            return messages_words.unreached(who=_seats(state, notice, about), name=view.name_of(about))
        case "rerouted":
            person, _, channel = about.partition(":")
            return admin_words.rerouted(who=_seats(state, notice, person), name=view.name_of(person), channel=channel)
        case "bounced":
            person, status, channel = [*about.split(":"), "", ""][:3]
            return admin_words.bounced(who=_seats(state, notice, person), name=view.name_of(person), status=status, channel=channel)
        case "down":
            return admin_words.down(channel=about)
        case "left":
            person, _, seats = about.partition(":")
            held = [named(state.plan, Seat.parse(seat)) for seat in seats.split(",") if seat]
            return admin_words.left(name=view.name_of(person), seats=held)
        case "meetings":
            return calendar_import.told_owner(organ=state.plan.place_name(about))
    return messages_words.technical(code=notice.because)


def _seats(state: State, notice: Notice, person: PersonId) -> str:
    seats = [named(state.plan, seat) for seat in state.seats_of(person, state.plan.calendar.local_day(notice.due))]
    return ", ".join(seats) or person
