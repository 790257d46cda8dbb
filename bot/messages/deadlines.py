"""One deadline as a section: what stands now where something does, else the words of its step; what
those above hear, what a later day leads to, and the questions to the process owner. The same in a
message, in `/frist`, in App Home and by mail.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.messages import records
from bot.messages.choices import choice, choose_other, hand_in, snooze_choice
from bot.messages.message import Act, Choice, Section, View
from bot.text import buttons, deadlines, refusals
from bot.text.grammar import COLLEAGUE, above, named, owner, place, writer, yours
from process.acts.extension import Clash, Extension, Why, preview_extension
from process.acts.information import informs
from process.acts.rights import seat_above
from process.deadlines.obligations import Obligation, ObligationKind, find, given_on, responsible
from process.deadlines.pauses import Pause, pauses
from process.deadlines.stands import (
    Cancelled,
    Elsewhere,
    Lapsed,
    Met,
    Open,
    Paused,
    Snoozed,
    standing_for,
)
from process.errors import BadDay
from process.ledger.entries import Entry
from process.ledger.facts import (
    Delivered,
    HandedOver,
    InformationGiven,
    MoreTimeAsked,
    NotMine,
    SentBack,
    TalkPromised,
    Text,
)
from process.ledger.obligation_keys import (
    DeliveryKey,
    DiscussionKey,
    QuestionKey,
    ResponseKey,
    read_key,
)
from process.ledger.state import State
from process.plan.treatment import board_takes_up
from process.reminders.escalation import Rung, climbs, ladder
from process.reminders.notices import Notice, NoticeKind, Reason
from process.reminders.rhythm import rhythm_steps, snooze_day
from process.seats import PersonId, Role, Seat


def section(state: State, notice: Notice, obligation: Obligation, day: date, view: View) -> Section:
    """The notice's section, for the person who gets it."""
    if notice.kind is NoticeKind.ESCALATED:
        if obligation.open and notice.person in responsible(state, obligation, day):
            own = stand(state, obligation, notice.person, day, view)
            return own or plain_section(state, obligation, day, view)
        return stand(state, obligation, notice.person, day, view, onlooker=True) or escalated(
            state, notice, obligation
        )
    said = {
        "asked_today": notice.kind is NoticeKind.SNOOZED,
        "in_rhythm": notice.kind is not NoticeKind.UNANSWERED,
    }
    stands = stand(state, obligation, notice.person, day, view, **said)
    return stands or and_so_far(_words(state, notice, obligation, day), state, obligation, view)


def stand(
    state: State,
    obligation: Obligation,
    person: PersonId,
    day: date,
    view: View,
    *,
    onlooker: bool = False,
    asked_today: bool = False,
    in_rhythm: bool = False,
) -> Section | None:
    """What has been said about it, for one person; None when nothing stands in the way of the plain
    words. `in_rhythm`: a pause that ended unanswered stands in the way of nothing.
    """
    title = obligation.title
    match standing_for(state, obligation, person, day):
        case Cancelled() if obligation.kind is ObligationKind.DISCUSSION:
            return Section(text=records.closed(state, (obligation,), day))
        case Cancelled(why=why):
            return Section(text=deadlines.cancelled(title=title, why=why))
        case Met(entry=entry):
            return _met(state, obligation, person, entry)
        case Lapsed(due=due):
            said = deadlines.lapsed(title=title, due=due)
            return Section(text=said, choices=(hand_in(state, obligation),))
        case _ if onlooker:
            handed = state.history_of(obligation.key).handed_by
            return _elsewhere(state, obligation, person, handed, day, view) if handed else None
        case Elsewhere(entry=entry):
            return _elsewhere(state, obligation, person, entry, day, view)
        case Paused(pause=pause):
            return _paused(state, obligation, person, pause)
        case Snoozed(entry=entry, until=until) if not asked_today:
            return _snoozed(state, obligation, entry, until)
        case Open(unanswered=Pause() as pause) if not in_rhythm:
            return _pause_over(state, obligation, person, pause, day)
    return None


