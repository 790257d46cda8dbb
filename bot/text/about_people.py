"""Who is who about a MED record, by role, and the committee it is of."""

from __future__ import annotations

from bot.text.roles import here, place
from process.entries import Entry
from process.facts import Side
from process.records import Record
from process.seats import Seat
from process.state import State


def recorder(record: Record) -> str:
    """Who recorded it, by role."""
    behalf = record.fact.by_side is Side.SECRETARY
    return "sekretæren på formandens vegne" if behalf else role_of(record.entry)


def other_role(record: Record) -> str:
    """Who answers, by role."""
    return "næstformanden" if record.other_side is Side.EMPLOYEES else "formanden"


def role_of(entry: Entry) -> str:
    """Who wrote an entry, by role."""
    return here(Seat.parse(entry.seat)) if entry.seat else "systemet"


def committee_of(state: State, record: Record) -> str:
    """The committee's name."""
    return place(state.plan, record.fact.committee)
