"""`/med`: the committee's proposals, recording, answering, status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from bot.messages import proposals as proposals_messages
from bot.messages import records as records_messages
from bot.messages.choices import choice, record_choice
from bot.messages.message import Act, Choice, Rendered, Section, said
from bot.slack import med_forms, papers
from bot.slack.med_forms import withdrawal
from bot.slack.requests import Answer, Open, Request, Say, Stands, codes, held_day, near_codes
from bot.text import matrix as matrix_words
from bot.text import med, med_status
from bot.text.commands import folded
from bot.text.grammar import owner, place
from bot.text.matrix import compact, shown
from process.acts import records as record_acts
from process.acts.records import Meeting, may_correct
from process.acts.rights import is_process_owner, sees_everything, side_in
from process.errors import NotYours, Refused, Unknown
from process.ledger.entries import Entry
from process.ledger.facts import Undone
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import (
    Cell,
    CellState,
    Chosen,
    chosen_cells,
    corrected,
    counted_back,
    matrix,
)
from process.med.levels import levels
from process.plan.model import Plan
from process.plan.proposals import Proposal, shown_on
from process.plan.treatment import Treatment, treatment_before
from process.seats import Role

MOST = 15
"""Records in one answer; more are asked for by code."""


def sections(request: Request, ids: Collection[str]) -> list[Section]:
    """The standing records, the newest first; of these proposals, or of all where none is named."""
    gone, owner = (
        corrected(request.state),
        is_process_owner(request.state, request.person, request.today),
    )
    records = [
        r
        for r in sorted(request.state.records.values(), key=lambda r: -r.seq)
        if r.withdrawn is None and r.seq not in gone and _about(r, ids)
    ]
    found = [(r, _correctable(request, r)) for r in records]
    shown = [_section(request, record, correct) for record, correct in found if correct or owner]
    return shown[:MOST] or [Section(text=med.nothing_to_change(ids=sorted(ids)))]


def _about(record: Record, ids: Collection[str]) -> bool:
    return not ids or any(ref.id in ids for ref in record.fact.proposals)


def _correctable(request: Request, record: Record) -> bool:
    try:
        return may_correct(request.state, record, by=request.person, at=request.context.now())
    except Refused:
        return False


def _section(request: Request, record: Record, correct: bool) -> Section:
    name = records_messages.committee_of(request.state, record)
    own = (choice(Act.CORRECT, record.seq, name),) if correct else ()
    text = (
        f"{records_messages.rendering(request.state, record)} "
        f"{records_messages.state_line(request.state, record)}"
    )
    return Section(text=text, choices=(*own, choice(Act.WITHDRAW, record.seq, name)))


MOST_COMMITTEES = 12
"""Proposals in one answer; more are asked for by code."""


def committee(request: Request, key: str) -> Section:
    """A committee's proposals with where each stands, and the way to record."""
    state = request.state
    name = place(state.plan, key)
    cells = [
        c for c in matrix(state) if c.committee == key and c.state is not CellState.NOT_RELEVANT
    ]
    open_ones = [c for c in cells if c.state is CellState.PLANNED]
    if not cells:
        return Section(text=med.nothing_missing(committee=name), heading=name)
    lines = [_cell_line(c, request.today) for c in cells]
    choices = (record_choice(key, name), choice(Act.AGENDA, key, name)) if open_ones else ()
    text = "\n".join(lines if open_ones else [med.nothing_missing(committee=name), *lines])
    return Section(text=text, choices=choices, heading=name)


def _cell_line(cell: Cell, today: date) -> str:
    due = cell.basis.due if cell.basis and cell.state is CellState.PLANNED else None
    state = med_status.STATES[cell.state] + med_status.lateness(cell) + med_status.further(cell)
    return med.open_line(shown=shown_on(cell.proposal, today), due=due, state=state)


def missing(request: Request) -> list[Section]:
    """What has not been discussed, by committee: one's own, a head's area's, or all for
    those who keep an eye on all.
    """
    keys = _watched(request)
    found = {
        key: [
            c for c in matrix(request.state) if c.committee == key and c.state is CellState.PLANNED
        ]
        for key in keys
    }
    sections = [
        Section(
            text="\n".join(_cell_line(c, request.today) for c in cells),
            heading=place(request.state.plan, key),
        )
        for key, cells in found.items()
        if cells
    ]
    return sections or [Section(text=med_status.NOTHING_MISSING)]