def gone(state: State, key: str) -> Section:
    """What became of something that is owed no more."""
    said = deadlines.GONE
    match read_key(key):
        case DiscussionKey(proposal=id, version=version, committee=committee):
            newest, name = state.proposal(id), place(state.plan, committee)
            if newest is not None:
                new = deadlines.NEW_VERSION if newest.version > version else ""
                why = new or deadlines.not_affected(name)
                title = deadlines.discussion_of(shown=id, committee=name)
                said = deadlines.gone(title=title, why=why)
        case DeliveryKey(row=row) if state.plan.has_milestone(row):
            title = state.plan.milestone(row).title
            said = deadlines.gone(title=title, why=deadlines.NOT_OWED_BY_SEAT)
        case DeliveryKey():
            said = deadlines.TAKEN_OUT
        case ResponseKey(consultation=id) if id in state.consultations:
            said = deadlines.gone(title=state.consultations[id].consultation.title)
        case _:
            pass
    return Section(text=said)


def _met(state: State, obligation: Obligation, person: PersonId, met: Entry) -> Section:
    at = state.plan.calendar.local(met.at)
    if obligation.kind is ObligationKind.DISCUSSION:
        return Section(text=records.closed(state, (obligation,), at.date()))
    if isinstance(met.fact, InformationGiven):
        mine = others = told_line(state, met)
    elif met == state.history_of(obligation.key).delivered:
        mine = deadlines.delivered(title=obligation.title, at=at)
        others = deadlines.delivered_by_other(title=obligation.title, by=said_by(state, met), at=at)
    else:
        mine = deadlines.received_by_you(title=obligation.title, at=at)
        others = deadlines.received(title=obligation.title, by=said_by(state, met), at=at)
    choices = _undo_own(met, person, obligation)
    if met == state.history_of(obligation.key).received:
        choices = (*choices, choice(Act.SEND_BACK, obligation.key, obligation.title))
    return Section(text=mine if met.actor == person else others, choices=choices)


def told_line(state: State, entry: Entry) -> str:
    """What stands of an information that was given."""
    fact = entry.fact
    assert isinstance(fact, InformationGiven), "asked about such an entry only"
    row = state.plan.milestone(fact.milestone)
    return deadlines.told(
        organ=place(state.plan, row.organ or ""),
        title=row.title,
        on=fact.day,
        became=fact.became_discussion,
        by=said_by(state, entry),
        at=state.plan.calendar.local(entry.at),
    )


def _elsewhere(
    state: State,
    obligation: Obligation,
    person: PersonId,
    entry: Entry | None,
    day: date,
    view: View,
) -> Section:
    if entry is None or not isinstance(entry.fact, HandedOver):
        own = state.is_in(obligation.seat, person, day)
        at = deadlines.YOUR_STAND_IN if own else named(state.plan, obligation.seat)
        return Section(text=deadlines.lies_with(title=obligation.title, owner=at))
    return Section(
        text=handed_text(obligation, entry.fact, view), choices=_undo_own(entry, person, obligation)
    )


def handed_text(obligation: Obligation, handed: HandedOver, view: View) -> str:
    """In whose hands it is; the name comes from the directory and may be missing."""
    return deadlines.handed_over(
        title=obligation.title, to=view.name_of(handed.to), until=handed.until
    )


def _snoozed(state: State, obligation: Obligation, entry: Entry, until: date) -> Section:
    deliver = hand_in(state, obligation)
    said = deadlines.snoozed(title=obligation.title, until=until, due=obligation.due)
    return Section(text=said, choices=(deliver, *_undo_own(entry, entry.actor, obligation)))


def _undo_own(entry: Entry, person: PersonId, obligation: Obligation) -> tuple[Choice, ...]:
    return (choice(Act.UNDO, entry.seq, obligation.title),) if entry.actor == person else ()


def said_by(state: State, entry: Entry) -> str:
    """The role it was said in."""
    return writer(state.plan, entry.seat)


# A pause.


def _paused(state: State, obligation: Obligation, person: PersonId, pause: Pause) -> Section:
    """What the person waits for, and until when."""
    entry, title, who = pause.entry, obligation.title, owner(state.plan)
    undo = (choice(Act.UNDO, entry.seq, title),) if entry.actor == person else ()
    if not isinstance(entry.fact, MoreTimeAsked):
        return Section(
            text=deadlines.said_not_mine(title=title, owner=who, ends=pause.ends), choices=undo
        )
    until, due = entry.fact.until, obligation.due
    if entry.actor == person:
        text = deadlines.asked_by_you(title=title, until=until, due=due, owner=who, ends=pause.ends)
    else:
        text = deadlines.asked_by_other(
            title=title, by=said_by(state, entry), until=until, due=due, owner=who, ends=pause.ends
        )
    return Section(text=text, choices=(hand_in(state, obligation), *undo))


