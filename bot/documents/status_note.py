"""The status note: the areas' deliveries, what comes next, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.documents.letterhead import written
from bot.documents.paper import Block, Fact, Heading, Paper, Picture, Points, Table, Text
from bot.text import annex_words
from bot.text import status_note_words as words
from bot.text.dates import full
from process.deliveries import AreaDeliveries, by_area
from process.obligations import Obligation
from process.state import State


def status_note(state: State, today: date, *, coming: Sequence[str], discussed: str, timeline: str | None) -> Paper:
    """`coming` are lines, `discussed` says how far MED is as a whole, `timeline` is an SVG drawing."""
    plan = state.plan
    alt = words.alt(title=plan.title, on=full(today), lines=coming[:3])
    picture: tuple[Block, ...] = (Heading(words.TIMELINE), Picture(timeline, alt)) if timeline else ()
    rows = tuple(_row(found) for found in by_area(state))
    blocks = (
        Fact(words.PROCESS, plan.title),
        Fact(words.MADE, annex_words.made(day=today)),
        Fact(words.MED, discussed),
        Heading(words.AREAS),
        Table(caption=words.AREAS, head=words.HEAD, rows=rows, widths=(4, 5, 5, 5)),
        Heading(words.COMING),
        Points(tuple(coming)) if coming else Text(words.NO_MORE),
        *picture,
    )
    return written(state, words.TITLE, today, blocks)


def _row(found: AreaDeliveries) -> tuple[str, ...]:
    return (found.area.name, *(_listed(found.area.name, owed) for owed in (found.met, found.promised, found.silent)))


def _listed(area: str, owed: tuple[Obligation, ...]) -> str:
    return "\n".join(words.delivery(title=o.title.removesuffix(f" for {area}"), due=o.due) for o in owed) or words.NOTHING
