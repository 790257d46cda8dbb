"""What was really tried before somebody above is told: from what was sent, not from what the rhythm would have sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from process.escalation import climbs
from process.notices import Notice, NoticeKind
from process.obligations import find, responsible
from process.state import State
from storage.outbox import Outbox


def really_tried(outbox: Outbox, state: State, notice: Notice, now: datetime) -> Notice:
    """An escalation with the instants its owners were written to since it was theirs; any other notice as it is.

    Of an elected representative nothing is told (PEOPLE 2.3)."""
    owed = find(state, notice.obligation) if notice.kind is NoticeKind.ESCALATED else None
    if owed is None or not climbs(owed):
        return notice
    days = state.plan.calendar
    owners = responsible(state, owed, days.local_day(now))
    told = outbox.was_told(state.process, owed.key)
    since = owed.since
    mine = (at for person, at in told if person in owners)
    return replace(notice, tried=tuple(at for at in mine if since is None or days.local_day(at) >= since))
