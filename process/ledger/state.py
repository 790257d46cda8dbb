"""The state on a day: the fold of the ledger's entries, and what is asked of it. Immutable; `after`
gives the next one and leaves this as it was, so that an answer can be kept with the state it is
about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from process.errors import NoPlan
from process.ledger.entries import GENESIS, Entry, Unreadable
from process.ledger.facts import (
    ConsultationOpened,
    DatesConfirmed,
    Delivered,
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Fact,
    HandedOver,
    InformationGiven,
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
    SentBack,
    Snoozed,
    TalkPromised,
    TextsErased,
    Undone,
    ViewsAdded,
)
from process.ledger.history import ChangeCount, ConsultationHistory, DeadlineHistory, Record
from process.ledger.obligation_keys import consultation_key
from process.ledger.plan_changes import (
    PlanFact,
    Rescheduled,
    RowMove,
    TakenOut,
    apply,
    changed,
    kept_rhythms,
    rescheduled,
    shown_values,
    taken_out,
)
from process.plan.model import Milestone, Plan, Rhythm
from process.plan.proposals import Proposal
from process.seats import PersonId, Seat, Tenure

SHELF = 200


@dataclass(frozen=True)
class EntryIndex:
    """A ledger's entries by number. In shelves, so that one more copies only the last of them."""

    shelves: tuple[tuple[Entry, ...], ...] = ()
    last: tuple[Entry, ...] = ()

    def after(self, entry: Entry) -> EntryIndex:
        """With one more entry, the newest."""
        if len(self.last) < SHELF:
            return EntryIndex(self.shelves, (*self.last, entry))
        return EntryIndex((*self.shelves, self.last), (entry,))

    def get(self, seq: int) -> Entry | None:
        """The entry with that number; None when there is none."""
        number = bisect_left(self.shelves, seq, key=lambda shelf: shelf[-1].seq)
        shelf = self.shelves[number] if number < len(self.shelves) else self.last
        place = bisect_left(shelf, seq, key=lambda entry: entry.seq)
        return shelf[place] if place < len(shelf) and shelf[place].seq == seq else None


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that is known of one process after `seq` entries."""

    process: str
    seq: int = 0
    head: str = GENESIS
    at: datetime | None = None
    entries: EntryIndex = field(default_factory=EntryIndex)
    adopted: Plan | None = None
    tenures: Mapping[Seat, tuple[Tenure, ...]] = field(default_factory=dict)
    ever_held: Mapping[PersonId, tuple[Seat, ...]] = field(default_factory=dict)
    """By person: each seat they hold or held, or stood in for, in order."""
    histories: Mapping[str, DeadlineHistory] = field(default_factory=dict)
    versions: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    submitted: Mapping[tuple[str, int], Entry] = field(default_factory=dict)
    records: Mapping[int, Record] = field(default_factory=dict)
    consultations: Mapping[str, ConsultationHistory] = field(default_factory=dict)
    published: Mapping[str, Entry] = field(default_factory=dict)
    """By organ: the meetings its own calendar proposed last, until they are turned down."""
    moves: tuple[RowMove, ...] = ()
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)
    """For each row that had begun when the plan was changed: the rhythm it began with."""
    change_counts: Mapping[str, ChangeCount] = field(default_factory=dict)
    taken_out: Mapping[str, TakenOut] = field(default_factory=dict)
    """By `organ/key`: the meetings that went out of the plan without having been cancelled
    first.
    """
    rescheduled: Mapping[str, Rescheduled] = field(default_factory=dict)
    """By proposal: how the treatment of the version that stands was last given another day."""
    unreadable: tuple[Entry, ...] = ()
    """The entries that were passed over, since this version can make nothing of them."""
    stand_ins: tuple[Entry, ...] = ()
    """The entries that let somebody stand in for a seat's holder."""
    about: Mapping[int, str | int] = field(default_factory=dict)
    """For each entry that can be undone: the obligation key or the record it is about."""

    @classmethod
    def empty(cls, process: str) -> State:
        """Before the first entry."""
        return cls(process=process)

    @classmethod
    def fold(cls, process: str, entries: Iterable[Entry]) -> State:
        """The state after all these entries."""
        return cls.empty(process).after_all(entries)

    def after(self, entry: Entry) -> State:
        """The state with one more entry; entries come in order of `seq`."""
        return self.after_all((entry,))

    def after_all(self, entries: Iterable[Entry]) -> State:
        """The state with all these entries. Each mapping that grows is copied once for them all,
        so that the time it takes follows how many they are, not how many there were.
        """
        state, own = replace(self), set[str]()
        values = state.__dict__  # nobody else has seen it yet
        for entry in entries:
            entry, changes = _read(state, entry)
            for name, change in changes.items():
                if isinstance(change, Added) and name in own:
                    values[name].update(change)
                elif isinstance(change, Added):
                    own.add(name)
                    values[name] = {**values[name], **change}
                else:
                    own.discard(name)
                    values[name] = change
            values |= {
                "seq": entry.seq,
                "head": entry.hash,
                "at": entry.at,
                "entries": state.entries.after(entry),
            }
        return state

    def entry(self, seq: int) -> Entry | None:
        """The entry with that number; None when there is none."""
        return self.entries.get(seq)

    @property
    def plan(self) -> Plan:
        """The plan as it stands; raises NoPlan."""
        if self.adopted is None:
            raise NoPlan()
        return self.adopted

    def history_of(self, obligation: str) -> DeadlineHistory:
        """What has happened to an obligation; an empty one when nothing has."""
        return self.histories.get(obligation, DeadlineHistory())

    def told(self, milestone: str) -> Entry | None:
        """The entry that says that what a row was to tell was told; None while nobody says so."""
        return self.history_of(milestone).told

    def rhythm_of(self, row: Milestone) -> Rhythm:
        """When people are written to about a row, by the rule that stood when that began."""
        return self.rhythms.get(row.key) or self.plan.kind(row.kind).rhythm

    def proposal(self, id: str) -> Proposal | None:
        """The newest version of a proposal."""
        return self.versions[id][-1] if id in self.versions else None

    def proposals(self) -> tuple[Proposal, ...]:
        """The newest version of each proposal, in order of id."""
        return tuple(self.versions[id][-1] for id in sorted(self.versions))

    def holders(self, seat: Seat, day: date) -> tuple[PersonId, ...]:
        """Who answers for a seat that day: a stand-in where there is one, else its holders."""
        here = [t for t in self.tenures.get(seat, ()) if t.covers(day)]
        deputies = tuple(dict.fromkeys(t.person for t in here if t.deputy))
        return deputies or tuple(dict.fromkeys(t.person for t in here))

    def is_in(self, seat: Seat, person: PersonId, day: date) -> bool:
        """Whether a person holds the seat or stands in for it that day; the holder keeps their
        rights while somebody stands in.
        """
        return any(t.person == person and t.covers(day) for t in self.tenures.get(seat, ()))

    def seats_of(self, person: PersonId, day: date) -> tuple[Seat, ...]:
        """The seats a person holds or stands in for that day."""
        return tuple(s for s in self.ever_held.get(person, ()) if self.is_in(s, person, day))

    def people(self) -> tuple[PersonId, ...]:
        """Everybody who holds or held a seat."""
        return tuple(sorted(self.ever_held))


