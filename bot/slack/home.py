"""App Home: what I owe, what waits for me, the next dates, links, and what I can do. Empty is an answer too (PEOPLE 3.9)."""

from __future__ import annotations

from itertools import islice

from bot.slack import calendar_answers, lists, med_matrix, quarantine
from bot.slack.answers import Ask
from bot.slack.modals import Json
from bot.slack.modals import home as home_view
from bot.slack.published import sections as proposed_meetings
from bot.text import buttons, list_words, plan
from bot.text.rendered import Act, Choice, Rendered, Section
from process.state import State
from process.verbs.rights import is_process_owner
from process.when import is_dated

DATES = 3


def view(ask: Ask, state: State) -> Json:
    """The whole tab."""
    found = [
        *lists.sections(ask, state),
        *med_matrix.at_home(ask, state),
        *_dates(ask, state),
        *_links(ask),
        *_faults(ask, state),
        _can(ask, state),
    ]
    return home_view(Rendered(text="", sections=tuple(found)))


def _dates(ask: Ask, state: State) -> list[Section]:
    rows = [(m.when.earliest, m.title) for m in state.plan.milestones if is_dated(m.when) and m.when.earliest and m.cancelled is None]
    coming = islice(sorted((day, title) for day, title in rows if day >= ask.today), DATES)
    lines = "\n".join(list_words.date_line(on=day, title=title) for day, title in coming)
    return [Section(text=lines or plan.nothing_ahead(), heading=list_words.HOME_DATES)]


def _links(ask: Ask) -> list[Section]:
    url = ask.context.links.board(ask.person)
    if not url:
        return []
    open_board = Choice(act=Act.OPEN_LINK, label=list_words.BOARD, value="board", url=url)
    return [Section(text=list_words.BOARD_SAYS, choices=(open_board,), heading=list_words.HOME_LINKS)]


def _faults(ask: Ask, state: State) -> list[Section]:
    """What only the process owner can mend."""
    return [*proposed_meetings(state), *quarantine.sections(state)] if is_process_owner(state, ask.person, ask.today) else []


def _can(ask: Ask, state: State) -> Section:
    choices = [calendar_answers.SHOW if calendar_answers.has_own(ask) else calendar_answers.NEW, calendar_answers.CHOOSE]
    if is_process_owner(state, ask.person, ask.today):
        choices.append(Choice(act=Act.MOVE, label=buttons.MOVE, value="any"))
    return Section(text=list_words.home_can(), choices=tuple(choices), heading=list_words.HOME_CAN)
