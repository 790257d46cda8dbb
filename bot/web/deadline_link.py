"""The link in a mail about one deadline: signed, for one person and one obligation, good for a short time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.web.signing import BadLink, read, sign
from process.seats import PersonId

DAYS = 14
"""Longer than people are away for a holiday; the next mail brings a new one."""
PURPOSE = "frist"
BETWEEN = "\n"
"""Neither people's ids nor obligations' keys hold a line end."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who may answer, and about what."""

    person: PersonId
    key: str

    @property
    def subject(self) -> str:
        """As it stands in the link."""
        return f"{self.person}{BETWEEN}{self.key}"


def make(secret: bytes, process: str, asked: Asked, *, now: datetime) -> str:
    """The token. `now` by the real clock."""
    return sign(secret, purpose=f"{PURPOSE}:{process}", subject=asked.subject, until=now + timedelta(days=DAYS))


def open_link(secret: bytes, process: str, token: str, *, now: datetime) -> Asked:
    """Who and what is behind a token; raises BadLink, ExpiredLink."""
    person, between, key = read(secret, token, purpose=f"{PURPOSE}:{process}", now=now).partition(BETWEEN)
    if not between:
        raise BadLink()
    return Asked(person=person, key=key)
