"""What stands in a mail's subject: what it is about and what is wanted, short
enough for a list on a telephone.
"""

from __future__ import annotations

from bot.messages import records
from bot.messages.message import Rendered
from bot.text import mail as words
from bot.text.grammar import place, proposals
from bot.text.marks import outside_slack, plain
from process.channel import Message
from process.deadlines.obligations import Obligation, ObligationKind, find
from process.ledger.history import Record
from process.ledger.obligation_keys import ConfirmationKey, read_key
from process.ledger.state import State
from process.reminders.notices import Notice, NoticeKind

LIMIT = 120


def subject(message: Message, rendered: Rendered, state: State) -> str:
    """In the words of what the message is about; its first sentence where nothing shorter says
    it.
    """
    single = message.notices[0] if len(message.notices) == 1 else None
    found = _to_discuss(message, state) or (
        _of_one(single, state) if single else words.of_the_day(on=message.day)
    )
    return cut(found or _first_words(rendered))


def cut(text: str) -> str:
    """Shortened at a word, with a sign that there is more."""
    if len(text) <= LIMIT:
        return text
    return f"{text[: LIMIT - 1].rsplit(' ', 1)[0].rstrip(' .,:;–-')}…"


def _first_words(rendered: Rendered) -> str:
    """The text without the greeting."""
    return (
        " ".join(plain(outside_slack(rendered.text)).split()).removeprefix(words.GREETING).strip()
    )


def _of_one(notice: Notice, state: State) -> str:
    if notice.kind is NoticeKind.WEEKLY and notice.why:
        return words.weekly(week=notice.why.number)
    if notice.kind is NoticeKind.TO_ADMIN:
        return words.TO_ADMIN
    record = record_of(notice, state)
    if record is not None:
        return _of_record(notice, record, state)
    owed = find(state, notice.obligation or _deadline_of(notice, state))
    return _of_deadline(notice, owed, state) if owed is not None and owed.open else ""


def _of_deadline(notice: Notice, owed: Obligation, state: State) -> str:
    if owed.kind is ObligationKind.ANSWER:
        return words.asked(title=owed.title)
    if owed.kind is not ObligationKind.DELIVERY:
        return ""
    match notice.kind:
        case NoticeKind.REMINDER | NoticeKind.SNOOZED:
            return words.due(title=owed.title, on=owed.due, at=owed.at)
        case NoticeKind.OVERDUE | NoticeKind.ESCALATION_TOLD:
            return words.was_due(title=owed.title, on=owed.due)
        case NoticeKind.ESCALATED:
            return words.for_information(title=owed.title)
        case NoticeKind.MORE_TIME_ANSWERED:
            return words.answered(title=owed.title)
        case NoticeKind.HANDED_OVER:
            return words.handed(title=owed.title, on=owed.due)
        case NoticeKind.SENT_BACK:
            return words.sent_back(title=owed.title)
    return ""


def _of_record(notice: Notice, record: Record, state: State) -> str:
    name, on = records.committee_of(state, record), record.fact.held_on
    if record.withdrawn is not None or records.is_corrected(state, record):
        return ""
    if notice.kind is NoticeKind.CONFIRM_RECORD and record.answer is None:
        return words.is_it_right(committee=name, on=on)
    if record.answer is None or record.answer.seq != notice.entry:
        return ""
    if notice.kind is NoticeKind.RECEIPT:
        return words.receipt(number=record.answer.code, committee=name, on=on)
    return words.contested(committee=name, on=on) if notice.kind is NoticeKind.CONTESTED else ""


def _to_discuss(message: Message, state: State) -> str:
    """What one committee has left to one day, when the message is about nothing else."""
    owed = [
        found for notice in message.notices if (found := find(state, notice.obligation)) is not None
    ]
    groups = {
        (one.committee, one.due)
        for one in owed
        if one.kind is ObligationKind.DISCUSSION and one.open
    }
    if (
        len(owed) == len(message.notices)
        and len(groups) == 1
        and all(one.kind is ObligationKind.DISCUSSION for one in owed)
    ):
        ((committee, due),) = groups
        many = proposals(sum(one.open for one in owed))
        above = all(notice.kind is NoticeKind.ESCALATED for notice in message.notices)
        return words.to_discuss(
            many=many, committee=place(state.plan, committee or ""), on=due, above=above
        )
    return ""


def record_of(notice: Notice, state: State) -> Record | None:
    """The record a notice is about."""
    match read_key(notice.obligation):
        case ConfirmationKey(record=seq):
            return state.records.get(seq)
    about = state.about.get(notice.entry)
    return state.records.get(about) if isinstance(about, int) else None


def _deadline_of(notice: Notice, state: State) -> str:
    about = state.about.get(notice.entry)
    return about if isinstance(about, str) else ""


def thread(message: Message, state: State) -> str:
    """What all mails of one conversation have in common: the one deadline or record they are about;
    "" for a message of several things.
    """
    found = {_thread_of(notice, state) for notice in message.notices}
    return found.pop() if len(found) == 1 else ""


def _thread_of(notice: Notice, state: State) -> str:
    record = record_of(notice, state)
    if record is not None:
        return str(ConfirmationKey(record.seq))
    key = notice.obligation or _deadline_of(notice, state)
    owed = find(state, key)
    return owed.about if owed is not None and owed.about else key
