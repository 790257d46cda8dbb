"""`/plan`: the process owner's overview, moving and cancelling with a look beforehand, and what is
on its way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from bot import actions
from bot.messages.message import Act, Choice, Rendered, Section
from bot.messages.owed import requests as requests_for_time
from bot.slack import plan_forms, plan_status
from bot.slack.requests import Answer, Press, Request, Stands, leading_when, say, when_of
from bot.text import imports, papers
from bot.text.marks import plain
from bot.web.links import AskedPaper, PaperKind
from process.acts.plan import need_milestone
from process.acts.rights import leads, need_process_owner
from process.errors import Missing

AHEAD = timedelta(days=30)
NUMBER = re.compile(r"[0-9]{1,18}")


def _overview(request: Request) -> Answer:
    _need_owner(request, "see")
    return _say([*plan_status.rows(request), *_upload(request)])


def _status(request: Request) -> Answer:
    _need_owner(request, "see")
    state = request.state
    return _say(
        [
            *plan_status.status(request),
            *requests_for_time(state, request.person, request.today, request.names),
            *plan_status.signs_of_life(request),
            *plan_forms.sections(state),
            *plan_forms.undoable(request),
            *plan_status.unpublishable(state),
            *note(request),
        ]
    )


def note(request: Request) -> list[Section]:
    """The status note, for those who answer for the whole process; nothing where there are no
    pages.
    """
    if not leads(request.state, request.person, request.today):
        return []
    choices = request.paper(AskedPaper(kind=PaperKind.STATUS_NOTE), papers.NOTE)
    about = Section(text=papers.NOTE_ABOUT, choices=choices, heading=papers.HEADING)
    return [about] if choices else []


def _warnings(request: Request) -> Answer:
    _need_owner(request, "see")
    return _say(plan_status.warnings(request, until=request.today + AHEAD))


def _messages(request: Request) -> Answer:
    _need_owner(request, "messages")
    return _say(plan_status.put_aside(request))


def _receive(request: Request) -> Answer:
    _need_owner(request, "receive")
    return _say(plan_status.receivable(request, request.text))


def _move(request: Request) -> Answer:
    _need_owner(request, "move")
    if not request.text:
        return plan_forms.move(request)
    name, rest = _named(request.text)
    row = need_milestone(request.state, name)
    typed, why = leading_when(rest, row, today=request.today)
    if not why:  # what could not be told apart stands where the day is asked for
        return plan_forms.move(request, milestone=row.key, to=typed or rest)
    to = when_of(typed, row, today=request.today)
    found = actions.preview_move(request.context, request.person, milestone=row.key, to=to, why=why)
    return request.open(plan_forms.preview(request, found, why=why))


def _cancel(request: Request) -> Answer:
    _need_owner(request, "cancel")
    name, why = _named(request.text)
    if not name:
        raise Missing(field="cancelled_row")
    row = need_milestone(request.state, name)
    if not why:
        raise Missing(field="why")
    return plan_forms.cancel(request, row, why=why)


def _named(text: str) -> tuple[str, str]:
    """The row's key, or its title in quotes, and the rest."""
    if text.startswith('"') and '"' in text[1:]:
        name, _, rest = text[1:].partition('"')
        return name.strip(), rest.strip()
    name, _, rest = text.partition(" ")
    return name, rest.strip()


def _confirm(request: Request) -> Answer:
    _need_owner(request, "confirm_dates")
    return _say(plan_status.carried_over(request.state))


def _import(request: Request) -> Answer:
    _need_owner(request, "see")
    return _say(_upload(request) or [Section(text=imports.NO_PAGES)])


def _upload(request: Request) -> list[Section]:
    """The page that reads a timetable; nothing where there are no pages."""
    url = request.context.links.timetable(request.person)
    if not url:
        return []
    upload = Choice(act=Act.OPEN_LINK, label=imports.OPEN, value="import", url=url)
    return [Section(text=imports.ABOUT_UPLOAD, choices=(upload,))]


def _need_owner(request: Request, act: str) -> None:
    need_process_owner(request.state, request.person, request.context.now(), act)


def _say(sections: list[Section]) -> Answer:
    return say(sections, heard=2)


WORDS: Mapping[str, Press] = {
    "overview": _overview,
    "move": _move,
    "cancel": _cancel,
    "confirm": _confirm,
    "status": _status,
    "warnings": _warnings,
    "messages": _messages,
    "receive": _receive,
    "import": _import,
}


def _move_pressed(request: Request) -> Answer:
    return plan_forms.move(request, milestone=request.value)


def _confirm_pressed(request: Request) -> Answer:
    state = actions.confirm_dates(request.context, request.person, request.value).state
    left = plan_status.carried_over(state)
    return Stands(Rendered(text=plain(left[0].text), sections=tuple(left)), state)


def _send_again_pressed(request: Request) -> Answer:
    _need_owner(request, "messages")
    context = request.context
    if context.outbox.send_again(context.process, _number(request)):
        context.wake()
    return _what_is_aside(request)


def _arrived_pressed(request: Request) -> Answer:
    _need_owner(request, "messages")
    context = request.context
    context.outbox.arrived(context.process, _number(request), at=context.now())
    return _what_is_aside(request)


def _number(request: Request) -> int:
    """Of the message that was put aside; 0 is none's."""
    return int(request.value) if NUMBER.fullmatch(request.value) else 0


def _what_is_aside(request: Request) -> Answer:
    """What stands, whoever dealt with it."""
    left = plan_status.put_aside(request)
    return Stands(Rendered(text=plain(left[0].text), sections=tuple(left)), request.state)


PRESSES: Mapping[Act, Press] = {
    **plan_forms.PRESSES,
    Act.SEND_AGAIN: _send_again_pressed,
    Act.ARRIVED: _arrived_pressed,
    Act.MOVE: _move_pressed,
    Act.CONFIRM_DATES: _confirm_pressed,
}
FORMS = plan_forms.FORMS
