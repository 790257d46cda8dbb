"""What no calendar can show, as a section for the process owner."""

from __future__ import annotations

from bot.ical.quarantine import quarantined
from bot.text import calendar_faults as words
from bot.text.rendered import Section
from process.state import State


def sections(state: State) -> list[Section]:
    """One section, or none when every date is where it should be."""
    found = quarantined(state)
    text = words.left_out(titles=[(one.title, str(one.why)) for one in found])
    return [Section(text=text, heading=words.HEADING)] if found else []