def _watched(request: Request) -> list[str]:
    plan, seats = request.state.plan, request.state.seats_of(request.person, request.today)
    everything = sees_everything(request.state, request.person, request.today)
    areas = {s.place for s in seats if s.role is Role.HEAD}
    own = {s.place for s in seats}
    return [o.key for o in plan.med_committees() if everything or o.key in own or o.area in areas]


def proposals(request: Request, ids: tuple[str, ...]) -> list[Section]:
    """Who has discussed what, when: the named proposals with every committee, else one line for
    each.
    """
    state = request.state
    for id in ids:
        if state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=near_codes(state, id))
    chosen = [p for p in state.proposals() if not ids or p.id in ids]
    if not chosen:
        return [Section(text=med_status.NO_PROPOSALS)]
    cells = matrix(state)
    if not ids:
        return [
            Section(
                text="\n".join(
                    _summary(p, [c for c in cells if c.proposal == p], request.today)
                    for p in chosen[:MOST_COMMITTEES]
                )
            ),
            *_more(len(chosen)),
        ]
    return [
        _proposal(request, p, [c for c in cells if c.proposal == p])
        for p in chosen[:MOST_COMMITTEES]
    ]


def _more(count: int) -> list[Section]:
    return (
        [Section(text=med_status.more(count=count - MOST_COMMITTEES))]
        if count > MOST_COMMITTEES
        else []
    )


def _summary(proposal: Proposal, cells: list[Cell], today: date) -> str:
    states = Counter(c.state for c in cells)
    counted = med_status.counts(
        discussed=states[CellState.DISCUSSED],
        waiting=states[CellState.RECORDED],
        contested=states[CellState.CONTESTED],
        missing=states[CellState.PLANNED],
    )
    return med.open_line(shown=shown_on(proposal, today), due=None, state=counted)


def _proposal(request: Request, proposal: Proposal, cells: list[Cell]) -> Section:
    plan = request.state.plan
    basis = treatment_before(plan, proposal)
    head = med_status.proposal_head(
        shown=shown_on(proposal, request.today),
        organ=place(plan, basis.organ) if basis else "",
        treatment=basis.treatment if basis else None,
        assumed=basis.assumed if basis else False,
    )
    lines = [med_status.cell_line(c, committee=place(plan, c.committee)) for c in cells]
    because = [
        *([_because(plan, basis)] if basis else []),
        *filter(None, [proposals_messages.route(plan, proposal)]),
    ]
    names = {o.key: o.name for o in plan.med_committees()}
    level_lines = med_status.level_lines(
        levels(request.state, proposal, request.today), level=proposal.level, names=names
    )
    return Section(text="\n".join([head, *because, *lines, *level_lines]))


def _because(plan: Plan, basis: Treatment) -> str:
    return med_status.counted_back(
        organ=place(plan, basis.organ), found=counted_back(plan, basis), assumed=basis.assumed
    )


MOST_ROWS = 20
"""Lines in one answer; the board has all of them."""
AT_HOME = 2
"""Committees or areas shown in App Home."""


def chosen_by(state: State, words: str) -> Chosen | None:
    """The area, committee or political body that is named, by key or by part of its name;
    None when it is none of them.
    """
    plan, name = state.plan, folded(words)
    areas = [a.key for a in plan.areas if name == folded(a.key) or name in folded(a.name)]
    committees = [
        o.key for o in plan.med_committees() if name == folded(o.key) or name in folded(o.name)
    ]
    bodies = {c.basis.organ for c in chosen_cells(state, Chosen()) if c.basis}
    treated = [
        key for key in sorted(bodies) if name == folded(key) or name in folded(plan.place_name(key))
    ]
    if len(committees) == 1:
        return Chosen(committee=committees[0])
    if areas:
        return Chosen(area=areas[0])
    return Chosen(meeting=treated[0]) if treated else None


