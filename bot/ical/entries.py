"""What the process holds, as calendar entries: milestones (what is imprecise says so, what moved
tells from where, what is done shows it), meetings of organs, the windows of consultations, and
what people owe.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from bot.ical.entry import DAY, FeedEntry, Stretch, build, lines, stretches, uid
from bot.ical.scopes import Scope, ScopeKind, concerns, may_show, organs_of
from bot.ical.stamps import (
    Stamp,
    of_consultation,
    of_delivery,
    of_discussion,
    of_meeting,
    of_milestone,
    of_record,
    of_request,
    of_response,
    stamp_of,
)
from bot.text import calendar
from process.dates.when import EachMeeting
from process.deadlines.obligations import (
    Obligation,
    ObligationKind,
    obligations,
    responsible,
)
from process.ledger.facts import NotMine
from process.ledger.history import ConsultationHistory
from process.ledger.obligation_keys import ResponseKey, consultation_key, read_key
from process.ledger.state import State
from process.med.involvement import cell
from process.plan.model import Does, Meeting, Milestone, Organ, OrganKind
from process.seats import Role, Seat


def milestones(
    state: State, scope: Scope, today: date, *, without: Collection[str | None] = ()
) -> Iterator[FeedEntry]:
    """The milestones of a scope, but for some; one entry for each day or stretch the source
    names.
    """
    organs = organs_of(state, scope, today)
    owed = [o for o in obligations(state) if o.kind is ObligationKind.DELIVERY]
    for row in state.plan.milestones:
        if row.key not in without and concerns(state, row, scope, organs):
            yield from milestone_entries(
                state,
                row,
                [o for o in owed if o.milestone == row.key],
                public=scope.kind is ScopeKind.PUBLIC,
            )


def milestone_entries(
    state: State, row: Milestone, owed: list[Obligation], *, public: bool
) -> Iterator[FeedEntry]:
    """A milestone's entries; `public` leaves out what the municipality keeps to itself."""
    stamp = of_milestone(state, row, owed)
    for part, stretch in enumerate(stretches(state.plan, row.when)):
        yield build(
            stretch,
            uid=uid(state.plan, state.process, row.key, part),
            summary=_milestone_summary(state, row, stretch, owed),
            description=_milestone_description(state, row, stretch, public=public),
            stamp=stamp,
            location=calendar.expected_place(row.place)
            if row.place and row.place_tentative
            else row.place,
            category=state.plan.kind(row.kind).does,
            tentative=row.tentative
            or row.rolled_from is not None
            or isinstance(row.when, EachMeeting),
            cancelled=row.cancelled is not None,
            public=row.public,
            remind=stretch.is_deadline and not (owed and all(o.met for o in owed)),
        )


def _milestone_summary(
    state: State, row: Milestone, stretch: Stretch, owed: list[Obligation]
) -> str:
    does = state.plan.kind(row.kind).does
    if owed and all(o.met for o in owed):
        return calendar.done(row.title, handed_in=does is Does.DELIVERY)
    title = calendar.deadline(row.title, stretch.deadline) if stretch.is_deadline else row.title
    if not stretch.precise:
        return calendar.not_fixed(title, row.when)
    if row.rolled_from is not None:
        return calendar.unconfirmed(title)
    return calendar.expected(title) if row.tentative else title


def _milestone_description(state: State, row: Milestone, stretch: Stretch, *, public: bool) -> str:
    """First what changed, then when, for whom, what, and where it is written."""
    return lines(
        moved_line(state, row, public=public),
        calendar.cancelled_because(row.cancelled) if row.cancelled and not public else "",
        calendar.timing(row.when),
        "" if stretch.end_known else calendar.END_UNKNOWN,
        calendar.receiver(state.plan.place_name(row.receiver))
        if row.receiver and not public
        else "",
        calendar.audience(row.audience) if row.audience else "",
        calendar.condition(row.conditional) if row.conditional else "",
        calendar.employees_only(state.plan.place_name(row.organ))
        if row.employees_only and row.organ and not public
        else "",
        calendar.programme(row.programme) if row.programme else "",
        calendar.source(row.source) if row.source else "",
    )


def moved_line(state: State, row: Milestone, *, public: bool) -> str:
    """The newest move; the reason stays inside the house."""
    if not row.moved:
        return ""
    last = row.moved[-1]
    told = [move.entry for move in state.moves if move.key == row.key and move.goes_on]
    on = state.plan.calendar.local_day(told[-1].at) if told else last.approved_on
    return calendar.moved(last.was, row.when, on=on, why="" if public else last.why)


MEETING = "meeting"


def meetings(state: State, scope: Scope, today: date) -> Iterator[FeedEntry]:
    """The meetings of the scope's organs; the public calendar has the public ones only."""
    organs = organs_of(state, scope, today)
    public = scope.kind is ScopeKind.PUBLIC
    for organ, meeting in state.plan.meetings():
        if organ.key in organs and (meeting.public or not public):
            yield from meeting_entries(state, organ, meeting, public=public, own=scope.own)


