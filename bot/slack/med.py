"""`/med`: the committee's proposals, recording, answering, status."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from bot.messages import records
from bot.messages.agenda import undiscussed
from bot.messages.choices import BETWEEN, choice, letters_choice, record_choice
from bot.messages.message import Act, Section, said
from bot.slack import med_forms
from bot.slack.information import not_yet_said
from bot.slack.med_status import chosen_by, committee, matrix_part, missing, proposals
from bot.slack.requests import (
    Answer,
    Press,
    Request,
    Say,
    Stands,
    codes,
    held_day,
    near_codes,
    say,
)
from bot.text import med, refusals
from bot.text import med_forms as form_words
from bot.text.grammar import owner, place
from process.acts import records as record_acts
from process.acts.records import (
    Meeting,
    may_correct,
    need_contestable,
    need_record,
    needs_reason,
)
from process.acts.rights import sees_everything, speaks_for
from process.deadlines.obligations import ObligationKind, obligations
from process.errors import NotYours, OwnAnswerStands, Unknown
from process.ledger.entries import Entry
from process.ledger.facts import Undone
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import Chosen, answering_seats

MOST_RECORDS = 15
"""In one answer; more are asked for by code."""


def _list(request: Request) -> Answer:
    state = request.state
    own, every = _speaks_for(request)
    waiting = [
        records.stands(state, record, request.person, request.today) for record in _waiting(request)
    ]
    if not every:
        return say([*waiting, Section(text=med.no_committee(owner=owner(state.plan)))])
    others = [key for key in every if key not in own and undiscussed(state, key)]
    return say([*waiting, *(committee(request, key) for key in (*own, *others))])


def _record(request: Request) -> Answer:
    found, rest = codes(request.text, request.state)
    held_on, _ = held_day(rest, today=request.today)
    fitting = _fitting(request, found)
    if len(fitting) > 1:
        return say(_which_committee(request, fitting, found, held_on))
    (key,) = fitting
    if not found or held_on is None:
        return med_forms.record(request, key, chosen=found, held_on=held_on)
    meeting = Meeting(committee=key, proposals=found, held_on=held_on)
    if doubtful := record_acts.before_its_time(request.state, meeting):
        return med_forms.record(
            request, key, chosen=found, held_on=held_on, ask=med.before_its_time(doubtful)
        )
    done = request.act(record_acts.record, meeting=meeting)
    return _stands(request, done.state, done.entry.seq)


def _fitting(request: Request, proposals: tuple[str, ...]) -> list[str]:
    """The committees it can be about: those all the proposals affect, else all the person may
    record for. Raises Unknown, NotYours.
    """
    state, (_, every) = request.state, _speaks_for(request)
    if not every:
        raise NotYours(act="record", seats=())
    for id in proposals:
        if state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=_near(state, every, id))
    fitting = [key for key in every if _affecting(state, key) >= set(proposals)]
    return fitting or every[:1]


def _near(state: State, every: list[str], typed: str) -> tuple[str, ...]:
    """Of the person's own proposals those whose codes come closest, then what is missing."""
    own = {id for key in every for id in _affecting(state, key)}
    close = [id for id in near_codes(state, typed) if id in own]
    missing = (cell.proposal.id for key in every for cell in undiscussed(state, key))
    return tuple(dict.fromkeys((*close, *missing)))[:3]


def _affecting(state: State, committee: str) -> set[str]:
    return {p.id for p in state.proposals() if committee in p.affected}


def _which_committee(
    request: Request, committees: list[str], proposals: tuple[str, ...], held_on: date | None
) -> list[Section]:
    """One button for each committee a person may record for, with what was typed already filled
    in.
    """
    sections = [Section(text=med.WHICH_COMMITTEE)]
    for key in committees:
        name = place(request.state.plan, key)
        record = record_choice(key, name, proposals=proposals, held_on=held_on)
        sections.append(Section(text=name, choices=(record,)))
    return sections


def _confirm(request: Request) -> Answer:
    waiting = _waiting(request)
    if not waiting:
        return Say(said(med.NOTHING_WAITS))
    return say(
        [records.stands(request.state, record, request.person, request.today) for record in waiting]
    )


def _waiting(request: Request) -> list[Record]:
    """Records that wait for this person's answer."""
    open_ones = [
        o.record
        for o in obligations(request.state)
        if o.kind is ObligationKind.CONFIRMATION and o.open and o.record
    ]
    return [r for r in open_ones if request.person in _answerers(request.state, r, request.today)]


def _answerers(state: State, record: Record, day: date) -> set[str]:
    """The people of the side that answers, the recorder never among them."""
    seats = answering_seats(state.plan, record)
    people = {person for seat in seats for person in state.holders(seat, day)}
    return people - {record.entry.actor}


def _undo(request: Request) -> Answer:
    if request.text:
        return _change(request)
    entry = _last(request)
    record = int(request.state.about[entry.seq])
    if entry.seq == record:
        return _withdrawal(request, request.state.records[record])
    state = request.act(record_acts.take_back_answer, record=record).state
    return _stands(request, state, record)


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


def _change(request: Request) -> Answer:
    """The records about a proposal that the person may put right or take back; without a code
    all of them. Raises Unknown.
    """
    found, rest = codes(request.text, request.state)
    if rest or any(request.state.proposal(id) is None for id in found):
        typed = rest or found[0]
        raise Unknown(what="proposal", name=typed, near=near_codes(request.state, typed))
    return say(changeable(request, found))