def matrix_part(request: Request, chosen: Chosen) -> list[Section]:
    """The lines that are asked for, and the legend."""
    cells = chosen_cells(request.state, chosen)
    if not cells:
        return [Section(text=med_status.NO_PROPOSALS)]
    proposals = {c.proposal.id: c.proposal for c in cells}
    lines = [
        _row(request, p, [c for c in cells if c.proposal == p])
        for p in list(proposals.values())[:MOST_ROWS]
    ]
    more = (
        [Section(text=matrix_words.more_rows(count=len(proposals) - MOST_ROWS))]
        if len(proposals) > MOST_ROWS
        else []
    )
    return [
        Section(text="\n".join(lines), heading=_heading(request.state, chosen)),
        *more,
        Section(text=_legend(request, cells)),
        *_board(request),
    ]


def matrix_at_home(request: Request, state: State) -> list[Section]:
    """For App Home: the lines of one's own committees or area; nothing for who has neither."""
    seats = state.seats_of(request.person, request.today)
    places = dict.fromkeys(seat.place for seat in seats)
    chosen = [
        Chosen(committee=key)
        for key in places
        if key in {o.key for o in state.plan.med_committees()}
    ]
    chosen += [Chosen(area=s.place) for s in seats if s.role is Role.HEAD]
    found = []
    for one in chosen[:AT_HOME]:
        cells = chosen_cells(state, one)
        proposals = {c.proposal.id: c.proposal for c in cells}
        lines = [
            _row(request, p, [c for c in cells if c.proposal == p])
            for p in list(proposals.values())[:MOST_ROWS]
        ]
        if lines:
            text = "\n".join([*lines, _legend(request, cells)])
            found.append(Section(text=text, heading=med_status.at_home(name=_heading(state, one))))
    return found


def _legend(request: Request, cells: Iterable[Cell]) -> str:
    return matrix_words.legend(
        [shown(c, request.today) for c in cells if c.state is not CellState.NOT_RELEVANT]
    )


def _heading(state: State, chosen: Chosen) -> str:
    name = chosen.area or chosen.committee or chosen.meeting
    return place(state.plan, name) if name else matrix_words.WHOLE


def _row(request: Request, proposal: Proposal, cells: list[Cell]) -> str:
    shown = shown_on(proposal, request.today)
    squares = [
        (place(request.state.plan, c.committee), compact(c, request.today))
        for c in cells
        if c.state is not CellState.NOT_RELEVANT
    ]
    return matrix_words.line(shown=shown, squares=squares)


def _board(request: Request) -> list[Section]:
    url = request.context.links.board(request.person)
    if not url:
        return []
    return [
        Section(
            text=matrix_words.ON_THE_BOARD,
            choices=(Choice(act=Act.OPEN_LINK, label=matrix_words.BOARD, value="board", url=url),),
        )
    ]


def _list(request: Request) -> Answer:
    own, every = spoken_for(request)
    waiting = [
        records_messages.stands(request.state, r, request.person)
        for r in med_forms.waiting(request)
    ]
    if not every:
        return Say(_of([*waiting, Section(text=med.no_committee(owner=owner(request.state.plan)))]))
    others = [key for key in every if key not in own and med_forms.missing(request.state, key)]
    return Say(_of([*waiting, *(committee(request, key) for key in (*own, *others))]))


def _record(request: Request) -> Answer:
    found, rest = codes(request.text, request.state)
    held_on, _ = held_day(rest, today=request.today)
    fitting = _fitting(request, found)
    if len(fitting) > 1:
        return Say(_of(med_forms.choose(request, fitting, proposals=found, held_on=held_on)))
    (committee,) = fitting
    if not found or held_on is None:
        return Open(med_forms.record(request, committee, chosen=found, held_on=held_on))
    done = request.act(
        record_acts.record,
        meeting=Meeting(committee=committee, proposals=found, held_on=held_on),
    )
    section = records_messages.stands(
        done.state, done.state.records[done.entry.seq], request.person
    )
    return Stands(said(section.text, *section.choices), done.state)


def _fitting(request: Request, proposals: tuple[str, ...]) -> list[str]:
    """The committees it can be about: those all the proposals affect, else all the person may
    record for. Raises Unknown, NotYours.
    """
    _, every = spoken_for(request)
    if not every:
        raise NotYours(act="record", seats=())
    for id in proposals:
        if request.state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=_near(request, every, id))
    fitting = [
        key
        for key in every
        if {id for id, _ in med_forms.affected(request.state, key, request.today)} >= set(proposals)
    ]
    return fitting or every[:1]


