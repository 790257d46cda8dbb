"""What people do about proposals and consultations."""

from __future__ import annotations

from datetime import datetime

from bot.actions.doing import Done, carry_out, text_if_any
from bot.context import Context
from process.consultations import Consultation
from process.decision import Decision
from process.proposals import Proposal, Station
from process.seats import PersonId
from process.state import State
from process.verbs import hearing, proposals
from process.verbs import stations as verbs


def propose(context: Context, person: PersonId, proposal: Proposal, *, material: bool, once: str = "") -> Done:
    """Hand in a proposal, or change one; `material`: a new version, which re-opens its discussions."""
    return carry_out(context, person, lambda s, at: proposals.propose(s, proposal, by=person, at=at, material=material), once=once)


def set_stations(
    context: Context, person: PersonId, id: str, stations: tuple[Station, ...], *, material: bool | None, once: str = ""
) -> Done:
    """Keep a proposal's sagsgang."""
    return carry_out(context, person, lambda s, at: verbs.set_stations(s, id, stations, by=person, at=at, material=material), once=once)


def open_consultation(context: Context, person: PersonId, consultation: Consultation) -> Done:
    """Open a consultation, or replace it."""
    return carry_out(context, person, lambda s, at: hearing.open_consultation(s, consultation, by=person, at=at))


def receive_response(
    context: Context,
    person: PersonId,
    consultation: str,
    *,
    party: str,
    received_at: datetime,
    words: str = "",
    link: str = "",
    may_publish: bool = True,
    replaces: bool = False,
    once: str = "",
) -> Done:
    """Register a party's answer."""
    text = text_if_any(words)

    def verb(state: State, at: datetime) -> Decision:
        return hearing.receive_response(
            state,
            by=person,
            consultation=consultation,
            party=party,
            received_at=received_at,
            at=at,
            words=text,
            link=link,
            may_publish=may_publish,
            replaces=replaces,
        )

    return carry_out(context, person, verb, once=once)


def withdraw_response(context: Context, person: PersonId, response: int, *, why: str = "") -> Done:
    """Take an answer off the list."""
    return carry_out(context, person, lambda s, at: hearing.withdraw_response(s, by=person, response=response, why=why, at=at))
