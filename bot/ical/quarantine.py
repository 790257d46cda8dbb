"""What no calendar can show, for the process owner: every entry of the process is tried once, whoever may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.ical.check import Fault
from bot.ical.entry import FeedEntry
from bot.ical.feed import Feed
from bot.ical.hearings import window
from bot.ical.meetings import entries_of as meeting_entries
from bot.ical.milestones import entries_of as row_entries
from bot.ical.owed import entry_of
from bot.ical.scopes import PUBLIC
from bot.ical.write import write
from process.obligations import obligations
from process.state import State


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """An entry that is in no calendar: what it is called, and why."""

    title: str
    why: Fault


def quarantined(state: State) -> tuple[Quarantined, ...]:
    """Every entry that cannot be published, by title; none where there is no plan."""
    if state.adopted is None:
        return ()
    entries = {entry.uid: entry for entry in sorted(_every(state), key=lambda entry: entry.order)}
    found = write(Feed(scope=PUBLIC, title=state.plan.title, about="", entries=tuple(entries.values()))).left_out
    named = (Quarantined(title=entries[left.uid].summary or left.uid, why=left.why) for left in found if left.uid in entries)
    return tuple(sorted((one for one in named if one.why is not Fault.TOO_MUCH), key=lambda one: (one.title, one.why)))


def _every(state: State) -> Iterator[FeedEntry]:
    for row in state.plan.milestones:
        yield from row_entries(state, row, [], public=False)
    for organ, meeting in state.plan.meetings():
        yield from meeting_entries(state, organ, meeting, public=False, own=False)
    yield from (entry_of(state, obligation) for obligation in obligations(state))
    yield from (window(state, id, hearing) for id, hearing in state.hearings.items())