def _near(request: Request, every: list[str], typed: str) -> tuple[str, ...]:
    """Of the person's own proposals those whose codes come closest, then what is missing."""
    own = {id for key in every for id, _ in med_forms.affected(request.state, key, request.today)}
    close = [id for id in near_codes(request.state, typed) if id in own]
    return tuple(
        dict.fromkeys(
            (*close, *(p for key in every for p in med_forms.missing(request.state, key)))
        )
    )[:3]


def spoken_for(request: Request) -> tuple[list[str], list[str]]:
    """The committees a person sits in and may record for, and all they may record for (the main
    committee's secretary: every one).
    """
    places = {seat.place for seat in request.state.seats_of(request.person, request.today)}
    every = [organ.key for organ in request.state.plan.med_committees() if _may(request, organ.key)]
    return [key for key in every if key in places], every


def _may(request: Request, committee: str) -> bool:
    try:
        side_in(request.state, request.person, committee, request.context.now(), "record")
    except Refused:
        return False
    return True


def _confirm(request: Request) -> Answer:
    waiting = med_forms.waiting(request)
    if not waiting:
        return Say(said(med.NOTHING_WAITS))
    return Say(_of([records_messages.stands(request.state, r, request.person) for r in waiting]))


def _undo(request: Request) -> Answer:
    if request.text:
        return _change(request)
    entry = _last(request)
    record = int(request.state.about[entry.seq])
    if entry.seq == record:
        return withdrawal(request, request.state.records[record])
    done = request.act(record_acts.take_back_answer, record=record)
    section = records_messages.stands(done.state, done.state.records[record], request.person)
    return Stands(said(section.text, *section.choices), done.state)


def _change(request: Request) -> Answer:
    """The records about a proposal that the person may put right or take back; without a code
    all of them. Raises Unknown.
    """
    found, rest = codes(request.text, request.state)
    if rest or any(request.state.proposal(id) is None for id in found):
        raise Unknown(
            what="proposal", name=rest or found[0], near=near_codes(request.state, rest or found[0])
        )
    return Say(_of(sections(request, found)))


def _last(request: Request) -> Entry:
    """The person's last record or answer that still stands; raises Unknown."""
    found = [
        e
        for r in request.state.records.values()
        if r.withdrawn is None
        for e in (r.entry, r.answer)
        if e is not None
    ]
    mine = [e for e in found if e.actor == request.person and not isinstance(e.fact, Undone)]
    if not mine:
        raise Unknown(what="own_act", name="")
    return max(mine, key=lambda e: e.seq)


def _missing(request: Request) -> Answer:
    found = missing(request)
    return Say(_of([*found, *(papers.letters_offered(request) if found[0].heading else [])]))


def _status(request: Request) -> Answer:
    found, rest = codes(request.text, request.state)
    chosen = chosen_by(request.state, rest) if rest and not found else None
    if chosen is not None:
        return Say(_of(matrix_part(request, chosen)))
    if rest and not found:
        raise Unknown(what="proposal", name=rest)
    return Say(_of(proposals(request, found) if found else matrix_part(request, Chosen())))


def _annex(request: Request) -> Answer:
    return Say(_of(papers.annexes(request)))


def _agenda(request: Request) -> Answer:
    if request.text:
        return Say(_of(papers.agenda_items(request)))
    own, every = spoken_for(request)
    wanted = [key for key in own or every if med_forms.missing(request.state, key)] or own[:1]
    if not wanted:
        raise NotYours(act="record", seats=())
    if len(wanted) == 1:
        return Open(med_forms.view(request, wanted[0]))
    names = {key: request.state.plan.place_name(key) for key in wanted}
    return Say(
        _of(
            [
                Section(text=name, choices=(choice(Act.AGENDA, key, name),))
                for key, name in names.items()
            ]
        )
    )


def _of(sections: list[Section]) -> Rendered:
    return Rendered(
        text=" ".join(section.text for section in sections[:3]), sections=tuple(sections)
    )


WORDS = {
    "list": _list,
    "record": _record,
    "confirm": _confirm,
    "missing": _missing,
    "status": _status,
    "agenda": _agenda,
    "annex": _annex,
    "undo": _undo,
    "correct": _change,
}
