"""The addresses of the pages, for messages and conversations; satisfies `bot.context.Links`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.calendars import BOARD
from bot.context import AskedPaper
from bot.doors import Doors
from bot.web.deadline_link import Asked, make
from bot.web.signing import sign
from process.seats import PersonId

BOARD_HOURS = 12
"""A link from a message is good for a working day; who needs the board always asks for an address of their own."""
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
    doors: Doors | None = None

    def board(self, person: PersonId) -> str:
        """The timeline and the matrix: signed and short-lived."""
        until = self.clock() + timedelta(hours=BOARD_HOURS)
        return f"{self.base_url}/tavle/{sign(self.secret, purpose=f'{BOARD}:{self.process}', subject=person, until=until)}"

    def hearing(self, person: PersonId, id: str, ending: str) -> str:
        """A consultation's answers as a file, csv or xlsx: signed and short-lived."""
        until = self.clock() + timedelta(hours=BOARD_HOURS)
        token = sign(self.secret, purpose=f"{HEARING}:{self.process}", subject=f"{person}\n{id}", until=until)
        return f"{self.base_url}/hoering/{token}/svar.{ending}"

    def paper(self, person: PersonId, asked: AskedPaper, ending: str) -> str:
        """A paper, pdf or docx: signed and short-lived."""
        until = self.clock() + timedelta(hours=BOARD_HOURS)
        token = sign(self.secret, purpose=f"{PAPER}:{self.process}", subject=f"{person}\n{asked.subject}", until=until)
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
        token = make(self.secret, self.process, Asked(person=person, key=obligation), now=self.clock())
        return f"{self.base_url}/frist/{token}"
