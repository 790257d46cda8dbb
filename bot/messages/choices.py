"""What can be done, as choices: one function a thing. Everything offered here
completes its act (`bot.actions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.messages.message import Act, Choice
from bot.text import buttons, consultations, med_forms, papers
from bot.text import proposals as words

BETWEEN = "|"
"""Parts a choice's value: keys hold ":" and "/" but never this."""


def deliver(*, key: str, title: str) -> Choice:
    """It is handed in."""
    return Choice(act=Act.DELIVER, label=buttons.DELIVER, value=key, about=title, first=True)


def deliver_note(*, key: str, title: str) -> Choice:
    """It is handed in, with a link or a note."""
    return Choice(act=Act.DELIVER_NOTE, label=buttons.DELIVER_NOTE, value=key, about=title)


def more_time(*, key: str, title: str) -> Choice:
    """Ask for a later day."""
    return Choice(act=Act.MORE_TIME, label=buttons.MORE_TIME, value=key, about=title)


def hand_over(*, key: str, title: str) -> Choice:
    """Put it in another person's hands."""
    return Choice(act=Act.HAND_OVER, label=buttons.HAND_OVER, value=key, about=title)


def choose_other(*, key: str, title: str) -> Choice:
    """The same, for those above the owner."""
    return Choice(act=Act.HAND_OVER, label=buttons.CHOOSE_OTHER, value=key, about=title)


def snooze(*, key: str, title: str, until: date) -> Choice:
    """Hear of it again on a day."""
    return Choice(
        act=Act.SNOOZE,
        label=buttons.snooze(until),
        value=f"{key}{BETWEEN}{until.isoformat()}",
        about=title,
    )


def not_mine(*, key: str, title: str) -> Choice:
    """Say it is not one's own."""
    return Choice(act=Act.NOT_MINE, label=buttons.NOT_MINE, value=key, about=title)


def take_it(*, key: str, title: str) -> Choice:
    """The director takes it."""
    return Choice(act=Act.TAKE_IT, label=buttons.TAKE_IT, value=key, about=title, first=True)


def receive(*, key: str, title: str) -> Choice:
    """The receiver's own word."""
    return Choice(act=Act.RECEIVE, label=buttons.RECEIVE, value=key, about=title)


def undo(*, seq: int, title: str) -> Choice:
    """Take back what was said last."""
    return Choice(act=Act.UNDO, label=buttons.UNDO, value=str(seq), about=title)


def take_back_request(*, seq: int, title: str) -> Choice:
    """Ask for more time no longer."""
    return Choice(act=Act.UNDO, label=buttons.TAKE_BACK_REQUEST, value=str(seq), about=title)


def mine_after_all(*, seq: int, title: str) -> Choice:
    """Take back that it is not one's own."""
    return Choice(act=Act.UNDO, label=buttons.MINE_AFTER_ALL, value=str(seq), about=title)


def grant(*, asked: int, title: str) -> Choice:
    """Give more time."""
    return Choice(act=Act.GRANT, label=buttons.GRANT, value=str(asked), about=title, first=True)


def refuse(*, asked: int, title: str) -> Choice:
    """Let the deadline stand."""
    return Choice(act=Act.REFUSE, label=buttons.REFUSE, value=str(asked), about=title)


def record(
    *, committee: str, name: str, proposals: Sequence[str] = (), held_on: date | None = None
) -> Choice:
    """Open MED's form, with what is known already filled in."""
    value = BETWEEN.join((committee, ",".join(proposals), held_on.isoformat() if held_on else ""))
    return Choice(act=Act.RECORD, label=buttons.RECORD, value=value, about=name, first=True)


def answers(*, seq: int, name: str) -> tuple[Choice, ...]:
    """The three answers to a record."""
    return (
        Choice(act=Act.CONFIRM, label=buttons.CONFIRM, value=str(seq), about=name, first=True),
        add_views(seq=seq, name=name),
        Choice(act=Act.CONTEST, label=buttons.CONTEST, value=str(seq), about=name),
    )