def meeting_entries(
    state: State, organ: Organ, meeting: Meeting, *, public: bool, own: bool
) -> Iterator[FeedEntry]:
    """A meeting's entries, one for each day or stretch; `own` when it takes up the subscriber's
    time.
    """
    for part, stretch in enumerate(stretches(state.plan, meeting.when)):
        title = calendar.meeting(meeting.title, organ.name)
        title = calendar.unconfirmed(title) if meeting.rolled_from is not None else title
        yield build(
            stretch,
            uid=uid(state.plan, state.process, f"{organ.key}/{meeting.key}", part),
            summary=title if stretch.precise else calendar.not_fixed(title, meeting.when),
            description=_meeting_description(meeting, stretch, public=public),
            stamp=of_meeting(state, organ.key, meeting.key),
            location=meeting.place,
            category=MEETING,
            tentative=meeting.rolled_from is not None,
            cancelled=meeting.cancelled is not None,
            busy=own,
            public=meeting.public,
        )


def _meeting_description(meeting: Meeting, stretch: Stretch, *, public: bool) -> str:
    """The agenda stays out of the public calendar: it is public when the secretariat publishes
    it.
    """
    return lines(
        calendar.cancelled_because(meeting.cancelled) if meeting.cancelled and not public else "",
        calendar.timing(meeting.when),
        "" if stretch.end_known else calendar.END_UNKNOWN,
        calendar.agenda(meeting.agenda) if meeting.agenda and not public else "",
        calendar.programme(meeting.programme) if meeting.programme and not public else "",
        calendar.source(meeting.source) if meeting.source else "",
    )


def consultation_windows(state: State, scope: Scope, today: date) -> Iterator[FeedEntry]:
    """The windows the scope is about; never the public's, since nothing says
    that one has been published.
    """
    for id, history in state.consultations.items():
        if _window_concerns(state, history, scope, today):
            yield consultation_window(state, id, history)


def _party_answer(state: State, obligation: Obligation) -> FeedEntry:
    """One party's deadline."""
    key = read_key(obligation.key)
    assert isinstance(key, ResponseKey), "a response is owed to a consultation"
    later = obligation.plan_due is not None and obligation.due > obligation.plan_due
    title = calendar.consultation_answer(obligation.title)
    return build(
        Stretch(start=obligation.due, end=obligation.due + DAY),
        uid=uid(state.plan, state.process, obligation.key),
        summary=calendar.done(title, handed_in=True)
        if obligation.met
        else calendar.deadline(title, obligation.at),
        description=lines(
            calendar.more_time(obligation.plan_due, obligation.due)
            if later and obligation.plan_due
            else "",
            calendar.due_line(obligation.due, obligation.at),
        ),
        stamp=of_response(state, state.consultations[key.consultation], obligation),
        category=Does.CONSULTATION,
        remind=obligation.open,
    )


def consultation_window(state: State, id: str, history: ConsultationHistory) -> FeedEntry:
    """All days from the one it opens on to the one it closes on; the clock time stands in the
    words.
    """
    found, days = history.consultation, state.plan.calendar
    closes = days.local(found.closes)
    last = (closes - timedelta(microseconds=1)).date()
    return build(
        Stretch(start=days.local_day(found.opens), end=last + DAY),
        uid=uid(state.plan, state.process, consultation_key(id)),
        summary=calendar.consultation(found.title),
        description=lines(
            calendar.consultation_closes(closes),
            calendar.audience(tuple(party.name for party in found.parties)),
        ),
        stamp=of_consultation(history),
        category=Does.CONSULTATION,
    )


def _window_concerns(state: State, history: ConsultationHistory, scope: Scope, today: date) -> bool:
    heard = {party.seat for party in history.consultation.parties if party.seat is not None}
    match scope.kind:
        case ScopeKind.ROLE:
            return scope.seat in heard or scope.seat.role is Role.PROCESS_OWNER
        case ScopeKind.PERSON:
            seats = state.seats_of(scope.key, today)
            return bool(heard & set(seats)) or Seat(Role.PROCESS_OWNER, state.process) in seats
        case ScopeKind.MED | ScopeKind.ORGAN:
            keeps = (
                state.plan.has_organ(scope.key)
                and state.plan.organ(scope.key).kind is OrganKind.COORDINATION_GROUP
            )
            return keeps or any(seat.place == scope.key for seat in heard)
    return False


def owed_in(state: State, scope: Scope, today: date) -> tuple[Obligation, ...]:
    """What the scope's people owe or have done, as far as the scope may see it."""
    if scope.kind in (ScopeKind.PUBLIC, ScopeKind.COMMITTEE):
        return ()
    return tuple(
        obligation
        for obligation in obligations(state)
        if _owed_belongs(state, obligation, scope, today)
    )


def entry_of(state: State, obligation: Obligation) -> FeedEntry:
    """One obligation as an entry on its day."""
    return _ENTRIES.get(obligation.kind, _plain)(state, obligation)


