"""One deadline as a section: what stands now where something does, else the words of its step. The same in a message, in
`/frist`, in App Home and by mail."""

from __future__ import annotations

from datetime import date, timedelta

from bot.text import about_ladder, about_records, about_rests, deadlines, offers, reminders
from bot.text.rendered import Choice, Section, View
from bot.text.roles import named, place
from process.entries import Entry
from process.facts import HandedOver, Snoozed
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, responsible
from process.resting import ended_rest, rest_of
from process.seats import PersonId, Seat
from process.state import State


def section(state: State, notice: Notice, obligation: Obligation, day: date, view: View) -> Section:
    """The notice's section, for the person who gets it."""
    if notice.kind is NoticeKind.ESCALATED:
        return standing(state, obligation, notice.person, day, view, onlooker=True) or about_ladder.escalated(state, notice, obligation)
    said = {"asked_today": notice.kind is NoticeKind.SNOOZED, "in_rhythm": notice.kind is not NoticeKind.UNANSWERED}
    stands = standing(state, obligation, notice.person, day, view, **said)
    return stands or _words(state, notice, obligation, day)


def standing(
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
    """What has been said about it, for one person; None when nothing stands in the way of the plain words. `in_rhythm`: a rest that
    ended unanswered stands in the way of nothing."""
    if obligation.cancelled is not None:
        return Section(text=deadlines.cancelled(title=obligation.title, why=obligation.cancelled))
    found = state.standing(obligation.key)
    if obligation.met is not None:
        return _met(state, obligation, person, obligation.met)
    if obligation.lapsed_on(day):
        said = deadlines.lapsed(title=obligation.title, due=obligation.due)
        return Section(text=said, choices=(offers.deliver(key=obligation.key, title=obligation.title),))
    if person not in responsible(state, obligation, day) and not onlooker:
        return _elsewhere(state, obligation, person, view)
    if onlooker:
        return _elsewhere(state, obligation, person, view) if found.handed else None
    return _waiting(state, obligation, person, day, asked_today=asked_today, in_rhythm=in_rhythm)


def _waiting(state: State, obligation: Obligation, person: PersonId, day: date, *, asked_today: bool, in_rhythm: bool) -> Section | None:
    rest = rest_of(state, obligation.key, person, day)
    if rest is not None:
        return about_rests.running(state, obligation, person, rest)
    until = state.standing(obligation.key).snoozed.get(person)
    if until and until > day and not asked_today:
        return _snoozed(state, obligation, person, until)
    over = None if in_rhythm else ended_rest(state, obligation.key, person, day)
    if over is None:
        return None
    discussed = obligation.kind is ObligationKind.DISCUSSION
    choices = about_records.missing(state, [obligation], day).choices if discussed else open_choices(state, obligation, day)
    return about_rests.over(state, obligation, person, over, day, choices)


def _met(state: State, obligation: Obligation, person: PersonId, met: Entry) -> Section:
    found = state.standing(obligation.key)
    if found.received is not None and found.received.actor == person:
        met = found.received  # the receiver's own word, also when the owner's came first
    at = state.plan.calendar.local(met.at)
    if met == found.delivered:
        mine = deadlines.delivered(title=obligation.title, at=at)
        others = deadlines.delivered_by_other(title=obligation.title, by=_seat(state, met.seat), at=at)
    else:
        mine = deadlines.received_by_you(title=obligation.title, at=at)
        others = deadlines.received(title=obligation.title, by=_seat(state, met.seat), at=at)
    return Section(text=mine if met.actor == person else others, choices=_undo_own(met, person, obligation))


def _elsewhere(state: State, obligation: Obligation, person: PersonId, view: View) -> Section:
    entry = state.standing(obligation.key).handed_by
    if entry is None or not isinstance(entry.fact, HandedOver):
        return Section(text=deadlines.gone())
    return Section(text=handed_text(obligation, entry.fact, view), choices=_undo_own(entry, person, obligation))


def handed_text(obligation: Obligation, handed: HandedOver, view: View) -> str:
    """In whose hands it is; the name comes from the directory and may be missing."""
    return deadlines.handed_over(title=obligation.title, to=view.name_of(handed.to) or "en kollega", until=handed.until)


def _snoozed(state: State, obligation: Obligation, person: PersonId, until: date) -> Section:
    entry = _last(state, obligation, person, Snoozed)
    deliver = offers.deliver(key=obligation.key, title=obligation.title)
    said = deadlines.snoozed(title=obligation.title, until=until, due=obligation.due)
    return Section(text=said, choices=(deliver, *_undo_own(entry, person, obligation)))


def _last(state: State, obligation: Obligation, person: PersonId, kind: type) -> Entry:
    counting = state.standing(obligation.key).counting
    return next(e for e in reversed(counting) if isinstance(e.fact, kind) and e.actor == person)


def _undo_own(entry: Entry, person: PersonId, obligation: Obligation) -> tuple[Choice, ...]:
    return (offers.undo(seq=entry.seq, title=obligation.title),) if entry.actor == person else ()


def _words(state: State, notice: Notice, obligation: Obligation, day: date) -> Section:
    choices = open_choices(state, obligation, day)
    more = state.standing(obligation.key).more_time
    if notice.kind is not NoticeKind.REMINDER and obligation.due >= day and more and more.granted:
        return Section(text=deadlines.more_time_granted(title=obligation.title, until=more.until), choices=choices)
    ahead = about_ladder.ahead(state, notice, obligation, day)
    match notice.kind:
        case NoticeKind.SNOOZED:
            text = reminders.again(title=obligation.title, receiver=receiver(state, obligation), due=obligation.due, at=obligation.at)
        case NoticeKind.UNANSWERED:
            text = plain_words(state, obligation, day)
        case NoticeKind.ESCALATION_TOLD:
            text = about_ladder.told(state, notice, obligation, day)
        case NoticeKind.OVERDUE:
            text = reminders.overdue(title=obligation.title, due=obligation.due, ahead=ahead)
        case _:
            text = reminders.reminder(title=obligation.title, receiver=receiver(state, obligation), due=obligation.due, at=obligation.at)
    said = f"{text} {ahead}" if ahead and notice.kind in (NoticeKind.REMINDER, NoticeKind.SNOOZED) else text
    return Section(text=said, choices=choices, greets=notice.kind is NoticeKind.REMINDER)


def plain_words(state: State, obligation: Obligation, day: date) -> str:
    """What is owed, where and when, as `/frist` says it."""
    where, late = receiver(state, obligation), obligation.overdue_on(day)
    return deadlines.owed(title=obligation.title, receiver=where, due=obligation.due, at=obligation.at, late=late)


def open_choices(state: State, obligation: Obligation, day: date) -> tuple[Choice, ...]:
    """What the owner can do about an open deadline; hearing of it again only while a working day is left."""
    key, title = obligation.key, obligation.title
    found = [offers.deliver(key=key, title=title), offers.more_time(key=key, title=title), offers.hand_over(key=key, title=title)]
    until = snooze_day(state, obligation, day)
    return (*found, offers.snooze(key=key, title=title, until=until)) if until else tuple(found)


def snooze_day(state: State, obligation: Obligation, day: date) -> date | None:
    """The working day before the deadline, or the deadline itself on that day; None when both have come."""
    days = state.plan.calendar
    for until in (days.on_or_before(obligation.due - timedelta(days=1)), obligation.due):
        if day < until and days.is_working(until):
            return until
    return None


def receiver(state: State, obligation: Obligation) -> str:
    """The name of the organ it goes to; "" when the plan names none."""
    return place(state.plan, obligation.receiver) if obligation.receiver else ""


def _seat(state: State, seat: str) -> str:
    return named(state.plan, Seat.parse(seat)) if seat else "systemet"
