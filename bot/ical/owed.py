"""Obligations as calendar entries: hand-ins, MED discussions with where they stand, and answers somebody waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.ical import hearings
from bot.ical.audience import may_show, shown_as
from bot.ical.entry import FeedEntry, build, lines, uid
from bot.ical.milestones import moved_line
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.stamps import Stamp, of_delivery, of_discussion, of_record, of_request, stamp_of
from bot.ical.stretch import DAY, Stretch
from bot.text import calendar as words
from process.facts import NotMine
from process.involvement import cell
from process.obligations import Obligation, ObligationKind, obligations, responsible
from process.plan import Does
from process.state import State


def owed_in(state: State, scope: Scope, today: date) -> tuple[Obligation, ...]:
    """What the scope's people owe or have done, as far as the scope may see it."""
    if scope.kind in (ScopeKind.PUBLIC, ScopeKind.COMMITTEE):
        return ()
    return tuple(obligation for obligation in obligations(state) if _belongs(state, obligation, scope, today))


def entry_of(state: State, obligation: Obligation) -> FeedEntry:
    """One obligation as an entry on its day."""
    return _ENTRIES.get(obligation.kind, _plain)(state, obligation)


def _belongs(state: State, obligation: Obligation, scope: Scope, today: date) -> bool:
    if obligation.proposal is not None and not may_show(obligation.proposal, scope, today):
        return False
    match scope.kind:
        case ScopeKind.PERSON:
            return scope.key in responsible(state, obligation, today)
        case ScopeKind.ROLE:
            return obligation.seat == scope.seat
        case ScopeKind.AREA:
            planned = obligation.kind in OPEN_TO_AREA and obligation.milestone is not None
            return planned and _in_area(state, obligation, scope.key)
        case ScopeKind.MED:
            return obligation.kind is ObligationKind.DISCUSSION and obligation.committee == scope.key
    return obligation.kind is ObligationKind.DELIVERY and obligation.receiver == scope.key


OPEN_TO_AREA = (ObligationKind.DELIVERY, ObligationKind.DISCUSSION)


def _in_area(state: State, obligation: Obligation, area: str) -> bool:
    if obligation.proposal is not None:
        return obligation.proposal.area == area
    place = obligation.seat.place
    return place == area or (state.plan.has_organ(place) and state.plan.organ(place).area == area)


def _entry(state: State, obligation: Obligation, name: str, summary: str, description: str, stamp: Stamp, category: str) -> FeedEntry:
    return build(
        Stretch(start=obligation.due, end=obligation.due + DAY),
        uid=uid(state.plan, state.process, name),
        summary=summary,
        description=description,
        stamp=stamp,
        category=category,
        cancelled=obligation.cancelled is not None,
        remind=obligation.open,
    )


def _delivery(state: State, obligation: Obligation) -> FeedEntry:
    if obligation.milestone is None:
        return hearings.answer(state, obligation)
    row = state.plan.milestone(obligation.milestone)
    does = state.plan.kind(row.kind).does
    later = obligation.plan_due is not None and obligation.due > obligation.plan_due
    met = state.standing(obligation.key).met
    title = words.deadline(obligation.title, obligation.at) if does is Does.DELIVERY else obligation.title
    description = lines(
        words.more_time(obligation.plan_due, obligation.due) if later and obligation.plan_due else moved_line(state, row, public=False),
        words.cancelled_because(obligation.cancelled) if obligation.cancelled else "",
        words.met_on(state.plan.calendar.local_day(met.at)) if met else words.due_line(obligation.due, obligation.at),
        words.receiver(state.plan.place_name(obligation.receiver)) if obligation.receiver else "",
        words.source(row.source) if row.source else "",
    )
    summary = words.done(obligation.title, handed_in=does is Does.DELIVERY) if met else title
    return _entry(state, obligation, obligation.key, summary, description, of_delivery(state, obligation), does)


def _discussion(state: State, obligation: Obligation) -> FeedEntry:
    proposal, committee, basis = obligation.proposal, obligation.committee, obligation.basis
    assert proposal and committee and basis, "a discussion has all three"
    here = cell(state, proposal, committee)
    place = state.plan.place_name(committee)
    treated = state.plan.place_name(basis.organ)
    description = lines(
        words.held(here.held_on, here.outcome) if here.held_on and here.outcome else words.due_line(obligation.due, None),
        words.before_treatment(treated, basis.treatment, assumed=basis.assumed),
    )
    summary = words.discussion(here.state, shown_as(proposal), place, here.held_on)
    stamp = of_discussion(state, proposal, committee)
    return _entry(state, obligation, f"{proposal.id}/{committee}", summary, description, stamp, Does.DISCUSSION)


def _confirmation(state: State, obligation: Obligation) -> FeedEntry:
    assert obligation.record, "there is a record to answer"
    place = state.plan.place_name(obligation.record.fact.committee)
    summary = words.confirmation(obligation.title, place, answered=obligation.met is not None)
    description = words.due_line(obligation.due, None)
    return _entry(state, obligation, obligation.key, summary, description, of_record(state, obligation.record), "answer")


def _answer(state: State, obligation: Obligation) -> FeedEntry:
    """The title of a question is the key of what it is about."""
    about = next((o.title for o in obligations(state) if o.key == obligation.title), obligation.title)
    words_of = words.whose if obligation.asked and isinstance(obligation.asked.fact, NotMine) else words.request
    summary = words_of(about, answered=obligation.met is not None)
    description = words.due_line(obligation.due, None)
    return _entry(state, obligation, obligation.key, summary, description, of_request(state, obligation), "answer")


def _plain(state: State, obligation: Obligation) -> FeedEntry:
    """What has no words of its own yet still has a title and a day."""
    title = words.deadline(obligation.title, obligation.at)
    summary = words.done(obligation.title, handed_in=False) if obligation.met else title
    description = words.due_line(obligation.due, obligation.at)
    return _entry(state, obligation, obligation.key, summary, description, stamp_of(state, obligation.key), "answer")


_ENTRIES: dict[ObligationKind, Callable[[State, Obligation], FeedEntry]] = {
    ObligationKind.DELIVERY: _delivery,
    ObligationKind.DISCUSSION: _discussion,
    ObligationKind.CONFIRMATION: _confirmation,
    ObligationKind.ANSWER: _answer,
}