def _pause_over(
    state: State,
    obligation: Obligation,
    person: PersonId,
    pause: Pause,
    day: date,
) -> Section:
    """Nobody has answered: the deadline stands, and what comes next is announced."""
    entry, words = pause.entry, {"owner": owner(state.plan), "title": obligation.title}
    say = deadlines.no_answer if isinstance(entry.fact, MoreTimeAsked) else deadlines.no_other
    said = say(**words, due=obligation.due, at=obligation.at, late=obligation.overdue_on(day))
    label = (
        buttons.TAKE_BACK_REQUEST
        if isinstance(entry.fact, MoreTimeAsked)
        else buttons.MINE_AFTER_ALL
    )
    undo = choice(Act.UNDO, entry.seq, obligation.title, label=label)
    back = (undo,) if entry.actor == person else ()
    discussed = obligation.kind is ObligationKind.DISCUSSION
    missing = records.missing(state, [obligation], day).choices if discussed else ()
    choices = missing or open_choices(state, obligation, day)
    ahead = next_step(state, obligation, day) if obligation.overdue_on(day) else ""
    return Section(text=f"{said} {ahead}".rstrip(), choices=(*choices, *back))


# Its step.


def _words(state: State, notice: Notice, obligation: Obligation, day: date) -> Section:
    choices = open_choices(state, obligation, day)
    more = state.history_of(obligation.key).more_time
    if notice.kind is not NoticeKind.REMINDER and obligation.due >= day and more and more.granted:
        return Section(
            text=deadlines.more_time_granted(title=obligation.title, until=more.until),
            choices=choices,
        )
    ahead = next_step_ahead(state, notice, obligation, day)
    match notice.kind:
        case NoticeKind.SNOOZED:
            text = deadlines.again(
                title=obligation.title,
                receiver=receiver(state, obligation),
                due=obligation.due,
                at=obligation.at,
            )
        case NoticeKind.UNANSWERED:
            text = plain_words(state, obligation, day)
        case NoticeKind.ESCALATION_TOLD:
            text = _told(state, notice, obligation, day)
        case NoticeKind.OVERDUE if informed := _informed(state, obligation):
            text = deadlines.not_told(organ=informed, title=obligation.title, due=obligation.due)
        case NoticeKind.OVERDUE:
            text = deadlines.overdue(title=obligation.title, due=obligation.due, ahead=ahead)
        case _ if informed := _informed(state, obligation):
            text = deadlines.to_tell(
                organ=informed, title=obligation.title, due=obligation.due, at=obligation.at
            )
        case _:
            text = deadlines.reminder(
                title=obligation.title,
                receiver=receiver(state, obligation),
                due=obligation.due,
                at=obligation.at,
            )
    said = (
        f"{text} {ahead}"
        if ahead and notice.kind in (NoticeKind.REMINDER, NoticeKind.SNOOZED)
        else text
    )
    return Section(text=said, choices=choices, greets=notice.kind is NoticeKind.REMINDER)


def _informed(state: State, obligation: Obligation) -> str:
    """The committee an information is for; "" for what is handed in."""
    row = state.plan.milestone(obligation.milestone) if obligation.milestone else None
    return place(state.plan, row.organ or "") if row and informs(state.plan, row) else ""


def so_far(state: State, obligation: Obligation, view: View) -> str:
    """What came of it so far: a part of it, or something that was missing; "" when there is
    nothing to say.
    """
    history, days = state.history_of(obligation.key), state.plan.calendar
    found, back, part = [], history.sent_back, history.in_part
    if back is not None and isinstance(back.fact, SentBack):
        missing = text_of(view, back.fact.missing)
        found.append(deadlines.was_sent_back(on=days.local_day(back.at), missing=missing))
    if part is not None and isinstance(part.fact, Delivered):
        what = text_of(view, part.fact.note)
        found.append(deadlines.in_part(on=days.local_day(part.at), what=what))
    return " ".join(found)


def text_of(view: View, text: Text | None) -> str:
    """Somebody's words; "" where there are none (any more)."""
    return view.text_of(text) if text is not None else ""


