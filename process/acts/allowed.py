"""What a person may do, and see, asked once for every way in: a command, a button's value, a form's
private data, a link, a mail.

Nothing is offered that would be refused: each act is asked of the verb that carries it out, or of
what that verb asks first where it also takes words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from process.acts import (
    absence,
    consultations,
    deadlines,
    information,
    plan,
    proposals,
    records,
    rights,
)
from process.deadlines.obligations import find, line, responsible
from process.errors import NoLongerOwed, NotYours, Refused, Unknown
from process.ledger.facts import HandedOver
from process.ledger.obligation_keys import ConfirmationKey
from process.ledger.state import State
from process.reminders.escalation import escalated_to
from process.seats import PersonId, Role, Seat


class Act(StrEnum):
    """What a person can press. The value is the button's `action_id` in Slack and the
    last word of a link elsewhere.
    """

    DELIVER = "deliver"
    DELIVER_NOTE = "deliver_note"
    INFORM = "inform"
    COME_BACK = "come_back"
    RECEIVE = "receive"
    SEND_BACK = "send_back"
    MORE_TIME = "more_time"
    HAND_OVER = "hand_over"
    SNOOZE = "snooze"
    NOT_MINE = "not_mine"
    UNDO = "undo"
    GRANT = "grant"
    REFUSE = "refuse"
    TAKE_IT = "take_it"
    TALK = "talk"
    RECORD = "record"
    CONFIRM = "confirm"
    ADD_VIEWS = "add_views"
    CONTEST = "contest"
    SEE_BOTH = "see_both"
    CORRECT = "correct"
    TAKE_BACK = "take_back"
    WITHDRAW = "withdraw"
    AGENDA = "agenda"
    MINUTES = "minutes"
    NEW_PROPOSAL = "new_proposal"
    EDIT_PROPOSAL = "edit_proposal"
    STATIONS = "stations"
    NEW_CONSULTATION = "new_hearing"
    RESPONSE = "response"
    RESPONSES = "responses"
    WITHDRAW_RESPONSE = "withdraw_response"
    ADDRESSES = "addresses"
    NEW_ADDRESS = "new_address"
    CHOOSE_ADDRESS = "choose_address"
    CLOSE_ADDRESS = "close_address"
    MOVE = "move"
    MOVE_BACK = "move_back"
    CONFIRM_DATES = "confirm_dates"
    ACCEPT_MEETINGS = "accept_meetings"
    DECLINE_MEETINGS = "decline_meetings"
    MAIL_TEXTS = "mail_texts"
    SEND_AGAIN = "send_again"
    ARRIVED = "arrived"
    OPEN_LINK = "open_link"
    OPEN_WORD = "open_word"
    """The same as a Word document, beside a link to it as PDF: Slack tells buttons in
    a row apart by what they do.
    """


class Kind(StrEnum):
    """What an act is about."""

    PROCESS = "process"
    """No single thing; the key says nothing."""
    DEADLINE = "deadline"
    """By its obligation's key."""
    ENTRY = "entry"
    """A word about a deadline, by its number."""
    RECORD = "record"
    """By the number of its first entry."""
    COMMITTEE = "committee"
    PROPOSAL = "proposal"
    """By its code."""
    CONSULTATION = "consultation"
    RESPONSE = "response"
    """By the number of the entry that registered it."""
    ROW = "row"
    """A milestone, or a meeting as `meeting:organ/key`; `meeting:organ/*` is all of an organ's."""
    MOVED = "moved"
    """A row's move, by the number of its entry."""
    MEETINGS = "meetings"
    """Meetings an organ's own calendar proposes, by the number of the entry."""


@dataclass(frozen=True)
class About:
    """One thing, by the key or code every way in has for it."""

    kind: Kind
    key: str = ""


def allowed(state: State, person: PersonId, about: About, at: datetime) -> frozenset[Act]:
    """Every act a person may carry out about a thing at an instant; none about what is not there.
    An act that takes words is allowed while there are words with which it is not refused.
    """
    return frozenset(
        act for act in ASKED[about.kind] if why_not(state, person, act, about.key, at) is None
    )


def why_not(state: State, person: PersonId, act: Act, key: str, at: datetime) -> Refused | None:
    """What a person would be told who tried; None when the act is allowed."""
    try:
        need_allowed(state, person, act, key, at)
    except Refused as refused:
        return refused
    return None


def need_allowed(state: State, person: PersonId, act: Act, key: str, at: datetime) -> None:
    """Raises what carrying it out would raise, before any words are asked for."""
    ASKED[KIND[act]][act](state, person, key, at)


