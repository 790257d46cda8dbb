"""What is missing and what comes: the two lists beside the timeline."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from bot.ical.stretch import stretches
from bot.text import web_board as words
from bot.web.progress import Mood, Progress
from process.involvement import matrix
from process.obligations import ObligationKind, obligations
from process.plan import OrganKind
from process.state import State

MOST = 7
POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Something with a day ahead, or going on."""

    day: date
    text: str
    until: str = ""


def missing_deliveries(state: State, rows: tuple[Progress, ...]) -> tuple[str, ...]:
    """Rows not handed in by all, with the places that are missing; never with how long somebody has been silent."""
    found = []
    for p in rows:
        if p.missing:
            places = [state.plan.place_name(o.seat.place) for o in p.missing]
            found.append(words.missing_delivery(p.row.title, min(o.due for o in p.missing), places))
    return tuple(found)


def missing_discussions(state: State, today: date) -> tuple[str, ...]:
    """By committee, the proposals it has not discussed although the case deadline has passed."""
    by_committee: dict[str, list[str]] = defaultdict(list)
    for cell in matrix(state):
        if cell.missing_on(today):
            by_committee[cell.committee].append(cell.proposal.id)
    return tuple(words.missing_discussions(state.plan.place_name(key), ids) for key, ids in by_committee.items())


def going_on(rows: tuple[Progress, ...]) -> tuple[Coming, ...]:
    """Periods that have begun and not ended."""
    found = [p.row for p in rows if p.mood is Mood.NOW]
    return tuple(Coming(day=r.when.latest, text=r.title, until=words.until(r.when.latest)) for r in found if r.when.latest)


def coming(state: State, rows: tuple[Progress, ...], today: date) -> tuple[Coming, ...]:
    """The next days: rows of the plan, political meetings, and the last days for discussions."""
    found = [*_rows(state, rows, today), *_meetings(state, today), *_discussions(state, today)]
    return tuple(sorted(found, key=lambda c: (c.day, c.text)))[:MOST]


def _rows(state: State, rows: tuple[Progress, ...], today: date) -> list[Coming]:
    ahead = [p.row for p in rows if p.mood in (Mood.OPEN, Mood.LATE)]
    spans = [(stretch.first_day, stretch.last_day, row.title) for row in ahead for stretch in stretches(state.plan, row.when)]
    return [Coming(day=a, text=title, until="" if a == b else words.until(b)) for a, b, title in spans if a >= today]


def _meetings(state: State, today: date) -> list[Coming]:
    found = [(organ, m) for organ, m in state.plan.meetings() if organ.kind in POLITICAL and m.cancelled is None]
    days = [(m.when.earliest, f"{organ.name}: {m.title or words.MEETING}") for organ, m in found]
    return [Coming(day=day, text=text) for day, text in days if day and day >= today]


def _discussions(state: State, today: date) -> list[Coming]:
    by_day: dict[date, list[str]] = defaultdict(list)
    for o in obligations(state):
        if o.kind is ObligationKind.DISCUSSION and o.open and o.due >= today and o.committee:
            by_day[o.due].append(o.committee)
    return [Coming(day=day, text=words.discussions_due(len(c), len(set(c)))) for day, c in by_day.items()]
