"""The timeline as a picture that stands by itself, for a channel that shows no pages: one SVG, its colours and sizes inside."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from bot.documents.png import FAMILY, png
from bot.ical.stretch import stretches
from bot.text import web_board as words
from bot.text.dates import full
from bot.text.grammar import upper_first
from bot.web.matrix import med_matrix
from bot.web.pages import environment
from bot.web.progress import Mood, Progress, progress
from bot.web.timeline import Timeline, timeline
from process.plan import Milestone
from process.remembered import remembered
from process.state import State

FONT = "DejaVu Sans"
FOOT_LETTERS = 190
"""Letters in a line below the drawing."""


@remembered
def png_picture(state: State, day: date) -> bytes | None:
    """The same as a PNG, for a conversation."""
    drawn = picture(state, day, font=FAMILY)
    return png(drawn) if drawn is not None else None


def picture(state: State, day: date, *, font: str = FAMILY) -> str | None:
    """The drawing of a day, or None when the plan has no day to draw. `font` must be one the renderer is given."""
    drawn = timeline(state, progress(state, day), day)
    if drawn is None:
        return None
    matrix = med_matrix(state, day)
    return _rendered(state, drawn, f"{upper_first(full(day))} · {words.discussed_count(matrix.discussed, matrix.total)}", font=font)


def plan_picture(state: State, *, font: str = FAMILY) -> str | None:
    """The drawing of a plan by itself, before anything has happened: no day is today, and what has no day stands below in words."""
    rows = [Progress(row=row, mood=mood_of(row), text=words.STATES[mood_of(row)]) for row in state.plan.milestones]
    drawn = timeline(state, rows, None)
    if drawn is None:
        return None
    left = [row.title for row in state.plan.milestones if not stretches(state.plan, row.when)]
    below = textwrap.wrap(f"{words.NO_DATE}: {'; '.join(left)}", FOOT_LETTERS) if left else []
    return _rendered(state, drawn, state.plan.municipality, font=font, below=below)


def mood_of(row: Milestone) -> Mood:
    """A row's state where no day is today."""
    return Mood.OPEN if row.cancelled is None else Mood.CANCELLED


def _rendered(state: State, drawn: Timeline, subtitle: str, *, font: str, below: Sequence[str] = ()) -> str:
    values = {"timeline": drawn, "title": state.plan.title, "subtitle": subtitle, "below": below, "font": font}
    return environment().get_template("picture.svg").render(values)
