"""What each kind of fact changes in what is known: the fold behind `State.after`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from process.arisen import rhythms_kept
from process.entries import Entry
from process.facts import (
    ConsultationOpened,
    DatesConfirmed,
    Delivered,
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    HandedOver,
    MeetingsDeclined,
    MeetingsProposed,
    MilestoneCancelled,
    MilestoneMoved,
    MinutesNoted,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    PlanAdopted,
    ProposalSubmitted,
    Received,
    ResponseReceived,
    ResponseWithdrawn,
    SeatLeft,
    SeatTaken,
    Snoozed,
    Undone,
    ViewsAdded,
)
from process.hearings import Hearing
from process.known import Known
from process.records import Record
from process.rescheduling import rescheduled
from process.revising import PlanFact, revise, taken_out
from process.seats import Tenure
from process.standing import Revision
from process.surroundings import changed, surroundings

Changes = dict[str, Any]


def _plan_changed(state: Known, entry: Entry, fact: PlanFact) -> Changes:
    revised = revise(state.adopted, entry, fact)
    before, after = (surroundings(plan, state.proposals()) for plan in (state.adopted, revised.plan))
    return {
        "adopted": revised.plan,
        "moves": (*state.moves, *revised.moves),
        "taken_out": taken_out(state.taken_out, state.adopted, revised.plan, fact.reason if isinstance(fact, PlanAdopted) else ""),
        "rhythms": rhythms_kept(state.adopted, state.rhythms, entry.at),
        "revisions": _revised(state, entry, *revised.keys, *changed(before, after)),
    }


def _seat_taken(state: Known, entry: Entry, fact: SeatTaken) -> Changes:
    tenure = Tenure(person=fact.person, since=fact.since, until=fact.until, deputy=fact.deputy)
    tenures = {**state.tenures, fact.seat: (*state.tenures.get(fact.seat, ()), tenure)}
    return {"tenures": tenures, "stand_ins": (*state.stand_ins, entry) if fact.deputy else state.stand_ins}


def _seat_left(state: Known, entry: Entry, fact: SeatLeft) -> Changes:
    here = state.tenures.get(fact.seat, ())
    goes_on = [t for t in here if t.person == fact.person and (t.until is None or t.until > fact.last_day)]
    ended = tuple(replace(t, until=fact.last_day) if t in goes_on else t for t in here)
    return {"tenures": {**state.tenures, fact.seat: ended}}


def _about_obligation(state: Known, entry: Entry, fact: Delivered | Received | MoreTimeAsked | HandedOver | Snoozed | NotMine) -> Changes:
    return _standing_changed(state, entry, fact.obligation)


def _more_time_answered(state: Known, entry: Entry, fact: MoreTimeAnswered) -> Changes:
    return _standing_changed(state, entry, str(state.about[fact.asked]))


def _standing_changed(state: Known, entry: Entry, key: str) -> Changes:
    return {
        "standings": {**state.standings, key: state.standing(key).after(entry)},
        "about": {**state.about, entry.seq: key},
        "revisions": _revised(state, entry, key),
    }


def _proposal_submitted(state: Known, entry: Entry, fact: ProposalSubmitted) -> Changes:
    id, version = fact.proposal.id, fact.proposal.version
    moved = rescheduled(state.adopted, entry, state.proposal(id), fact.proposal)
    kept = {key: told for key, told in state.rescheduled.items() if key != id or told.version == version}
    return {
        "rescheduled": kept | ({id: moved} if moved else {}),
        "versions": {**state.versions, id: (*state.versions.get(id, ()), fact.proposal)},
        "submitted": {(id, version): entry, **state.submitted},  # a version counts from its first entry
        "revisions": _revised(state, entry, id),
    }


def _discussion_recorded(state: Known, entry: Entry, fact: DiscussionRecorded) -> Changes:
    touched = [f"{ref.id}/{fact.committee}" for ref in fact.proposals]
    return {
        "records": {**state.records, entry.seq: Record((entry,))},
        "about": {**state.about, entry.seq: entry.seq},
        "revisions": _revised(state, entry, *touched),
    }


def _about_record(state: Known, entry: Entry, fact: DiscussionConfirmed | DiscussionContested | ViewsAdded | MinutesNoted) -> Changes:
    return _record_changed(state, entry, fact.record)


def _record_changed(state: Known, entry: Entry, seq: int) -> Changes:
    record = state.records[seq]
    touched = [f"{ref.id}/{record.fact.committee}" for ref in record.fact.proposals]
    return {
        "records": {**state.records, seq: record.after(entry)},
        "about": {**state.about, entry.seq: seq},
        "revisions": _revised(state, entry, *touched),
    }


def _meetings_proposed(state: Known, entry: Entry, fact: MeetingsProposed) -> Changes:
    return {"published": {**state.published, fact.organ: entry}}


def _meetings_declined(state: Known, entry: Entry, fact: MeetingsDeclined) -> Changes:
    return {"published": {organ: told for organ, told in state.published.items() if told.seq != fact.proposal}}


def _consultation_opened(state: Known, entry: Entry, fact: ConsultationOpened) -> Changes:
    id = fact.consultation.id
    before = state.hearings[id].history if id in state.hearings else ()
    return {"hearings": {**state.hearings, id: Hearing((*before, entry))}, "revisions": _revised(state, entry, f"hearing:{id}")}


def _response_received(state: Known, entry: Entry, fact: ResponseReceived) -> Changes:
    return _hearing_changed(state, entry, fact.consultation)


def _response_withdrawn(state: Known, entry: Entry, fact: ResponseWithdrawn) -> Changes:
    return _hearing_changed(state, entry, next(id for id, h in state.hearings.items() if fact.response in {e.seq for e in h.history}))


def _hearing_changed(state: Known, entry: Entry, id: str) -> Changes:
    hearing = Hearing((*state.hearings[id].history, entry))
    return {"hearings": {**state.hearings, id: hearing}, "revisions": _revised(state, entry, f"hearing:{id}")}


def _undone(state: Known, entry: Entry, fact: Undone) -> Changes:
    about = state.about[fact.undoes]
    return _record_changed(state, entry, about) if isinstance(about, int) else _standing_changed(state, entry, about)


def _revised(state: Known, entry: Entry, *keys: str) -> dict[str, Revision]:
    revisions = dict(state.revisions)
    for key in keys:
        old = revisions.get(key)
        revisions[key] = Revision(count=old.count + 1 if old else 0, entry=entry, first=old.first if old else entry)
    return revisions


FOLDS: dict[type, Callable[[Known, Entry, Any], Changes]] = {
    PlanAdopted: _plan_changed,
    MilestoneMoved: _plan_changed,
    MilestoneCancelled: _plan_changed,
    DatesConfirmed: _plan_changed,
    MeetingsProposed: _meetings_proposed,
    MeetingsDeclined: _meetings_declined,
    SeatTaken: _seat_taken,
    SeatLeft: _seat_left,
    Delivered: _about_obligation,
    Received: _about_obligation,
    MoreTimeAsked: _about_obligation,
    MoreTimeAnswered: _more_time_answered,
    HandedOver: _about_obligation,
    Snoozed: _about_obligation,
    NotMine: _about_obligation,
    ProposalSubmitted: _proposal_submitted,
    DiscussionRecorded: _discussion_recorded,
    DiscussionConfirmed: _about_record,
    DiscussionContested: _about_record,
    ViewsAdded: _about_record,
    MinutesNoted: _about_record,
    Undone: _undone,
    ConsultationOpened: _consultation_opened,
    ResponseReceived: _response_received,
    ResponseWithdrawn: _response_withdrawn,
}
