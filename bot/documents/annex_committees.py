"""Committee by committee: each meeting, who has answered, where the minutes lie, and both sides' own words, verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents.annex_missing import in_order, records_of
from bot.documents.paper import Block, Heading, Quote, Text
from bot.documents.wording import Wording
from bot.text import about_records, med_changed, record_state
from bot.text import annex_words as words
from bot.text.roles import here
from process.decision_points import DecisionPoint
from process.facts import DiscussionContested, Side
from process.involvement import Cell
from process.records import Record, RecordState
from process.seats import Role, Seat
from process.state import State
from process.views import Spoken, spoken

SPEAK_FOR_MANAGEMENT = (Role.CHAIR, Role.SECRETARY)


def committees(state: State, point: DecisionPoint, cells: tuple[Cell, ...], words_of: Wording) -> tuple[Block, ...]:
    """Every committee that has recorded something about the meeting's proposals."""
    ids = {p.id for p in point.proposals}
    found: list[Block] = []
    for key in in_order(state, cells):
        records = records_of(state, cells, key)
        if records:
            found.append(Heading(state.plan.place_name(key), level=2))
            found += [block for record in records for block in _record(state, record, ids, words_of)]
    return (Text(words.COMMITTEES_ABOUT), *found) if found else (Text(words.NO_RECORDS),)


def _record(state: State, record: Record, ids: set[str], words_of: Wording) -> Iterator[Block]:
    fact = record.fact
    yield Heading(words.held(outcome=fact.outcome, on=fact.held_on, what=[r.id for r in fact.proposals if r.id in ids]), level=3)
    yield Text(_answered(record))
    details = filter(None, (record_state.joint_line(state, record), record_state.sides_line(record)))
    yield from (Text(line) for line in details)
    yield Text(_minutes(record))
    yield from _described(record, words_of)
    yield from _views(state, record, words_of)


def _answered(record: Record) -> str:
    last = record.answer or record.entry
    other = about_records.role_of(record.answer) if record.answer else about_records.other_role(record)
    return words.answered(by=about_records.recorder(record), other=other, state=record.state, code=last.code, seq=last.seq)


def _minutes(record: Record) -> str:
    link = record.minutes.link
    parts = (words.minutes_at(link=f"{link}.") if link else "", record_state.minutes_line(record))
    return " ".join(filter(None, parts)) or words.NO_MINUTES


def _described(record: Record, words_of: Wording) -> Iterator[Block]:
    """The other description of a contested record, as it was written."""
    answer = record.answer
    if record.state is RecordState.CONTESTED and answer and isinstance(answer.fact, DiscussionContested):
        yield Quote(words.described_by(who=here(Seat.parse(answer.seat))), words_of(answer.fact.description))


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
        by_management = bool(one.entry.seat) and Seat.parse(one.entry.seat).role in SPEAK_FOR_MANAGEMENT
        label = words.CHAIRS_RENDERING if by_management else words.EMPLOYEES
    return f"{label} ({med_changed.earlier(on=one.earlier.fact.held_on)})" if one.earlier else label
