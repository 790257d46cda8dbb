"""The ladder of a local committee's chair in words: what is announced to the chair, and what the
chef above is told (rules M4).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.messages import deadlines, records
from bot.messages.choices import answer_choices, choice, record_choice
from bot.messages.message import Act, Choice, Section, View
from bot.text import chair, med
from bot.text import deadlines as reminders
from bot.text.grammar import place
from process.acts.deadlines import together
from process.deadlines.obligations import Obligation, responsible, title_on
from process.ledger.entries import Entry
from process.ledger.facts import TalkPromised
from process.ledger.history import Record
from process.ledger.state import State
from process.plan.treatment import treatment_before
from process.reminders.no_meeting import lacks_meeting
from process.reminders.notices import Notice, NoticeKind, Reason
from process.seats import PersonId


def discussions(
    state: State, notices: Sequence[Notice], found: Sequence[Obligation], day: date, view: View
) -> Section:
    """Discussions of one committee with one due day, as one of its notices puts them: to the
    chair, or to the chef above.
    """
    left, notice = [o for o in found if o.open], notices[0]
    if notice.kind is NoticeKind.NO_MEETING and left:
        owed = sorted((left[0], *together(state, left[0])), key=lambda o: o.key)
        return _no_meeting(state, owed, notice.person, day)
    if notice.kind is NoticeKind.ESCALATED:
        return _discussions_above(state, notice.person, found, notice.tried, day, view)
    section = records.missing(state, found, day)
    if left and all(o.proposal and o.proposal.withheld_until(day) for o in left):
        section = _ahead(state, left)
    if not left or notice.person not in responsible(state, left[0], day):
        return section if not left else Section(text=_taken(state, left[0], view))
    # the chef was told of another day than a moved one
    stands = notice.counted_from == left[0].due
    told = (
        _told(state, notice, left[0], day)
        if notice.kind is NoticeKind.ESCALATION_TOLD and stands
        else ""
    )
    ahead = deadlines.next_step_ahead(state, notice, left[0], day)
    over = records.given_up(state, found, day)
    return Section(
        text=" ".join(filter(None, (told, section.text, over, _step(left[0], notice, day), ahead))),
        choices=section.choices,
        greets=section.greets and not told,
    )


def _step(owed: Obligation, notice: Notice, day: date) -> str:
    """What the meeting itself asks for now; "" where the notice comes for another reason."""
    why, steps = notice.why, owed.steps
    if why is None or steps is None or notice.counted_from != owed.due:
        return ""
    match why.reason:
        case Reason.PREPARE | Reason.SHARED:
            return prepare(owed, day)
        case Reason.CALL if steps.meeting:
            return med.call_it(meeting=steps.meeting, call=steps.call_by)
        case Reason.HELD if steps.meeting:
            return med.was_held(meeting=steps.meeting)
    return ""


def prepare(owed: Obligation, day: date) -> str:
    """The committee's own meeting and the days before it; "" where none is known to lie in time."""
    steps = owed.steps
    if steps is None or steps.without_meeting:
        return ""
    return med.prepare(
        meeting=steps.meeting, material=steps.material_by, call=steps.call_by, today=day
    )


def _ahead(state: State, left: Sequence[Obligation]) -> Section:
    """That there will be something to discuss, before it may be said what."""
    first = left[0]
    days = [o.proposal.share_from for o in left if o.proposal and o.proposal.share_from]
    assert first.basis is not None, "owed because of a treatment"
    text = med.ahead(
        committee=place(state.plan, first.committee or ""),
        due=first.due,
        organ=place(state.plan, first.basis.organ),
        treatment=first.basis.treatment,
        shared=max(days, default=None),
    )
    return Section(text=text, greets=True)


def _no_meeting(state: State, left: Sequence[Obligation], person: PersonId, day: date) -> Section:
    """That no ordinary meeting lies in time, or that one does now."""
    first, name = left[0], place(state.plan, left[0].committee or "")
    known = [o for o in left if not (o.proposal and o.proposal.withheld_until(day))]
    basis, shown = first.basis, [title_on(o, day) for o in known]
    assert basis is not None and first.steps is not None, "owed because of a treatment"
    if first.steps.meeting is not None and not lacks_meeting(state, first, day):
        return Section(
            text=med.has_meeting(committee=name, meeting=first.steps.meeting, shown=shown)
        )
    text = med.no_meeting(
        committee=name,
        shown=shown,
        due=first.due,
        organ=place(state.plan, basis.organ),
        treatment=basis.treatment,
        chair=person in responsible(state, first, day),
    )
    committee = first.committee or ""
    choices = (
        record_choice(committee, name),
        choice(Act.AGENDA, committee, name),
        choice(Act.TAKE_IT, first.key, name),
    )
    return Section(text=text, choices=choices)


def _told(state: State, notice: Notice, owed: Obligation, day: date) -> str:
    return reminders.escalation_told(due=owed.due, who=deadlines.heard_by(state, notice, owed, day))


def above(
    state: State,
    owed: Obligation,
    person: PersonId,
    day: date,
    view: View,
    tried: Sequence[datetime] = (),
) -> Section:
    """What a committee's chair owes, as the one above the chair reads it: that it waits, or
    that it is in somebody's hands.
    """
    if owed.record is not None:
        return _answer_above(state, owed, owed.record, person, tried, day, view)
    return _discussions_above(state, person, [owed, *together(state, owed)], tried, day, view)


