"""Who owes what, and who answers for it: derived from the plan and the ledger, never stored.

An obligation is a thing owed by a seat, not by a person (rules D2). Only deliveries,
discussions, information and consultations with a named owner and a named day make one (rules D1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from process.dates.when import Day, NoLater, is_dated
from process.deadlines.pauses import paused_until
from process.ledger.entries import Entry
from process.ledger.facts import HandedOver, NotMine, Party, Side
from process.ledger.history import ConsultationHistory, DeadlineHistory, Record, RecordState
from process.ledger.obligation_keys import (
    ConfirmationKey,
    DeliveryKey,
    DiscussionKey,
    QuestionKey,
    ResponseKey,
)
from process.ledger.state import State, cached_on_state
from process.med.involvement import (
    CountedBack,
    answering_seats,
    cell,
    corrected,
    discussion_milestone,
    steps_of,
)
from process.plan.model import LAPSING, OWING, Above, Area, Does, Milestone, Plan, Rhythm
from process.plan.proposals import Proposal, shown_title
from process.plan.treatment import Treatment, treatment_before
from process.seats import ELECTED, PersonId, Role, Seat


class ObligationKind(StrEnum):
    """What is owed."""

    DELIVERY = "delivery"
    DISCUSSION = "discussion"
    CONFIRMATION = "confirmation"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """Something owed by a seat, by a local day (and clock time when the plan names one)."""

    key: str
    kind: ObligationKind
    seat: Seat
    title: str
    rhythm: Rhythm
    due: date
    at: time | None = None
    plan_due: date | None = None
    """The plan's own day, when more time was granted and `due` is later."""
    since: date | None = None
    """The day it came, or came back, into its owner's hands; the next step above is not
    counted from a day before it.
    """
    milestone: str | None = None
    receiver: str | None = None
    proposal: Proposal | None = None
    committee: str | None = None
    basis: Treatment | None = None
    steps: CountedBack | None = None
    """The days a committee's discussion is prepared by."""
    record: Record | None = None
    asked: Entry | None = None
    """What a question is about was said in this entry."""
    about: str = ""
    """The key of the obligation a question is about."""
    met: Entry | None = None
    cancelled: str | None = None
    owed_until: date | None = None
    """The last local day it is owed, where it loses its point by itself: an information, or
    the answer to a consultation.
    """

    @property
    def open(self) -> bool:
        """Still owed."""
        return self.met is None and self.cancelled is None

    @property
    def elected(self) -> bool:
        """An elected representative owes it: nobody above hears of it, and management is not shown
        whether it is done (rules M3).
        """
        return self.seat.role in ELECTED

    def lapsed_on(self, today: date) -> bool:
        """Not met, and no longer owed: it stays on record that it was not given."""
        return self.open and self.owed_until is not None and today > self.owed_until

    def overdue_on(self, today: date) -> bool:
        """Open and past its day; the day itself is still in time (rules D3)."""
        return self.open and today > self.due


@cached_on_state
def obligations(state: State) -> tuple[Obligation, ...]:
    """All that is or was owed, met ones included, by due day."""
    if state.adopted is None:
        return ()
    found = {
        o.key: o
        for o in (
            *of_milestones(state),
            *of_discussions(state),
            *of_records(state),
            *of_consultations(state),
        )
    }
    found |= {o.key: o for o in of_questions(state, found)}
    return tuple(sorted(found.values(), key=lambda o: (o.due, o.key)))


def find(state: State, key: str) -> Obligation | None:
    """The obligation with that key, or None when nothing of the kind is owed any more."""
    return _by_key(state).get(key)


@cached_on_state
def _by_key(state: State) -> Mapping[str, Obligation]:
    return {obligation.key: obligation for obligation in obligations(state)}


# Who answers for it.


def owed_by(state: State, person: PersonId, day: date) -> tuple[Obligation, ...]:
    """What a person owes that day, open ones only, most urgent first."""
    return tuple(
        o
        for o in obligations(state)
        if o.open and not o.lapsed_on(day) and person in responsible(state, o, day)
    )


def lent_by(state: State, person: PersonId, day: date) -> tuple[Obligation, ...]:
    """What is a person's by the seat and in other hands that day: open ones, most urgent first."""
    return tuple(
        o
        for o in obligations(state)
        if o.open
        and not o.lapsed_on(day)
        and any(state.is_in(seat, person, day) for seat in line(state, o)[:1])
        and person not in responsible(state, o, day)
        and not _recorded_it(o, person)
    )


