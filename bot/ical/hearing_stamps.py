"""The stamps of consultations: windows that are opened anew, and answers that arrive."""

from __future__ import annotations

from bot.ical.flips import flips, until
from bot.ical.stamps import Stamp
from process.facts import ConsultationOpened
from process.hearings import Hearing
from process.obligations import Obligation
from process.standing import Standing
from process.state import State


def of_hearing(hearing: Hearing) -> Stamp:
    """A consultation's window: each time it was opened anew."""
    opened = [entry for entry in hearing.history if isinstance(entry.fact, ConsultationOpened)]
    first = Stamp(count=0, created=opened[0].at, modified=opened[0].at)
    return first.after(flips(opened[1:], lambda upto: Hearing(until(opened, upto)).consultation, first=Hearing((opened[0],)).consultation))


def of_response(state: State, hearing: Hearing, obligation: Obligation) -> Stamp:
    """One party's answer: the window's changes, more time, and that it was given."""
    standing = state.standing(obligation.key).history
    answers = [entry for entry in hearing.history if not isinstance(entry.fact, ConsultationOpened)]

    def shown(upto: int) -> tuple[object, ...]:
        then = Standing(until(standing, upto))
        heard = [party for party in hearing.consultation.parties if party.seat == obligation.seat]
        given = any(Hearing(until(hearing.history, upto)).of(party.key) for party in heard)
        return then.granted_until, given or then.met is not None

    return of_hearing(hearing).after(flips([*standing, *answers], shown, first=(None, False)))