class Added(dict[Any, Any]):
    """What is added to one of the state's mappings, or stands in it anew."""


Changes = dict[str, Any]
"""By the name of a value of the state: what it is from now on, or what is `Added` to it."""


def _read(state: State, entry: Entry) -> tuple[Entry, Changes]:
    try:
        return entry, FOLDS[type(entry.fact)](state, entry, entry.fact)
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration, NoPlan) as error:
        unreadable = Unreadable(why=f"does not fit: {type(error).__name__}")
        entry = replace(entry, fact=cast(Fact, unreadable))
        return entry, _passed_over(state, entry, unreadable)


def _plan_changed(state: State, entry: Entry, fact: PlanFact) -> Changes:
    revised = apply(state.adopted, entry, fact)
    before, after = (
        shown_values(plan, state.proposals()) for plan in (state.adopted, revised.plan)
    )
    return {
        "adopted": revised.plan,
        "moves": (*state.moves, *revised.moves),
        "taken_out": taken_out(
            state.taken_out,
            state.adopted,
            revised.plan,
            fact.reason if isinstance(fact, PlanAdopted) else "",
        ),
        "rhythms": kept_rhythms(state.adopted, state.rhythms, entry.at),
        "change_counts": _counted(state, entry, *revised.keys, *changed(before, after)),
    }


def _seat_taken(state: State, entry: Entry, fact: SeatTaken) -> Changes:
    tenure = Tenure(person=fact.person, since=fact.since, until=fact.until, deputy=fact.deputy)
    return {
        "tenures": Added({fact.seat: (*state.tenures.get(fact.seat, ()), tenure)}),
        "ever_held": Added(
            {fact.person: tuple(sorted({*state.ever_held.get(fact.person, ()), fact.seat}))}
        ),
        "stand_ins": (*state.stand_ins, entry) if fact.deputy else state.stand_ins,
    }


def _seat_left(state: State, entry: Entry, fact: SeatLeft) -> Changes:
    here = state.tenures.get(fact.seat, ())
    goes_on = [
        t for t in here if t.person == fact.person and (t.until is None or t.until > fact.last_day)
    ]
    ended = tuple(replace(t, until=fact.last_day) if t in goes_on else t for t in here)
    return {"tenures": Added({fact.seat: ended})}


def _about_obligation(
    state: State,
    entry: Entry,
    fact: Delivered
    | Received
    | SentBack
    | MoreTimeAsked
    | HandedOver
    | Snoozed
    | NotMine
    | TalkPromised,
) -> Changes:
    return _history_changed(state, entry, fact.obligation)


def _information_given(state: State, entry: Entry, fact: InformationGiven) -> Changes:
    """Kept by the row itself, since a row may tell without anybody owing it."""
    return _history_changed(state, entry, fact.milestone)


def _more_time_answered(state: State, entry: Entry, fact: MoreTimeAnswered) -> Changes:
    return _history_changed(state, entry, str(state.about[fact.asked]))


