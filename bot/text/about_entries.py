"""News about something somebody did: each entry's notice as a section, brought up to what stands."""

from __future__ import annotations

from datetime import date

from bot.text import (
    about_chair,
    about_changes,
    about_deadlines,
    about_questions,
    about_receipts,
    about_records,
    about_stations,
    about_undone,
    dates,
    deadlines,
    med_owed,
    messages_words,
    offers,
)
from bot.text.rendered import Section, View
from bot.text.roles import named, owner, place
from process.entries import Entry
from process.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    NotMine,
    PlanAdopted,
    ProposalSubmitted,
    Undone,
)
from process.news import moves_told
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, find, obligations, responsible
from process.reopening import touched_by
from process.revising import RowMove
from process.seats import PersonId, Seat
from process.state import State


def section(state: State, notice: Notice, day: date, view: View) -> Section:
    """The notice's section; what no longer counts says so."""
    entry = _entry(state, notice.entry)
    match entry.fact if entry else None:
        case MilestoneMoved() | MilestoneCancelled() | PlanAdopted() if entry:
            return _moves(state, entry, notice.person, day)
        case ProposalSubmitted() if entry and notice.kind is NoticeKind.RESCHEDULED:
            return _rescheduled(state, entry, notice.person)
        case ProposalSubmitted() if entry:
            return _reopened(state, entry, notice.person)
        case DiscussionConfirmed() | DiscussionContested() if entry:
            return _answer(state, notice, entry)
        case Undone() if entry and isinstance(state.about[entry.seq], int):
            return about_changes.withdrawn(state, state.records[int(state.about[entry.seq])], entry)
        case MoreTimeAnswered() | HandedOver() | NotMine() if entry:
            return _about_deadline(state, entry, notice.person, day, view)
    return Section(text=deadlines.gone())


def _entry(state: State, seq: int) -> Entry | None:
    history = [*(move.entry for move in state.moves), *state.submitted.values(), *(e for s in state.standings.values() for e in s.history)]
    history += [moved.entry for moved in state.rescheduled.values()]
    history += [e for record in state.records.values() for e in record.history]
    return next((e for e in history if e.seq == seq), None)


def _rescheduled(state: State, entry: Entry, person: PersonId) -> Section:
    moved = next((m for m in state.rescheduled.values() if m.entry.seq == entry.seq), None)
    assert isinstance(entry.fact, ProposalSubmitted), "only a proposal is rescheduled"
    proposal = state.proposal(entry.fact.proposal.id)
    if moved is None or proposal is None:
        return Section(text=deadlines.gone())
    return about_stations.rescheduled(state, moved, proposal, person)


def _reopened(state: State, entry: Entry, person: PersonId) -> Section:
    owed = touched_by(state, entry, obligations(state), person)
    if not owed or owed[0].proposal is None:
        return Section(text=deadlines.gone())
    places = [(o.committee or "", place(state.plan, o.committee or "")) for o in owed]
    text = med_owed.reopened(committees=[name for _, name in places], shown=owed[0].proposal.shown, due=owed[0].due)
    return Section(text=text, choices=tuple(offers.record(committee=key, name=name) for key, name in places[:1]))


def _title(state: State, milestone: str, person: PersonId, day: date) -> str:
    """What the person owes there, in the words they know it by; the row's title when it is several things or none."""
    mine = {o.title for o in obligations(state) if o.milestone == milestone and person in responsible(state, o, day)}
    if len(mine) == 1:
        return mine.pop()
    return state.plan.milestone(milestone).title if state.plan.has_milestone(milestone) else milestone


def _moves(state: State, entry: Entry, person: PersonId, day: date) -> Section:
    """What the entry did to the person's own rows; a command is about one row, whoever owns it now."""
    mine = moves_told(state, entry, person)
    if not mine and not isinstance(entry.fact, PlanAdopted):
        mine = tuple(m for m in state.moves if m.entry.seq == entry.seq and state.plan.has_milestone(m.key))
    told = [_move(state, move, _title(state, move.key, person, day) if move.after else move.before.title) for move in mine]
    return Section(text="\n\n".join(told) if told else deadlines.gone())


def _move(state: State, move: RowMove, title: str) -> str:
    fact = move.entry.fact
    reason = fact.reason if isinstance(fact, PlanAdopted) else fact.why if isinstance(fact, MilestoneCancelled) else ""
    if move.after is None:
        return deadlines.taken_out(title=title, why=reason)
    if move.after.cancelled is not None:
        return deadlines.cancelled(title=title, why=move.after.cancelled or reason)
    if move.before.when == move.after.when:
        return deadlines.stands_again(title=title, when=dates.write(move.after.when), why=reason)
    last = move.after.moved[-1] if move.after.moved else None
    was, to = dates.moved_from(move.before.when, move.after.when)
    why, by, on = (last.why, last.approved_by, last.approved_on) if last else (reason, "", None)
    return deadlines.moved(title=title, was=was, to=to, why=why, approved_by=by, approved_on=on)


def _answer(state: State, notice: Notice, entry: Entry) -> Section:
    record = state.records[int(state.about[entry.seq])]
    if record.answer != entry or record.withdrawn is not None or about_records.is_corrected(state, record):
        name = about_records.committee_of(state, record)
        return Section(text=messages_words.record_changed(committee=name, on=record.fact.held_on))
    if isinstance(entry.fact, DiscussionContested):
        return about_receipts.contested(state, record, entry)
    return about_receipts.receipt(state, record, entry, notice.person)


def _about_deadline(state: State, entry: Entry, person: PersonId, day: date, view: View) -> Section:
    obligation = find(state, str(state.about[entry.seq]))
    if obligation is None or not obligation.open:
        met = about_deadlines.standing(state, obligation, person, day, view) if obligation else None
        return met or Section(text=deadlines.gone())
    if entry not in state.standing(obligation.key).counting:
        return about_undone.section(state, entry, obligation, person, day, view)
    match entry.fact:
        case MoreTimeAnswered(granted=granted):
            return _more_time(state, obligation, entry, granted, day)
        case HandedOver() if obligation.kind is not ObligationKind.DELIVERY:
            return about_chair.handed(state, entry, obligation, person, day, view)
        case HandedOver(to=to, until=until) if to == person and state.standing(obligation.key).handed_by == entry:
            return _handed(state, obligation, entry, until, day)
        case NotMine():
            return about_questions.not_mine(state, obligation, entry, view)
    return about_deadlines.standing(state, obligation, person, day, view, onlooker=True) or Section(text=deadlines.gone())


def _more_time(state: State, obligation: Obligation, entry: Entry, granted: bool, day: date) -> Section:
    choices = about_deadlines.open_choices(state, obligation, day)
    if granted:
        return Section(text=deadlines.more_time_granted(title=obligation.title, until=obligation.due), choices=choices)
    text = deadlines.more_time_refused(title=obligation.title, due=obligation.due, at=obligation.at, owner=owner(state.plan))
    return Section(text=text, choices=choices)


def _handed(state: State, obligation: Obligation, entry: Entry, until: date | None, day: date) -> Section:
    text = deadlines.handed_to_you(
        title=obligation.title,
        by=_seat(state, entry),
        receiver=about_deadlines.receiver(state, obligation),
        due=obligation.due,
        at=obligation.at,
        until=until,
    )
    return Section(text=text, choices=about_deadlines.open_choices(state, obligation, day))


def _seat(state: State, entry: Entry) -> str:
    return named(state.plan, Seat.parse(entry.seat)) if entry.seat else "systemet"
