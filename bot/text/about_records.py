"""MED as sections: what a committee has left, and one record with what stands about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text import about_changes, med, med_owed, offers
from bot.text.about_people import committee_of, other_role, recorder, role_of
from bot.text.rendered import Choice, Section
from bot.text.roles import place
from process.facts import Side
from process.involvement import answering_seats, corrected
from process.notices import Notice, NoticeKind
from process.obligations import Obligation
from process.records import Record, RecordState
from process.seats import PersonId
from process.state import State

__all__ = [
    "asked",
    "committee_of",
    "is_corrected",
    "missing",
    "once_asked",
    "other_role",
    "own_choices",
    "question",
    "recorder",
    "rendering",
    "role_of",
    "settled",
    "sharing",
    "shown",
    "stands",
]


def missing(state: State, found: Sequence[Obligation], day: date) -> Section:
    """Discussions of one committee with one due day, as they stand on a day; those recorded meanwhile are left out."""
    committee = found[0].committee or ""
    name = place(state.plan, committee)
    left = [o for o in found if o.open and o.proposal is not None]
    if not left and all(o.cancelled is not None for o in found):
        return Section(text=med_owed.given_up(committee=name, count=len(found)))
    if not left:
        return Section(text=med_owed.all_recorded(committee=name, count=len(found)))
    basis = left[0].basis
    assert basis is not None, "a discussion is owed because of a treatment"
    text = med_owed.missing(
        committee=name,
        shown=[o.proposal.shown for o in left if o.proposal],
        due=left[0].due,
        late=left[0].due < day,
        organ=place(state.plan, basis.organ),
        treatment=basis.treatment,
        assumed=basis.assumed,
    )
    return Section(
        text=text, choices=(offers.record(committee=committee, name=name), offers.agenda(committee=committee, name=name)), greets=True
    )


def settled(state: State, person: PersonId, record: Record) -> Section | None:
    """What has been answered; None while it waits."""
    return _answered(state, record, person)


def asked(state: State, notice: Notice, record: Record, day: date) -> Section:
    """A record that waits: the question, or to the next in line that it waits; the three answers for whoever may give them."""
    name = committee_of(state, record)
    if notice.kind is not NoticeKind.ESCALATED:
        return Section(text=question(state, record), choices=offers.answers(seq=record.seq, name=name))
    answers = any(state.is_in(seat, notice.person, day) for seat in answering_seats(state.plan, record))
    vacant = not any(state.holders(seat, day) for seat in answering_seats(state.plan, record))
    text = med.unanswered(committee=name, on=record.fact.held_on, who=other_role(record), vacant=vacant, answers=answers)
    return Section(text=text, choices=offers.answers(seq=record.seq, name=name) if answers else ())


def once_asked(state: State, key: str, person: PersonId) -> Section | None:
    """A question that is no longer open: what became of its record; None when the key is about something else."""
    kind, _, seq = key.partition(":")
    record = state.records.get(int(seq)) if kind == "confirm" and seq.isdigit() else None
    return _answered(state, record, person) if record else None


def question(state: State, record: Record) -> str:
    """Is it right? With the proposals by code and neutral title."""
    fact = record.fact
    asked = med.asked(
        by=recorder(record),
        committee=committee_of(state, record),
        count=len(fact.proposals),
        on=fact.held_on,
        outcome=fact.outcome,
        sharing=sharing(state, record) if record.other_side is Side.EMPLOYEES else "",
    )
    return " ".join(filter(None, (about_changes.question_before(state, record), asked, med.about(shown=shown(state, record)))))


def sharing(state: State, record: Record) -> str:
    """From when all of the proposals may be shared with colleagues."""
    found = [p for p in (state.proposal(ref.id) for ref in record.fact.proposals) if p is not None]
    days = [p.share_from for p in found]
    known = [day for day in days if day is not None]
    return med.sharing(known=len(known) == len(days) and bool(days), share_from=max(known, default=None))


def shown(state: State, record: Record) -> list[str]:
    """The proposals by code and neutral title."""
    found = ((ref.id, state.proposal(ref.id)) for ref in record.fact.proposals)
    return [proposal.shown if proposal else id for id, proposal in found]


def _answered(state: State, record: Record, person: PersonId) -> Section | None:
    name, on = committee_of(state, record), record.fact.held_on
    if record.withdrawn is not None:
        old = state.records.get(record.fact.corrects or 0)
        if old is not None and old.withdrawn is None and not is_corrected(state, old):
            return Section(text=med.stands_again(committee=name, on=old.fact.held_on))
        return Section(text=med.withdrawn(committee=name, on=on))
    if is_corrected(state, record):
        return Section(text=med.corrected(committee=name, on=on))
    answer = record.answer
    if answer is None:
        return None
    mine = answer.actor == person
    if record.state is RecordState.CONFIRMED:
        own = med.confirmed(committee=name, on=on, receipt_no=answer.code)
        text = own if mine else med.confirmed_by_other(by=role_of(answer), committee=name, on=on)
        if record.entry.actor == person:
            return Section(text=text, choices=own_choices(record, name))
        choices = (offers.add_views(seq=record.seq, name=name), offers.take_back(seq=record.seq, name=name)) if mine else ()
        return Section(text=text, choices=choices)
    text = med.contested_by_you(committee=name, on=on) if mine else med.contested_by_other(by=role_of(answer), committee=name, on=on)
    both = offers.see_both(seq=record.seq, name=name)
    return Section(text=text, choices=(both, offers.correct(seq=record.seq, name=name)) if mine else (both,))


def stands(state: State, record: Record, person: PersonId) -> Section:
    """What stands about a record for one person: what was answered, else the question."""
    name = committee_of(state, record)
    if record.answer is None and record.entry.actor == person and record.withdrawn is None:
        return Section(text=_own(state, record), choices=own_choices(record, name))
    return _answered(state, record, person) or Section(text=question(state, record), choices=offers.answers(seq=record.seq, name=name))


def _own(state: State, record: Record) -> str:
    fact = record.fact
    said = med.recorded(
        committee=committee_of(state, record),
        ids=[ref.id for ref in fact.proposals],
        on=fact.held_on,
        outcome=fact.outcome,
        receipt_no=record.entry.code,
        other=other_role(record),
    )
    return " ".join(filter(None, (said, about_changes.late(state, record), about_changes.also_recorded(state, record))))


def own_choices(record: Record, name: str) -> tuple[Choice, ...]:
    """What whoever recorded it can do about it."""
    seq = record.seq
    return (
        offers.correct(seq=seq, name=name),
        offers.add_views(seq=seq, name=name),
        offers.minutes(seq=seq, name=name),
        offers.withdraw(seq=seq, name=name),
    )


def is_corrected(state: State, record: Record) -> bool:
    """Whether a newer record took its place."""
    return record.seq in corrected(state)


def rendering(state: State, record: Record) -> str:
    """The record as it was made: what, when, by whom, about which proposals."""
    fact = record.fact
    text = med.rendering(
        committee=committee_of(state, record),
        ids=[ref.id for ref in fact.proposals],
        on=fact.held_on,
        outcome=fact.outcome,
        by=recorder(record),
        at=state.plan.calendar.local(record.entry.at),
    )
    return f"{text} {med.minutes(link=fact.minutes)}" if fact.minutes else text