def responsible(state: State, obligation: Obligation, day: date) -> tuple[PersonId, ...]:
    """The people who answer for it that day: whoever it was handed to and is still here, else those
    in the seat (a stand-in first).

    A chef's seat that nobody holds any more is its standing deputy's to answer for, else its
    director's, until somebody takes it.
    """
    handed = state.history_of(obligation.key).handed
    if handed and (handed.until is None or day <= handed.until) and state.seats_of(handed.to, day):
        return (handed.to,)
    for seat in line(state, obligation):
        holders = tuple(p for p in state.holders(seat, day) if not _recorded_it(obligation, p))
        if holders:
            return holders
    above = (
        _in_place_of(state.plan, obligation.seat)
        if obligation.kind is ObligationKind.DELIVERY
        else ()
    )
    return next((held for seat in above if (held := state.holders(seat, day))), ())


def _in_place_of(plan: Plan, seat: Seat) -> tuple[Seat, ...]:
    """Who answers for a chef's seat that nobody holds."""
    director = director_of(plan, seat)
    deputy = (Seat(Role.DEPUTY, seat.place),) if seat.role is Role.HEAD else ()
    return (*deputy, director) if director else deputy


def _recorded_it(obligation: Obligation, person: PersonId) -> bool:
    """Who recorded a meeting never answers for the other side, whatever seats they also hold."""
    return obligation.record is not None and obligation.record.entry.actor == person


