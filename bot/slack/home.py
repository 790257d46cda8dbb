"""App Home: what I owe, what waits for me, the next dates, links, and what I can do. Empty
is an answer too (rules W19).
"""

from __future__ import annotations

from itertools import islice

from bot.messages.choices import ANY
from bot.messages.message import Act, Choice, Rendered, Section
from bot.messages.owed import sections as owed_sections
from bot.slack import kalender, med_status, plan_status
from bot.slack.blocks import Json
from bot.slack.blocks import home as home_view
from bot.slack.plan_forms import sections as proposed_meetings
from bot.slack.requests import Request
from bot.text import buttons, digests, plan
from process.acts.rights import is_process_owner
from process.dates.when import is_dated
from process.ledger.state import State

DATES = 3


def view(request: Request, state: State) -> Json:
    """The whole tab."""
    found = [
        *owed_sections(state, request.person, request.today, request.names),
        *med_status.matrix_at_home(request, state),
        *_dates(request, state),
        *_links(request),
        *_faults(request, state),
        _can(request, state),
    ]
    return home_view(Rendered(text="", sections=tuple(found)))


def _dates(request: Request, state: State) -> list[Section]:
    rows = [
        (m.when.earliest, m.title)
        for m in state.plan.milestones
        if is_dated(m.when) and m.when.earliest and m.cancelled is None
    ]
    coming = islice(sorted((day, title) for day, title in rows if day >= request.today), DATES)
    lines = "\n".join(digests.date_line(on=day, title=title) for day, title in coming)
    return [Section(text=lines or plan.NOTHING_AHEAD, heading=digests.HOME_DATES)]


def _links(request: Request) -> list[Section]:
    url = request.context.links.board(request.person)
    if not url:
        return []
    open_board = Choice(act=Act.OPEN_LINK, label=digests.BOARD, value="board", url=url)
    return [Section(text=digests.BOARD_SAYS, choices=(open_board,), heading=digests.HOME_LINKS)]


def _faults(request: Request, state: State) -> list[Section]:
    """What only the process owner can mend."""
    return (
        [*proposed_meetings(state), *plan_status.unpublishable(state)]
        if is_process_owner(state, request.person, request.today)
        else []
    )


def _can(request: Request, state: State) -> Section:
    choices = [
        kalender.SHOW if kalender.has_own(request) else kalender.NEW,
        kalender.CHOOSE,
    ]
    if is_process_owner(state, request.person, request.today):
        choices.append(Choice(act=Act.MOVE, label=buttons.MOVE, value=ANY))
    return Section(text=digests.HOME_COMMANDS, choices=tuple(choices), heading=digests.HOME_CAN)
