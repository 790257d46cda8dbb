"""News about something somebody did: each entry's notice as a section, brought up to what
stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.messages import chair, deadlines, proposals, records
from bot.messages.choices import choice, record_choice
from bot.messages.deadlines import said_by
from bot.messages.message import Act, Section, View
from bot.text import consultations, deadline_forms, mail, med
from bot.text import deadlines as deadlines_words
from bot.text.calendar import meeting as meeting_title
from bot.text.grammar import in_line, moved_from, named, owner, place
from process.dates.danish import write
from process.deadlines.obligations import (
    Obligation,
    ObligationKind,
    day_of,
    find,
    obligations,
    responsible,
)
from process.deadlines.responses import closes_for, heard
from process.ledger.entries import Entry
from process.ledger.facts import (
    ConsultationOpened,
    DiscussionConfirmed,
    DiscussionContested,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    NotMine,
    PlanAdopted,
    ProposalSubmitted,
    SeatTaken,
    SentBack,
    Undone,
)
from process.ledger.plan_changes import RowMove
from process.ledger.state import State
from process.reminders.due import withheld_until
from process.reminders.invitations import meeting_of
from process.reminders.news import given_with, moves_told, people_of, seats_with, touched_by
from process.reminders.notices import Notice, NoticeKind
from process.seats import PersonId, Role, Seat


def section(state: State, notice: Notice, day: date, view: View) -> Section:
    """The notice's section; what no longer counts says so."""
    entry = state.entry(notice.entry)
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
            return records.withdrawn(state, state.records[int(state.about[entry.seq])], entry)
        case ConsultationOpened(consultation=consultation):
            return _consulted(state, consultation.id, notice.person, day)
        case MoreTimeAnswered() | HandedOver() | NotMine() | SentBack() if entry:
            return _about_deadline(state, entry, notice.person, day, view)
    return Section(text=deadlines_words.GONE)


# The plan's dates.


def _moves(state: State, entry: Entry, person: PersonId, day: date) -> Section:
    """What the entry did to the person's own rows; a command is about one row, whoever owns it
    now.
    """
    mine = moves_told(state, entry, person)
    if not mine and not isinstance(entry.fact, PlanAdopted):
        mine = tuple(
            m for m in state.moves if m.entry.seq == entry.seq and state.plan.has_milestone(m.key)
        )
    told = [
        _move(
            state, move, _title(state, move.key, person, day) if move.after else move.before.title
        )
        for move in mine
    ]
    return Section(text="\n\n".join(told) if told else deadlines_words.GONE)


def _move(state: State, move: RowMove, title: str) -> str:
    fact = move.entry.fact
    reason = (
        fact.reason
        if isinstance(fact, PlanAdopted)
        else fact.why
        if isinstance(fact, MilestoneCancelled)
        else ""
    )
    if move.after is None:
        return deadlines_words.taken_out(title=title, why=reason)
    if move.after.cancelled is not None:
        return deadlines_words.cancelled(title=title, why=move.after.cancelled or reason)
    if move.before.when == move.after.when:
        return deadlines_words.stands_again(title=title, when=write(move.after.when), why=reason)
    last = move.after.moved[-1] if move.after.moved else None
    was, to = moved_from(move.before.when, move.after.when)
    why, by, on = (
        (last.why or reason, last.approved_by, last.approved_on) if last else (reason, "", None)
    )
    return deadlines_words.moved(
        title=title, was=was, to=to, why=why, approved_by=by, approved_on=on
    )


def _title(state: State, milestone: str, person: PersonId, day: date) -> str:
    """What the person owes there, in the words they know it by; the row's title when
    it is several things or none.
    """
    mine = {
        o.title
        for o in obligations(state)
        if o.milestone == milestone and person in responsible(state, o, day)
    }
    if len(mine) == 1:
        return mine.pop()
    return (
        state.plan.milestone(milestone).title if state.plan.has_milestone(milestone) else milestone
    )


# Proposals.


def _rescheduled(state: State, entry: Entry, person: PersonId) -> Section:
    moved = next((m for m in state.rescheduled.values() if m.entry.seq == entry.seq), None)
    assert isinstance(entry.fact, ProposalSubmitted), "only a proposal is rescheduled"
    proposal = state.proposal(entry.fact.proposal.id)
    if moved is None or proposal is None:
        return Section(text=deadlines_words.GONE)
    return proposals.rescheduled(state, moved, proposal, person)


