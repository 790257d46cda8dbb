"""The addresses of the pages, for messages and conversations; satisfies `bot.context.Links`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.actions import BOARD
from bot.context import AskedPaper
from process.seats import PersonId
from storage.addresses import Address, Addresses


class BadLink(Exception):
    """The link was not made here, or for something else."""


@dataclass
class ExpiredLink(Exception):
    """The link was good until `until`."""

    until: datetime


def sign(secret: bytes, *, purpose: str, subject: str, until: datetime) -> str:
    """A token for an address: subject, end and seal, each safe in a path. `until` by the real
    clock.
    """
    body = f"{_encode(subject.encode())}.{int(until.timestamp()):x}"
    return f"{body}.{_seal(secret, purpose, body)}"


def read(secret: bytes, token: str, *, purpose: str, now: datetime) -> str:
    """The subject; raises BadLink or ExpiredLink. The comparison takes the
    same time whatever is wrong.
    """
    body, _, seal = token.rpartition(".")
    if not hmac.compare_digest(seal.encode(), _seal(secret, purpose, body).encode()):
        raise BadLink()
    subject, _, end = body.partition(".")
    try:
        until = datetime.fromtimestamp(int(end, 16), UTC)
        said = _decode(subject).decode()
    except (ValueError, binascii.Error, OverflowError) as error:
        raise BadLink() from error
    if now > until:
        raise ExpiredLink(until)
    return said


def is_signed(token: str) -> bool:
    """Whether it has the shape of a signed link; a stored address has no dots."""
    return token.count(".") == 2


def _seal(secret: bytes, purpose: str, body: str) -> str:
    return _encode(hmac.digest(secret, f"{purpose}\n{body}".encode(), hashlib.sha256))


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


DAYS = 14
"""Longer than people are away for a holiday; the next mail brings a new one."""
PURPOSE = "frist"
BETWEEN = "\n"
"""Neither people's ids nor obligations' keys hold a line end."""


@dataclass(frozen=True, kw_only=True)
class DeadlineLink:
    """Who may answer, and about what."""

    person: PersonId
    key: str

    @property
    def subject(self) -> str:
        """As it stands in the link."""
        return f"{self.person}{BETWEEN}{self.key}"


def make(secret: bytes, process: str, asked: DeadlineLink, *, now: datetime) -> str:
    """The token. `now` by the real clock."""
    return sign(
        secret,
        purpose=f"{PURPOSE}:{process}",
        subject=asked.subject,
        until=now + timedelta(days=DAYS),
    )


def open_link(secret: bytes, process: str, token: str, *, now: datetime) -> DeadlineLink:
    """Who and what is behind a token; raises BadLink, ExpiredLink."""
    person, between, key = read(secret, token, purpose=f"{PURPOSE}:{process}", now=now).partition(
        BETWEEN
    )
    if not between:
        raise BadLink()
    return DeadlineLink(person=person, key=key)


SCOPE = "door:"
"""How the scope of a door's address begins; no calendar's does."""
GOOD_FOR = timedelta(days=60)


class ClosedLink(Exception):
    """The address was closed, or its time is over."""


@dataclass(frozen=True, kw_only=True)
class CommitteeLink:
    """Whose it is, and into which committee it leads."""

    address: Address
    person: PersonId
    committee: str


@dataclass(frozen=True, kw_only=True)
class CommitteeLinks:
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

    def open(self, token: str) -> CommitteeLink | None:
        """What is behind an address; None when there is no such door. Raises ClosedDoor."""
        found = self.addresses.find(token)
        if found is None or found.process != self.process or not found.scope.startswith(SCOPE):
            return None
        if self._is_closed(found):
            raise ClosedLink()
        return CommitteeLink(
            address=found, person=found.person, committee=found.scope.removeprefix(SCOPE)
        )

    def close(self, door: CommitteeLink) -> None:
        """For good; the next message brings a new address."""
        self.addresses.revoke(door.address.id, at=self.now())

    def _known(self, person: PersonId, committee: str) -> list[Address]:
        return [
            a for a in self.addresses.of(self.process, person) if a.scope == f"{SCOPE}{committee}"
        ]

    def _is_closed(self, address: Address) -> bool:
        return address.revoked_at is not None or self.now() > address.created_at + GOOD_FOR

    def _made(self, person: PersonId, committee: str, number: int) -> str:
        words = f"door\n{self.process}\n{person}\n{committee}\n{number}"
        return (
            base64.urlsafe_b64encode(hmac.digest(self.secret, words.encode(), hashlib.sha256))
            .decode()
            .rstrip("=")
        )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


BOARD_HOURS = 12
"""A link from a message is good for a working day; who needs the board always asks
for an address of their own.
"""
HEARING = "hearing"
"""What a link to a consultation's answers is good for; the board's link opens none."""
PAPER = "paper"


@dataclass(frozen=True, kw_only=True)
class WebLinks:
    """Addresses on this site. `clock` is the real clock."""

    process: str
    base_url: str
    secret: bytes
    clock: Callable[[], datetime]
    doors: CommitteeLinks | None = None

    def board(self, person: PersonId) -> str:
        """The timeline and the matrix: signed and short-lived."""
        until = self.clock() + timedelta(hours=BOARD_HOURS)
        token = sign(self.secret, purpose=f"{BOARD}:{self.process}", subject=person, until=until)
        return f"{self.base_url}/tavle/{token}"

    def hearing(self, person: PersonId, id: str, ending: str) -> str:
        """A consultation's answers as a file, csv or xlsx: signed and short-lived."""
        until = self.clock() + timedelta(hours=BOARD_HOURS)
        token = sign(
            self.secret, purpose=f"{HEARING}:{self.process}", subject=f"{person}\n{id}", until=until
        )
        return f"{self.base_url}/hoering/{token}/svar.{ending}"

    def paper(self, person: PersonId, asked: AskedPaper, ending: str) -> str:
        """A paper, pdf or docx: signed and short-lived."""
        until = self.clock() + timedelta(hours=BOARD_HOURS)
        token = sign(
            self.secret,
            purpose=f"{PAPER}:{self.process}",
            subject=f"{person}\n{asked.subject}",
            until=until,
        )
        return f"{self.base_url}/bilag/{token}.{ending}"

    def calendar(self, token: str) -> str:
        """The subscription address behind a token."""
        return f"{self.base_url}/kalender/{token}.ics"

    def calendar_help(self, token: str) -> str:
        """The page that says how to subscribe."""
        return f"{self.base_url}/kalender/{token}"

    def board_at(self, token: str) -> str:
        """The board behind an address of one's own, which does not run out."""
        return f"{self.base_url}/tavle/{token}"

    def public_calendar(self) -> str:
        """The feed everybody may have."""
        return f"{self.base_url}/offentlig/{self.process}.ics"

    def door(self, person: PersonId, committee: str) -> str:
        """The person's own form for a committee; "" when the installation has none."""
        return f"{self.base_url}/svar/{self.doors.token(person, committee)}" if self.doors else ""

    def deadline(self, person: PersonId, obligation: str) -> str:
        """The page where the person answers about one deadline: signed and short-lived."""
        token = make(
            self.secret, self.process, DeadlineLink(person=person, key=obligation), now=self.clock()
        )
        return f"{self.base_url}/frist/{token}"
