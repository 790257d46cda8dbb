"""The MED annex to a decision point: who has discussed what and how many days there were, each
side's own words, verbatim, and what is missing in one neutral list, where nobody is blamed and
nothing is said about how long somebody has been silent (rules M27).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.documents.paper import (
    Block,
    Fact,
    Heading,
    Paper,
    Points,
    Quote,
    Table,
    Text,
    Wording,
    both_days,
    written,
)
from bot.messages import proposals
from bot.messages import records as record_lines
from bot.text import annex as words
from bot.text import med, med_status, papers
from bot.text import proposals as way_words
from bot.text.grammar import here
from bot.text.matrix import MARKS
from bot.text.med import OUTCOMES
from process.ledger.facts import DiscussionContested, Outcome, ProposalRef, Side
from process.ledger.history import Record, RecordState
from process.ledger.state import State
from process.med.involvement import Cell, CellState, Spoken, cell, records_that_count, spoken
from process.med.levels import DecisionPoint, Levels, levels
from process.plan.model import Level, OrganKind
from process.plan.proposals import Proposal, shown_title
from process.seats import Role, Seat


def annex(
    state: State,
    point: DecisionPoint,
    today: date,
    words_of: Wording,
    *,
    printed: date | None = None,
) -> Paper:
    """The paper as the ledger stood on a local day; nothing but the day it is `printed` (None: the
    same) is said of any other.
    """
    body = _body(state, point, today, words_of) if point.proposals else (Text(words.NO_PROPOSALS),)
    title = words.title(organ=state.plan.place_name(point.organ))
    head = _head(state, point, today, printed or today)
    return written(state, title, printed or today, (*head, *body))


def _head(state: State, point: DecisionPoint, today: date, printed: date) -> tuple[Block, ...]:
    plan = state.plan
    coded = [p.id for p in point.proposals if p.may_identify]
    closed = [
        p.id for p in point.proposals if p.closed and not p.may_identify and p.embargo_until is None
    ]
    waiting = [p for p in point.proposals if p.embargo_until and today < p.embargo_until]
    return (
        Fact(words.MUNICIPALITY, plan.municipality),
        Fact(words.PROCESS, plan.title),
        Fact(
            words.MEETING,
            words.meeting(organ=plan.place_name(point.organ), day=point.day, assumed=point.assumed),
        ),
        *both_days(today, printed),
        Fact(words.LEDGER, words.position(seq=state.seq, head=state.head[: papers.DIGITS])),
        Text(words.ABOUT),
        *([Text(words.EVERYTHING)] if point.catalogue else []),
        *([Text(words.by_code(ids=coded))] if coded else []),
        *([Text(words.closed_item(ids=closed))] if closed else []),
        *(
            Text(words.embargoed(id=p.id, until=p.embargo_until))
            for p in waiting
            if p.embargo_until
        ),
    )


def _body(state: State, point: DecisionPoint, today: date, words_of: Wording) -> tuple[Block, ...]:
    cells = cells_of(state, point)
    return (
        *_missing(state, point, cells),
        Heading(words.LEVELS),
        *_levels(state, point, today),
        *_way_through(state, point),
        matrix(state, point, cells, today),
        Heading(words.COMMITTEES),
        *committees(state, point, cells, words_of),
    )


def _missing(state: State, point: DecisionPoint, cells: tuple[Cell, ...]) -> Iterator[Block]:
    """The list of what is missing; none where MED meets before anything was due."""
    own = state.plan.organ(point.organ).kind is OrganKind.MED_COMMITTEE
    due = [c for c in cells if not own or (c.basis and point.day and c.basis.due < point.day)]
    if own and not due:
        return
    lines = missing(state, point, tuple(due))
    yield Heading(words.MISSING)
    yield Points(lines) if lines else Text(words.NOTHING_MISSING)


def missing(state: State, point: DecisionPoint, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Committee by committee in the plan's order, then those the law names."""
    return (*_by_committee(state, cells), *_others_to_hear(point))


