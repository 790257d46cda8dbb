"""What can be done, as choices. Everything offered here completes its act (`bot.actions`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.messages.message import Act, Choice, Section
from bot.text import buttons, consultations, med_forms, papers, proposals
from bot.text.grammar import place
from process.acts.allowed import KIND, why_not
from process.acts.information import informs
from process.deadlines.obligations import Obligation
from process.ledger.state import State
from process.seats import PersonId

ANY = "any"
"""The value of a choice that is about nothing in particular; its form asks what about."""
BETWEEN = "|"
"""Parts a choice's value: keys hold ":" and "/" but never this."""

LABELS = {
    Act.DELIVER: buttons.DELIVER,
    Act.INFORM: buttons.INFORM,
    Act.DELIVER_NOTE: buttons.DELIVER_NOTE,
    Act.MORE_TIME: buttons.MORE_TIME,
    Act.HAND_OVER: buttons.HAND_OVER,
    Act.NOT_MINE: buttons.NOT_MINE,
    Act.TAKE_IT: buttons.TAKE_IT,
    Act.TALK: buttons.TALK,
    Act.RECEIVE: buttons.RECEIVE,
    Act.SEND_BACK: buttons.SEND_BACK,
    Act.UNDO: buttons.UNDO,
    Act.GRANT: buttons.GRANT,
    Act.REFUSE: buttons.REFUSE,
    Act.RECORD: buttons.RECORD,
    Act.CONFIRM: buttons.CONFIRM,
    Act.ADD_VIEWS: buttons.ADD_VIEWS,
    Act.CONTEST: buttons.CONTEST,
    Act.SEE_BOTH: buttons.SEE_BOTH,
    Act.CORRECT: buttons.CORRECT,
    Act.TAKE_BACK: buttons.TAKE_BACK,
    Act.WITHDRAW: buttons.WITHDRAW,
    Act.AGENDA: papers.LABEL,
    Act.MINUTES: med_forms.MINUTES_LABEL,
    Act.CONFIRM_DATES: buttons.CONFIRM_DATE,
    Act.MOVE: buttons.MOVE_THE_DATE,
    Act.MOVE_BACK: buttons.MOVE_BACK,
    Act.NEW_PROPOSAL: proposals.NEW,
    Act.EDIT_PROPOSAL: proposals.EDIT,
    Act.STATIONS: proposals.LABEL,
    Act.SEND_AGAIN: buttons.SEND_AGAIN,
    Act.ARRIVED: buttons.ARRIVED,
    Act.NEW_CONSULTATION: consultations.NEW,
    Act.RESPONSE: consultations.RESPONSE,
    Act.RESPONSES: consultations.RESPONSES,
    Act.WITHDRAW_RESPONSE: consultations.TAKE_OFF,
}
FIRST = frozenset(
    {
        Act.DELIVER,
        Act.INFORM,
        Act.TAKE_IT,
        Act.GRANT,
        Act.RECORD,
        Act.CONFIRM,
        Act.CONFIRM_DATES,
        Act.NEW_PROPOSAL,
        Act.NEW_CONSULTATION,
    }
)
"""What most people want where it is offered."""


def offered(state: State, person: PersonId, day: date, section: Section) -> Section:
    """The section with those of its choices that would not be refused that day. What is about no
    process, a link or one's own address, stays.
    """
    at = state.plan.calendar.delivery_on(day)
    kept = tuple(
        one
        for one in section.choices
        if one.act not in KIND
        or why_not(state, person, one.act, one.value.partition(BETWEEN)[0], at) is None
    )
    return section if kept == section.choices else replace(section, choices=kept)


def choice(act: Act, value: str | int, about: str = "", *, label: str = "") -> Choice:
    """An act about one thing: by its key, code or ledger number, and by its title or name to those
    who only hear it.
    """
    return Choice(
        act=act, label=label or LABELS[act], value=str(value), about=about, first=act in FIRST
    )


def hand_in(state: State, owed: Obligation) -> Choice:
    """The one press that meets it: that it is handed in, or that an information was given."""
    row = state.plan.milestone(owed.milestone) if owed.milestone else None
    if row is None or not informs(state.plan, row):
        return choice(Act.DELIVER, owed.key, owed.title)
    return inform_choice(row.key, owed.title, place(state.plan, row.organ or ""), owed.key)


def inform_choice(row: str, title: str, organ: str, deadline: str = "") -> Choice:
    """To say that a row's information was given; by the deadline, where somebody owes it."""
    value = f"{row}{BETWEEN}{deadline}"
    return choice(Act.INFORM, value, title, label=buttons.is_informed(organ))


def choose_other(key: str, title: str) -> Choice:
    """Put it in another person's hands, for those above the owner."""
    return choice(Act.HAND_OVER, key, title, label=buttons.CHOOSE_OTHER)


def snooze_choice(key: str, title: str, *, until: date) -> Choice:
    """Hear of it again on a day."""
    value = f"{key}{BETWEEN}{until.isoformat()}"
    return choice(Act.SNOOZE, value, title, label=buttons.snooze(until))


def letters_choice() -> Choice:
    """The texts for mails to the committees, for those who write them."""
    label, about = med_forms.LETTER_LABEL, med_forms.LETTER_TITLE
    return Choice(act=Act.MAIL_TEXTS, label=label, value="all", about=about)


def record_choice(
    committee: str, name: str, *, proposals: Sequence[str] = (), held_on: date | None = None
) -> Choice:
    """Open MED's form, with what is known already filled in."""
    day = held_on.isoformat() if held_on else ""
    return choice(Act.RECORD, BETWEEN.join((committee, ",".join(proposals), day)), name)


def answer_choices(seq: int, name: str) -> tuple[Choice, ...]:
    """The three answers to a record."""
    return tuple(choice(act, seq, name) for act in (Act.CONFIRM, Act.ADD_VIEWS, Act.CONTEST))


def aside_choices(number: int, name: str, *, in_doubt: bool) -> tuple[Choice, ...]:
    """What becomes of a message that was put aside; that it arrived can only be said where nobody
    knows.
    """
    acts = (Act.SEND_AGAIN, Act.ARRIVED) if in_doubt else (Act.SEND_AGAIN,)
    return tuple(choice(act, number, name) for act in acts)


def file_choice(id: str, *, label: str, url: str) -> Choice:
    """Take a consultation's answers away; one in a row of buttons, since Slack tells them apart by
    what they do.
    """
    return Choice(act=Act.OPEN_LINK, label=label, value=id, about=id, url=url)


def paper_choices(about: str, *, pdf: str, word: str) -> tuple[Choice, Choice]:
    """A paper to read and the same to work on."""
    return (
        Choice(act=Act.OPEN_LINK, label=buttons.AS_PDF, value="pdf", about=about, url=pdf),
        Choice(act=Act.OPEN_WORD, label=buttons.AS_WORD, value="docx", about=about, url=word),
    )
