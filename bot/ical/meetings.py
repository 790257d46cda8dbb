"""Meetings of organs as calendar entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.ical.audience import organs_of
from bot.ical.entry import FeedEntry, build, lines, uid
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.stamps import of_meeting
from bot.ical.stretch import Stretch, stretches
from bot.text import calendar as words
from process.plan import Meeting, Organ
from process.state import State

MEETING = "meeting"


def meetings(state: State, scope: Scope, today: date) -> Iterator[FeedEntry]:
    """The meetings of the scope's organs; the public calendar has the public ones only."""
    organs = organs_of(state, scope, today)
    public = scope.kind is ScopeKind.PUBLIC
    for organ, meeting in state.plan.meetings():
        if organ.key in organs and (meeting.public or not public):
            yield from entries_of(state, organ, meeting, public=public, own=scope.own)


def entries_of(state: State, organ: Organ, meeting: Meeting, *, public: bool, own: bool) -> Iterator[FeedEntry]:
    """A meeting's entries, one for each day or stretch; `own` when it takes up the subscriber's time."""
    for part, stretch in enumerate(stretches(state.plan, meeting.when)):
        title = words.meeting(meeting.title, organ.name)
        title = words.unconfirmed(title) if meeting.rolled_from is not None else title
        yield build(
            stretch,
            uid=uid(state.plan, state.process, f"{organ.key}/{meeting.key}", part),
            summary=title if stretch.precise else words.not_fixed(title, meeting.when),
            description=_description(meeting, stretch, public=public),
            stamp=of_meeting(state, organ.key, meeting.key),
            location=meeting.place,
            category=MEETING,
            tentative=meeting.rolled_from is not None,
            cancelled=meeting.cancelled is not None,
            busy=own,
            public=meeting.public,
        )


def _description(meeting: Meeting, stretch: Stretch, *, public: bool) -> str:
    """The agenda stays out of the public calendar: it is public when the secretariat publishes it."""
    return lines(
        words.cancelled_because(meeting.cancelled) if meeting.cancelled and not public else "",
        words.timing(meeting.when),
        "" if stretch.end_known else words.end_unknown(),
        words.agenda(meeting.agenda) if meeting.agenda and not public else "",
        words.programme(meeting.programme) if meeting.programme and not public else "",
        words.source(meeting.source) if meeting.source else "",
    )