def in_order(state: State, cells: tuple[Cell, ...]) -> list[str]:
    """The committees of some cells, as the plan has them."""
    here = {c.committee for c in cells}
    return [o.key for o in state.plan.med_committees() if o.key in here]


def _by_committee(state: State, cells: tuple[Cell, ...]) -> Iterator[str]:
    open_ones = defaultdict[tuple[str, Outcome | None], list[str]](list)
    for c in cells:
        if c.state is CellState.PLANNED:
            open_ones[c.committee, c.outcome].append(c.proposal.id)
    for key in in_order(state, cells):
        name = state.plan.place_name(key)
        for outcome in (None, *Outcome):
            if ids := open_ones[key, outcome]:
                yield words.missing_discussions(committee=name, ids=ids, outcome=outcome)
        for record in records_of(state, cells, key):
            yield from _about(name, record)


def _about(name: str, record: Record) -> Iterator[str]:
    on = record.fact.held_on
    if record.state in (RecordState.AWAITING, RecordState.CONTESTED):
        yield words.waits(committee=name, on=on, state=record.state)
    if not record.counts:
        return
    if record.minutes.approved_on is None:
        yield words.minutes_missing(committee=name, on=on, draft=bool(record.minutes.link))


def _others_to_hear(point: DecisionPoint) -> Iterator[str]:
    for proposal in point.proposals:
        if proposal.others_to_hear:
            yield words.to_hear(id=proposal.id, names=proposal.others_to_hear)


def _levels(state: State, point: DecisionPoint, today: date) -> tuple[Block, ...]:
    found = {p: levels(state, p, today) for p in point.proposals}
    rows = tuple(
        (_shown(p, today), _local_level(p, f), _own_level(state, p, f)) for p, f in found.items()
    )
    main = _main_lines(state, found)
    return (
        Text(words.LEVELS_ABOUT),
        *(Text(line) for line in main),
        Table(caption=words.LEVELS, head=words.LEVELS_HEAD, rows=rows, widths=(4, 5, 6)),
    )


def _main_lines(state: State, found: Mapping[Proposal, Levels]) -> list[str]:
    """The main committee's line once; where proposals differ, each line says whose it is."""
    whose: dict[str, list[str]] = defaultdict(list)
    for proposal, levels_of in found.items():
        for m in levels_of.main:
            whose[med_status.main_line(state.plan.place_name(m.organ), m)].append(proposal.id)
    alone = all(len(ids) == len(found) for ids in whose.values())
    return (
        list(whose) if alone else [words.whose(ids=ids, line=line) for line, ids in whose.items()]
    )


def _shown(proposal: Proposal, today: date) -> str:
    return words.shown(id=proposal.id, title=shown_title(proposal, today), version=proposal.version)


def _local_level(proposal: Proposal, found: Levels) -> str:
    local = (
        Counter(i.cell.standing for i in found.local)
        if proposal.level is not Level.LOCAL
        else Counter[CellState | Outcome]()
    )
    return words.how_many(
        discussed=local[CellState.DISCUSSED],
        waiting=local[CellState.RECORDED],
        contested=local[CellState.CONTESTED],
        missing=local[CellState.PLANNED],
        less=[outcome for outcome in words.LESS for _ in range(local[outcome])],
    )


def _own_level(state: State, proposal: Proposal, found: Levels) -> str:
    lines = [
        words.level_stands(
            committee=state.plan.place_name(i.cell.committee), state=i.cell.standing, on=i.day
        )
        for i in found.own
    ]
    return "\n".join(lines) or words.not_planned(proposal.level)


def _way_through(state: State, point: DecisionPoint) -> tuple[Block, ...]:
    lines = ways({p.id: stations_of(state, p) for p in point.proposals})
    return (Heading(way_words.TITLE), Points(lines)) if lines else ()