def line(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    """The seats that may answer for it, in order; the first that is filled is asked."""
    if obligation.record is not None:
        return answering_seats(state.plan, obligation.record)
    return (obligation.seat,)


def director_of(plan: Plan, seat: Seat) -> Seat | None:
    """The director above a head of an area."""
    director = (
        plan.area(seat.place).director
        if seat.role is Role.HEAD and plan.has_area(seat.place)
        else None
    )
    return Seat(Role.DIRECTOR, director) if director else None


def title_on(owed: Obligation, day: date) -> str:
    """What it is called that day: a proposal that may not be spoken of yet by its code alone."""
    if owed.proposal is None:
        return owed.title
    return owed.proposal.shown if shown_title(owed.proposal, day) else owed.proposal.id


def as_named(owed: Obligation, day: date) -> Obligation:
    """The same, called what it is called that day."""
    return replace(owed, title=title_on(owed, day))


# How each kind arises: by the rows of the plan,


def of_milestones(state: State) -> Iterator[Obligation]:
    """Deliveries and the like: rows with an owner and a day that somebody stands by."""
    for row in state.plan.milestones:
        if (
            state.plan.kind(row.kind).does in OWING
            and is_dated(row.when)
            and row.rolled_from is None
        ):
            yield from _of_row(state, row)


def _of_row(state: State, row: Milestone) -> Iterator[Obligation]:
    plan_due = row.when.latest
    assert plan_due is not None, "a dated row has a latest day"
    revised = state.change_counts.get(row.key)
    for seat in dict.fromkeys(seat for owner in row.owners for seat in _seats(state, row, owner)):
        key = str(DeliveryKey(row.key, seat))
        standing = state.history_of(key)
        due = max(plan_due, standing.granted_until or plan_due)
        yield Obligation(
            key=key,
            kind=ObligationKind.DELIVERY,
            seat=seat,
            title=_title(state.plan, row, seat),
            rhythm=state.rhythm_of(row),
            due=due,
            at=_clock_of(row) if due == plan_due else None,
            plan_due=plan_due,
            since=in_hand_since(state, key, revised.entry if revised else None),
            milestone=row.key,
            receiver=row.receiver,
            met=standing.met or state.told(row.key),
            cancelled=row.cancelled,
            owed_until=last_day_owed(state, due)
            if state.plan.kind(row.kind).does in LAPSING
            else None,
        )


def _seats(state: State, row: Milestone, owner: str) -> tuple[Seat, ...]:
    """The seats behind an owner; a committee's are fanned out over those the
    proposals affect, never over areas.
    """
    role, _, place = owner.partition(":")
    if place != "*" or role == Role.HEAD:
        return state.plan.seats_of(owner)
    if role == Role.DIRECTOR:
        return state.plan.seats_of(owner, tuple(a.director for a in state.plan.areas if a.director))
    if state.plan.kind(row.kind).does is Does.DISCUSSION:
        return ()  # each proposal asks its committees by itself
    return state.plan.seats_of(owner, tuple(c for p in state.proposals() for c in p.affected))


def _clock_of(row: Milestone) -> time | None:
    match row.when:
        case NoLater(at=at):
            return at
        case Day(end=end, start=start):
            return end or start
    return None


def _title(plan: Plan, row: Milestone, seat: Seat) -> str:
    return row.owed.format(area=plan.place_name(seat.place)) if row.owed else row.title


# by proposals and the committees they affect,


def of_discussions(state: State) -> Iterator[Obligation]:
    """One for each proposal and committee it affects."""
    row = discussion_milestone(state.plan)
    if row is None:
        return
    rhythm = state.rhythm_of(state.plan.milestone(row))
    for proposal in state.proposals():
        basis = treatment_before(state.plan, proposal)
        if basis is None:
            continue
        for committee in (
            c for c in proposal.affected if c not in {n.committee for n in proposal.not_affected}
        ):
            yield _discussion(state, proposal, committee, basis, rhythm, row)


def _discussion(
    state: State, proposal: Proposal, committee: str, basis: Treatment, rhythm: Rhythm, row: str
) -> Obligation:
    found = cell(state, proposal, committee)
    record = found.record
    key = str(DiscussionKey(proposal.id, proposal.version, committee))
    standing = state.history_of(key)
    return Obligation(
        key=key,
        kind=ObligationKind.DISCUSSION,
        seat=Seat(Role.CHAIR, committee),
        title=proposal.shown_any_day,
        rhythm=rhythm,
        due=max(basis.due, standing.granted_until or basis.due),
        plan_due=basis.due,
        since=in_hand_since(state, key, state.submitted[proposal.id, proposal.version]),
        milestone=row,
        proposal=proposal,
        committee=committee,
        basis=basis,
        steps=steps_of(state, found),
        met=record.entry if record and record.counts else None,
        cancelled="" if proposal.out else None,
    )


# by the records of MED,


CONFIRMING = Rhythm(nag_every=3, nags=2, escalate_after=9)
"""The question and at most two reminders to who answers a record, in working days from it
(rules M3); closer together where an answer must be there before (rules M28).
"""


@dataclass(frozen=True, kw_only=True)
class AnswerDays:
    """The days an answer to a record is of use for, as far as they lay ahead when it was made."""

    case_deadline: date | None
    """The case with both sides' words is to be ready."""
    treatment: date | None


SHORTEST = 3
"""Working days somebody is given to answer at least: an earlier day is not asked for."""


def answer_days(state: State, record: Record) -> AnswerDays:
    """For the first treatment of what the record is about; with time to answer in."""
    first = state.plan.calendar.shift(day_of(state, record.entry.at), SHORTEST)
    known = (state.proposal(ref.id) for ref in record.fact.proposals)
    found = [basis for p in known if p is not None and (basis := treatment_before(state.plan, p))]
    cases = [basis.case_deadline for basis in found if basis.case_deadline >= first]
    treated = [basis.treatment for basis in found if basis.treatment > first]
    return AnswerDays(case_deadline=min(cases, default=None), treatment=min(treated, default=None))


def _confirming(state: State, record: Record) -> tuple[date, Rhythm]:
    """By when it is to be answered, and how often it is asked until then."""
    days, made = state.plan.calendar, day_of(state, record.entry.at)
    due, last = days.shift(made, state.plan.rules.record_days), answer_days(state, record)
    if last.case_deadline is not None:
        due = min(due, last.case_deadline)
    elif last.treatment is not None:
        due = min(due, days.shift(last.treatment, -1))
    left = max(days.count(made, due), 1)
    assert CONFIRMING.nag_every and CONFIRMING.escalate_after, "it asks, and goes on"
    rhythm = replace(
        CONFIRMING,
        nag_every=max(min(CONFIRMING.nag_every, left // 3), 1),
        nags=min(CONFIRMING.nags, left - 1),
        escalate_after=min(CONFIRMING.escalate_after, left),
    )
    return due, rhythm


def of_records(state: State) -> Iterator[Obligation]:
    gone = corrected(state)
    for record in state.records.values():
        if record.withdrawn is not None or record.seq in gone:
            continue
        seat = answering_seats(state.plan, record)[0]
        due, rhythm = _confirming(state, record)
        yield Obligation(
            key=str(ConfirmationKey(record.seq)),
            kind=ObligationKind.CONFIRMATION,
            seat=seat,
            title=", ".join(ref.id for ref in record.fact.proposals),
            rhythm=rhythm
            if record.other_side is Side.EMPLOYEES
            else replace(rhythm, ladder=_above_chairs(state)),
            due=due,
            since=since_of(state, record.entry, record.returned),
            committee=record.fact.committee,
            record=record,
            met=record.answer if record.state is not RecordState.AWAITING else None,
        )


def _above_chairs(state: State) -> tuple[Above, ...] | None:
    """Who stands above a chair, as the rhythm of the plan's discussions says."""
    row = discussion_milestone(state.plan)
    return state.rhythm_of(state.plan.milestone(row)).ladder if row else None


# by consultations,


RESPONDING = Rhythm(remind=(5, 1))
"""Those who are heard are reminded before the window closes, and not after: late is
flagged, and theirs to decide.
"""


def of_consultations(state: State) -> Iterator[Obligation]:
    """One for each party with a seat; its own word, or the registered answer, ends the
    reminding.
    """
    for id, hearing in state.consultations.items():
        for party in hearing.consultation.parties:
            if party.seat is not None:
                yield _response(state, id, hearing, party, party.seat)


def _response(
    state: State, id: str, hearing: ConsultationHistory, party: Party, seat: Seat
) -> Obligation:
    closes = state.plan.calendar.local(hearing.consultation.closes)
    key = str(ResponseKey(id, seat))
    standing, answers = state.history_of(key), hearing.of(party.key)
    due = max(closes.date(), standing.granted_until or closes.date())
    return Obligation(
        key=key,
        kind=ObligationKind.DELIVERY,
        seat=seat,
        title=hearing.consultation.title,
        rhythm=RESPONDING,
        due=due,
        at=closes.time() if due == closes.date() else None,
        plan_due=closes.date(),
        since=in_hand_since(state, key, hearing.opened),
        owed_until=last_day_owed(state, due),
        met=answers[0].entry if answers else standing.met,
    )


# by what people ask and say about what is owed.


ANSWERING = Rhythm(nag_every=2, nags=2)


def of_questions(state: State, owed: Mapping[str, Obligation]) -> Iterator[Obligation]:
    """One for each request and each "not mine" about what is owed; `owed` by key."""
    for key, standing in state.histories.items():
        if key not in owed:
            continue
        more = standing.more_time
        if more is not None:
            yield _question(state, owed[key], more.asked, more.answer)
        for entry in standing.counting:
            if isinstance(entry.fact, NotMine):
                yield _question(state, owed[key], entry, given_on(standing, entry))


def given_on(standing: DeadlineHistory, said: Entry) -> Entry | None:
    """The entry that put it into other hands after somebody said it is not theirs."""
    return next(
        (e for e in standing.counting if isinstance(e.fact, HandedOver) and e.seq > said.seq), None
    )


def _question(state: State, about: Obligation, asked: Entry, answer: Entry | None) -> Obligation:
    days = state.plan.calendar
    return Obligation(
        key=str(QuestionKey(asked.seq)),
        kind=ObligationKind.ANSWER,
        seat=Seat(Role.PROCESS_OWNER, state.process),
        title=about.title,
        about=about.key,
        rhythm=ANSWERING,
        due=days.shift(days.local_day(asked.at), 1),
        asked=asked,
        met=about.met or answer,
        cancelled=about.cancelled,
        owed_until=about.owed_until,
    )


# Days.


def in_hand_since(state: State, key: str, arose: Entry | None) -> date | None:
    """The day it came into its owner's hands: as it arose, came back, or its
    rest ended without an answer.
    """
    came, rested = since_of(state, arose, state.history_of(key).returned), paused_until(state, key)
    return max((day for day in (came, rested) if day is not None), default=None)


def since_of(state: State, *entries: Entry | None) -> date | None:
    """The day of the latest of these entries."""
    return max((day_of(state, entry.at) for entry in entries if entry is not None), default=None)


def last_day_owed(state: State, due: date) -> date:
    """The last day something that loses its point is owed."""
    return state.plan.calendar.shift(due, state.plan.rules.lapse_days)


def day_of(state: State, at: datetime) -> date:
    """The local day of an instant in the plan's zone."""
    return state.plan.calendar.local_day(at)


# An area's deliveries.


@dataclass(frozen=True, kw_only=True)
class AreaDeliveries:
    """One area's deliveries, each by due day."""

    area: Area
    met: tuple[Obligation, ...]
    under_way: tuple[Obligation, ...]
    """Not handed in; more time is asked for and not refused, a part is handed in, or it was sent
    back.
    """
    silent: tuple[Obligation, ...]
    """Not handed in, and nothing is said about it; it may not be due yet."""


def by_area(state: State) -> tuple[AreaDeliveries, ...]:
    """Every area of the plan in its order, with its chef's deliveries."""
    owed = [
        o
        for o in obligations(state)
        if o.kind is ObligationKind.DELIVERY and o.milestone and o.cancelled is None
    ]
    return tuple(
        _deliveries(
            state, area, [o for o in owed if o.seat.role is Role.HEAD and o.seat.place == area.key]
        )
        for area in state.plan.areas
    )


def _deliveries(state: State, area: Area, owed: list[Obligation]) -> AreaDeliveries:
    met = tuple(o for o in owed if o.met is not None)
    under_way = tuple(o for o in owed if o.met is None and _is_under_way(state, o))
    return AreaDeliveries(
        area=area,
        met=met,
        under_way=under_way,
        silent=tuple(o for o in owed if o not in met and o not in under_way),
    )


def _is_under_way(state: State, owed: Obligation) -> bool:
    history = state.history_of(owed.key)
    return has_promised(state, owed) or bool(history.in_part or history.sent_back)


def has_promised(state: State, owed: Obligation) -> bool:
    """Whether more time is asked for and not refused."""
    asked = state.history_of(owed.key).more_time
    return asked is not None and asked.granted is not False
