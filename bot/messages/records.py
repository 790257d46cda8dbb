"""MED as sections: what a committee has left, one record with what stands about it, and what both
sides have said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.messages.choices import answer_choices, choice, letters_choice, offered, record_choice
from bot.messages.message import Act, Choice, Section, View
from bot.text import med, med_forms
from bot.text.grammar import HERE, here, place, upper_first, writer_here
from process.deadlines.obligations import Obligation, answer_days, title_on
from process.ledger.entries import Entry
from process.ledger.facts import DiscussionContested, Side, Undone
from process.ledger.history import Record, RecordState
from process.ledger.obligation_keys import ConfirmationKey, read_key
from process.ledger.state import State
from process.med.involvement import (
    CHANGING,
    Spoken,
    also_discussed,
    answering_seats,
    corrected,
    discussed_on,
    spoken,
    treated_before,
)
from process.reminders.notices import Notice, NoticeKind
from process.seats import PersonId, Seat

# Who.


def recorder(record: Record) -> str:
    """Who recorded it, by role."""
    behalf = record.fact.by_side is Side.SECRETARY
    return med.ON_BEHALF if behalf else role_of(record.entry)


def other_role(state: State, record: Record) -> str:
    """Who answers, by role: a staff meeting has no vice chair (rules M6)."""
    return HERE[answering_seats(state.plan, record)[0].role]


def role_of(entry: Entry) -> str:
    """Who wrote an entry, by role."""
    return writer_here(entry.seat)


def committee_of(state: State, record: Record) -> str:
    """The committee's name."""
    return place(state.plan, record.fact.committee)


# What a committee has left.


def missing(state: State, found: Sequence[Obligation], day: date) -> Section:
    """Discussions of one committee with one due day, as they stand on a day; those
    recorded meanwhile are left out.
    """
    committee = found[0].committee or ""
    name = place(state.plan, committee)
    left = [o for o in found if o.open and o.proposal is not None]
    if not left:
        return Section(text=closed(state, found, day))
    basis = left[0].basis
    assert basis is not None, "a discussion is owed because of a treatment"
    text = med.missing(
        committee=name,
        shown=[title_on(o, day) for o in left],
        due=left[0].due,
        late=left[0].due < day,
        organ=place(state.plan, basis.organ),
        treatment=basis.treatment,
        assumed=basis.assumed,
    )
    return Section(
        text=text,
        choices=(
            record_choice(committee, name),
            choice(Act.AGENDA, committee, name),
        ),
        greets=True,
    )


def closed(state: State, found: Sequence[Obligation], day: date) -> str:
    """Why each of one committee's discussions is no longer owed."""
    name = place(state.plan, found[0].committee or "")
    recorded = [title_on(o, day) for o in found if o.cancelled is None]
    said = med.all_recorded(committee=upper_first(name), shown=recorded) if recorded else ""
    return " ".join(filter(None, (said, given_up(state, found, day))))


def given_up(state: State, found: Sequence[Obligation], day: date) -> str:
    """That the rejected ones among them are not to be discussed any more; "" where none is."""
    name = place(state.plan, found[0].committee or "")
    rejected = [title_on(o, day) for o in found if o.cancelled is not None]
    return med.given_up(committee=name, shown=rejected) if rejected else ""


# A record as it stands for one person.


def stands(state: State, record: Record, person: PersonId, day: date) -> Section:
    """What stands about a record for one person: what was answered, else the question."""
    name = committee_of(state, record)
    if record.answer is None and record.entry.actor == person and record.withdrawn is None:
        section = Section(text=_own(state, record), choices=_own_choices(record, name))
    else:
        section = settled(state, record, person) or Section(
            text=question(state, record), choices=answer_choices(record.seq, name)
        )
    return offered(state, person, day, section)


def _own(state: State, record: Record) -> str:
    fact = record.fact
    said = med.recorded(
        committee=committee_of(state, record),
        ids=[ref.id for ref in fact.proposals],
        on=fact.held_on,
        outcome=fact.outcome,
        receipt_no=record.entry.code,
        other=other_role(state, record),
    )
    return " ".join(filter(None, (said, late(state, record), also_recorded(state, record))))


def _own_choices(record: Record, name: str) -> tuple[Choice, ...]:
    """What whoever recorded it can do about it."""
    seq = record.seq
    return (
        choice(Act.CORRECT, seq, name),
        choice(Act.ADD_VIEWS, seq, name),
        choice(Act.MINUTES, seq, name),
        choice(Act.WITHDRAW, seq, name),
    )


