"""A person's own calendar addresses. The secret is shown once and kept by nobody but the person."""

from __future__ import annotations

import secrets

from bot.context import Context
from process.seats import PersonId
from storage.addresses import Address

TOKEN_BYTES = 24
OWN = "person"
"""The kind of a person's own feed; the scope is `person:<id>` (bot.ical.scopes)."""


def open_addresses(context: Context, person: PersonId) -> tuple[Address, ...]:
    """The addresses that still work, oldest first."""
    return tuple(a for a in context.addresses.of(context.process, person) if a.revoked_at is None)


def new_address(context: Context, person: PersonId) -> str:
    """A new secret for the person's own feed; older addresses of theirs for it stop working. Returns the token, once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    context.addresses.renew(context.process, person, f"{OWN}:{person}", token, at=context.now())
    return token


def close_addresses(context: Context, person: PersonId) -> int:
    """Close all of a person's addresses; says how many."""
    at = context.now()
    return sum(context.addresses.revoke(address.id, at=at) for address in open_addresses(context, person))
