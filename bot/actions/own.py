"""What people decide for themselves: when to hear from us, and who stands in while they are away."""

from __future__ import annotations

from datetime import date

from bot.actions.doing import Done, carry_out
from bot.context import Context
from process.errors import Unknown
from process.seats import PersonId
from process.verbs import absence
from process.wishes import PLAIN, Wish, need_allowed


def wish_of(context: Context, person: PersonId) -> Wish:
    """The person's choices as they stand."""
    return context.wishes.of(context.process, person) if context.wishes else PLAIN


def choose(context: Context, person: PersonId, wish: Wish) -> Wish:
    """Choose when to hear from us; raises BadWish. No fact of the process: nothing goes into the ledger."""
    allowed = need_allowed(wish, context.state().plan.calendar)
    if context.wishes:
        context.wishes.put(context.process, person, allowed)
    return allowed


def go_away(context: Context, person: PersonId, *, deputy: PersonId, since: date, until: date) -> Done:
    """Let somebody stand in; raises Unknown also for a deputy who cannot be reached any more."""
    found = context.directory.get(context.process, deputy)
    if found is None or not found.active:
        raise Unknown(what="person", name=deputy)
    return carry_out(context, person, lambda s, at: absence.go_away(s, by=person, deputy=deputy, since=since, until=until, at=at))


def come_back(context: Context, person: PersonId) -> Done:
    """Take one's seats back."""
    return carry_out(context, person, lambda s, at: absence.come_back(s, by=person, at=at))