def settled(state: State, record: Record, person: PersonId) -> Section | None:
    """What has been answered; None while it waits."""
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
            return Section(text=text, choices=_own_choices(record, name))
        choices = (
            (
                choice(Act.ADD_VIEWS, record.seq, name),
                choice(Act.TAKE_BACK, record.seq, name),
            )
            if mine
            else ()
        )
        return Section(text=text, choices=choices)
    text = (
        med.contested_by_you(committee=name, on=on)
        if mine
        else med.contested_by_other(by=role_of(answer), committee=name, on=on)
    )
    both = choice(Act.SEE_BOTH, record.seq, name)
    return Section(
        text=text, choices=(both, choice(Act.CORRECT, record.seq, name)) if mine else (both,)
    )


def once_asked(state: State, key: str, person: PersonId) -> Section | None:
    """A question that is no longer open: what became of its record; None when the
    key is about something else.
    """
    about = read_key(key)
    record = state.records.get(about.record) if isinstance(about, ConfirmationKey) else None
    return settled(state, record, person) if record else None


def asked(state: State, notice: Notice, record: Record, day: date) -> Section:
    """A record that waits: the question, or to the next in line that it waits; the three
    answers for whoever may give them.
    """
    name = committee_of(state, record)
    if notice.kind is not NoticeKind.ESCALATED:
        return Section(text=question(state, record), choices=answer_choices(record.seq, name))
    answers = any(
        state.is_in(seat, notice.person, day) for seat in answering_seats(state.plan, record)
    )
    vacant = not any(state.holders(seat, day) for seat in answering_seats(state.plan, record))
    text = med.unanswered(
        committee=name,
        on=record.fact.held_on,
        who=other_role(state, record),
        vacant=vacant,
        answers=answers,
    )
    choices = answer_choices(record.seq, name) if answers else (letters_choice(),)
    return Section(text=f"{text} {in_use_until(state, record)}".rstrip(), choices=choices)


def is_corrected(state: State, record: Record) -> bool:
    """Whether a newer record took its place."""
    return record.seq in corrected(state)


# The question to the other side.


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
    parts = (question_before(state, record), asked, med.about(shown=shown(state, record)))
    return " ".join(filter(None, (*parts, in_use_until(state, record))))


def in_use_until(state: State, record: Record) -> str:
    """The days an answer is of use for; "" where none lay ahead."""
    days = answer_days(state, record)
    return med.in_use_until(case_deadline=days.case_deadline, treatment=days.treatment)


def question_before(state: State, record: Record) -> str:
    """What a correction takes the place of; "" when it is none."""
    old = state.records.get(record.fact.corrects or 0)
    if old is None:
        return ""
    answered_by = role_of(old.answer) if old.answer else ""
    changed = [name for name in CHANGING if getattr(old.fact, name) != getattr(record.fact, name)]
    return med.corrected_before(
        by=recorder(record),
        on=old.fact.held_on,
        state=old.state,
        answered_by=answered_by,
        changed=changed,
    )


def sharing(state: State, record: Record) -> str:
    """From when all of the proposals may be shared with colleagues."""
    found = [p for p in (state.proposal(ref.id) for ref in record.fact.proposals) if p is not None]
    days = [p.share_from for p in found]
    known = [day for day in days if day is not None]
    return med.sharing(
        known=len(known) == len(days) and bool(days), share_from=max(known, default=None)
    )


def shown(state: State, record: Record) -> list[str]:
    """The proposals by code and neutral title."""
    found = ((ref.id, state.proposal(ref.id)) for ref in record.fact.proposals)
    return [proposal.shown_any_day if proposal else id for id, proposal in found]


# News of it.


def receipt(state: State, record: Record, answer: Entry, person: PersonId = "") -> Section:
    """Rules W17, with a way to add one's own views; whoever recorded it may still put it right,
    whoever answered change their mind.
    """
    days, fact = state.plan.calendar, record.fact
    text = med.receipt(
        receipt_no=answer.code,
        committee=committee_of(state, record),
        ids=[ref.id for ref in fact.proposals],
        on=fact.held_on,
        outcome=fact.outcome,
        by=recorder(record),
        at=days.local(record.entry.at),
        other=role_of(answer),
        answered=days.local(answer.at),
    )
    name = committee_of(state, record)
    choices = [
        choice(Act.ADD_VIEWS, record.seq, name),
        choice(Act.MINUTES, record.seq, name),
    ]
    if person == record.entry.actor:
        choices += [
            choice(Act.CORRECT, record.seq, name),
            choice(Act.WITHDRAW, record.seq, name),
        ]
    if person == answer.actor:
        choices.append(choice(Act.TAKE_BACK, record.seq, name))
    return Section(
        text=f"{text}\n{med_forms.proof(seq=answer.seq, digest=answer.hash)}",
        choices=tuple(choices),
    )


