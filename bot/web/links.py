"""The addresses of the pages, for messages and conversations: signed and short-lived ones, and the
personal ones that lead into a committee.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from process.seats import PersonId
from storage.addresses import Address, Addresses

BOARD = "tavle"
"""What a board's address is stored under, in the place of a feed's scope."""
CONSULTATION = "hearing"
"""What a link to a consultation's answers is good for; the board's link opens none."""
PAPER = "paper"
TIMETABLE = "timetable"
DEADLINE = "frist"
GOOD_FOR = timedelta(hours=12)
"""A link from a message is good for a working day; who needs the board always asks for an address
of their own.
"""
DEADLINE_GOOD_FOR = timedelta(days=14)
"""Longer than people are away for a holiday; the next mail brings a new one."""
BETWEEN = "\n"
"""Neither people's ids nor the keys of obligations and of the plan hold a line end."""


class PaperKind(StrEnum):
    """The papers people can take away; the value stands in links and file names."""

    ANNEX = "med-bilag"
    STATUS_NOTE = "statusnotat"
    AGENDA_ITEM = "dagsordenspunkt"


@dataclass(frozen=True, kw_only=True)
class AskedPaper:
    """Which paper, and about what: a decision point's key for an annex, a committee or a decision
    point's key for an agenda item, a past day (none: today) for a status note.
    """

    kind: PaperKind
    about: str = ""

    @property
    def subject(self) -> str:
        """As it stands in a link."""
        return f"{self.kind}{BETWEEN}{self.about}"


@dataclass(frozen=True, kw_only=True)
class WebLinks:
    """Addresses on this site; each is "" where an installation has no pages, and so no `base_url`.
    `clock` is the real clock.
    """

    process: str
    base_url: str
    secret: bytes
    clock: Callable[[], datetime]
    committees: CommitteeLinks

    def board(self, person: PersonId) -> str:
        """The timeline and the matrix: signed and short-lived."""
        return self._at(f"/tavle/{self._signed(BOARD, person)}")

    def consultation(self, person: PersonId, id: str, ending: str) -> str:
        """A consultation's answers as a file, csv or xlsx: signed and short-lived."""
        token = self._signed(CONSULTATION, f"{person}{BETWEEN}{id}")
        return self._at(f"/hoering/{token}/svar.{ending}")

    def paper(self, person: PersonId, asked: AskedPaper, ending: str) -> str:
        """A paper, pdf or docx: signed and short-lived."""
        token = self._signed(PAPER, f"{person}{BETWEEN}{asked.subject}")
        return self._at(f"/bilag/{token}.{ending}")

    def timetable(self, person: PersonId) -> str:
        """Where the process owner uploads a timetable: signed and short-lived."""
        return self._at(f"/tidsplan/{self._signed(TIMETABLE, person)}")

    def calendar(self, token: str) -> str:
        """The subscription address behind a token."""
        return self._at(f"/kalender/{token}.ics")

    def calendar_help(self, token: str) -> str:
        """The page that says how to subscribe."""
        return self._at(f"/kalender/{token}")

    def board_at(self, token: str) -> str:
        """The board behind an address of one's own, which does not run out."""
        return self._at(f"/tavle/{token}")

    def public_calendar(self) -> str:
        """The feed everybody may have."""
        return self._at(f"/offentlig/{self.process}.ics")

    def committee(self, person: PersonId, committee: str) -> str:
        """The person's own page about a committee, for those without Slack."""
        return (
            self._at(f"/svar/{self.committees.token(person, committee)}") if self.base_url else ""
        )

    def deadline(self, person: PersonId, obligation: str) -> str:
        """The page where the person answers about one deadline: signed and short-lived."""
        subject = DeadlineLink(person=person, key=obligation).subject
        return self._at(f"/frist/{self._signed(DEADLINE, subject, DEADLINE_GOOD_FOR)}")

    def read(self, purpose: str, token: str) -> str:
        """What a signed link is about; raises BadLink, ExpiredLink."""
        return read(self.secret, token, purpose=f"{purpose}:{self.process}", now=self.clock())

    def read_deadline(self, token: str) -> DeadlineLink:
        """Who may answer about what; raises BadLink, ExpiredLink."""
        person, between, key = self.read(DEADLINE, token).partition(BETWEEN)
        if not between:
            raise BadLink()
        return DeadlineLink(person=person, key=key)

    def _signed(self, purpose: str, subject: str, good_for: timedelta = GOOD_FOR) -> str:
        until = self.clock() + good_for
        return sign(self.secret, purpose=f"{purpose}:{self.process}", subject=subject, until=until)

    def _at(self, path: str) -> str:
        return f"{self.base_url}{path}" if self.base_url else ""


@dataclass(frozen=True, kw_only=True)
class DeadlineLink:
    """Who may answer, and about what."""

    person: PersonId
    key: str

    @property
    def subject(self) -> str:
        """As it stands in the link."""
        return f"{self.person}{BETWEEN}{self.key}"


SCOPE = "door:"
"""How the scope of an address into a committee begins; no calendar's does."""
COMMITTEE_GOOD_FOR = timedelta(days=60)


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
    """The personal addresses into the committees of one process. `now` is the domain clock."""

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
        """What is behind an address; None when there is none. Raises
        ClosedLink."""
        found = self.addresses.find(token)
        if found is None or found.process != self.process or not found.scope.startswith(SCOPE):
            return None
        if self._is_closed(found):
            raise ClosedLink()
        return CommitteeLink(
            address=found, person=found.person, committee=found.scope.removeprefix(SCOPE)
        )

    def close(self, link: CommitteeLink) -> None:
        """For good; the next message brings a new address."""
        self.addresses.revoke(link.address.id, at=self.now())

    def _known(self, person: PersonId, committee: str) -> list[Address]:
        return [
            a for a in self.addresses.of(self.process, person) if a.scope == f"{SCOPE}{committee}"
        ]

    def _is_closed(self, address: Address) -> bool:
        return (
            address.revoked_at is not None or self.now() > address.created_at + COMMITTEE_GOOD_FOR
        )

    def _made(self, person: PersonId, committee: str, number: int) -> str:
        words = f"door\n{self.process}\n{person}\n{committee}\n{number}"
        return (
            base64.urlsafe_b64encode(hmac.digest(self.secret, words.encode(), hashlib.sha256))
            .decode()
            .rstrip("=")
        )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


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
