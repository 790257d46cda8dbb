"""Papers under the secretariat's headings: an agenda item for a MED committee, one for the
political body that treats the proposals, and the status note (the areas' deliveries, what comes
next, and the timeline).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.documents.annex import cells_of, stations_of, ways
from bot.documents.paper import (
    Block,
    Fact,
    Heading,
    Paper,
    Picture,
    Points,
    Table,
    Text,
    both_days,
    written,
)
from bot.messages.agenda import days, line, undiscussed
from bot.text import annex as words
from bot.text import papers
from bot.text import proposals as way_words
from bot.text.annex import LESS
from bot.text.grammar import full, place
from process.deadlines.obligations import AreaDeliveries, Obligation, by_area
from process.ledger.state import State
from process.med.involvement import CellState
from process.med.levels import DecisionPoint
from process.plan.proposals import Proposal, shown_on


def med_item(state: State, committee: str, today: date) -> Paper:
    """What one MED committee has left to discuss."""
    cells = undiscussed(state, committee)
    proposals = tuple(c.proposal for c in cells)
    name = place(state.plan, committee)
    if not cells:
        return written(
            state,
            papers.TITLE,
            today,
            (Fact(papers.COMMITTEE, name), *both_days(today, today), Text(papers.NOTHING)),
        )
    return written(
        state,
        papers.title(ids=[p.id for p in proposals]),
        today,
        (
            Fact(papers.COMMITTEE, name),
            *both_days(today, today),
            Heading(way_words.TITLE),
            Points(ways({p.id: _way_here(state, p, name, today) for p in proposals})),
            Heading(papers.CASE),
            Text(papers.case(committee=name).partition(": ")[2]),
            Points(tuple(line(state, c, today).removeprefix("• ") for c in cells)),
            *(Text(line) for line in days(state, cells)),
            Text(papers.ASKS),
            Text(papers.MINUTES),
            Heading(papers.ECONOMY),
            Text(papers.ECONOMY_TEXT),
            Heading(papers.RECOMMENDATION),
            Text(papers.MED_RECOMMENDATION),
            Heading(papers.ANNEXES),
            Points(tuple(_annexed(p, today) for p in proposals)),
        ),
    )


def political_item(
    state: State, point: DecisionPoint, today: date, *, printed: date | None = None
) -> Paper:
    """What a political body has before it, with how far MED was, as the ledger stood on a local
    day; `printed` (None: the same) is said of no other.
    """
    proposals, name = point.proposals, place(state.plan, point.organ)
    face = (
        Fact(papers.MEETING, papers.treated(organ=name, day=point.day)),
        *both_days(today, printed or today),
    )
    if not proposals:
        nothing = (*face, Text(words.NO_PROPOSALS))
        return written(state, papers.TITLE, printed or today, nothing)
    states = Counter(c.standing for c in cells_of(state, point))
    med = papers.involvement(
        discussed=states[CellState.DISCUSSED],
        waiting=states[CellState.RECORDED],
        contested=states[CellState.CONTESTED],
        missing=states[CellState.PLANNED],
        less=sum(states[outcome] for outcome in LESS),
    )
    through = ways({p.id: stations_of(state, p) for p in proposals})
    annex = papers.annex(organ=name, seq=state.seq, digest=state.head[: papers.DIGITS])
    return written(
        state,
        papers.political_title(ids=[p.id for p in proposals]),
        printed or today,
        (
            *face,
            Heading(way_words.TITLE),
            Points(through) if through else Text(papers.NO_WAY),
            Heading(papers.CASE),
            Text(papers.PROPOSALS),
            Points(tuple(_annexed(p, today) for p in proposals)),
            Heading(papers.MED, level=2),
            Text(med),
            Heading(papers.ECONOMY),
            Text(papers.ECONOMY_TEXT),
            Heading(papers.RECOMMENDATION),
            Text(papers.POLITICAL_RECOMMENDATION),
            Heading(papers.ANNEXES),
            Points((annex, *(_annexed(p, today) for p in proposals))),
        ),
    )


def _way_here(state: State, proposal: Proposal, committee: str, today: date) -> list[str]:
    """The way with the committee's own meeting where it lies: after what has been."""
    been = tuple(s for s in proposal.stations if s.day and s.day < today)
    ahead = tuple(s for s in proposal.stations if s not in been)
    before, after = (stations_of(state, replace(proposal, stations=part)) for part in (been, ahead))
    return [*before, way_words.here(committee=committee), *after]


def _annexed(proposal: Proposal, today: date) -> str:
    return papers.proposal(shown=shown_on(proposal, today), version=proposal.version)


def status_note(
    state: State,
    today: date,
    *,
    coming: Sequence[str],
    discussed: str,
    timeline: str | None,
    printed: date | None = None,
) -> Paper:
    """As the ledger stood on a local day, and the day it was `printed` (None: the same). `coming`
    are lines, `discussed` says how far MED is as a whole, `timeline` is an SVG drawing.
    """
    plan = state.plan
    alt = papers.alt(title=plan.title, on=full(today), lines=coming[:3])
    picture: tuple[Block, ...] = (
        (Heading(papers.TIMELINE), Picture(timeline, alt)) if timeline else ()
    )
    rows = tuple(_area_row(found) for found in by_area(state))
    blocks = (
        Fact(papers.PROCESS, plan.title),
        *both_days(today, printed or today),
        Fact(papers.NOTE_MED, discussed),
        Heading(papers.AREAS),
        Table(caption=papers.AREAS, head=papers.HEAD, rows=rows, widths=(4, 5, 5, 5)),
        Heading(papers.COMING),
        Points(tuple(coming)) if coming else Text(papers.NO_MORE),
        *picture,
    )
    return written(state, papers.NOTE_TITLE, printed or today, blocks)


def _area_row(found: AreaDeliveries) -> tuple[str, ...]:
    return (
        found.area.name,
        *(_listed(found.area.name, owed) for owed in (found.met, found.under_way, found.silent)),
    )


def _listed(area: str, owed: tuple[Obligation, ...]) -> str:
    return (
        "\n".join(
            papers.delivery(
                title=o.title.removesuffix(f" for {area}"),
                due=o.due,
                later=o.plan_due is not None and o.due > o.plan_due,
            )
            for o in owed
        )
        or papers.NOTE_NOTHING
    )
