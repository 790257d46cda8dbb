"""The matrix in Slack: one line a proposal with a letter and a date for each committee, whole or in part, and what the letters mean."""

from __future__ import annotations

from collections.abc import Iterable

from bot.slack.answers import Ask
from bot.text import med_status, med_table
from bot.text.cells import compact, shown
from bot.text.rendered import Act, Choice, Section
from bot.text.roles import place
from bot.text.words import folded
from process.involvement import Cell, CellState
from process.proposals import Proposal, shown_on
from process.seats import Role
from process.selection import Chosen, chosen_cells
from process.state import State

MOST = 20
"""Lines in one answer; the board has all of them."""
AT_HOME = 2
"""Committees or areas shown in App Home."""


def chosen_by(state: State, words: str) -> Chosen | None:
    """The area, committee or political body that is named, by key or by part of its name; None when it is none of them."""
    plan, name = state.plan, folded(words)
    areas = [a.key for a in plan.areas if name == folded(a.key) or name in folded(a.name)]
    committees = [o.key for o in plan.med_committees() if name == folded(o.key) or name in folded(o.name)]
    bodies = {c.basis.organ for c in chosen_cells(state, Chosen()) if c.basis}
    treated = [key for key in sorted(bodies) if name == folded(key) or name in folded(plan.place_name(key))]
    if len(committees) == 1:
        return Chosen(committee=committees[0])
    if areas:
        return Chosen(area=areas[0])
    return Chosen(meeting=treated[0]) if treated else None


def part(ask: Ask, chosen: Chosen) -> list[Section]:
    """The lines that are asked for, and the legend."""
    cells = chosen_cells(ask.state, chosen)
    if not cells:
        return [Section(text=med_status.no_proposals())]
    proposals = {c.proposal.id: c.proposal for c in cells}
    lines = [_line(ask, p, [c for c in cells if c.proposal == p]) for p in list(proposals.values())[:MOST]]
    more = [Section(text=med_table.more(count=len(proposals) - MOST))] if len(proposals) > MOST else []
    return [Section(text="\n".join(lines), heading=_heading(ask.state, chosen)), *more, Section(text=_legend(ask, cells)), *_board(ask)]


def at_home(ask: Ask, state: State) -> list[Section]:
    """For App Home: the lines of one's own committees or area; nothing for who has neither."""
    seats = state.seats_of(ask.person, ask.today)
    places = dict.fromkeys(seat.place for seat in seats)
    chosen = [Chosen(committee=key) for key in places if key in {o.key for o in state.plan.med_committees()}]
    chosen += [Chosen(area=s.place) for s in seats if s.role is Role.HEAD]
    found = []
    for one in chosen[:AT_HOME]:
        cells = chosen_cells(state, one)
        proposals = {c.proposal.id: c.proposal for c in cells}
        lines = [_line(ask, p, [c for c in cells if c.proposal == p]) for p in list(proposals.values())[:MOST]]
        if lines:
            text = "\n".join([*lines, _legend(ask, cells)])
            found.append(Section(text=text, heading=med_table.at_home(name=_heading(state, one))))
    return found


def _legend(ask: Ask, cells: Iterable[Cell]) -> str:
    return med_table.legend([shown(c, ask.today) for c in cells if c.state is not CellState.NOT_RELEVANT])


def _heading(state: State, chosen: Chosen) -> str:
    name = chosen.area or chosen.committee or chosen.meeting
    return place(state.plan, name) if name else med_table.WHOLE


def _line(ask: Ask, proposal: Proposal, cells: list[Cell]) -> str:
    shown = shown_on(proposal, ask.today)
    squares = [(place(ask.state.plan, c.committee), compact(c, ask.today)) for c in cells if c.state is not CellState.NOT_RELEVANT]
    return med_table.line(shown=shown, squares=squares)


def _board(ask: Ask) -> list[Section]:
    url = ask.context.links.board(ask.person)
    if not url:
        return []
    return [Section(text=med_table.ON_THE_BOARD, choices=(Choice(act=Act.OPEN_LINK, label=med_table.BOARD, value="board", url=url),))]