def ways(stations: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A line for all the proposals with the same stations, given by id; those without any are
    left out.
    """
    same: dict[tuple[str, ...], list[str]] = {}
    for id, through in stations.items():
        if through:
            same.setdefault(tuple(through), []).append(id)
    return tuple(way_words.way(ids=ids, stations=through) for through, ids in same.items())


def stations_of(state: State, proposal: Proposal) -> list[str]:
    """A proposal's stations, with what each made of it."""
    return [proposals.station_line(state.plan, station) for station in proposal.stations]


WIDTHS = (8, 9, 8, 5, 7, 5, 5, 9)


def matrix(state: State, point: DecisionPoint, cells: tuple[Cell, ...], today: date) -> Table:
    """One row a cell."""
    rows = tuple(_matrix_row(state, point, c, today) for c in cells)
    return Table(caption=words.TABLE, head=words.HEAD, rows=rows, widths=WIDTHS, wide=True)


def _matrix_row(state: State, point: DecisionPoint, found: Cell, today: date) -> tuple[str, ...]:
    proposal, record = found.proposal, found.record
    return (
        words.shown(id=proposal.id, title=shown_title(proposal, today), version=proposal.version),
        state.plan.place_name(found.committee),
        _happened(found),
        words.held_and_recorded(record.fact.held_on, found.recorded_on) if record else "",
        words.CONFIRMED[record.state] if record else "",
        words.days_apart(record.fact.material_on, found.held_on) if record else "",
        words.days_apart(found.held_on, _treated(state, point, found)),
        "; ".join(_remarks(state, found)),
    )


def _happened(found: Cell) -> str:
    if found.state is CellState.NOT_RELEVANT:
        return words.NOT_AFFECTED
    if found.state is CellState.GIVEN_UP and not found.outcome:
        return words.STATES[CellState.GIVEN_UP]
    return OUTCOMES[found.outcome] if found.outcome else words.NOT_RECORDED


def _treated(state: State, point: DecisionPoint, found: Cell) -> date | None:
    """The meeting the paper is for; for MED's own the political treatment that follows."""
    own = state.plan.organ(point.organ).kind is OrganKind.MED_COMMITTEE
    return (found.basis.treatment if found.basis else None) if own else point.day


def _remarks(state: State, found: Cell) -> Iterator[str]:
    if found.reason:
        yield found.reason
    if found.after_treatment:
        yield MARKS["2"]
    elif found.after_deadline:
        yield MARKS["1"]
    elif found.recorded_late:
        yield MARKS["3"]
    if found.record and found.record.fact.joint:
        yield words.joint(names=[state.plan.place_name(key) for key in found.record.fact.joint])
    if found.more:
        yield words.also(days=[r.fact.held_on for r in found.more])
    if found.record is None:
        yield from _earlier(state, found)


def _earlier(state: State, found: Cell) -> Iterator[str]:
    for version in state.versions[found.proposal.id][:-1]:
        record = cell(state, version, found.committee).record
        if record is not None and record.fact.outcome is Outcome.DISCUSSED:
            yield words.earlier(version=version.version, on=record.fact.held_on)


def cells_of(state: State, point: DecisionPoint) -> tuple[Cell, ...]:
    """Each proposal of the meeting with each committee it touches, those named as not affected
    last; and whoever has recorded it.
    """
    return tuple(
        found
        for p in point.proposals
        for found in (cell(state, p, key) for key in _committees(state, p.id))
    )


def _committees(state: State, id: str) -> tuple[str, ...]:
    proposal = state.proposal(id)
    assert proposal is not None, "the meeting's proposals are the state's"
    recorded = [
        r.fact.committee
        for r in state.records.values()
        if any(ref.id == id for ref in r.fact.proposals)
    ]
    named = (*proposal.affected, *(n.committee for n in proposal.not_affected))
    others = [key for key in recorded if records_that_count(state, proposal, key)]
    return tuple(dict.fromkeys((*named, *others)))


SPEAK_FOR_MANAGEMENT = (Role.CHAIR, Role.SECRETARY)


def committees(
    state: State, point: DecisionPoint, cells: tuple[Cell, ...], words_of: Wording
) -> tuple[Block, ...]:
    """Every committee that has recorded something about the meeting's proposals."""
    ids = {p.id for p in point.proposals}
    found: list[Block] = []
    for key in in_order(state, cells):
        records = records_of_every_version(state, cells, key)
        if records:
            found.append(Heading(state.plan.place_name(key), level=2))
            found += [
                block for record in records for block in _record(state, record, ids, words_of)
            ]
    return (Text(words.COMMITTEES_ABOUT), *found) if found else (Text(words.NO_RECORDS),)


def _record(state: State, record: Record, ids: set[str], words_of: Wording) -> Iterator[Block]:
    fact = record.fact
    yield Heading(
        words.held(
            outcome=fact.outcome,
            on=fact.held_on,
            what=[_in_version(state, r) for r in fact.proposals if r.id in ids],
        ),
        level=3,
    )
    yield Text(_answered(state, record))
    yield from (Text(line) for line in record_lines.took_part(state, record))
    yield Text(_minutes(record))
    yield from _described(record, words_of)
    yield from _views(state, record, words_of)


def _in_version(state: State, ref: ProposalRef) -> str:
    """Its code; with the version where another one stands now."""
    newest = state.proposal(ref.id)
    old = newest is not None and newest.version != ref.version
    return words.in_version(id=ref.id, version=ref.version) if old else ref.id


def _answered(state: State, record: Record) -> str:
    last = record.answer or record.entry
    other = (
        record_lines.role_of(record.answer)
        if record.answer
        else record_lines.other_role(state, record)
    )
    return words.answered(
        by=record_lines.recorder(record),
        other=other,
        state=record.state,
        code=last.code,
        seq=last.seq,
    )


def _minutes(record: Record) -> str:
    link = record.minutes.link
    parts = (
        words.minutes_at(link=f"{link}.") if link else "",
        record_lines.minutes_line(record),
    )
    return " ".join(filter(None, parts)) or words.NO_MINUTES


def _described(record: Record, words_of: Wording) -> Iterator[Block]:
    """The other description of a contested record, as it was written."""
    answer = record.answer
    if (
        record.state is RecordState.CONTESTED
        and answer
        and isinstance(answer.fact, DiscussionContested)
    ):
        yield Quote(
            words.described_by(who=here(Seat.parse(answer.seat))), words_of(answer.fact.description)
        )


def _views(state: State, record: Record, words_of: Wording) -> Iterator[Block]:
    said = spoken(state, record)
    for side in (Side.MANAGEMENT, Side.EMPLOYEES):
        mine = [one for one in said if one.side is side]
        for one in mine:
            yield Quote(_label(one), words_of(one.text))
        if not mine:
            yield Text(words.no_views(side))


def _label(one: Spoken) -> str:
    label = words.MANAGEMENT
    if one.side is Side.EMPLOYEES:
        by_management = (
            bool(one.entry.seat) and Seat.parse(one.entry.seat).role in SPEAK_FOR_MANAGEMENT
        )
        label = words.CHAIRS_RENDERING if by_management else words.EMPLOYEES
    return f"{label} ({med.earlier(on=one.earlier.fact.held_on)})" if one.earlier else label


def records_of(state: State, cells: tuple[Cell, ...], committee: str) -> tuple[Record, ...]:
    """A committee's standing records on these proposals, in order of day, each once."""
    found = {
        r.seq: r
        for c in cells
        if c.committee == committee
        for r in records_that_count(state, c.proposal, committee)
    }
    return tuple(sorted(found.values(), key=lambda r: (r.fact.held_on, r.seq)))


def records_of_every_version(
    state: State, cells: tuple[Cell, ...], committee: str
) -> tuple[Record, ...]:
    """The same with what was recorded of earlier versions: a later one stands beside it."""
    found = {
        r.seq: r
        for c in cells
        if c.committee == committee
        for version in state.versions[c.proposal.id]
        for r in records_that_count(state, version, committee)
    }
    return tuple(sorted(found.values(), key=lambda r: (r.fact.held_on, r.seq)))
