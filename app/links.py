"""Addresses of pages outside Slack: signed and short-lived for the board, secret and lasting for a calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.web.signing import sign
from process.seats import PersonId

BOARD_DAYS = 7
BOARD = "board"


@dataclass(frozen=True, kw_only=True)
class PageLinks:
    """Keeps `bot.context.Links`. `clock` is the real one: a link's end has nothing to do with the rehearsal's day."""

    base_url: str
    process: str
    secret: bytes
    clock: Callable[[], datetime]

    def board(self, person: PersonId) -> str:
        """The board for a week."""
        until = self.clock() + timedelta(days=BOARD_DAYS)
        return f"{self.base_url}/tavle/{sign(self.secret, purpose=BOARD, subject=person, until=until)}"

    def calendar(self, token: str) -> str:
        """The subscription address behind a token."""
        return f"{self.base_url}/kalender/{token}.ics"

    def calendar_help(self, token: str) -> str:
        """The page that says how to subscribe."""
        return f"{self.base_url}/kalender/{token}"

    def public_calendar(self) -> str:
        """The feed everybody may have."""
        return f"{self.base_url}/offentlig/{self.process}.ics"