def may_see(state: State, person: PersonId, about: About, at: datetime) -> bool:
    """Whether a person may see the thing itself: a proposal's own title, both sides' words about a
    meeting, the answers to a consultation, a deadline and who has it. What everybody in the process
    may know of it (a proposal by `shown_on` that day) is never asked for here.
    """
    try:
        SEEN[about.kind](state, person, about.key, at)
    except Refused:
        return False
    return True


Ask = Callable[[State, PersonId, str, datetime], object]


DIGITS = 9
"""More than any ledger will count to."""


def _number(key: str) -> int:
    if not key.isdecimal() or len(key) > DIGITS:
        raise Unknown(what="entry", name=key[:40])
    return int(key)


def _verb(
    verb: Callable[..., object],
    field: str = "",
    read: Callable[[str], object] = str,
    **words: object,
) -> Ask:
    """The verb itself, where it takes no words but what it is about."""

    def ask(state: State, person: PersonId, key: str, at: datetime) -> object:
        about = {field: read(key)} if field else {}
        return verb(state, by=person, at=at, **about, **words)

    return ask


def _numbered(ask: Callable[..., object], *words: object) -> Ask:
    """What a verb asks first about something that is known by a number."""
    return lambda state, person, key, at: ask(state, person, _number(key), at, *words)


def _keeps(state: State, person: PersonId, _key: str, at: datetime) -> None:
    rights.need_process_owner(state, person, at, "consult")


def _keeps_messages(state: State, person: PersonId, _key: str, at: datetime) -> None:
    """Whether a message by that number is put aside, the outbox knows."""
    rights.need_process_owner(state, person, at, "messages")


def _proposes(state: State, person: PersonId, _key: str, at: datetime) -> None:
    """Whether there is an area to hand in a proposal for."""
    areas = [area.key for area in state.plan.areas]
    if not any(proposals.may_propose(state, area, person, at) for area in areas):
        proposals.need_proposer(state, person, "*", at)


def _changes(state: State, person: PersonId, key: str, at: datetime) -> None:
    proposals.need_proposer(state, person, proposals.need_proposal(state, key).area, at)


def _keeps_stations(state: State, person: PersonId, key: str, at: datetime) -> None:
    proposals.need_proposal(state, key)
    proposals.need_keeper(state, person, at)


def _collects(state: State, person: PersonId, key: str, at: datetime) -> None:
    _keeps(state, person, key, at)
    consultations.need_consultation(state, key)


def _writes_letters(state: State, person: PersonId, _key: str, at: datetime) -> None:
    rights.need_all_in_sight(state, person, at, "mail_texts")


def _sees_committee(state: State, person: PersonId, key: str, at: datetime) -> None:
    """Who sits there, speaks there, or keeps an eye on all of MED."""
    records.need_committee(state, key)
    if not rights.sees_everything(state, person, rights.today(state, at)):
        _sits(state, person, key, at)


def _sits(state: State, person: PersonId, committee: str, at: datetime) -> None:
    day = rights.today(state, at)
    if not any(seat.place == committee for seat in state.seats_of(person, day)):
        records.need_recorder(state, person, committee, at)


def _sees_record(state: State, person: PersonId, key: str, at: datetime) -> None:
    """The same, and whoever stands above a chair who owes the answer."""
    record = state.records.get(_number(key))
    if record is None:
        raise Unknown(what="record", name=key)
    owed = find(state, str(ConfirmationKey(record.seq)))
    if owed is None or not rights.seat_above(state, person, owed, rights.today(state, at)):
        _sees_committee(state, person, record.fact.committee, at)


def _sees_deadline(state: State, person: PersonId, key: str, at: datetime) -> None:
    """Whoever has or had it, receives it, or stands above its owner; a committee's the committee,
    and of what an elected representative owes nobody else; the rest who lead the process.
    """
    owed, day = find(state, key), rights.today(state, at)
    if owed is None:
        raise NoLongerOwed(obligation=key)
    seats = (*line(state, owed), *escalated_to(state, owed))
    receiver = (Seat(Role.MEMBER, owed.receiver),) if owed.receiver else ()
    had = {
        one
        for entry in state.history_of(key).history
        for one in (entry.actor, entry.fact.to if isinstance(entry.fact, HandedOver) else "")
    }
    if person in (*responsible(state, owed, day), *had):
        return
    if any(state.is_in(seat, person, day) for seat in (*seats, *receiver)):
        return
    if owed.committee is None:
        rights.need_to_lead(state, person, at, "see")
    elif owed.elected:
        _sits(state, person, owed.committee, at)
    else:
        _sees_committee(state, person, owed.committee, at)