def _reopened(state: State, entry: Entry, person: PersonId) -> Section:
    owed = touched_by(state, entry, obligations(state), person)
    if not owed or owed[0].proposal is None:
        return Section(text=deadlines_words.GONE)
    places = [(o.committee or "", place(state.plan, o.committee or "")) for o in owed]
    text = med.reopened(
        committees=[name for _, name in places],
        shown=owed[0].proposal.shown_any_day,
        due=owed[0].due,
    )
    ahead = chair.prepare(owed[0], day_of(state, entry.at)) if len(owed) == 1 else ""
    text = " ".join(filter(None, (text, ahead)))
    return Section(
        text=text,
        choices=tuple(record_choice(key, name) for key, name in places[:1]),
    )


def _consulted(state: State, id: str, person: PersonId, day: date) -> Section:
    """Which of their committees and bodies are heard, until when, and where to answer."""
    history = state.consultations[id]
    consultation, days = history.consultation, state.plan.calendar
    mine = [p for p in consultation.parties if person in people_of(state, p, day)]
    if not mine:
        return Section(text=consultations.NOT_HEARD)
    text = consultations.consulted(
        title=consultation.title,
        parties=[party.name for party in mine],
        opens=days.local_day(consultation.opens),
        closes=days.local(max(closes_for(state, history, party) for party in mine)),
        by=[party.name for party in mine if party.seat and state.is_in(party.seat, person, day)],
    )
    answered = {one.party.key for one in heard(state, history) if one.answered}
    if all(party.key in answered for party in mine):
        return Section(text=f"{text} {consultations.HAS_ANSWERED}")
    return Section(text=text, choices=(choice(Act.RESPONSE, id, consultation.title),))


# A record's answer.


def _answer(state: State, notice: Notice, entry: Entry) -> Section:
    record = state.records[int(state.about[entry.seq])]
    if (
        record.answer != entry
        or record.withdrawn is not None
        or records.is_corrected(state, record)
    ):
        name = records.committee_of(state, record)
        return Section(text=med.record_changed(committee=name, on=record.fact.held_on))
    if isinstance(entry.fact, DiscussionContested):
        return records.contested(state, record, entry)
    return records.receipt(state, record, entry, notice.person)


# One deadline.


def _about_deadline(state: State, entry: Entry, person: PersonId, day: date, view: View) -> Section:
    obligation = find(state, str(state.about[entry.seq]))
    if obligation is None or not obligation.open:
        met = deadlines.stand(state, obligation, person, day, view) if obligation else None
        return met or deadlines.gone(state, str(state.about[entry.seq]))
    if entry not in state.history_of(obligation.key).counting:
        return _taken_back_section(state, entry, obligation, person, day, view)
    match entry.fact:
        case MoreTimeAnswered(granted=granted):
            return _more_time(state, obligation, entry, granted, day)
        case HandedOver() if obligation.kind is not ObligationKind.DELIVERY:
            return chair.handed(state, entry, obligation, person, day, view)
        case HandedOver(to=to, until=until) if (
            to == person and state.history_of(obligation.key).handed_by == entry
        ):
            return _handed(state, obligation, entry, until, day)
        case NotMine():
            return deadlines.not_mine(state, obligation, entry, view)
        case SentBack(missing=missing) if person in responsible(state, obligation, day):
            return _sent_back(state, obligation, entry, deadlines.text_of(view, missing), day)
    return deadlines.stand(state, obligation, person, day, view, onlooker=True) or Section(
        text=deadlines_words.GONE
    )


def _more_time(
    state: State, obligation: Obligation, entry: Entry, granted: bool, day: date
) -> Section:
    choices = deadlines.open_choices(state, obligation, day)
    if granted:
        return Section(
            text=deadlines_words.more_time_granted(title=obligation.title, until=obligation.due),
            choices=choices,
        )
    text = deadlines_words.more_time_refused(
        title=obligation.title, due=obligation.due, at=obligation.at, owner=owner(state.plan)
    )
    return Section(text=text, choices=choices)


def _handed(
    state: State, obligation: Obligation, entry: Entry, until: date | None, day: date
) -> Section:
    text = deadlines_words.handed_to_you(
        title=obligation.title,
        by=said_by(state, entry),
        receiver=deadlines.receiver(state, obligation),
        due=obligation.due,
        at=obligation.at,
        until=until,
    )
    return Section(text=text, choices=deadlines.open_choices(state, obligation, day))


