"""Consultations: opened by the process owner; answers registered with the instant
they arrived, late ones too.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from process.acts.rights import is_process_owner, need_process_owner, today
from process.errors import AlreadyDone, BadDay, Missing, NotYours, Unknown
from process.ledger.entries import Decision, NewText, need_fits
from process.ledger.facts import (
    Consultation,
    ConsultationOpened,
    ResponseReceived,
    ResponseWithdrawn,
)
from process.ledger.history import ConsultationHistory, Response
from process.ledger.state import State
from process.seats import PersonId, Role, Seat


def open_consultation(
    state: State, consultation: Consultation, *, by: PersonId, at: datetime
) -> Decision:
    """Open one, or replace one that stands (a party more, another end). Raises NotYours, Missing,
    BadDay, AlreadyDone, TooLong, Unknown.
    """
    seat = need_process_owner(state, by, at, "consult")
    for field in ("title", "parties"):
        if not getattr(consultation, field):
            raise Missing(field=field)
    need_fits("title", consultation.title)
    days = state.plan.calendar
    if consultation.closes <= consultation.opens:
        raise BadDay(
            why="window",
            day=days.local_day(consultation.closes),
            limit=days.local_day(consultation.opens),
        )
    for id in consultation.proposals:
        if state.proposal(id) is None:
            raise Unknown(what="proposal", name=id)
    standing = state.consultations.get(consultation.id)
    if standing is not None and standing.consultation == consultation:
        raise AlreadyDone(act="consult", at=standing.opened.at, seat=standing.opened.seat)
    return Decision(facts=(ConsultationOpened(consultation=consultation),), seat=str(seat))


def receive_response(
    state: State,
    *,
    by: PersonId,
    consultation: str,
    party: str,
    received_at: datetime,
    at: datetime,
    words: NewText | None = None,
    link: str = "",
    may_publish: bool = False,
    replaces: bool = False,
) -> Decision:
    """Register an answer; also after the window, and then it is flagged. `replaces`: the
    party's earlier answers leave the list, else it stands beside them. Raises Unknown,
    NotYours, BadDay (not arrived yet), TooLong, Missing (the link is no web address).
    """
    hearing = need_consultation(state, consultation)
    found = hearing.consultation.party(party)
    if found is None:
        raise Unknown(
            what="party", name=party, near=tuple(p.key for p in hearing.consultation.parties[:5])
        )
    seat = _need_right(state, (found.seat,) if found.seat else (), by, at)
    if received_at > at:
        raise BadDay(why="not_arrived", day=today(state, received_at), limit=today(state, at))
    need_fits("words", words)
    need_fits("link", link)
    if link and not is_web_address(link):
        raise Missing(field="link")
    fact = ResponseReceived(
        consultation=consultation,
        party=party,
        received_at=received_at,
        words=words.text if words else None,
        link=link,
        may_publish=may_publish,
    )
    before = (
        tuple(ResponseWithdrawn(response=r.entry.seq) for r in hearing.of(party))
        if replaces
        else ()
    )
    return Decision(facts=(*before, fact), seat=str(seat), texts=(words,) if words else ())


def withdraw_response(
    state: State, *, by: PersonId, response: int, why: str, at: datetime
) -> Decision:
    """Take an answer off the list; it stays in the ledger. Raises Unknown, NotYours, TooLong."""
    seat = need_process_owner(state, by, at, "consult")
    need_response(state, response)
    need_fits("why", why)
    return Decision(facts=(ResponseWithdrawn(response=response, why=why),), seat=str(seat))


def is_web_address(link: str) -> bool:
    """Whether it leads to a page: http or https, a host, and nothing a browser reads otherwise."""
    try:
        found = urlsplit(link)
    except ValueError:
        return False
    plain = all(sign.isprintable() and not sign.isspace() for sign in link)
    return found.scheme in ("http", "https") and bool(found.hostname) and plain


def need_consultation(state: State, id: str) -> ConsultationHistory:
    """The consultation; raises Unknown."""
    if id not in state.consultations:
        raise Unknown(what="consultation", name=id, near=tuple(state.consultations))
    return state.consultations[id]


def need_responder(state: State, by: PersonId, consultation: str, at: datetime) -> None:
    """Raises Unknown, NotYours for who answers for none of a consultation's parties."""
    parties = need_consultation(state, consultation).consultation.parties
    _need_right(state, tuple(p.seat for p in parties if p.seat), by, at)


def need_response(state: State, response: int) -> Response:
    """The answer while it stands; raises Unknown."""
    every = (r for h in state.consultations.values() for r in h.responses)
    found = next((r for r in every if r.entry.seq == response), None)
    if found is None:
        raise Unknown(what="response", name=str(response))
    return found


def _need_right(state: State, own: tuple[Seat, ...], by: PersonId, at: datetime) -> Seat:
    """The process owner's, who receives for everybody, or the party's own."""
    owner, day = Seat(Role.PROCESS_OWNER, state.process), today(state, at)
    if is_process_owner(state, by, day):
        return owner
    mine = next((seat for seat in own if state.is_in(seat, by, day)), None)
    if mine is None:
        raise NotYours(act="respond", seats=tuple(map(str, (owner, *own))))
    return mine
