"""`/med ret R-017`: the records a person may put right or take back, each with its buttons."""

from __future__ import annotations

from collections.abc import Collection

from bot.slack.answers import Ask
from bot.text import about_records, med_owed, offers, record_state
from bot.text.rendered import Section
from process.errors import Refused
from process.involvement import corrected
from process.records import Record
from process.verbs.recording import may_correct
from process.verbs.rights import is_process_owner

MOST = 15
"""Records in one answer; more are asked for by code."""


def sections(ask: Ask, ids: Collection[str]) -> list[Section]:
    """The standing records, the newest first; of these proposals, or of all where none is named."""
    gone, owner = corrected(ask.state), is_process_owner(ask.state, ask.person, ask.today)
    records = [
        r for r in sorted(ask.state.records.values(), key=lambda r: -r.seq) if r.withdrawn is None and r.seq not in gone and _about(r, ids)
    ]
    found = [(r, _correctable(ask, r)) for r in records]
    shown = [_section(ask, record, correct) for record, correct in found if correct or owner]
    return shown[:MOST] or [Section(text=med_owed.nothing_to_change(ids=sorted(ids)))]


def _about(record: Record, ids: Collection[str]) -> bool:
    return not ids or any(ref.id in ids for ref in record.fact.proposals)


def _correctable(ask: Ask, record: Record) -> bool:
    try:
        return may_correct(ask.state, record, by=ask.person, at=ask.context.now())
    except Refused:
        return False


def _section(ask: Ask, record: Record, correct: bool) -> Section:
    name = about_records.committee_of(ask.state, record)
    own = (offers.correct(seq=record.seq, name=name),) if correct else ()
    text = f"{about_records.rendering(ask.state, record)} {record_state.state_line(ask.state, record)}"
    return Section(text=text, choices=(*own, offers.withdraw(seq=record.seq, name=name)))
