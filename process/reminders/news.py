"""What somebody did, told to those it touches: at once, each once, and only while it still
holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from process.dates.when import is_dated
from process.deadlines.obligations import (
    Obligation,
    ObligationKind,
    day_of,
    obligations,
    responsible,
)
from process.ledger.entries import Entry
from process.ledger.facts import (
    ConsultationOpened,
    DiscussionConfirmed,
    DiscussionContested,
    HandedOver,
    MoreTimeAnswered,
    NotMine,
    Party,
    ProposalSubmitted,
    SeatLeft,
    SeatTaken,
    SentBack,
)
from process.ledger.history import ConsultationHistory, Record
from process.ledger.obligation_keys import DeliveryKey, DiscussionKey, read_key
from process.ledger.plan_changes import RowMove
from process.ledger.state import State
from process.med.involvement import cell, corrected, employee_seats
from process.plan.model import OrganKind
from process.reminders.escalation import climbs, spokesmen
from process.reminders.notices import Notice, NoticeKind
from process.reminders.rhythm import rhythm_steps
from process.seats import PersonId, Role, Seat, Tenure

Told = tuple[Entry, NoticeKind, PersonId]


def news(state: State, owed: Sequence[Obligation], now: datetime) -> Iterator[Notice]:
    """Every notice about an entry that still holds; `owed` is all of `obligations(state)`."""
    of_people = (*_of_deadlines(state, owed), *of_stand_ins(state))
    of_cases = (*of_proposals(state, owed), *of_stations(state, owed), *of_consultations(state))
    for entry, kind, person in (*_of_plan(state, owed), *of_people, *_of_records(state), *of_cases):
        if entry.at <= now and not _held_back(state, entry, now):
            yield _notice(state, entry, kind, person)


def _held_back(state: State, entry: Entry, now: datetime) -> bool:
    """Whether it is about a proposal that may not be spoken of yet."""
    fact = entry.fact
    proposal = state.proposal(fact.proposal.id) if isinstance(fact, ProposalSubmitted) else None
    return proposal is not None and proposal.withheld_until(day_of(state, now)) is not None


def _notice(state: State, entry: Entry, kind: NoticeKind, person: PersonId) -> Notice:
    key = f"{state.process}|entry:{entry.seq}|{kind}|{person}"
    return Notice(
        key=key, process=state.process, kind=kind, person=person, due=entry.at, entry=entry.seq
    )


# The plan.


EVERY_HEAD = f"{Role.HEAD}:*"


def _of_plan(state: State, owed: Sequence[Obligation]) -> Iterator[Told]:
    """The last word on each row, as long as the plan still says it; what came before is stale.
    One entry tells a person once.
    """
    told: dict[tuple[int, PersonId], tuple[Entry, bool]] = {}
    for move in standing_moves(state):
        for person in _people_of(state, owed, move):
            _, moved = told.get((move.entry.seq, person), (move.entry, False))
            told[move.entry.seq, person] = (move.entry, moved or move.goes_on)
    for (_, person), (entry, moved) in told.items():
        yield entry, NoticeKind.MOVED if moved else NoticeKind.CANCELLED, person


def moves_told(state: State, entry: Entry, person: PersonId) -> tuple[RowMove, ...]:
    """The rows an entry changed that the person answered for, which still stand as it left them."""
    owed = obligations(state)
    return tuple(
        m
        for m in standing_moves(state)
        if m.entry.seq == entry.seq and person in _people_of(state, owed, m)
    )


def standing_moves(state: State) -> list[RowMove]:
    """The last move of each row, where the plan still says it; what was moved and moved back before
    anybody could hear of it was not moved.
    """
    last = {move.key: move for move in state.moves}
    heard = (_as_heard(state, m) for m in last.values() if m.still_holds(state.plan))
    return [move for move in heard if move.after != move.before]


def _as_heard(state: State, move: RowMove) -> RowMove:
    """A move from what stood when the last message could go out."""
    days, first = state.plan.calendar, move
    for earlier in reversed([m for m in state.moves if m.key == move.key]):
        unheard = earlier.entry.seq < first.entry.seq and (
            days.next_open(earlier.entry.at) > first.entry.at
        )
        first = earlier if unheard else first
    if first.before.when == (move.after.when if move.after else None):
        same = move.after is not None and move.after.cancelled == first.before.cancelled
        return replace(move, before=move.after) if same and move.after else move
    return replace(move, before=first.before)


def _people_of(state: State, owed: Sequence[Obligation], move: RowMove) -> tuple[PersonId, ...]:
    """Whoever owed something there on that day, as far as it is not met."""
    if move.after is None:
        return _people_then(state, move)
    touched = [
        o
        for o in owed
        if o.milestone == move.key and o.met is None and o.kind is ObligationKind.DELIVERY
    ]
    kept = [
        o
        for o in touched
        if not _handed_since(state, o, move.entry)
        and (not move.goes_on or _heard_of(state, o, move))
    ]
    return tuple(
        dict.fromkeys(person for o in kept for person in _owners_then(state, o, move.entry))
    )


def _heard_of(state: State, obligation: Obligation, move: RowMove) -> bool:
    """Whether the rhythm had spoken of the deadline under one of its earlier dates; nobody is
    corrected who was told nothing.
    """
    days = state.plan.calendar
    for earlier in (m for m in state.moves if m.key == move.key and m.entry.seq <= move.entry.seq):
        due = earlier.before.when.latest
        if due and any(
            step.due(days) <= earlier.entry.at
            for step in rhythm_steps(replace(obligation, due=due), days)
        ):
            return True
    return False


def _people_then(state: State, move: RowMove) -> tuple[PersonId, ...]:
    """The same for a row that is no longer in the plan."""
    if not (move.owed and is_dated(move.before.when)):
        return ()
    day = day_of(state, move.entry.at)
    seats = [
        seat
        for owner in move.before.owners
        if not owner.endswith(":*") or owner == EVERY_HEAD
        for seat in state.plan.seats_of(owner)
    ]
    keys = {seat: str(DeliveryKey(move.key, seat)) for seat in seats}
    still = [seat for seat in seats if state.history_of(keys[seat]).met is None]
    return tuple(dict.fromkeys(person for seat in still for person in state.holders(seat, day)))


def _handed_since(state: State, obligation: Obligation, entry: Entry) -> bool:
    """Whoever gets it later is told the date that holds by being handed it."""
    handed = state.history_of(obligation.key).handed_by
    return handed is not None and handed.seq > entry.seq


def _owners_then(state: State, obligation: Obligation, entry: Entry) -> tuple[PersonId, ...]:
    return responsible(state, obligation, day_of(state, entry.at))


# What is owed.


def _of_deadlines(state: State, owed: Sequence[Obligation]) -> Iterator[Told]:
    """About what is still owed: what was taken back, or has been handed on, is not told."""
    for obligation in (o for o in owed if o.open and o.key in state.histories):
        standing = state.history_of(obligation.key)
        for entry in standing.counting:
            match entry.fact:
                case MoreTimeAnswered(asked=asked):
                    request = state.entry(asked)
                    if request is not None and request.actor != entry.actor:
                        yield entry, NoticeKind.MORE_TIME_ANSWERED, request.actor
                case HandedOver(to=person) if entry == standing.handed_by:
                    before = (
                        state.holders(obligation.seat, day_of(state, entry.at))
                        if climbs(obligation)
                        else ()
                    )
                    both = (
                        dict.fromkeys((person, *before))
                        if _told_by(state, obligation, entry)
                        else ()
                    )
                    yield from (
                        (entry, NoticeKind.HANDED_OVER, other)
                        for other in both
                        if other != entry.actor
                    )
                case SentBack() if entry == standing.sent_back:
                    for person in responsible(state, obligation, day_of(state, entry.at)):
                        if person != entry.actor:
                            yield entry, NoticeKind.SENT_BACK, person
                case NotMine() if entry.actor in standing.disowned:
                    for person in state.holders(
                        Seat(Role.PROCESS_OWNER, state.process), day_of(state, entry.at)
                    ):
                        yield entry, NoticeKind.NOT_MINE, person


def _told_by(state: State, obligation: Obligation, entry: Entry) -> bool:
    """Several discussions of one committee that somebody took at once are told
    of once, by the first entry.
    """
    if obligation.kind is not ObligationKind.DISCUSSION:
        return True
    same = (
        e
        for key, s in state.histories.items()
        if isinstance(found := read_key(key), DiscussionKey)
        and found.committee == obligation.committee
        for e in s.history
        if isinstance(e.fact, HandedOver)
    )
    return entry.seq == min(e.seq for e in same if (e.at, e.actor) == (entry.at, entry.actor))


# Those who stand in.


def of_stand_ins(state: State) -> Iterator[tuple[Entry, NoticeKind, PersonId]]:
    """One notice for each time somebody was asked to stand in, however many seats that is."""
    told: set[tuple[object, ...]] = set()
    for entry in state.stand_ins:
        fact = entry.fact
        if isinstance(fact, SeatTaken) and fact.person != entry.actor and _holds(state, fact):
            together = (entry.at, entry.actor, fact.person)
            if together not in told:
                yield entry, NoticeKind.STANDING_IN, fact.person
            told.add(together)


def seats_with(state: State, entry: Entry) -> tuple[Seat, ...]:
    """The seats that were given together with an entry and are still stood in for."""
    return tuple(fact.seat for fact in given_with(state, entry) if _holds(state, fact))


def given_with(state: State, entry: Entry) -> tuple[SeatTaken, ...]:
    """All that one person was asked to stand in for together with an entry."""
    facts = ((e, e.fact) for e in state.stand_ins if isinstance(e.fact, SeatTaken))
    mine = entry.fact.person if isinstance(entry.fact, SeatTaken) else ""
    return tuple(
        fact for e, fact in facts if (e.at, e.actor, fact.person) == (entry.at, entry.actor, mine)
    )


def stood_in(state: State, left: SeatLeft) -> tuple[Entry, ...]:
    """The entries by which somebody who left a seat had been asked to stand in for it."""
    return tuple(
        e
        for e in state.stand_ins
        if isinstance(e.fact, SeatTaken)
        and (e.fact.seat, e.fact.person) == (left.seat, left.person)
    )


def _holds(state: State, fact: SeatTaken) -> bool:
    return Tenure(
        person=fact.person, since=fact.since, until=fact.until, deputy=True
    ) in state.tenures.get(fact.seat, ())


# Records.


def _of_records(state: State) -> Iterator[Told]:
    gone = corrected(state)
    for record in state.records.values():
        yield from _of_withdrawal(state, record)
        answer = record.answer
        if answer is None or record.withdrawn is not None or record.seq in gone:
            continue
        kind = {DiscussionConfirmed: NoticeKind.RECEIPT, DiscussionContested: NoticeKind.CONTESTED}[
            type(answer.fact)
        ]
        yield from ((answer, kind, person) for person in _both_sides(state, record, answer))


def _of_withdrawal(state: State, record: Record) -> Iterator[Told]:
    """A record that was answered, took another's place, or was taken back by somebody else: to
    both sides but whoever did it.
    """
    gone = record.withdrawn
    if gone is not None and (
        record.answer or record.fact.corrects or gone.actor != record.entry.actor
    ):
        yield from (
            (gone, NoticeKind.WITHDRAWN, person)
            for person in _both_sides(state, record, gone)
            if person != gone.actor
        )


def _both_sides(state: State, record: Record, about: Entry) -> tuple[PersonId, ...]:
    """Who recorded it, who answered, and who spoke for each side that day."""
    answered = (record.answer.actor,) if record.answer else ()
    return tuple(
        dict.fromkeys(
            (record.entry.actor, *answered, *spokesmen(state, record, day_of(state, about.at)))
        )
    )


# Proposals.


def of_proposals(
    state: State, owed: Sequence[Obligation]
) -> Iterator[tuple[Entry, NoticeKind, PersonId]]:
    """Each new version once to each who owes its discussion, as long as it is owed."""
    told: dict[tuple[int, PersonId], Entry] = {}
    for obligation in reopened(state, owed):
        assert obligation.proposal is not None, "a discussion is about a proposal"
        entry = state.submitted[obligation.proposal.id, obligation.proposal.version]
        for person in responsible(state, obligation, day_of(state, entry.at)):
            told[entry.seq, person] = entry
    yield from ((entry, NoticeKind.REOPENED, person) for (_, person), entry in told.items())


def touched_by(
    state: State, entry: Entry, owed: Sequence[Obligation], person: PersonId
) -> tuple[Obligation, ...]:
    """The discussions an entry made one person owe, that are still open."""
    if not isinstance(entry.fact, ProposalSubmitted):
        return ()
    id, day = entry.fact.proposal.id, day_of(state, entry.at)
    return tuple(
        o
        for o in reopened(state, owed)
        if o.proposal and o.proposal.id == id and person in responsible(state, o, day)
    )


def reopened(state: State, owed: Sequence[Obligation]) -> Iterator[Obligation]:
    """The open discussions that a later version, or a proposal from a meeting, made somebody
    owe.
    """
    for obligation in owed:
        proposal = obligation.proposal
        open_one = obligation.kind is ObligationKind.DISCUSSION and obligation.open
        if open_one and proposal is not None and proposal.came_later:
            yield obligation


def of_consultations(state: State) -> Iterator[Told]:
    """The window that holds, to everybody whose party is heard, while it is not over: at once, and
    again when it is another.
    """
    for history in state.consultations.values():
        entry, consultation = _window_since(history), history.consultation
        if entry.at > consultation.closes:
            continue
        day = day_of(state, entry.at)
        told = [p for party in consultation.parties for p in people_of(state, party, day)]
        yield from (
            (entry, NoticeKind.CONSULTED, person)
            for person in dict.fromkeys(told)
            if person != entry.actor
        )


def people_of(state: State, party: Party, day: date) -> Iterator[PersonId]:
    """Both sides of a committee and its secretary; else whoever answers for the party."""
    if party.seat is None:
        return
    yield from state.holders(party.seat, day)
    place = party.seat.place
    if state.plan.has_organ(place) and state.plan.organ(place).kind is OrganKind.MED_COMMITTEE:
        sides = (state.holders(seat, day) for seat in employee_seats(state.plan, place))
        yield from next((held for held in sides if held), ())
        yield from state.holders(Seat(Role.SECRETARY, place), day)


def _window_since(history: ConsultationHistory) -> Entry:
    """The entry since which its window and parties are as they are."""
    opened = [e for e in history.history if isinstance(e.fact, ConsultationOpened)]
    now = history.consultation
    same = [
        e
        for e in opened
        if isinstance(e.fact, ConsultationOpened)
        and (e.fact.consultation.opens, e.fact.consultation.closes) == (now.opens, now.closes)
        and e.fact.consultation.parties == now.parties
    ]
    return same[0] if same else history.opened


def of_stations(
    state: State, owed: Sequence[Obligation]
) -> Iterator[tuple[Entry, NoticeKind, PersonId]]:
    """Another day for the treatment, once to each who owes a discussion before it; whoever has
    recorded theirs is left in peace.
    """
    for id, moved in state.rescheduled.items():
        proposal = state.proposal(id)
        if moved.before is None and proposal is not None and proposal.came_later:
            continue  # its first day comes with the word that it is owed anew
        told = [person for _, people in owing(state, id, owed, moved.entry) for person in people]
        yield from ((moved.entry, NoticeKind.RESCHEDULED, person) for person in dict.fromkeys(told))


def owing(
    state: State, id: str, owed: Sequence[Obligation], entry: Entry
) -> Iterator[tuple[str, tuple[PersonId, ...]]]:
    """The committees that have not discussed the version that stands, each with whoever answers for
    that; also while it has no day.
    """
    proposal, day = state.proposal(id), day_of(state, entry.at)
    if proposal is None or proposal.out:
        return
    known = {o.committee: o for o in owed if o.proposal is not None and o.proposal.id == id}
    for committee in (
        c for c in proposal.affected if c not in {n.committee for n in proposal.not_affected}
    ):
        record = cell(state, proposal, committee).record
        if record is None or not record.counts:
            found = known.get(committee)
            yield (
                committee,
                responsible(state, found, day)
                if found
                else state.holders(Seat(Role.CHAIR, committee), day),
            )