def and_so_far(section: Section, state: State, obligation: Obligation, view: View) -> Section:
    """The section, with what came of it so far."""
    said = so_far(state, obligation, view)
    return replace(section, text=f"{section.text} {said}") if said else section


def plain_section(
    state: State, obligation: Obligation, day: date, view: View, *more: Choice
) -> Section:
    """What is owed and what can be done about it, as `/frist` says it."""
    choices = (*open_choices(state, obligation, day), *more)
    section = Section(text=plain_words(state, obligation, day), choices=choices)
    return and_so_far(section, state, obligation, view)


def plain_words(state: State, obligation: Obligation, day: date) -> str:
    """What is owed, where and when, as `/frist` says it."""
    where, late = receiver(state, obligation), obligation.overdue_on(day)
    if informed := _informed(state, obligation):
        say = deadlines.not_told if late else deadlines.to_tell
        return say(organ=informed, title=obligation.title, due=obligation.due)
    return deadlines.owed(
        title=obligation.title, receiver=where, due=obligation.due, at=obligation.at, late=late
    )


def open_choices(state: State, obligation: Obligation, day: date) -> tuple[Choice, ...]:
    """What the owner can do about an open deadline; hearing of it again only
    while a working day is left.
    """
    key, title = obligation.key, obligation.title
    found = [
        hand_in(state, obligation),
        choice(Act.MORE_TIME, key, title),
        choice(Act.HAND_OVER, key, title),
    ]
    until = snooze_day(state.plan.calendar, obligation.due, day)
    return (*found, snooze_choice(key, title, until=until)) if until else tuple(found)


def receiver(state: State, obligation: Obligation) -> str:
    """The name of the organ it goes to; "" when the plan names none."""
    return place(state.plan, obligation.receiver) if obligation.receiver else ""


# Those above.


def escalated(state: State, notice: Notice, obligation: Obligation) -> Section:
    """To whoever hears of it: what is late, what was tried, and what can be done."""
    days = state.plan.calendar
    on = days.local_day(notice.due)
    rungs = [
        rung
        for rung in ladder(state, obligation, on)
        if notice.person not in rung.people and rung.day < on
    ]
    key, title = obligation.key, obligation.title
    deputy = seat_above(state, notice.person, obligation, on) == Seat(
        Role.DEPUTY, obligation.seat.place
    )
    text = deadlines.escalated(
        title=obligation.title,
        due=obligation.due,
        owner=_owner(state, obligation, on),
        written=[days.local_day(at) for at in notice.tried],
        others=[(above(state.plan, rung.seat.role), rung.day) for rung in rungs],
        treatment=" ".join(
            filter(None, (_unanswered(state, obligation), _treated(state, obligation)))
        ),
        deputy=deputy,
    )
    talk = state.history_of(key).last_by(notice.person, TalkPromised)
    if talk is not None:
        text = f"{text} {deadlines.you_talk(on=days.local_day(talk.at))}"
    choices = (
        *([choice(Act.UNDO, talk.seq, title)] if talk else [choice(Act.TALK, key, title)]),
        choice(Act.TAKE_IT, key, title),
        replace(hand_in(state, obligation), first=False),
        choose_other(key, title),
    )
    return Section(text=text, choices=choices)


def talk_promised(obligation: Obligation, owner: str, entry: Entry) -> Section:
    """To whoever will talk with the owner."""
    text = deadlines.talk_promised(title=obligation.title, owner=owner)
    return Section(text=text, choices=(choice(Act.UNDO, entry.seq, obligation.title),))


def _treated(state: State, obligation: Obligation) -> str:
    """What waits for it: that the executive board takes the proposals up."""
    found = board_takes_up(state.plan, obligation.due)
    return deadlines.treated(organ=place(state.plan, found[0]), on=found[1]) if found else ""


def _owner(state: State, obligation: Obligation, day: date) -> str:
    """Who was written to: the seat, or the role of whoever has it in hand in its place."""
    seat = named(state.plan, obligation.seat)
    other = holder(state, obligation, day)
    return deadlines.instead_of(holder=other, owner=seat) if other else seat


def holder(state: State, obligation: Obligation, day: date) -> str:
    """The role of whoever has it in hand in the place of its seat; "" while the seat has it."""
    people = responsible(state, obligation, day)
    if not people or any(state.is_in(obligation.seat, person, day) for person in people):
        return ""
    seats = state.seats_of(people[0], day)
    return named(state.plan, seats[0]) if seats else COLLEAGUE


