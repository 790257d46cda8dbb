"""The MED matrix: proposal by committee, grouped by area. Letter, colour and date; the code alone
where a title may not stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from bot.messages import proposals as proposals_messages
from bot.text import matrix as matrix_words
from bot.text.matrix import shown, slashed
from bot.text.med_status import came_after, main_line
from process.ledger.state import State
from process.med.involvement import Cell, CellState, Chosen, chosen_cells, matrix, meetings
from process.med.levels import born, main_level
from process.plan.model import Level, Organ
from process.plan.proposals import Proposal, shown_title
from process.plan.treatment import treatment_before

ALL = Chosen()


@dataclass(frozen=True, kw_only=True)
class Square:
    """One cell as shown: letter, date, marks for late, and the same in words."""

    letter: str
    day: str
    marks: str
    spoken: str
    more: tuple[str, ...] = ()
    """The days of further discussions."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One proposal: how it is called here, when it is treated, its cells by
    committee, and its leader's own level.
    """

    id: str
    title: str
    treated: str
    squares: tuple[Square | None, ...]
    level: str
    route: str = ""
    """What its stations made of it, as far as anything can be said."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """One area's proposals and the committees they touch."""

    title: str
    treated: str
    """When it is treated, where that is the same for all of them; else it stands with each."""
    committees: tuple[tuple[str, str], ...]
    """Short and full names."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """All groups, how many of the affected have discussed, and the main committee's line."""

    groups: tuple[Group, ...]
    discussed: int
    total: int
    main: tuple[str, ...]


def med_matrix(state: State, today: date, chosen: Chosen = ALL) -> Matrix:
    """The matrix on a day, or the part of it that is asked for."""
    cells = chosen_cells(state, chosen)
    affected = [cell for cell in cells if cell.counted]
    return Matrix(
        groups=tuple(_groups(state, cells, today)),
        discussed=sum(cell.state is CellState.DISCUSSED for cell in affected),
        total=len(affected),
        main=tuple(
            line
            for organ in state.plan.med_committees()
            if organ.level is Level.MAIN
            for line in _main(state, organ, cells, today)
        ),
    )


def _groups(state: State, cells: tuple[Cell, ...], today: date) -> Iterable[Group]:
    keys = [area.key for area in state.plan.areas]
    others = sorted({cell.proposal.area for cell in cells} - set(keys))
    for key in (*keys, *others):
        here = [cell for cell in cells if cell.proposal.area == key]
        if here:
            yield _group(state, state.plan.place_name(key), here, today)


def _group(state: State, title: str, cells: list[Cell], today: date) -> Group:
    seen = {cell.committee for cell in cells}
    in_order = [organ.key for organ in state.plan.med_committees() if organ.key in seen]
    committees = (*in_order, *sorted(seen - set(in_order)))
    proposals = {cell.proposal.id: cell.proposal for cell in cells}
    by_place = {(cell.proposal.id, cell.committee): cell for cell in cells}
    lines = tuple(
        _line(state, p, [by_place.get((p.id, key)) for key in committees], today)
        for p in proposals.values()
    )
    treated = {line.treated for line in lines}
    names = [state.plan.place_name(key) for key in committees]
    return Group(
        title=title,
        treated=treated.pop() if len(treated) == 1 else "",
        committees=tuple((matrix_words.short_name(name), name) for name in names),
        lines=lines,
    )


def _line(state: State, proposal: Proposal, cells: list[Cell | None], today: date) -> Line:
    basis = treatment_before(state.plan, proposal)
    return Line(
        id=proposal.id,
        title=shown_title(proposal, today),
        treated=matrix_words.treated(
            state.plan.place_name(basis.organ), basis.treatment, basis.due, assumed=basis.assumed
        )
        if basis
        else "",
        squares=tuple(_square(cell, today) if cell else None for cell in cells),
        level=_level(state, proposal, [cell for cell in cells if cell]),
        route=proposals_messages.happened(state.plan, proposal),
    )


def _square(cell: Cell, today: date) -> Square:
    found = shown(cell, today)
    day, more = (
        matrix_words.slashed(found.day) if found.day else "",
        tuple(map(matrix_words.slashed, found.more)),
    )
    return Square(letter=found.letter, day=day, marks=found.mark, spoken=found.spoken, more=more)


def _level(state: State, proposal: Proposal, cells: list[Cell]) -> str:
    """Whether a committee at the recommending leader's level has discussed it; a local
    discussion does not stand in for it.
    """
    own = [
        c
        for c in cells
        if state.plan.has_organ(c.committee)
        and state.plan.organ(c.committee).level is proposal.level
    ]
    days = sorted({c.held_on for c in own if c.state is CellState.DISCUSSED and c.held_on})
    level = matrix_words.LEVELS[proposal.level]
    return f"{level}: {matrix_words.level_answer(days, committee=bool(own))}"


def _main(state: State, organ: Organ, cells: tuple[Cell, ...], today: date) -> Iterable[str]:
    """The main committee's line, and the proposals that came after it was told."""
    found = main_level(state, organ, today)
    asked = any(c.committee == organ.key for c in cells)
    yield main_line(organ.name, replace(found, to_discuss=found.to_discuss or asked))
    past, came = (*found.informed, *found.unrecorded), defaultdict[date, list[str]](list)
    for proposal in dict.fromkeys(c.proposal for c in cells):
        came[born(state, proposal)].append(proposal.id)
    for since, ids in sorted(came.items()):
        if before := sorted(d for d in past if d < since):
            yield came_after(ids, since, before)


Options = tuple[tuple[str, str], ...]
NAMES = {"omraade": "area", "udvalg": "committee", "moede": "meeting"}
"""The words of the address and what they choose."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What is chosen, what can be, and the end of an address that says the same again."""

    chosen: Chosen
    areas: Options
    committees: Options
    meetings: Options
    query: str


def chosen_of(request: Request) -> Chosen:
    """`?omraade=…&udvalg=…&moede=…`; what names nothing here chooses nothing."""
    return Chosen(
        **{name: request.query_params.get(word, "")[:200] for word, name in NAMES.items()}
    )


def choices(state: State, chosen: Chosen, day: date, today: date) -> Choices:
    """For the form over the matrix."""
    cells = matrix(state)
    committees = dict.fromkeys(c.committee for c in cells)
    asked = {word: getattr(chosen, name) for word, name in NAMES.items()} | (
        {"dag": day.isoformat()} if day != today else {}
    )
    return Choices(
        chosen=chosen,
        areas=tuple(
            (a.key, a.name)
            for a in state.plan.areas
            if any(c.proposal.area == a.key for c in cells)
        ),
        committees=tuple(
            (o.key, o.name) for o in state.plan.med_committees() if o.key in committees
        ),
        meetings=tuple((key, _meeting(state, key)) for key in meetings(state)),
        query=urlencode({word: value for word, value in asked.items() if value}),
    )


def _meeting(state: State, key: str) -> str:
    organ, _, day = key.partition("/")
    return f"{state.plan.place_name(organ)} {slashed(date.fromisoformat(day))}"
