"""An agenda item as a paper, under the secretariat's headings: for a MED committee, or for the political body that treats the proposals."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from bot.documents.annex import stations_of, ways
from bot.documents.annex_table import cells_of
from bot.documents.letterhead import written
from bot.documents.paper import Fact, Heading, Paper, Points, Text
from bot.text import about_agenda, agenda_item, annex_words, paper_words, sagsgang, stations
from bot.text import agenda_paper as words
from bot.text.roles import place
from process.decision_points import DecisionPoint
from process.involvement import CellState
from process.proposals import Proposal, shown_on
from process.state import State


def med_item(state: State, committee: str, today: date) -> Paper:
    """What one MED committee has left to discuss."""
    cells = about_agenda.left(state, committee)
    proposals = tuple(c.proposal for c in cells)
    name = place(state.plan, committee)
    if not cells:
        return written(state, agenda_item.TITLE, today, (Fact(words.COMMITTEE, name), Text(agenda_item.NOTHING)))
    return written(
        state,
        words.title(ids=[p.id for p in proposals]),
        today,
        (
            Fact(words.COMMITTEE, name),
            Fact(words.MADE, annex_words.made(day=today)),
            Heading(stations.TITLE),
            Points(ways({p.id: _way_here(state, p, name, today) for p in proposals})),
            Heading(words.CASE),
            Text(agenda_item.case(committee=name).partition(": ")[2]),
            Points(tuple(about_agenda.line(state, c, today).removeprefix("• ") for c in cells)),
            *(Text(line) for line in about_agenda.days(state, cells)),
            Text(agenda_item.asks()),
            Text(agenda_item.minutes()),
            Heading(words.ECONOMY),
            Text(words.ECONOMY_TEXT),
            Heading(words.RECOMMENDATION),
            Text(words.MED_RECOMMENDATION),
            Heading(words.ANNEXES),
            Points(tuple(_annexed(p, today) for p in proposals)),
        ),
    )


def political_item(state: State, point: DecisionPoint, today: date) -> Paper:
    """What a political body has before it, with how far MED is."""
    proposals, name = point.proposals, place(state.plan, point.organ)
    states = Counter(c.state for c in cells_of(state, point))
    med = words.involvement(
        discussed=states[CellState.DISCUSSED],
        waiting=states[CellState.RECORDED],
        contested=states[CellState.CONTESTED],
        missing=states[CellState.PLANNED],
    )
    annex = words.annex(organ=name, seq=state.seq, digest=state.head[: paper_words.DIGITS])
    return written(
        state,
        words.political_title(ids=[p.id for p in proposals]),
        today,
        (
            Fact(words.MEETING, words.treated(organ=name, day=point.day)),
            Fact(words.MADE, annex_words.made(day=today)),
            Heading(stations.TITLE),
            Points(ways({p.id: stations_of(state, p) for p in proposals})),
            Heading(words.CASE),
            Text(words.PROPOSALS),
            Points(tuple(_annexed(p, today) for p in proposals)),
            Heading(words.MED, level=2),
            Text(med),
            Heading(words.ECONOMY),
            Text(words.ECONOMY_TEXT),
            Heading(words.RECOMMENDATION),
            Text(words.POLITICAL_RECOMMENDATION),
            Heading(words.ANNEXES),
            Points((annex, *(_annexed(p, today) for p in proposals))),
        ),
    )


def _way_here(state: State, proposal: Proposal, committee: str, today: date) -> list[str]:
    """The way with the committee's own meeting where it lies: after what has been."""
    been = tuple(s for s in proposal.stations if s.day and s.day < today)
    ahead = tuple(s for s in proposal.stations if s not in been)
    before, after = (stations_of(state, replace(proposal, stations=part)) for part in (been, ahead))
    return [*before, sagsgang.here(committee=committee), *after]


def _annexed(proposal: Proposal, today: date) -> str:
    return words.proposal(shown=shown_on(proposal, today), version=proposal.version)