def contested(state: State, record: Record, answer: Entry) -> Section:
    """Rules W16, for both."""
    name = committee_of(state, record)
    text = med.contested(by=role_of(answer), other=role_of(record.entry), on=record.fact.held_on)
    return Section(
        text=text,
        choices=(
            choice(Act.SEE_BOTH, record.seq, name),
            choice(Act.CORRECT, record.seq, name),
        ),
    )


def withdrawn(state: State, record: Record, entry: Entry) -> Section:
    """To both sides: who took a record back, why, what stands now, and what they can do."""
    name = committee_of(state, record)
    assert isinstance(entry.fact, Undone), "a record is taken back by undoing it"
    by = role_of(entry)
    at = state.plan.calendar.local(entry.at)
    told = med.taken_back(by=by, committee=name, on=record.fact.held_on, at=at, why=entry.fact.why)
    again = _stands_again(state, record)
    days = discussed_on(state, record)
    ids = [id for id, day in days.items() if day is None]
    now = med.stands_now(
        committee=name,
        open_ones=ids,
        discussed=[(id, day) for id, day in days.items() if day is not None],
        again=again.fact.held_on if again else None,
    )
    if again is not None:
        return Section(text=f"{told} {now}")
    offered = (record_choice(record.fact.committee, name, proposals=ids),) if ids else ()
    return Section(text=f"{told} {now} {med.can_do(by=by)}", choices=offered)


def _stands_again(state: State, record: Record) -> Record | None:
    old = state.records.get(record.fact.corrects or 0)
    return (
        old
        if old is not None and old.withdrawn is None and old.seq not in corrected(state)
        else None
    )


def late(state: State, record: Record) -> str:
    """Which of its proposals had been treated politically when the meeting was held; "" when
    none had.
    """
    treated = treated_before(state, record)
    return (
        med.after_treatment(ids=list(treated), treatment=max(treated.values())) if treated else ""
    )


def also_recorded(state: State, record: Record) -> str:
    """The other meetings that stand about the same proposals; "" when there are none."""
    days = also_discussed(state, record)
    return med.also_recorded(days=days, one=len(record.fact.proposals) == 1) if days else ""


# As text.


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


def state_line(state: State, record: Record) -> str:
    """One sentence; a withdrawn or corrected record says so first."""
    local, answer = state.plan.calendar.local, record.answer
    if record.withdrawn is not None:
        fact, by = record.withdrawn.fact, role_of(record.withdrawn)
        why = fact.why if isinstance(fact, Undone) else ""
        return med.is_withdrawn(by=by, at=local(record.withdrawn.at), why=why)
    if is_corrected(state, record):
        return med.IS_CORRECTED
    if answer is None:
        return med.is_recorded(other=other_role(state, record))
    if record.state is RecordState.CONFIRMED:
        at, code = local(answer.at), answer.code
        return med.is_confirmed(by=role_of(answer), at=at, receipt_no=code)
    return med.is_contested(by=role_of(answer), at=local(answer.at))


def details(state: State, record: Record) -> str:
    """Everything about the meeting that is not in the sentence itself."""
    lines = (*took_part(state, record), minutes_line(record))
    return upper_first(" ".join(filter(None, lines)))


def took_part(state: State, record: Record) -> tuple[str, ...]:
    """With whom they met; which sides took part, and when the members had the material."""
    fact = record.fact
    joint = med.joint(names=[place(state.plan, key) for key in fact.joint])
    sides = med.took_part(sides=sorted(fact.sides), material_on=fact.material_on)
    return tuple(filter(None, (joint, sides)))


def minutes_line(record: Record) -> str:
    """The minutes' state; "" when none are known."""
    minutes = record.minutes
    return med.minutes_state(link=minutes.link, approved_on=minutes.approved_on)


# What both sides have said.


@dataclass(frozen=True, kw_only=True)
class Said:
    """Who, what kind of words, and the words; "" when they are no longer kept."""

    by: str
    what: str
    words: str


def said_about(state: State, record: Record, view: View) -> tuple[Said, ...]:
    """Every side's views in the order they were written, those to an earlier text marked so, and
    the other side's description.
    """
    found = [_views(state, one, view) for one in spoken(state, record)]
    answer = record.answer
    if answer is not None and isinstance(answer.fact, DiscussionContested):
        by, words = here(Seat.parse(answer.seat)), view.text_of(answer.fact.description)
        found.append(Said(by=upper_first(by), what=med_forms.THEIR_DESCRIPTION, words=words))
    return tuple(found)


def _views(state: State, one: Spoken, view: View) -> Said:
    made = state.records.get(one.entry.seq)
    by = recorder(made) if made else here(Seat.parse(one.entry.seat))
    earlier = f", {med.earlier(on=one.earlier.fact.held_on)}" if one.earlier else ""
    return Said(
        by=upper_first(by), what=f"{med_forms.THEIR_VIEWS}{earlier}", words=view.text_of(one.text)
    )
