"""A committee's records on a door's page: what stands about each, and what may be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.doors import Door
from bot.text import about_records, record_state
from bot.text import door as words
from bot.text.about_views import Said, said_about
from bot.text.marks import plain
from bot.text.rendered import View
from bot.web.sent import Sent
from process.facts import DiscussionContested, Side
from process.records import Record
from process.state import State
from process.verbs.discussion import needs_reason
from process.verbs.recording import may_correct, own_sides


@dataclass(frozen=True, kw_only=True)
class Item:
    """One record and what may be done about it."""

    seq: int
    text: str
    details: str
    said: tuple[Said, ...]
    proof: str
    minutes: str
    approved_on: date | None
    asks: bool
    mine: bool
    answered_by_me: bool
    answered: bool
    """Taking it back needs a reason, which both sides get."""
    described: str
    """The reader's own description, when they said that it is not right."""


def items_of(state: State, door: Door, side: Side, view: View) -> Iterator[Item]:
    """The committee's records, the newest first."""
    for record in sorted(state.records.values(), key=lambda r: -r.seq):
        if record.fact.committee == door.committee:
            yield _item(state, record, door, side, view)


def _item(state: State, record: Record, door: Door, side: Side, view: View) -> Item:
    standing = record.withdrawn is None and not about_records.is_corrected(state, record)
    mine = record.entry.actor == door.person
    other = Side.EMPLOYEES if record.other_side is Side.EMPLOYEES else Side.MANAGEMENT
    asks = standing and not mine and record.answer is None and (side is other or record.from_elsewhere)
    last = record.answer or record.entry
    return Item(
        seq=record.seq,
        text=plain(about_records.question(state, record) if asks else _what_stands(state, record)),
        details=plain(record_state.details(state, record)) if asks else "",
        said=said_about(state, record, view),
        proof=words.proof(seq=last.seq, digest=last.hash),
        minutes=record.minutes.link,
        approved_on=record.minutes.approved_on,
        asks=asks,
        mine=standing and (mine or side in own_sides(record)),
        answered_by_me=standing and record.answer is not None and record.answer.actor == door.person,
        answered=needs_reason(record, door.person),
        described=_described(record, door, view) if standing else "",
    )


def _described(record: Record, door: Door, view: View) -> str:
    answer = record.answer
    mine = answer is not None and answer.actor == door.person
    return view.text_of(answer.fact.description) if mine and answer and isinstance(answer.fact, DiscussionContested) else ""


def again(state: State, door: Door, seq: int | None, view: View, at: datetime) -> Sent:
    """The form filled in with a record of the reader's own side, to be sent in as its correction; empty for any other. Another person's
    words stay theirs."""
    record = state.records.get(seq or 0)
    if record is None or record.fact.committee != door.committee or record.withdrawn is not None:
        return Sent()
    if not may_correct(state, record, by=door.person, at=at):
        return Sent()
    fact, mine = record.fact, record.entry.actor == door.person
    return Sent(
        {
            "act": ("record",),
            "corrects": (str(record.seq),),
            "proposals": tuple(ref.id for ref in fact.proposals),
            "held_on": (fact.held_on.isoformat(),),
            "outcome": (str(fact.outcome),),
            "material_on": (fact.material_on.isoformat() if fact.material_on else "",),
            "sides": tuple(map(str, sorted(fact.sides))),
            "minutes": (fact.minutes,),
            "views": (view.text_of(fact.views) if fact.views and mine else "",),
        }
    )


def _what_stands(state: State, record: Record) -> str:
    found = (about_records.rendering(state, record), record_state.state_line(state, record), record_state.details(state, record))
    return " ".join(filter(None, found))
