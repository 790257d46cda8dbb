"""`/plan bekraeft`: the dates carried over from last year, one by one, an organ's meetings together; a press brings the next ones."""

from __future__ import annotations

from bot.text import dates, offers, plan
from bot.text.rendered import Section
from process.plan import Meeting, Milestone, Organ
from process.revising import MEETING, unconfirmed
from process.state import State

MOST = 12
"""Sections with buttons at a time; a message holds fifty blocks."""


def sections(state: State) -> list[Section]:
    """How many there are, and the first of them in the order of their days."""
    rows = unconfirmed(state.plan)
    single = sorted((r for r in rows.values() if isinstance(r, Milestone)), key=lambda r: (r.when.earliest is None, r.when.earliest))
    found = [_row(row) for row in single] + [_meetings(organ, here) for organ in state.plan.organs if (here := _of(organ))]
    return [Section(text=plan.unconfirmed_head(count=len(rows))), *found[:MOST]]


def _row(row: Milestone) -> Section:
    assert row.rolled_from is not None, "only carried-over rows are asked about"
    text = plan.carried_over(title=row.title, when=dates.write(row.when), was=dates.write(row.rolled_from))
    return Section(text=text, choices=(offers.confirm_dates(key=row.key, title=row.title), offers.move(key=row.key, title=row.title)))


def _of(organ: Organ) -> list[Meeting]:
    return [m for m in organ.meetings if m.rolled_from is not None and m.cancelled is None]


def _meetings(organ: Organ, meetings: list[Meeting]) -> Section:
    first, last = dates.write(meetings[0].when), dates.write(meetings[-1].when)
    text = plan.meetings_carried_over(organ=organ.name, count=len(meetings), first=first, last=last)
    return Section(text=text, choices=(offers.confirm_dates(key=f"{MEETING}{organ.key}/*", title=organ.name, many=len(meetings) > 1),))
