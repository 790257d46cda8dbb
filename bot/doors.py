"""Doors without Slack: one personal address for each person and committee, which ends by itself and can be closed (PEOPLE 1).

The address can be made again from the secret key, so every e-mail carries the same one; only its digest is kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from process.seats import PersonId
from storage.addresses import Address, Addresses

SCOPE = "door:"
"""How the scope of a door's address begins; no calendar's does."""
GOOD_FOR = timedelta(days=60)


class ClosedDoor(Exception):
    """The address was closed, or its time is over."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """Whose it is, and into which committee it leads."""

    address: Address
    person: PersonId
    committee: str


@dataclass(frozen=True, kw_only=True)
class Doors:
    """The doors of one process. `now` is the domain clock."""

    process: str
    addresses: Addresses
    secret: bytes
    now: Callable[[], datetime]

    def token(self, person: PersonId, committee: str) -> str:
        """The person's address into a committee: the one that is open, else a new one."""
        known = self._known(person, committee)
        live = next((a for a in reversed(known) if not self._is_closed(a)), None)
        for number in range(len(known)):
            token = self._made(person, committee, number)
            if live is not None and _digest(token) == live.id:
                return token
        token = self._made(person, committee, len(known))
        self.addresses.renew(self.process, person, f"{SCOPE}{committee}", token, at=self.now())
        return token

    def open(self, token: str) -> Door | None:
        """What is behind an address; None when there is no such door. Raises ClosedDoor."""
        found = self.addresses.find(token)
        if found is None or found.process != self.process or not found.scope.startswith(SCOPE):
            return None
        if self._is_closed(found):
            raise ClosedDoor()
        return Door(address=found, person=found.person, committee=found.scope.removeprefix(SCOPE))

    def close(self, door: Door) -> None:
        """For good; the next message brings a new address."""
        self.addresses.revoke(door.address.id, at=self.now())

    def _known(self, person: PersonId, committee: str) -> list[Address]:
        return [a for a in self.addresses.of(self.process, person) if a.scope == f"{SCOPE}{committee}"]

    def _is_closed(self, address: Address) -> bool:
        return address.revoked_at is not None or self.now() > address.created_at + GOOD_FOR

    def _made(self, person: PersonId, committee: str, number: int) -> str:
        words = f"door\n{self.process}\n{person}\n{committee}\n{number}"
        return base64.urlsafe_b64encode(hmac.digest(self.secret, words.encode(), hashlib.sha256)).decode().rstrip("=")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