def add_views(*, seq: int, name: str) -> Choice:
    """A side's own words."""
    return Choice(act=Act.ADD_VIEWS, label=buttons.ADD_VIEWS, value=str(seq), about=name)


def see_both(*, seq: int, name: str) -> Choice:
    """Both descriptions."""
    return Choice(act=Act.SEE_BOTH, label=buttons.SEE_BOTH, value=str(seq), about=name)


def correct(*, seq: int, name: str) -> Choice:
    """Correct one's own side."""
    return Choice(act=Act.CORRECT, label=buttons.CORRECT, value=str(seq), about=name)


def take_back(*, seq: int, name: str) -> Choice:
    """Take back one's answer."""
    return Choice(act=Act.TAKE_BACK, label=buttons.TAKE_BACK, value=str(seq), about=name)


def withdraw(*, seq: int, name: str) -> Choice:
    """Take back one's record."""
    return Choice(act=Act.WITHDRAW, label=buttons.WITHDRAW, value=str(seq), about=name)


def agenda(*, committee: str, name: str) -> Choice:
    """The finished item for a committee's agenda."""
    return Choice(act=Act.AGENDA, label=papers.LABEL, value=committee, about=name)


def minutes(*, seq: int, name: str) -> Choice:
    """Where the minutes lie."""
    return Choice(act=Act.MINUTES, label=med_forms.LABEL, value=str(seq), about=name)


def confirm_dates(*, key: str, title: str, many: bool = False) -> Choice:
    """A date that was carried over from last year is right; `meeting:organ/*` for all of an
    organ's.
    """
    label = buttons.CONFIRM_DATES if many else buttons.CONFIRM_DATE
    return Choice(act=Act.CONFIRM_DATES, label=label, value=key, about=title, first=True)


def move(*, key: str, title: str) -> Choice:
    """Give it another date."""
    return Choice(act=Act.MOVE, label=buttons.MOVE_THE_DATE, value=key, about=title)


def new_proposal() -> Choice:
    """Hand in a proposal."""
    return Choice(act=Act.NEW_PROPOSAL, label=words.NEW, value="new", first=True)


def edit_proposal(*, id: str) -> Choice:
    """Change a proposal, or hand in its next version."""
    return Choice(act=Act.EDIT_PROPOSAL, label=words.EDIT, value=id, about=id)


def stations(*, id: str) -> Choice:
    """Keep its sagsgang."""
    return Choice(act=Act.STATIONS, label=words.LABEL, value=id, about=id)


def new_hearing() -> Choice:
    """Open a consultation."""
    return Choice(act=Act.NEW_HEARING, label=consultations.NEW, value="new", first=True)


def response(*, id: str) -> Choice:
    """Register an answer."""
    return Choice(act=Act.RESPONSE, label=consultations.RESPONSE, value=id, about=id)


def responses(*, id: str) -> Choice:
    """See the answers."""
    return Choice(act=Act.RESPONSES, label=consultations.RESPONSES, value=id, about=id)


def withdraw_response(*, seq: int, party: str) -> Choice:
    """Take an answer off the list."""
    return Choice(
        act=Act.WITHDRAW_RESPONSE, label=consultations.TAKE_OFF, value=str(seq), about=party
    )


def hearing_file(*, id: str, label: str, url: str) -> Choice:
    """Take the list of answers away; one in a row of buttons, since Slack
    tells them apart by what they do.
    """
    return Choice(act=Act.OPEN_LINK, label=label, value=id, about=id, url=url)


def paper(*, about: str, pdf: str, word: str) -> tuple[Choice, Choice]:
    """A paper to read and the same to work on."""
    return (
        Choice(act=Act.OPEN_LINK, label=buttons.AS_PDF, value="pdf", about=about, url=pdf),
        Choice(act=Act.OPEN_WORD, label=buttons.AS_WORD, value="docx", about=about, url=word),
    )