def _unanswered(state: State, obligation: Obligation) -> str:
    """That the owner asked for more time and was not answered, so that the
    silence is not laid at their door.
    """
    more = state.history_of(obligation.key).more_time
    if more is None or more.granted is not None or not more.asked.seat:
        return ""
    by, on = (
        named(state.plan, Seat.parse(more.asked.seat)),
        state.plan.calendar.local_day(more.asked.at),
    )
    return deadlines.waits_for_answer(by=by, on=on, owner=owner(state.plan))


def _told(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """To the owner, at the moment somebody above hears of it, and what comes after."""
    who = heard_by(state, notice, obligation, day)
    found = (
        deadlines.escalation_told(due=obligation.due, who=who),
        deadlines.told_about(title=obligation.title),
    )
    return " ".join(filter(None, (*found, next_step(state, obligation, day))))


def heard_by(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """Who heard of it on the rung a notice to the owner is about."""
    rung = _rung(state, notice, obligation, day)
    usual = Role.HEAD if obligation.committee else Role.DIRECTOR
    return yours(state.plan, rung.seat.role if rung else usual)


def _rung(state: State, notice: Notice, obligation: Obligation, day: date) -> Rung | None:
    why = notice.why
    if why is None or why.reason is not Reason.ESCALATED:
        return None
    rungs = ladder(state, obligation, day)
    return next((rung for rung in rungs if rung.after == why.number), None)


def next_step(state: State, obligation: Obligation, day: date) -> str:
    """The step that is taken if nobody answers, announced before it happens;
    "" when there is none ahead.
    """
    for rung in ladder(state, obligation, day):
        last = state.plan.calendar.shift(rung.day, -1)
        if rung.day > day:
            return (
                deadlines.announced(last_reply=last, who=yours(state.plan, rung.seat.role))
                if last >= day
                else ""
            )
    return ""


def next_step_ahead(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """The same in a message to the owner: in those after the deadline, and in the last one
    before the step at the latest.
    """
    first = next((rung for rung in ladder(state, obligation, day) if rung.day > day), None)
    if first is None or not climbs(obligation):
        return ""
    again = any(
        day < step.day < first.day
        for step in rhythm_steps(obligation, state.plan.calendar, told=())
    )
    late = notice.kind in (NoticeKind.OVERDUE, NoticeKind.ESCALATION_TOLD)
    return next_step(state, obligation, day) if late or not again else ""


# What a later day leads to.

MOST = 3
"""Clashes named one by one."""


def before_asking(state: State, owed: Obligation, day: date) -> str:
    """Above the form: what waits for it, and what happens to the reminders meanwhile."""
    rests = deadlines.rests_meanwhile(days=state.plan.rules.rest_days)
    return " ".join(filter(None, (_treated(state, owed), rests, next_step(state, owed, day))))


def follows(state: State, owed: Obligation, until: date | None, now: datetime) -> str:
    """Below the day that is being picked: what would follow from it, or why it cannot be asked
    for.
    """
    if until is None:
        return deadlines.CHOOSE_A_DAY
    try:
        found = preview_extension(state, owed, until, now)
    except BadDay as refused:
        return refusals.sentence(refused, state.adopted)
    moves = deadlines.nothing_moves(owner=owner(state.plan))
    return "\n".join(
        [_head(owed, found), *(f"{deadlines.BULLET}{line}" for line in (*_lines(found), moves))]
    )


def if_granted(state: State, owed: Obligation, until: date, now: datetime) -> str:
    """To the one who answers: the same, or that the day has been overtaken since it was asked
    for.
    """
    try:
        found = preview_extension(state, owed, until, now)
    except BadDay:
        return deadlines.overtaken(until=until, due=owed.due)
    return "\n".join([_head(owed, found), *(f"{deadlines.BULLET}{line}" for line in _lines(found))])


def _head(owed: Obligation, found: Extension) -> str:
    return deadlines.later_day(until=found.until, working_days=found.working_days, due=owed.due)


def _lines(found: Extension) -> list[str]:
    lines = [_clash(clash) for clash in found.clashes[:MOST]] or [deadlines.NO_CLASH]
    if len(found.clashes) > MOST:
        lines.append(deadlines.more_clashes(count=len(found.clashes) - MOST))
    return [*lines, deadlines.next_reminder(first=found.first_reminder)]


def _clash(clash: Clash) -> str:
    match clash.why:
        case Why.BEFORE if clash.day:
            return deadlines.clash_before(title=clash.title, on=clash.day)
        case Why.DISPATCHED if clash.day and clash.held:
            return deadlines.clash_dispatched(title=clash.title, leaves=clash.day, held=clash.held)
        case Why.SAME_DAY:
            return deadlines.clash_same_day(title=clash.title)
    return deadlines.clash_counted(title=clash.title)


# Questions to the process owner.


def question(state: State, obligation: Obligation, view: View, day: date) -> Section:
    """An obligation to answer as it stands on a local day."""
    owed, asked = find(state, obligation.about), obligation.asked
    if asked is None or owed is None:
        return Section(text=deadlines.GONE)
    if isinstance(asked.fact, NotMine):
        return not_mine(state, owed, asked, view)
    return _request(state, owed, asked, view, day)


def _request(state: State, owed: Obligation, asked: Entry, view: View, day: date) -> Section:
    more, by = state.history_of(owed.key).more_time, said_by(state, asked)
    if more is None or more.asked != asked:
        return Section(text=deadlines.GONE)
    if more.granted is not None:
        text = deadlines.more_time_answered_by_you(
            title=owed.title, by=by, until=more.until, granted=more.granted
        )
        return Section(
            text=text,
            choices=(choice(Act.UNDO, more.answer.seq, owed.title),) if more.answer else (),
        )
    if owed.met is not None:
        return Section(text=deadlines.request_settled(title=owed.title, by=by))
    why = (
        view.text_of(asked.fact.why)
        if isinstance(asked.fact, MoreTimeAsked) and asked.fact.why
        else ""
    )
    parts = [
        deadlines.more_time_asked(title=owed.title, by=by, until=more.until, due=owed.due, why=why)
    ]
    parts += [
        deadlines.asks_again(ends=pause.ends)
        for pause in pauses(state, owed.key)
        if pause.entry == asked
    ]
    now = max(asked.at, state.plan.calendar.delivery_on(day))
    said = f"{' '.join(parts)}\n{if_granted(state, owed, more.until, now)}"
    choices = (
        choice(Act.GRANT, asked.seq, owed.title),
        choice(Act.REFUSE, asked.seq, owed.title),
    )
    return Section(text=said, choices=choices)


def not_mine(state: State, owed: Obligation, said: Entry, view: View) -> Section:
    """Somebody said it is not theirs; afterwards, who has it."""
    given = given_on(state.history_of(owed.key), said)
    if owed.met is not None:
        return Section(
            text=deadlines.request_settled(title=owed.title, by=said_by(state, owed.met))
        )
    if given is not None and isinstance(given.fact, HandedOver):
        to = view.name_of(given.fact.to)
        choices = (choice(Act.UNDO, given.seq, owed.title),)
        return Section(text=deadlines.other_chosen(title=owed.title, to=to), choices=choices)
    ends = next(pause.ends for pause in pauses(state, owed.key) if pause.entry == said)
    text = deadlines.not_mine(title=owed.title, by=said_by(state, said), due=owed.due, ends=ends)
    return Section(text=text, choices=(choose_other(owed.key, owed.title),))


def once_asked(state: State, key: str) -> Section | None:
    """A question nobody asks any more: what became of it; None when the key is about something
    else.
    """
    question_key = read_key(key)
    asked = state.entry(question_key.asked) if isinstance(question_key, QuestionKey) else None
    about = state.about.get(asked.seq) if asked is not None else None
    owed = find(state, about) if isinstance(about, str) else None
    if asked is None or owed is None:
        return None
    by, title = said_by(state, asked), owed.title
    if state.history_of(owed.key).taken_back(asked) is not None:
        gone = (
            deadlines.mine_after_all
            if isinstance(asked.fact, NotMine)
            else deadlines.request_withdrawn
        )
        return Section(text=f"{gone(title=title, by=by)} {deadlines.NOTHING_TO_DO}")
    more = state.history_of(owed.key).more_time
    return (
        Section(text=deadlines.asked_anew(title=title, by=by, until=more.until)) if more else None
    )
