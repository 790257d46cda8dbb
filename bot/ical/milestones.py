"""Milestones as calendar entries: what is imprecise says so, what moved tells from where, what is done shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from bot.ical.audience import concerns, organs_of
from bot.ical.entry import FeedEntry, build, lines, uid
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.stamps import of_milestone
from bot.ical.stretch import Stretch, stretches
from bot.text import calendar as words
from process.obligations import Obligation, ObligationKind, obligations
from process.plan import Does, Milestone
from process.state import State


def milestones(state: State, scope: Scope, today: date, *, without: Collection[str | None] = ()) -> Iterator[FeedEntry]:
    """The milestones of a scope, but for some; one entry for each day or stretch the source names."""
    organs = organs_of(state, scope, today)
    owed = [o for o in obligations(state) if o.kind is ObligationKind.DELIVERY]
    for row in state.plan.milestones:
        if row.key not in without and concerns(state, row, scope, organs):
            yield from entries_of(state, row, [o for o in owed if o.milestone == row.key], public=scope.kind is ScopeKind.PUBLIC)


def entries_of(state: State, row: Milestone, owed: list[Obligation], *, public: bool) -> Iterator[FeedEntry]:
    """A milestone's entries; `public` leaves out what the municipality keeps to itself."""
    stamp = of_milestone(state, row, owed)
    for part, stretch in enumerate(stretches(state.plan, row.when)):
        yield build(
            stretch,
            uid=uid(state.plan, state.process, row.key, part),
            summary=_summary(state, row, stretch, owed),
            description=description(state, row, stretch, public=public),
            stamp=stamp,
            location=words.expected_place(row.place) if row.place and row.place_tentative else row.place,
            category=state.plan.kind(row.kind).does,
            tentative=row.tentative or row.rolled_from is not None,
            cancelled=row.cancelled is not None,
            public=row.public,
            remind=stretch.is_deadline and not (owed and all(o.met for o in owed)),
        )


def _summary(state: State, row: Milestone, stretch: Stretch, owed: list[Obligation]) -> str:
    does = state.plan.kind(row.kind).does
    if owed and all(o.met for o in owed):
        return words.done(row.title, handed_in=does is Does.DELIVERY)
    title = words.deadline(row.title, stretch.deadline) if stretch.is_deadline else row.title
    if not stretch.precise:
        return words.not_fixed(title, row.when)
    if row.rolled_from is not None:
        return words.unconfirmed(title)
    return words.expected(title) if row.tentative else title


def description(state: State, row: Milestone, stretch: Stretch, *, public: bool) -> str:
    """First what changed, then when, for whom, what, and where it is written."""
    return lines(
        moved_line(state, row, public=public),
        words.cancelled_because(row.cancelled) if row.cancelled and not public else "",
        words.timing(row.when),
        "" if stretch.end_known else words.end_unknown(),
        words.receiver(state.plan.place_name(row.receiver)) if row.receiver and not public else "",
        words.audience(row.audience) if row.audience else "",
        words.condition(row.conditional) if row.conditional else "",
        words.programme(row.programme) if row.programme else "",
        words.source(row.source) if row.source else "",
    )


def moved_line(state: State, row: Milestone, *, public: bool) -> str:
    """The newest move; the reason stays inside the house."""
    if not row.moved:
        return ""
    last = row.moved[-1]
    told = [move.entry for move in state.moves if move.key == row.key and move.goes_on]
    on = state.plan.calendar.local_day(told[-1].at) if told else last.approved_on
    return words.moved(last.was, row.when, on=on, why="" if public else last.why)
