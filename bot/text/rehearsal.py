"""What the rehearsal clock says."""

from __future__ import annotations

from datetime import datetime

from bot.text import dates
from bot.text.simulation import KINDS, subject
from process.notices import Notice
from process.state import State

BOARD = "Tavlen"
PUBLIC_FEED = "Den offentlige kalender"


def moment(local: datetime) -> str:
    """`fredag den 1. marts 2024 kl. 8.00`."""
    return f"{dates.full(local.date())} {dates.clock(local.time())}"


def next_stop(people: int) -> str:
    """What happens at the next stop."""
    return "1 person får besked" if people == 1 else f"{people} personer får besked"


def log_line(person: str, notices: tuple[Notice, ...], state: State) -> str:
    """One message that was sent: to whom, about what."""
    about = "; ".join(f"{KINDS[n.kind]}: {subject(n, state)}" for n in notices[:3])
    more = f" og {len(notices) - 3} til" if len(notices) > 3 else ""
    return f"{person}: {about}{more}"


def not_allowed() -> str:
    """The token is missing."""
    return "Uret kan kun stilles fra øvelsens egen side."


def went_back() -> str:
    """The clock goes forward only."""
    return "Uret går kun fremad. Vælg en senere dag, eller begynd forfra."


def bad_day() -> str:
    """A day that cannot be read."""
    return "Den dag kan ikke læses. Skriv den som 2024-03-13."