def _owed_belongs(state: State, obligation: Obligation, scope: Scope, today: date) -> bool:
    if obligation.proposal is not None and not may_show(obligation.proposal, scope, today):
        return False
    match scope.kind:
        case ScopeKind.PERSON:
            return scope.key in responsible(state, obligation, today)
        case ScopeKind.ROLE:
            return obligation.seat == scope.seat
        case ScopeKind.AREA:
            planned = obligation.kind in OPEN_TO_AREA and obligation.milestone is not None
            return planned and _owed_in_area(state, obligation, scope.key)
        case ScopeKind.MED:
            return (
                obligation.kind is ObligationKind.DISCUSSION and obligation.committee == scope.key
            )
    return obligation.kind is ObligationKind.DELIVERY and obligation.receiver == scope.key


OPEN_TO_AREA = (ObligationKind.DELIVERY, ObligationKind.DISCUSSION)


def _owed_in_area(state: State, obligation: Obligation, area: str) -> bool:
    if obligation.proposal is not None:
        return obligation.proposal.area == area
    place = obligation.seat.place
    return place == area or (state.plan.has_organ(place) and state.plan.organ(place).area == area)


def _entry(
    state: State,
    obligation: Obligation,
    name: str,
    summary: str,
    description: str,
    stamp: Stamp,
    category: str,
) -> FeedEntry:
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
        return _party_answer(state, obligation)
    row = state.plan.milestone(obligation.milestone)
    does = state.plan.kind(row.kind).does
    later = obligation.plan_due is not None and obligation.due > obligation.plan_due
    met = obligation.met
    title = (
        calendar.deadline(obligation.title, obligation.at)
        if does is Does.DELIVERY
        else obligation.title
    )
    description = lines(
        calendar.more_time(obligation.plan_due, obligation.due)
        if later and obligation.plan_due
        else moved_line(state, row, public=False),
        calendar.cancelled_because(obligation.cancelled) if obligation.cancelled else "",
        calendar.met_on(state.plan.calendar.local_day(met.at))
        if met
        else calendar.due_line(obligation.due, obligation.at),
        calendar.receiver(state.plan.place_name(obligation.receiver))
        if obligation.receiver
        else "",
        calendar.source(row.source) if row.source else "",
    )
    summary = calendar.done(obligation.title, handed_in=does is Does.DELIVERY) if met else title
    return _entry(
        state,
        obligation,
        obligation.key,
        summary,
        description,
        of_delivery(state, obligation),
        does,
    )


def _discussion(state: State, obligation: Obligation) -> FeedEntry:
    proposal, committee, basis = obligation.proposal, obligation.committee, obligation.basis
    assert proposal and committee and basis, "a discussion has all three"
    here = cell(state, proposal, committee)
    place = state.plan.place_name(committee)
    treated = state.plan.place_name(basis.organ)
    description = lines(
        calendar.held(here.held_on, here.outcome)
        if here.held_on and here.outcome
        else calendar.due_line(obligation.due, None),
        calendar.before_treatment(treated, basis.treatment, assumed=basis.assumed),
    )
    summary = calendar.discussion(here.state, proposal.shown_any_day, place, here.held_on)
    stamp = of_discussion(state, proposal, committee)
    return _entry(
        state,
        obligation,
        f"{proposal.id}/{committee}",
        summary,
        description,
        stamp,
        Does.DISCUSSION,
    )


def _confirmation(state: State, obligation: Obligation) -> FeedEntry:
    assert obligation.record, "there is a record to answer"
    place = state.plan.place_name(obligation.record.fact.committee)
    summary = calendar.confirmation(obligation.title, place, answered=obligation.met is not None)
    description = calendar.due_line(obligation.due, None)
    return _entry(
        state,
        obligation,
        obligation.key,
        summary,
        description,
        of_record(state, obligation.record),
        "answer",
    )


def _request(state: State, obligation: Obligation) -> FeedEntry:
    words_of = (
        calendar.owner_choice
        if obligation.asked and isinstance(obligation.asked.fact, NotMine)
        else calendar.request
    )
    summary = words_of(obligation.title, answered=obligation.met is not None)
    description = calendar.due_line(obligation.due, None)
    return _entry(
        state,
        obligation,
        obligation.key,
        summary,
        description,
        of_request(state, obligation),
        "answer",
    )


def _plain(state: State, obligation: Obligation) -> FeedEntry:
    """What has no words of its own yet still has a title and a day."""
    title = calendar.deadline(obligation.title, obligation.at)
    summary = calendar.done(obligation.title, handed_in=False) if obligation.met else title
    description = calendar.due_line(obligation.due, obligation.at)
    return _entry(
        state,
        obligation,
        obligation.key,
        summary,
        description,
        stamp_of(state, obligation.key),
        "answer",
    )


_ENTRIES: dict[ObligationKind, Callable[[State, Obligation], FeedEntry]] = {
    ObligationKind.DELIVERY: _delivery,
    ObligationKind.DISCUSSION: _discussion,
    ObligationKind.CONFIRMATION: _confirmation,
    ObligationKind.ANSWER: _request,
}