def _missing(request: Request) -> Answer:
    found = missing(request)
    offered = found[0].heading and sees_everything(request.state, request.person, request.today)
    return say([*found, *not_yet_said(request), *([_letters()] if offered else [])])


def _letters() -> Section:
    """The button to the texts for mails, for those who may use them."""
    return Section(text=form_words.LETTERS_ABOUT, choices=(letters_choice(),))


def _status(request: Request) -> Answer:
    found, rest = codes(request.text, request.state)
    chosen = chosen_by(request.state, rest) if rest and not found else None
    if chosen is not None:
        return say(matrix_part(request, chosen))
    if rest and not found:
        raise Unknown(what="proposal", name=rest)
    return say(proposals(request, found) if found else matrix_part(request, Chosen()))


WORDS: Mapping[str, Press] = {
    "list": _list,
    "record": _record,
    "confirm": _confirm,
    "missing": _missing,
    "status": _status,
    "undo": _undo,
    "correct": _change,
}


def _record_pressed(request: Request) -> Answer:
    key, ids, held_on = (*request.value.split(BETWEEN), "", "")[:3]
    day = date.fromisoformat(held_on) if held_on else None
    chosen = tuple(filter(None, ids.split(",")))
    return med_forms.record(request, key, chosen=chosen, held_on=day)


def _confirm_pressed(request: Request) -> Answer:
    try:
        state = request.act(record_acts.confirm, record=int(request.value)).state
    except OwnAnswerStands as answer:
        return _stands_already(request, answer)
    return _stands(request, state, int(request.value))


def _contest(request: Request) -> Answer:
    record = _record_of(request)
    try:
        need_contestable(
            request.state, by=request.person, record=record.seq, at=request.context.now()
        )
    except OwnAnswerStands as answer:
        return _stands_already(request, answer)
    return med_forms.contest(request, record)


def _stands_already(request: Request, answer: OwnAnswerStands) -> Answer:
    """To whoever presses an old button: what stands, and the one press that takes it back."""
    name = records.committee_of(request.state, request.state.records[answer.record])
    back = choice(Act.TAKE_BACK, answer.record, name)
    return Say(said(refusals.sentence(answer, request.state.adopted), back))


def _take_back(request: Request) -> Answer:
    state = request.act(record_acts.take_back_answer, record=int(request.value)).state
    return _stands(request, state, int(request.value))


def _withdraw(request: Request) -> Answer:
    return _withdrawal(request, _record_of(request))


def _withdrawal(request: Request, record: Record) -> Answer:
    """Taken back at once while nobody has answered it; else the form that asks why."""
    if needs_reason(record, request.person):
        return med_forms.withdraw(request, record)
    state = request.act(record_acts.withdraw, record=record.seq, why="").state
    return _stands(request, state, record.seq)


def _add_views(request: Request) -> Answer:
    return med_forms.views(request, _record_of(request))


def _minutes(request: Request) -> Answer:
    return med_forms.minutes(request, _record_of(request))


def _correct(request: Request) -> Answer:
    record = _record_of(request)
    if may_correct(request.state, record, by=request.person, at=request.context.now()):
        return med_forms.record(request, record.fact.committee, corrects=record)
    return _contest(request)


def _see_both(request: Request) -> Answer:
    record = request.state.records.get(int(request.value))
    if record is None:
        raise Unknown(what="record", name=request.value)
    return med_forms.both(request, record)


def _record_of(request: Request) -> Record:
    """The record a button is about, as long as it stands; raises Unknown, NoLongerOwed."""
    return need_record(request.state, int(request.value))


def _stands(request: Request, state: State, seq: int) -> Answer:
    section = records.stands(state, state.records[seq], request.person, request.today)
    return Stands(said(section.text, *section.choices), state)


PRESSES: Mapping[Act, Press] = {
    Act.RECORD: _record_pressed,
    Act.CONFIRM: _confirm_pressed,
    Act.CONTEST: _contest,
    Act.TAKE_BACK: _take_back,
    Act.WITHDRAW: _withdraw,
    Act.ADD_VIEWS: _add_views,
    Act.MINUTES: _minutes,
    Act.CORRECT: _correct,
    Act.SEE_BOTH: _see_both,
}
FORMS = med_forms.FORMS


def _speaks_for(request: Request) -> tuple[list[str], list[str]]:
    return speaks_for(request.state, request.person, request.context.now())


def changeable(request: Request, ids: Collection[str]) -> list[Section]:
    """The standing records, the newest first; of these proposals, or of all where none is named."""
    state = request.state
    found = (
        record
        for record in sorted(state.records.values(), key=lambda r: -r.seq)
        if _is_about(record, ids) and request.allows(Act.WITHDRAW, record.seq)
    )
    shown = [_changeable(request, record) for record in found]
    return shown[:MOST_RECORDS] or [Section(text=med.nothing_to_change(ids=sorted(ids)))]


def _is_about(record: Record, ids: Collection[str]) -> bool:
    return not ids or any(ref.id in ids for ref in record.fact.proposals)


def _changeable(request: Request, record: Record) -> Section:
    state, name = request.state, records.committee_of(request.state, record)
    acts = (act for act in (Act.CORRECT, Act.WITHDRAW) if request.allows(act, record.seq))
    text = f"{records.rendering(state, record)} {records.state_line(state, record)}"
    return Section(text=text, choices=tuple(choice(act, record.seq, name) for act in acts))
