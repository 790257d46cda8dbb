"""What an organ's own calendar says otherwise than the plan: the changes line by line, and the process owner's yes or no."""

from __future__ import annotations

from bot import actions
from bot.slack.answers import Answer, Ask, Stands
from bot.text import calendar_import as words
from bot.text.plan_diff import difference_lines
from bot.text.rendered import Act, Choice, Section, said
from process.entries import Entry
from process.facts import MeetingsProposed
from process.published import pending, would_be
from process.revision import difference
from process.state import State

MOST = 15


def sections(state: State) -> list[Section]:
    """One for each organ whose calendar says something else; none when they agree."""
    found = [_section(state, entry) for entry in pending(state)]
    return [Section(text=s.text, choices=s.choices, heading=words.HEADING if n == 0 else "") for n, s in enumerate(found)]


def _section(state: State, entry: Entry) -> Section:
    assert isinstance(entry.fact, MeetingsProposed), "only proposed meetings are pending"
    name, new = state.plan.place_name(entry.fact.organ), would_be(state, entry)
    lines = list(difference_lines(difference(state.plan, new), state.plan, new))
    on = state.plan.calendar.local_day(entry.at)
    text = words.proposed(organ=name, on=on, lines=lines[:MOST], more=max(0, len(lines) - MOST))
    accept = Choice(act=Act.ACCEPT_MEETINGS, label=words.ACCEPT, value=str(entry.seq), about=name, first=True)
    decline = Choice(act=Act.DECLINE_MEETINGS, label=words.DECLINE, value=str(entry.seq), about=name)
    return Section(text=text, choices=(accept, decline))


def accept(ask: Ask) -> Answer:
    """The plan is revised."""
    done = actions.accept_meetings(ask.context, ask.person, int(ask.value))
    return Stands(said(words.accepted()), done.state)


def decline(ask: Ask) -> Answer:
    """The plan stands."""
    done = actions.decline_meetings(ask.context, ask.person, int(ask.value))
    return Stands(said(words.declined()), done.state)
