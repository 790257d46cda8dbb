"""What became of a record that somebody took back or corrected, as sections."""

from __future__ import annotations

from datetime import date

from bot.text import med_changed, offers
from bot.text.about_people import committee_of, recorder, role_of
from bot.text.rendered import Section
from process.basis import basis_of
from process.entries import Entry
from process.facts import Undone
from process.involvement import corrected, standing_records
from process.proposals import Proposal
from process.records import Record
from process.state import State
from process.views import CHANGING


def withdrawn(state: State, record: Record, entry: Entry) -> Section:
    """To both sides: who took a record back, why, what stands now, and what they can do."""
    name = committee_of(state, record)
    assert isinstance(entry.fact, Undone), "a record is taken back by undoing it"
    by = role_of(entry)
    at = state.plan.calendar.local(entry.at)
    told = med_changed.told(by=by, committee=name, on=record.fact.held_on, at=at, why=entry.fact.why)
    again = _stands_again(state, record)
    now = med_changed.stands(
        committee=name, open_ones=_open(state, record), discussed=_discussed(state, record), again=again.fact.held_on if again else None
    )
    if again is not None:
        return Section(text=f"{told} {now}")
    ids = _open(state, record)
    offered = (offers.record(committee=record.fact.committee, name=name, proposals=ids),) if ids else ()
    return Section(text=f"{told} {now} {med_changed.can_do(by=by)}", choices=offered)


def _stands_again(state: State, record: Record) -> Record | None:
    old = state.records.get(record.fact.corrects or 0)
    return old if old is not None and old.withdrawn is None and old.seq not in corrected(state) else None


def _discussed(state: State, record: Record) -> list[tuple[str, date]]:
    return [(id, day) for id, day in _days(state, record) if day is not None]


def _open(state: State, record: Record) -> list[str]:
    return [id for id, day in _days(state, record) if day is None]


def _days(state: State, record: Record) -> list[tuple[str, date | None]]:
    """Each of its proposals with the day of the discussion that stands, None where there is none."""
    found: list[tuple[str, date | None]] = []
    for version in _versions(state, record):
        here_now = standing_records(state, version, record.fact.committee)
        found.append((version.id, min((r.fact.held_on for r in here_now if r.counts), default=None)))
    return found


def _versions(state: State, record: Record) -> list[Proposal]:
    """Its proposals in the versions it is about."""
    found = ({p.version: p for p in state.versions.get(ref.id, ())}.get(ref.version) for ref in record.fact.proposals)
    return [version for version in found if version is not None]


def question_before(state: State, record: Record) -> str:
    """What a correction takes the place of; "" when it is none."""
    old = state.records.get(record.fact.corrects or 0)
    if old is None:
        return ""
    answered_by = role_of(old.answer) if old.answer else ""
    changed = [name for name in CHANGING if getattr(old.fact, name) != getattr(record.fact, name)]
    return med_changed.corrected_before(by=recorder(record), on=old.fact.held_on, state=old.state, answered_by=answered_by, changed=changed)


def late(state: State, record: Record) -> str:
    """Which of its proposals had been treated politically when the meeting was held; "" when none had."""
    found = {p.id: basis.treatment for p in _versions(state, record) if (basis := basis_of(state.plan, p))}
    ids = [id for id, treatment in found.items() if record.counts and record.fact.held_on >= treatment]
    return med_changed.after_treatment(ids=ids, treatment=max(found[id] for id in ids)) if ids else ""


def also_recorded(state: State, record: Record) -> str:
    """The other meetings that stand about the same proposals; "" when there are none."""
    found = (r for p in _versions(state, record) for r in standing_records(state, p, record.fact.committee) if r.seq != record.seq)
    days = sorted({r.fact.held_on for r in found if r.counts})
    return med_changed.also(days=days, one=len(record.fact.proposals) == 1) if days and record.counts else ""