def _history_changed(state: State, entry: Entry, key: str) -> Changes:
    return {
        "histories": Added({key: state.history_of(key).after(entry)}),
        "about": Added({entry.seq: key}),
        "change_counts": _counted(state, entry, key),
    }


def _proposal_submitted(state: State, entry: Entry, fact: ProposalSubmitted) -> Changes:
    id, version = fact.proposal.id, fact.proposal.version
    moved = rescheduled(state.adopted, entry, state.proposal(id), fact.proposal)
    kept = {
        key: told for key, told in state.rescheduled.items() if key != id or told.version == version
    }
    return {
        "rescheduled": kept | ({id: moved} if moved else {}),
        "versions": Added({id: (*state.versions.get(id, ()), fact.proposal)}),
        # a version counts from its first entry
        "submitted": Added({(id, version): state.submitted.get((id, version), entry)}),
        "change_counts": _counted(state, entry, id),
    }


def _discussion_recorded(state: State, entry: Entry, fact: DiscussionRecorded) -> Changes:
    touched = [f"{ref.id}/{fact.committee}" for ref in fact.proposals]
    return {
        "records": Added({entry.seq: Record((entry,))}),
        "about": Added({entry.seq: entry.seq}),
        "change_counts": _counted(state, entry, *touched),
    }


def _about_record(
    state: State,
    entry: Entry,
    fact: DiscussionConfirmed | DiscussionContested | ViewsAdded | MinutesNoted,
) -> Changes:
    return _record_changed(state, entry, fact.record)


def _record_changed(state: State, entry: Entry, seq: int) -> Changes:
    record = state.records[seq]
    touched = [f"{ref.id}/{record.fact.committee}" for ref in record.fact.proposals]
    return {
        "records": Added({seq: record.after(entry)}),
        "about": Added({entry.seq: seq}),
        "change_counts": _counted(state, entry, *touched),
    }


def _meetings_proposed(state: State, entry: Entry, fact: MeetingsProposed) -> Changes:
    return {"published": Added({fact.organ: entry})}


def _meetings_declined(state: State, entry: Entry, fact: MeetingsDeclined) -> Changes:
    return {
        "published": {
            organ: told for organ, told in state.published.items() if told.seq != fact.proposal
        }
    }


def _consultation_opened(state: State, entry: Entry, fact: ConsultationOpened) -> Changes:
    id = fact.consultation.id
    before = state.consultations[id].history if id in state.consultations else ()
    return {
        "consultations": Added({id: ConsultationHistory((*before, entry))}),
        "change_counts": _counted(state, entry, consultation_key(id)),
    }


def _response_received(state: State, entry: Entry, fact: ResponseReceived) -> Changes:
    return _consultation_changed(state, entry, fact.consultation)


def _response_withdrawn(state: State, entry: Entry, fact: ResponseWithdrawn) -> Changes:
    return _consultation_changed(
        state,
        entry,
        next(
            id
            for id, h in state.consultations.items()
            if fact.response in {e.seq for e in h.history}
        ),
    )


def _consultation_changed(state: State, entry: Entry, id: str) -> Changes:
    hearing = ConsultationHistory((*state.consultations[id].history, entry))
    return {
        "consultations": Added({id: hearing}),
        "change_counts": _counted(state, entry, consultation_key(id)),
    }


def _undone(state: State, entry: Entry, fact: Undone) -> Changes:
    about = state.about[fact.undoes]
    return (
        _record_changed(state, entry, about)
        if isinstance(about, int)
        else _history_changed(state, entry, about)
    )


def _counted(state: State, entry: Entry, *keys: str) -> Added:
    added = Added()
    for key in keys:
        old = added.get(key) or state.change_counts.get(key)
        added[key] = ChangeCount(
            count=old.count + 1 if old else 0, entry=entry, first=old.first if old else entry
        )
    return added


def _passed_over(state: State, entry: Entry, fact: Unreadable) -> Changes:
    return {"unreadable": (*state.unreadable, entry)}


FOLDS: dict[type, Callable[[State, Entry, Any], Changes]] = {
    Unreadable: _passed_over,
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
    SentBack: _about_obligation,
    MoreTimeAsked: _about_obligation,
    MoreTimeAnswered: _more_time_answered,
    HandedOver: _about_obligation,
    Snoozed: _about_obligation,
    NotMine: _about_obligation,
    TalkPromised: _about_obligation,
    InformationGiven: _information_given,
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
    TextsErased: lambda _state, _entry, _fact: {},
}


P = ParamSpec("P")
T = TypeVar("T")


def cached_on_state(
    question: Callable[Concatenate[State, P], T],
) -> Callable[Concatenate[State, P], T]:
    """The same question, which gives its last answer again when the same state is asked the same.

    One answer is kept for each question, with the state itself, and goes with it; `State.after`
    gives a state that remembers nothing.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answer(state: State, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (args, kwargs)
        kept: tuple[object, T] | None = state.__dict__.get(name)
        if kept is None or kept[0] != asked:
            kept = (asked, question(state, *args, **kwargs))
            state.__dict__[name] = kept
        return kept[1]

    return answer
