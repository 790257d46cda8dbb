"""The words beside a paper's links."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full, short_day
from bot.text.grammar import proposals
from bot.text.marks import code, strong

NOTE = "Statusnotat"
HEADING = "Papirer"
NOTE_ABOUT = f"Statusnotat til direktionen: områdernes afleveringer og det, der kommer. MED-bilag til et møde: skriv {code('/med bilag')}."
NONE = "Der er ingen forslag til et møde endnu."
NO_PAGES = f"Her kan ingen åbne sider, så papirerne bliver skrevet med {code('fristvogter export')} på serveren."


def point(*, organ: str, day: date | None, assumed: bool, count: int) -> str:
    """A meeting and how much it has before it."""
    on = f", {full(day)}{' (antaget dato)' if assumed else ''}" if day else ", dagen er ikke kendt endnu"
    return f"{strong(organ)}{on}: {proposals(count)}"


def short(*, organ: str, day: date | None) -> str:
    """The same in a narrow place."""
    return f"{organ} {short_day(day)}" if day else organ
