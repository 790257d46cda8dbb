"""A person's calendar and board addresses. The secret is shown once and kept by nobody but the person."""

from __future__ import annotations

import secrets

from bot.context import Context
from bot.ical.entitled import may_have
from bot.ical.scopes import Scope, ScopeKind
from process.errors import Unknown
from process.seats import PersonId
from storage.addresses import Address

TOKEN_BYTES = 24
OWN = ScopeKind.PERSON
"""The kind of a person's own feed; the scope is `person:<id>`."""
BOARD = "tavle"
"""What a board's address is stored under, in the place of a feed's scope."""


def open_addresses(context: Context, person: PersonId) -> tuple[Address, ...]:
    """The addresses that still work, oldest first."""
    return tuple(a for a in context.addresses.of(context.process, person) if a.revoked_at is None)


def offered_addresses(context: Context, person: PersonId) -> tuple[str, ...]:
    """Everything the person may have an address for: their calendars, and the board."""
    state = context.state()
    found = tuple(map(str, may_have(state, person, context.today(state))))
    return (*found, BOARD) if found else ()


def new_address(context: Context, person: PersonId, scope: str = "") -> str:
    """A new secret for a feed ("" = one's own); older addresses of theirs for it stop working. Returns the token, once; raises Unknown."""
    wanted = scope or str(Scope(kind=OWN, key=person))
    if scope and scope not in offered_addresses(context, person):
        raise Unknown(what="address", name=scope)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    context.addresses.renew(context.process, person, wanted, token, at=context.now())
    return token


def close_addresses(context: Context, person: PersonId, scope: str = "") -> int:
    """Close a person's addresses, those of one scope or all; says how many."""
    at = context.now()
    meant = [a for a in open_addresses(context, person) if scope in ("", a.scope)]
    return sum(context.addresses.revoke(address.id, at=at) for address in meant)
