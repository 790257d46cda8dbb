"""Standing in for somebody, as a section for whoever does it."""

from __future__ import annotations

from datetime import date

from bot.text import dates, deadlines, own_words
from bot.text.rendered import Section
from bot.text.roles import named, place
from process.entries import Entry
from process.facts import SeatTaken
from process.obligations import ObligationKind, obligations
from process.seats import Role
from process.standing_in import seats_with
from process.state import State
from process.unwanted import withheld_until


def section(state: State, seq: int, day: date) -> Section:
    """What they stand in for, and what is owed in those days: deliveries by their titles, a committee's discussions as one thing."""
    entry = next((e for e in state.stand_ins if e.seq == seq), None)
    seats = seats_with(state, entry) if entry else ()
    if entry is None or not isinstance(entry.fact, SeatTaken) or not seats:
        return Section(text=deadlines.gone())
    names = dates.in_line([named(state.plan, seat) for seat in sorted(seats, key=lambda s: (list(Role).index(s.role), s.place))])
    since, until = entry.fact.since, entry.fact.until
    return Section(text=own_words.standing_in(by=names, since=since, until=until, owed=_owed(state, entry.fact, entry, day), on=day))


def _owed(state: State, fact: SeatTaken, entry: Entry, day: date) -> list[tuple[str, date]]:
    seats, last = seats_with(state, entry), fact.until or date.max
    mine = [o for o in obligations(state) if o.open and o.seat in seats and o.due <= last and not withheld_until(o, day)]
    found = [(o.title, o.due) for o in mine if o.kind is ObligationKind.DELIVERY]
    discussed = [(o.committee or "", o.due) for o in mine if o.kind is ObligationKind.DISCUSSION]
    return [*found, *((own_words.discussions_in(committee=place(state.plan, key)), due) for key, due in dict.fromkeys(discussed))]
