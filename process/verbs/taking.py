"""Whoever heard of it from the ladder takes it into their own hands: one delivery, or all a committee's chair is late with that day."""

from __future__ import annotations

from datetime import datetime

from process.decision import Decision
from process.errors import AlreadyDone
from process.facts import HandedOver
from process.obligations import Obligation, ObligationKind, obligations
from process.seats import PersonId
from process.state import State
from process.verbs.deadline import hand_over
from process.verbs.rights import need_obligation


def take_it(state: State, *, by: PersonId, obligation: str, at: datetime) -> Decision:
    """Put it in one's own hands; a discussion with the others that the committee owes by the same day. Raises as `hand_over`."""
    owed = need_obligation(state, obligation)
    seat, facts = "", list[HandedOver]()
    for one in (owed, *together(state, owed)):
        try:
            decided = hand_over(state, by=by, obligation=one.key, to=by, at=at)
        except AlreadyDone:
            if one == owed:
                raise
            continue
        seat = seat or decided.seat
        facts.append(HandedOver(obligation=one.key, to=by))
    return Decision(facts=tuple(facts), seat=seat)


def together(state: State, owed: Obligation) -> tuple[Obligation, ...]:
    """The other open discussions the same committee owes by the same day: they are spoken of as one thing."""
    if owed.kind is not ObligationKind.DISCUSSION:
        return ()
    same = (o for o in obligations(state) if o.kind is owed.kind and (o.committee, o.due) == (owed.committee, owed.due))
    return tuple(o for o in same if o.open and o.key != owed.key)