def _sees_entry(state: State, person: PersonId, key: str, at: datetime) -> None:
    about = state.about.get(_number(key))
    if about is None:
        raise Unknown(what="entry", name=key)
    sees = _sees_record if isinstance(about, int) else _sees_deadline
    sees(state, person, str(about), at)


def _sees_response(state: State, person: PersonId, key: str, at: datetime) -> None:
    found = consultations.need_response(state, _number(key))
    consultations.need_responder(state, person, found.fact.consultation, at)


def _is_here(state: State, person: PersonId, _key: str, at: datetime) -> None:
    if not state.seats_of(person, rights.today(state, at)):
        raise NotYours(act="see", seats=())


ASKED: Mapping[Kind, Mapping[Act, Ask]] = {
    Kind.PROCESS: {
        Act.COME_BACK: _verb(absence.come_back),
        Act.NEW_PROPOSAL: _proposes,
        Act.NEW_CONSULTATION: _keeps,
        Act.MAIL_TEXTS: _writes_letters,
        Act.SEND_AGAIN: _keeps_messages,
        Act.ARRIVED: _keeps_messages,
    },
    Kind.DEADLINE: {
        Act.DELIVER: _verb(deadlines.deliver, "obligation"),
        Act.DELIVER_NOTE: deadlines.need_note,
        Act.RECEIVE: _verb(deadlines.receive, "obligation"),
        Act.SEND_BACK: deadlines.need_send_back,
        Act.MORE_TIME: deadlines.need_more_time,
        Act.HAND_OVER: deadlines.need_hand_over,
        Act.SNOOZE: deadlines.need_snooze,
        Act.NOT_MINE: _verb(deadlines.not_mine, "obligation"),
        Act.TAKE_IT: _verb(deadlines.take_it, "obligation"),
        Act.TALK: _verb(deadlines.promise_talk, "obligation"),
    },
    Kind.ENTRY: {
        Act.UNDO: _verb(deadlines.undo, "seq", _number),
        Act.GRANT: _verb(deadlines.answer_more_time, "asked", _number, granted=True),
        Act.REFUSE: _verb(deadlines.answer_more_time, "asked", _number, granted=False),
    },
    Kind.RECORD: {
        Act.CONFIRM: _verb(records.confirm, "record", _number),
        Act.ADD_VIEWS: _numbered(records.need_side, "views"),
        Act.CONTEST: _verb(records.need_contestable, "record", _number),
        Act.SEE_BOTH: _sees_record,
        Act.CORRECT: _numbered(records.need_corrector),
        Act.TAKE_BACK: _verb(records.take_back_answer, "record", _number),
        Act.WITHDRAW: _numbered(records.need_withdrawer),
        Act.MINUTES: _numbered(records.need_side, "minutes"),
    },
    Kind.COMMITTEE: {Act.RECORD: records.need_recorder, Act.AGENDA: _sees_committee},
    Kind.PROPOSAL: {Act.EDIT_PROPOSAL: _changes, Act.STATIONS: _keeps_stations},
    Kind.CONSULTATION: {Act.RESPONSE: consultations.need_responder, Act.RESPONSES: _collects},
    Kind.RESPONSE: {
        Act.WITHDRAW_RESPONSE: _verb(consultations.withdraw_response, "response", _number, why="")
    },
    Kind.ROW: {
        Act.INFORM: _verb(information.inform, "milestone"),
        Act.MOVE: plan.need_mover,
        Act.CONFIRM_DATES: _verb(plan.confirm_dates, "rows", lambda key: (key,)),
    },
    Kind.MOVED: {Act.MOVE_BACK: _verb(plan.move_back, "moved", _number, why="")},
    Kind.MEETINGS: {
        Act.ACCEPT_MEETINGS: _verb(plan.accept_meetings, "proposal", _number, reason=""),
        Act.DECLINE_MEETINGS: _verb(plan.decline_meetings, "proposal", _number),
    },
}
"""What each act is about, and who is asked whether it may be. What is not about the process, one's
own calendar addresses and links, is asked about where it lies.
"""

KIND: Mapping[Act, Kind] = {act: kind for kind, acts in ASKED.items() for act in acts}

SEEN: Mapping[Kind, Ask] = {
    Kind.PROCESS: _is_here,
    Kind.ROW: _is_here,
    Kind.DEADLINE: _sees_deadline,
    Kind.ENTRY: _sees_entry,
    Kind.RECORD: _sees_record,
    Kind.COMMITTEE: _sees_committee,
    Kind.PROPOSAL: _changes,
    Kind.CONSULTATION: consultations.need_responder,
    Kind.RESPONSE: _sees_response,
    Kind.MOVED: _numbered(plan.need_to_see_move),
    Kind.MEETINGS: _verb(plan.decline_meetings, "proposal", _number),
}
