"""What people do about a deadline."""

from __future__ import annotations

from datetime import date

from bot.actions.doing import Done, carry_out, text_if_any
from bot.context import Context
from process.seats import PersonId
from process.verbs import deadline, taking


def deliver(context: Context, person: PersonId, obligation: str, *, note: str = "") -> Done:
    """It is handed in."""
    text = text_if_any(note)
    return carry_out(context, person, lambda s, at: deadline.deliver(s, by=person, obligation=obligation, at=at, note=text))


def receive(context: Context, person: PersonId, obligation: str) -> Done:
    """It has arrived."""
    return carry_out(context, person, lambda s, at: deadline.receive(s, by=person, obligation=obligation, at=at))


def undo(context: Context, person: PersonId, seq: int) -> Done:
    """Take back an entry about a deadline."""
    return carry_out(context, person, lambda s, at: deadline.undo(s, by=person, seq=seq, at=at))


def ask_more_time(context: Context, person: PersonId, obligation: str, *, until: date, why: str = "") -> Done:
    """Ask for a later day."""
    text = text_if_any(why)
    return carry_out(
        context, person, lambda s, at: deadline.ask_more_time(s, by=person, obligation=obligation, until=until, at=at, why=text)
    )


def answer_more_time(context: Context, person: PersonId, asked: int, *, granted: bool) -> Done:
    """Grant or refuse."""
    return carry_out(context, person, lambda s, at: deadline.answer_more_time(s, by=person, asked=asked, granted=granted, at=at))


def snooze(context: Context, person: PersonId, obligation: str, *, until: date) -> Done:
    """Hear of it again on a day."""
    return carry_out(context, person, lambda s, at: deadline.snooze(s, by=person, obligation=obligation, until=until, at=at))


def hand_over(context: Context, person: PersonId, obligation: str, *, to: PersonId, until: date | None = None) -> Done:
    """Put it in another person's hands."""
    return carry_out(context, person, lambda s, at: deadline.hand_over(s, by=person, obligation=obligation, to=to, at=at, until=until))


def not_mine(context: Context, person: PersonId, obligation: str) -> Done:
    """Say it is not one's own."""
    return carry_out(context, person, lambda s, at: deadline.not_mine(s, by=person, obligation=obligation, at=at))


def take_it(context: Context, person: PersonId, obligation: str) -> Done:
    """Take it into one's own hands, as one of those above; all that a committee's chair is late with that day as one thing."""
    return carry_out(context, person, lambda s, at: taking.take_it(s, by=person, obligation=obligation, at=at))
