"""An invitation in a line, for the log and the simulation; the mail itself carries the meeting."""

from __future__ import annotations

from bot.text.calendar import meeting as meeting_title
from bot.text.dates import write
from bot.text.deadlines import gone
from bot.text.rendered import Section
from process.invitations import meeting_of
from process.notices import Notice
from process.state import State


def section(state: State, notice: Notice) -> Section:
    """`Indkaldelse sendt på mail: Møde: Hovedudvalget, 29. februar 2024.`"""
    found = meeting_of(state, notice.step)
    if found is None:
        return Section(text=gone())
    o, m = found
    does = "Aflysning" if m.cancelled is not None else "Indkaldelse"
    return Section(text=f"{does} sendt på mail: {meeting_title(m.title, o.name)}, {write(m.when)}.")
