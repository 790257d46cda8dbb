"""Consultations opened in the ledger: the window for those who are heard and those who keep the process, and each party's own answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.ical.entry import FeedEntry, build, lines, uid
from bot.ical.hearing_stamps import of_hearing, of_response
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.stretch import DAY, Stretch
from bot.text import calendar as words
from bot.text import calendar_hearings
from process.heard import HEARING
from process.hearings import Hearing
from process.obligations import Obligation
from process.plan import Does, OrganKind
from process.seats import Role, Seat
from process.state import State


def windows(state: State, scope: Scope, today: date) -> Iterator[FeedEntry]:
    """The windows the scope is about; never the public's, since nothing says that one has been published."""
    for id, hearing in state.hearings.items():
        if _concerns(state, hearing, scope, today):
            yield window(state, id, hearing)


def answer(state: State, obligation: Obligation) -> FeedEntry:
    """One party's deadline."""
    id = obligation.key.removeprefix(HEARING).partition("/")[0]
    later = obligation.plan_due is not None and obligation.due > obligation.plan_due
    title = calendar_hearings.answer(obligation.title)
    return build(
        Stretch(start=obligation.due, end=obligation.due + DAY),
        uid=uid(state.plan, state.process, obligation.key),
        summary=words.done(title, handed_in=True) if obligation.met else words.deadline(title, obligation.at),
        description=lines(
            words.more_time(obligation.plan_due, obligation.due) if later and obligation.plan_due else "",
            words.due_line(obligation.due, obligation.at),
        ),
        stamp=of_response(state, state.hearings[id], obligation),
        category=Does.CONSULTATION,
        remind=obligation.open,
    )


def window(state: State, id: str, hearing: Hearing) -> FeedEntry:
    """All days from the one it opens on to the one it closes on; the clock time stands in the words."""
    found, days = hearing.consultation, state.plan.calendar
    closes = days.local(found.closes)
    last = (closes - timedelta(microseconds=1)).date()
    return build(
        Stretch(start=days.local_day(found.opens), end=last + DAY),
        uid=uid(state.plan, state.process, f"{HEARING}{id}"),
        summary=calendar_hearings.window(found.title),
        description=lines(calendar_hearings.closes(closes), words.audience(tuple(party.name for party in found.parties))),
        stamp=of_hearing(hearing),
        category=Does.CONSULTATION,
    )


def _concerns(state: State, hearing: Hearing, scope: Scope, today: date) -> bool:
    heard = {party.seat for party in hearing.consultation.parties if party.seat is not None}
    match scope.kind:
        case ScopeKind.ROLE:
            return scope.seat in heard or scope.seat.role is Role.PROCESS_OWNER
        case ScopeKind.PERSON:
            seats = state.seats_of(scope.key, today)
            return bool(heard & set(seats)) or Seat(Role.PROCESS_OWNER, state.process) in seats
        case ScopeKind.MED | ScopeKind.ORGAN:
            keeps = state.plan.has_organ(scope.key) and state.plan.organ(scope.key).kind is OrganKind.COORDINATION_GROUP
            return keeps or any(seat.place == scope.key for seat in heard)
    return False
