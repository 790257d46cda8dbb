"""What people do with what they owe: hand it in, receive it, undo, ask for more time, snooze,
hand over, say it is not theirs.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from process.acts.information import inform, informs
from process.acts.rights import (
    in_the_way,
    is_process_owner,
    need_obligation,
    need_process_owner,
    need_responsible,
    need_to_deliver,
    need_to_hand_over,
    seat_above,
    today,
    who_may_take_over,
)
from process.deadlines.obligations import Obligation, ObligationKind, find, obligations
from process.deadlines.pauses import pause_of
from process.errors import AlreadyDone, BadDay, Missing, NoLongerOwed, NotYours, Unknown
from process.ledger.entries import Decision, NewText, need_fits
from process.ledger.facts import (
    Delivered,
    Fact,
    HandedOver,
    InformationGiven,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    Received,
    SentBack,
    Snoozed,
    TalkPromised,
    Undone,
)
from process.ledger.obligation_keys import ResponseKey, read_key
from process.ledger.state import State
from process.reminders.escalation import escalated_to
from process.seats import PersonId, Role, Seat


def deliver(
    state: State,
    *,
    by: PersonId,
    obligation: str,
    at: datetime,
    note: NewText | None = None,
    part: bool = False,
) -> Decision:
    """The owner says it is handed in, or (`part`) only what the note says. Raises NoLongerOwed,
    NotYours, AlreadyDone, Missing (it is met by another act, or nothing says which part), TooLong.
    An information is given by it, so BadDay before its day.
    """
    owed = need_obligation(state, obligation)
    seat = need_to_deliver(state, by, owed, at)
    _not_met(owed, "deliver")
    _handed_in(owed)
    if owed.milestone and _is_information(state, owed):
        if note is not None or part:
            raise Missing(field="inform")
        return inform(state, by=by, milestone=owed.milestone, at=at)
    if part and note is None:
        raise Missing(field="part")
    need_fits("note", note)
    text = note.text if note else None
    return _said(seat, Delivered(obligation=obligation, note=text, part=part), note)


def need_note(state: State, by: PersonId, obligation: str, at: datetime) -> None:
    """Raises what handing it in with a note would raise: an information has none."""
    decided = deliver(state, by=by, obligation=obligation, at=at)
    if any(isinstance(fact, InformationGiven) for fact in decided.facts):
        raise Missing(field="inform")


def receive(state: State, *, by: PersonId, obligation: str, at: datetime) -> Decision:
    """The receiver (process owner, or a member of the receiving organ) says it has arrived. A fact
    of its own beside `deliver`.
    """
    seat, _ = _receives(state, by, obligation, at, "receive")
    received = state.history_of(obligation).received
    if received is not None:
        raise AlreadyDone(act="receive", at=received.at, seat=received.seat)
    return _said(seat, Received(obligation=obligation))


def send_back(
    state: State, *, by: PersonId, obligation: str, missing: NewText | None, at: datetime
) -> Decision:
    """The receiver says what is missing in what was handed in, which opens the deadline again
    (rules D20). Raises as `receive`, and Missing where nothing was handed in or nothing is said,
    TooLong.
    """
    seat = need_send_back(state, by, obligation, at)
    if missing is None:
        raise Missing(field="missing")
    need_fits("missing", missing)
    return _said(seat, SentBack(obligation=obligation, missing=missing.text), missing)


def need_send_back(state: State, by: PersonId, obligation: str, at: datetime) -> Seat:
    """Raises what sending it back would raise, whatever is missing."""
    seat, owed = _receives(state, by, obligation, at, "send_back")
    standing = state.history_of(obligation)
    if isinstance(read_key(obligation), ResponseKey) or _is_information(state, owed):
        raise Missing(field="handed_in")
    if standing.met is None and standing.in_part is None:
        back = standing.sent_back
        if back is not None:
            raise AlreadyDone(act="send_back", at=back.at, seat=back.seat)
        raise Missing(field="handed_in")
    return seat


def _receives(
    state: State, by: PersonId, obligation: str, at: datetime, act: str
) -> tuple[Seat, Obligation]:
    owed = need_obligation(state, obligation)
    seats = (
        Seat(Role.PROCESS_OWNER, state.process),
        Seat(Role.MEMBER, owed.receiver or state.process),
    )
    mine = [s for s in seats if state.is_in(s, by, today(state, at))]
    if not mine:
        raise NotYours(act=act, seats=tuple(map(str, seats)))
    _handed_in(owed)
    return mine[0], owed


def _is_information(state: State, owed: Obligation) -> bool:
    return bool(owed.milestone) and informs(state.plan, state.plan.milestone(owed.milestone or ""))


BY_ANOTHER_ACT = {
    ObligationKind.DISCUSSION: "record",
    ObligationKind.CONFIRMATION: "answer",
    ObligationKind.ANSWER: "answer",
}
"""What is not handed in: the field that is missing instead, since a discussion is met by recording
it and a question by its answer.
"""


def _handed_in(owed: Obligation) -> None:
    if owed.kind in BY_ANOTHER_ACT:
        raise Missing(field=BY_ANOTHER_ACT[owed.kind])


def undo(state: State, *, by: PersonId, seq: int, at: datetime) -> Decision:
    """Take back one's own entry about an obligation (the process owner may take back any). Raises
    Unknown, NotYours, AlreadyDone.
    """
    key = state.about.get(seq)
    entry = state.entry(seq)
    if not isinstance(key, str) or entry is None or isinstance(entry.fact, Undone):
        raise Unknown(what="entry", name=str(seq))
    taken_back = state.history_of(key).taken_back(entry)
    if taken_back is not None:
        raise AlreadyDone(act="undo", at=taken_back.at, seat=taken_back.seat)
    if entry.actor != by and not is_process_owner(state, by, today(state, at)):
        raise NotYours(act="undo", seats=(entry.seat,))
    seat = entry.seat if entry.actor == by else str(Seat(Role.PROCESS_OWNER, state.process))
    return Decision(facts=(Undone(undoes=seq),), seat=seat)


# More time.


def ask_more_time(
    state: State,
    *,
    by: PersonId,
    obligation: str,
    until: date,
    at: datetime,
    why: NewText | None = None,
) -> Decision:
    """Ask for a later working day; the deadline stands until it is granted. Raises NoLongerOwed,
    NotYours, AlreadyDone, Missing (it is answered by another act), BadDay, TooLong.
    """
    seat, owed = _waits_on(state, by, obligation, at, "ask_more_time")
    _of_the_process_owner(owed)
    need_fits("why", why)
    need_later_day(state, owed, until, at)
    more = state.history_of(obligation).more_time
    if more and more.granted is None and more.until == until:
        raise AlreadyDone(act="ask_more_time", at=more.asked.at, seat=more.asked.seat, day=until)
    return _said(
        seat, MoreTimeAsked(obligation=obligation, until=until, why=why.text if why else None), why
    )


def need_more_time(state: State, by: PersonId, obligation: str, at: datetime) -> None:
    """Raises what asking would raise, whatever day is asked for: BadDay where none is left."""
    _, owed = _waits_on(state, by, obligation, at, "ask_more_time")
    _of_the_process_owner(owed)
    more = state.history_of(obligation).more_time
    asked = more.until if more and more.granted is None else None
    days, last = state.plan.calendar, max(owed.due, today(state, at))
    first = days.shift(last, 1)
    need_later_day(state, owed, days.shift(first, 1) if first == asked else first, at)


FARTHEST = timedelta(days=366)
"""How long after its deadline anything can be put off: a year; what is farther away is a slip of
the hand.
"""


def need_later_day(state: State, owed: Obligation, until: date, now: datetime) -> None:
    """A working day to come, after the deadline; a discussion keeps ahead of the treatment, the
    answer to a consultation of the last lawful day for the budget. Raises BadDay.
    """
    days = state.plan.calendar
    if until <= owed.due:
        raise BadDay(why="before_due", day=until, limit=owed.due)
    if until <= days.local_day(now):
        raise BadDay(why="past", day=until)
    farthest = max(owed.due, days.local_day(now)) + FARTHEST
    if until > farthest:
        raise BadDay(why="too_far", day=until, limit=farthest)
    if not days.is_working(until):
        raise BadDay(why="closed", day=until)
    lawful = state.plan.rules.budget_adopted_by
    if lawful and until > lawful and isinstance(read_key(owed.key), ResponseKey):
        raise BadDay(why="after_limit", day=until, limit=lawful)
    if owed.basis and until >= owed.basis.treatment:
        raise BadDay(why="after_limit", day=until, limit=days.shift(owed.basis.treatment, -1))


def answer_more_time(
    state: State, *, by: PersonId, asked: int, granted: bool, at: datetime
) -> Decision:
    """The process owner grants or refuses. Raises NotYours, Unknown, AlreadyDone, NoLongerOwed."""
    seat = need_process_owner(state, by, at, "answer_more_time")
    key = state.about.get(asked)
    more = state.history_of(key).more_time if isinstance(key, str) else None
    if more is None or not isinstance(key, str):
        raise Unknown(what="request", name=str(asked))
    owed = find(state, key)
    if more.asked.seq != asked or owed is None or not owed.open:
        raise NoLongerOwed(obligation=key)
    if more.answer is not None:
        raise AlreadyDone(
            act="grant" if more.granted else "refuse",
            at=more.answer.at,
            seat=more.answer.seat,
            day=more.until,
        )
    lawful = state.plan.rules.budget_adopted_by
    if granted and lawful and more.until > lawful and isinstance(read_key(key), ResponseKey):
        raise BadDay(why="after_limit", day=more.until, limit=lawful)
    return _said(seat, MoreTimeAnswered(asked=asked, granted=granted))


def _of_the_process_owner(owed: Obligation) -> None:
    if owed.kind in (ObligationKind.CONFIRMATION, ObligationKind.ANSWER):
        raise Missing(field=BY_ANOTHER_ACT[owed.kind])


# Hearing of it again.


def snooze(state: State, *, by: PersonId, obligation: str, until: date, at: datetime) -> Decision:
    """Hear of it again on a working day, at the latest on the deadline itself; the
    deadline stands. Raises as `ask_more_time`.
    """
    seat, owed = _waits_on(state, by, obligation, at, "snooze")
    _future_working_day(state, until, at)
    if until > owed.due:
        raise BadDay(why="after_limit", day=until, limit=owed.due)
    said = state.history_of(obligation).last_by(by, Snoozed)
    if said is not None and said.fact == Snoozed(obligation=obligation, until=until):
        raise AlreadyDone(act="snooze", at=said.at, seat=said.seat, day=until)
    return _said(seat, Snoozed(obligation=obligation, until=until))


def need_snooze(state: State, by: PersonId, obligation: str, at: datetime) -> None:
    """Raises what putting it off would raise, whatever day is chosen: BadDay where none is left."""
    _, owed = _waits_on(state, by, obligation, at, "snooze")
    days, snoozed = state.plan.calendar, state.history_of(obligation).snoozed.get(by)
    last = days.on_or_before(owed.due)
    _future_working_day(state, days.shift(last, -1) if last == snoozed else last, at)


def _future_working_day(state: State, day: date, at: datetime) -> None:
    if day <= today(state, at):
        raise BadDay(why="past", day=day)
    if not state.plan.calendar.is_working(day):
        raise BadDay(why="closed", day=day)


# Other hands.


def hand_over(
    state: State,
    *,
    by: PersonId,
    obligation: str,
    to: PersonId,
    at: datetime,
    until: date | None = None,
) -> Decision:
    """Put it in another person's hands; the owner, the one above and the process owner may, and
    only into hands that can do it.

    Raises NoLongerOwed, NotYours, AlreadyDone, CannotTake, Unknown, BadDay.
    """
    seat, owed = _to_give(state, by, obligation, at)
    able = tuple(who_may_take_over(state, owed, today(state, at)))
    if to not in able and not (to == by and _takes(state, by, owed, at)):
        why = in_the_way(state, owed, to, today(state, at))
        raise why or Unknown(
            what="person", name=to, near=() if owed.kind is ObligationKind.DELIVERY else able
        )
    if until is not None and until < today(state, at):
        raise BadDay(why="past", day=until)
    handed = state.history_of(obligation).handed_by
    if handed and handed.fact == HandedOver(obligation=obligation, to=to, until=until):
        raise AlreadyDone(act="hand_over", at=handed.at, seat=handed.seat)
    return _said(seat, HandedOver(obligation=obligation, to=to, until=until))


def need_hand_over(state: State, by: PersonId, obligation: str, at: datetime) -> None:
    """Raises what handing it over would raise, whoever gets it: Unknown where nobody can."""
    _, owed = _to_give(state, by, obligation, at)
    able = who_may_take_over(state, owed, today(state, at))
    if next(able, None) is None and not _takes(state, by, owed, at):
        raise Unknown(what="person", name="")


def _to_give(state: State, by: PersonId, obligation: str, at: datetime) -> tuple[Seat, Obligation]:
    owed = need_obligation(state, obligation)
    seat = need_to_hand_over(state, by, owed, at)
    _not_met(owed, "hand_over")
    _not_lapsed(state, owed, at)
    return seat, owed


def _takes(state: State, by: PersonId, owed: Obligation, at: datetime) -> bool:
    """Whoever stands above its owner can take it, whether or not they could be handed it."""
    return seat_above(state, by, owed, today(state, at)) is not None


def take_it(state: State, *, by: PersonId, obligation: str, at: datetime) -> Decision:
    """Put it in one's own hands; a discussion with the others that the committee owes by the
    same day. Raises as `hand_over`.
    """
    owed = need_obligation(state, obligation)
    seat, facts = "", list[HandedOver]()
    for one in (owed, *together(state, owed)):
        try:
            decided = hand_over(state, by=by, obligation=one.key, to=by, at=at)
        except AlreadyDone:
            if one == owed:
                raise
            continue
        seat = seat or decided.seat
        facts.append(HandedOver(obligation=one.key, to=by))
    return Decision(facts=tuple(facts), seat=seat)


def promise_talk(state: State, *, by: PersonId, obligation: str, at: datetime) -> Decision:
    """Whoever stands above will talk with the owner, who keeps the task (rules M4, D14). Raises
    NoLongerOwed, NotYours, AlreadyDone.
    """
    owed = need_obligation(state, obligation)
    seat = seat_above(state, by, owed, today(state, at))
    if seat is None:
        raise NotYours(act="talk", seats=tuple(map(str, escalated_to(state, owed))))
    _not_met(owed, "talk")
    _not_lapsed(state, owed, at)
    said = state.history_of(obligation).last_by(by, TalkPromised)
    if said is not None:
        raise AlreadyDone(act="talk", at=said.at, seat=said.seat)
    return _said(seat, TalkPromised(obligation=obligation))


def together(state: State, owed: Obligation) -> tuple[Obligation, ...]:
    """The other open discussions the same committee owes by the same day: they are spoken of as
    one thing.
    """
    if owed.kind is not ObligationKind.DISCUSSION:
        return ()
    same = (
        o
        for o in obligations(state)
        if o.kind is owed.kind and (o.committee, o.due) == (owed.committee, owed.due)
    )
    return tuple(o for o in same if o.open and o.key != owed.key)


def not_mine(state: State, *, by: PersonId, obligation: str, at: datetime) -> Decision:
    """The person says it is not theirs; it goes to the process owner and the
    nagging pauses. Raises as `deliver`.
    """
    seat, owed = _waits_on(state, by, obligation, at, "not_mine")
    _of_the_process_owner(owed)
    history = state.history_of(obligation)
    said = history.last_by(by, NotMine)
    if said is not None and by in history.disowned:
        if pause_of(state, obligation, by, today(state, at)) is None:
            raise Missing(field="other_owner")
        raise AlreadyDone(act="not_mine", at=said.at, seat=said.seat)
    return _said(seat, NotMine(obligation=obligation))


# What every one of them asks.


def _waits_on(
    state: State, by: PersonId, obligation: str, at: datetime, act: str
) -> tuple[Seat, Obligation]:
    """What still waits on a person, with the seat in which it does."""
    owed = need_obligation(state, obligation)
    seat = need_responsible(state, by, owed, at, act)
    _not_met(owed, act)
    _not_lapsed(state, owed, at)
    return seat, owed


def _not_met(owed: Obligation, act: str) -> None:
    if owed.met is not None:
        raise AlreadyDone(act=act, at=owed.met.at, seat=owed.met.seat)


def _not_lapsed(state: State, owed: Obligation, at: datetime) -> None:
    if owed.lapsed_on(today(state, at)):
        raise NoLongerOwed(obligation=owed.key)


def _said(seat: Seat, fact: Fact, text: NewText | None = None) -> Decision:
    return Decision(facts=(fact,), seat=str(seat), texts=(text,) if text else ())
