"""The MED annex to a decision point: who has discussed what, each side's own words, and what is missing (DOMAIN b5.9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from bot.documents.annex_committees import committees
from bot.documents.annex_missing import missing
from bot.documents.annex_table import cells_of, table
from bot.documents.letterhead import written
from bot.documents.paper import Block, Fact, Heading, Paper, Points, Table, Text
from bot.documents.wording import Wording
from bot.text import about_stations, annex_levels, med_levels, paper_words, sagsgang, stations
from bot.text import annex_words as words
from process.decision_points import DecisionPoint
from process.involvement import CellState
from process.levels import Levels, levels
from process.plan import Level
from process.proposals import Proposal, shown_title
from process.state import State


def annex(state: State, point: DecisionPoint, today: date, words_of: Wording, *, seen_on: date | None = None) -> Paper:
    """The paper as the ledger stands; `today` is the local day it is made, `seen_on` a past day whose end the state is of."""
    body = _body(state, point, today, words_of) if point.proposals else (Text(words.NO_PROPOSALS),)
    title = words.title(organ=state.plan.place_name(point.organ))
    return written(state, title, today, (*_head(state, point, today, seen_on), *body))


def _head(state: State, point: DecisionPoint, today: date, seen_on: date | None) -> tuple[Block, ...]:
    plan = state.plan
    coded = [p.id for p in point.proposals if p.may_identify]
    closed = [p.id for p in point.proposals if p.closed and not p.may_identify and p.embargo_until is None]
    waiting = [p for p in point.proposals if p.embargo_until and today < p.embargo_until]
    return (
        Fact(words.MUNICIPALITY, plan.municipality),
        Fact(words.PROCESS, plan.title),
        Fact(words.MEETING, words.meeting(organ=plan.place_name(point.organ), day=point.day, assumed=point.assumed)),
        Fact(words.MADE, words.made(day=today)),
        *([Fact(words.SHOWS, words.as_it_was(day=seen_on))] if seen_on else []),
        Fact(words.LEDGER, words.position(seq=state.seq, head=state.head[: paper_words.DIGITS])),
        Text(words.ABOUT),
        *([Text(words.EVERYTHING)] if point.catalogue else []),
        *([Text(words.by_code(ids=coded))] if coded else []),
        *([Text(words.closed_item(ids=closed))] if closed else []),
        *(Text(words.embargoed(id=p.id, until=p.embargo_until)) for p in waiting if p.embargo_until),
    )


def _body(state: State, point: DecisionPoint, today: date, words_of: Wording) -> tuple[Block, ...]:
    cells = cells_of(state, point)
    lines = missing(state, point, cells)
    return (
        Heading(words.MISSING),
        Points(lines) if lines else Text(words.NOTHING_MISSING),
        Heading(words.LEVELS),
        *_levels(state, point, today),
        *_sagsgang(state, point),
        table(state, point, cells, today),
        Heading(words.COMMITTEES),
        *committees(state, point, cells, words_of),
    )


def _levels(state: State, point: DecisionPoint, today: date) -> tuple[Block, ...]:
    found = {p: levels(state, p, today) for p in point.proposals}
    rows = tuple((_name(p, today), _local(p, f), _own(state, p, f)) for p, f in found.items())
    main = dict.fromkeys(med_levels.main_line(state.plan.place_name(m.organ), m) for f in found.values() for m in f.main)
    return (
        Text(words.LEVELS_ABOUT),
        *(Text(line) for line in main),
        Table(caption=words.LEVELS, head=words.LEVELS_HEAD, rows=rows, widths=(4, 5, 6)),
    )


def _local(proposal: Proposal, found: Levels) -> str:
    local = Counter(i.cell.state for i in found.local) if proposal.level is not Level.LOCAL else Counter[CellState]()
    return annex_levels.how_many(
        discussed=local[CellState.DISCUSSED],
        waiting=local[CellState.RECORDED],
        contested=local[CellState.CONTESTED],
        missing=local[CellState.PLANNED],
    )


def _own(state: State, proposal: Proposal, found: Levels) -> str:
    lines = [annex_levels.stands(committee=state.plan.place_name(i.cell.committee), state=i.cell.state, on=i.day) for i in found.own]
    return "\n".join(lines) or annex_levels.not_planned(proposal.level)


def _sagsgang(state: State, point: DecisionPoint) -> tuple[Block, ...]:
    lines = ways({p.id: stations_of(state, p) for p in point.proposals})
    return (Heading(stations.TITLE), Points(lines)) if lines else ()


def ways(stations: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A line for all the proposals with the same stations, given by id; those without any are left out."""
    same: dict[tuple[str, ...], list[str]] = {}
    for id, through in stations.items():
        if through:
            same.setdefault(tuple(through), []).append(id)
    return tuple(sagsgang.way(ids=ids, stations=through) for through, ids in same.items())


def stations_of(state: State, proposal: Proposal) -> list[str]:
    """A proposal's stations, with what each made of it."""
    return [about_stations.line(state.plan, station) for station in proposal.stations]


def _name(proposal: Proposal, today: date) -> str:
    return words.shown(id=proposal.id, title=shown_title(proposal, today), version=proposal.version)
