"""Standing in for somebody, as a section for whoever does it."""

from __future__ import annotations

from datetime import date

from bot.text import dates, deadlines, own_words
from bot.text.rendered import Section
from bot.text.roles import named
from process.entries import Entry, SeatTaken
from process.obligations import ObligationKind, obligations
from process.standing_in import seats_with
from process.state import State


def section(state: State, seq: int) -> Section:
    """What they stand in for, and what is owed in those days."""
    entry = next((e for e in state.stand_ins if e.seq == seq), None)
    seats = seats_with(state, entry) if entry else ()
    if entry is None or not isinstance(entry.fact, SeatTaken) or not seats:
        return Section(text=deadlines.gone())
    names = dates.in_line([named(state.plan, seat) for seat in seats])
    return Section(
        text=own_words.standing_in(by=names, since=entry.fact.since, until=entry.fact.until, owed=_owed(state, entry.fact, entry))
    )


def _owed(state: State, fact: SeatTaken, entry: Entry) -> list[tuple[str, date]]:
    seats, last = seats_with(state, entry), fact.until or date.max
    found = (o for o in obligations(state) if o.open and o.seat in seats and o.kind is ObligationKind.DELIVERY)
    return [(o.title, o.due) for o in found if o.due <= last]