def _sent_back(
    state: State, obligation: Obligation, entry: Entry, missing: str, day: date
) -> Section:
    text = deadlines_words.sent_back(
        title=obligation.title,
        by=said_by(state, entry),
        missing=missing,
        due=obligation.due,
        at=obligation.at,
        late=obligation.overdue_on(day),
    )
    return Section(text=text, choices=deadlines.open_choices(state, obligation, day))


def _taken_back_section(
    state: State, entry: Entry, obligation: Obligation, person: PersonId, day: date, view: View
) -> Section:
    """To whoever was told of the entry; the obligation is open."""
    said = _taken_back(state, entry, obligation.title)
    if person not in responsible(state, obligation, day):
        return Section(text=f"{said} {deadlines_words.NOTHING_TO_DO}")
    now = deadlines.stand(state, obligation, person, day, view) or _plain(
        state, obligation, day, view
    )
    return Section(text=f"{said} {now.text}", choices=now.choices)


def _taken_back(state: State, entry: Entry, title: str) -> str:
    match entry.fact:
        case HandedOver():
            return deadlines_words.hand_over_undone(title=title)
        case NotMine():
            return deadlines_words.mine_after_all(title=title, by=said_by(state, entry))
        case SentBack():
            return deadlines_words.sending_back_undone(title=title, by=said_by(state, entry))
    return deadlines_words.answer_undone(title=title)


def _plain(state: State, obligation: Obligation, day: date, view: View) -> Section:
    if obligation.kind is ObligationKind.DISCUSSION:
        return records.missing(state, [obligation], day)
    return deadlines.plain_section(state, obligation, day, view)


# Stand-ins and invitations.


def stand_in_section(state: State, seq: int, day: date) -> Section:
    """What they stand in for, and what is owed in those days: deliveries by their titles, a
    committee's discussions as one thing.
    """
    entry = state.entry(seq)
    seats = seats_with(state, entry) if entry else ()
    if entry is None or not isinstance(entry.fact, SeatTaken):
        return Section(text=deadlines_words.GONE)
    since, until = entry.fact.since, entry.fact.until
    if not seats:
        return Section(text=_ended(state, entry, since))
    names = _names(state, seats)
    return Section(
        text=deadline_forms.standing_in(
            by=names, since=since, until=until, owed=_owed(state, entry.fact, entry, day), on=day
        )
    )


def _names(state: State, seats: Iterable[Seat]) -> str:
    """Seats in one line, the highest first."""
    ordered = sorted(seats, key=lambda s: (list(Role).index(s.role), s.place))
    return in_line([named(state.plan, seat) for seat in ordered])


def _ended(state: State, entry: Entry, since: date) -> str:
    """To whoever stood in: until when they did, if at all."""
    given = given_with(state, entry)
    days = [
        tenure.until
        for fact in given
        for tenure in state.tenures.get(fact.seat, ())
        if tenure.deputy and (tenure.person, tenure.since) == (fact.person, fact.since)
    ]
    last = max((day for day in days if day is not None), default=None)
    names = _names(state, {fact.seat for fact in given})
    return deadline_forms.stood_in(by=names, since=since, until=last)


def _owed(state: State, fact: SeatTaken, entry: Entry, day: date) -> list[tuple[str, date]]:
    seats, last = seats_with(state, entry), fact.until or date.max
    mine = [
        o
        for o in obligations(state)
        if o.open and o.seat in seats and o.due <= last and not withheld_until(o, day)
    ]
    found = [(o.title, o.due) for o in mine if o.kind is ObligationKind.DELIVERY]
    discussed = [(o.committee or "", o.due) for o in mine if o.kind is ObligationKind.DISCUSSION]
    return [
        *found,
        *(
            (deadline_forms.discussions_in(committee=place(state.plan, key)), due)
            for key, due in dict.fromkeys(discussed)
        ),
    ]


def invitation_section(state: State, notice: Notice) -> Section:
    """An invitation that was sent by mail, or calls its meeting off."""
    found = meeting_of(state, notice.step)
    if found is None:
        return Section(text=deadlines_words.GONE)
    organ, meeting = found
    title, when = meeting_title(meeting.title, organ.name), write(meeting.when)
    return Section(
        text=mail.invitation_sent(title=title, when=when, cancelled=meeting.cancelled is not None)
    )