def _discussions_above(
    state: State,
    person: PersonId,
    found: Sequence[Obligation],
    tried: Sequence[datetime],
    day: date,
    view: View,
) -> Section:
    left = [o for o in found if o.open]
    name = place(state.plan, found[0].committee or "")
    if not left:
        return Section(text=records.closed(state, found, day))
    if person in responsible(state, left[0], day):
        section = records.missing(state, left, day)
        return Section(text=f"{chair.TAKEN_BY_YOU} {section.text}", choices=section.choices)
    if state.history_of(left[0].key).handed:
        return Section(text=_taken(state, left[0], view))
    basis = left[0].basis
    assert basis is not None, "a discussion is owed because of a treatment"
    text = chair.discussions(
        committee=name,
        shown=[title_on(o, day) for o in left],
        due=left[0].due,
        late=left[0].due < day,
        written=[state.plan.calendar.local_day(at) for at in tried],
        vacant=not responsible(state, left[0], day),
        organ=place(state.plan, basis.organ),
        treatment=basis.treatment,
    )
    said = " ".join(filter(None, (text, records.given_up(state, found, day))))
    return _to_those_above(state, left[0], person, said, name)


def _to_those_above(
    state: State, owed: Obligation, person: PersonId, text: str, name: str
) -> Section:
    """The talk or the task: what the chef above can take."""
    talk = state.history_of(owed.key).last_by(person, TalkPromised)
    task = choice(Act.TAKE_IT, owed.key, name)
    if talk is None:
        return Section(text=text, choices=(choice(Act.TALK, owed.key, name), task))
    on = state.plan.calendar.local_day(talk.at)
    undo = choice(Act.UNDO, talk.seq, name)
    return Section(text=f"{text} {reminders.you_talk(on=on)}", choices=(undo, task))


def _taken(state: State, owed: Obligation, view: View) -> str:
    handed = state.history_of(owed.key).handed
    name = view.name_of(handed.to) if handed else ""
    return chair.taken(committee=place(state.plan, owed.committee or ""), by=name)


def handed(
    state: State, entry: Entry, owed: Obligation, person: PersonId, day: date, view: View
) -> Section:
    """To the chair whose discussion or answer somebody took, and to whoever got it."""
    if person in responsible(state, owed, day) and state.history_of(owed.key).handed_by == entry:
        return (
            records.stands(state, owed.record, person, day)
            if owed.record
            else records.missing(state, [owed], day)
        )
    name = place(state.plan, owed.committee or "")
    choices = (
        answer_choices(owed.record.seq, name)
        if owed.record
        else (record_choice(owed.committee or "", name),)
    )
    return Section(text=_taken(state, owed, view), choices=choices)


def answer(
    state: State, notice: Notice, owed: Obligation, record: Record, day: date, view: View
) -> Section | None:
    """An answer the chair owes: what the chef is told of it, and what the chair hears beside the
    question; None = the plain question.
    """
    if notice.kind is not NoticeKind.ESCALATED:
        return _asked(state, notice, owed, record, day)
    return _answer_above(state, owed, record, notice.person, notice.tried, day, view)


def _answer_above(
    state: State,
    owed: Obligation,
    record: Record,
    person: PersonId,
    tried: Sequence[datetime],
    day: date,
    view: View,
) -> Section:
    name = records.committee_of(state, record)
    if person in responsible(state, owed, day):
        asked = records.question(state, record)
        return Section(
            text=f"{chair.TAKEN_BY_YOU} {asked}",
            choices=answer_choices(record.seq, name),
        )
    if state.history_of(owed.key).handed:
        return Section(text=_taken(state, owed, view))
    text = chair.answer(
        committee=name,
        on=record.fact.held_on,
        shown=records.shown(state, record),
        written=[state.plan.calendar.local_day(at) for at in tried],
        vacant=not responsible(state, owed, day),
        treated=_treated(state, record),
    )
    return _to_those_above(state, owed, person, text, name)


def _asked(
    state: State, notice: Notice, owed: Obligation, record: Record, day: date
) -> Section | None:
    name = records.committee_of(state, record)
    who = deadlines.heard_by(state, notice, owed, day)
    told = (
        chair.told(who=who, committee=name, on=record.fact.held_on)
        if notice.kind is NoticeKind.ESCALATION_TOLD
        else ""
    )
    ahead = deadlines.next_step_ahead(state, notice, owed, day)
    if not told and not ahead:
        return None
    choices: tuple[Choice, ...] = answer_choices(record.seq, name)
    return Section(
        text=" ".join(filter(None, (told, records.question(state, record), ahead))),
        choices=choices,
    )


def _treated(state: State, record: Record) -> tuple[str, date] | None:
    """The first body that takes up what was discussed, and when."""
    known = (state.proposal(ref.id) for ref in record.fact.proposals)
    found = [
        basis
        for proposal in known
        if proposal is not None and (basis := treatment_before(state.plan, proposal))
    ]
    first = min(found, key=lambda basis: basis.treatment, default=None)
    return (place(state.plan, first.organ), first.treatment) if first else None
