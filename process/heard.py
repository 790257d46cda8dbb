"""What a consultation makes people owe: an answer from each party that has a seat, by the end of the window."""

from __future__ import annotations

from collections.abc import Iterator

from process.consultations import Party
from process.hearings import Hearing
from process.owed import Obligation, ObligationKind
from process.owing import in_hand_since, last_day_owed
from process.plan import Rhythm
from process.seats import Seat
from process.state import State

HEARING = "hearing:"
"""How the keys of these obligations begin."""
RESPONDING = Rhythm(remind=(5, 1))
"""Those who are heard are reminded before the window closes, and not after: late is flagged, and theirs to decide."""


def of_hearings(state: State) -> Iterator[Obligation]:
    """One for each party with a seat; its own word, or the registered answer, ends the reminding."""
    for id, hearing in state.hearings.items():
        for party in hearing.consultation.parties:
            if party.seat is not None:
                yield _answer(state, id, hearing, party, party.seat)


def _answer(state: State, id: str, hearing: Hearing, party: Party, seat: Seat) -> Obligation:
    closes = state.plan.calendar.local(hearing.consultation.closes)
    key = f"{HEARING}{id}/{seat}"
    standing, answers = state.standing(key), hearing.of(party.key)
    due = max(closes.date(), standing.granted_until or closes.date())
    return Obligation(
        key=key,
        kind=ObligationKind.DELIVERY,
        seat=seat,
        title=hearing.consultation.title,
        rhythm=RESPONDING,
        due=due,
        at=closes.time() if due == closes.date() else None,
        plan_due=closes.date(),
        since=in_hand_since(state, key, hearing.opened),
        owed_until=last_day_owed(state, due),
        met=answers[0].entry if answers else standing.met,
    )
