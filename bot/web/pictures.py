"""Pictures that stand by themselves, as SVG and as PNG: the timeline of a day or of a plan, and the
weeks of a simulation.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from bot.documents.png import FAMILY, png
from bot.ical.entry import stretches
from bot.text import board as words
from bot.text import simulation
from bot.text.grammar import full, upper_first
from bot.web.matrix import med_matrix
from bot.web.pages import environment
from bot.web.progress import Mood, Progress, progress
from bot.web.timeline import Timeline, timeline
from process.ledger.state import State, cached_on_state
from process.plan.model import Milestone

FOOT_LETTERS = 190
"""Letters in a line below the drawing."""


@cached_on_state
def png_picture(state: State, day: date) -> bytes | None:
    """The same as a PNG, for a conversation."""
    drawn = picture(state, day, font=FAMILY)
    return png(drawn) if drawn is not None else None


def picture(state: State, day: date, *, font: str = FAMILY) -> str | None:
    """The drawing of a day, or None when the plan has no day to draw. `font` must
    be one the renderer is given.
    """
    drawn = timeline(state, progress(state, day), day)
    if drawn is None:
        return None
    matrix = med_matrix(state, day)
    return _rendered(
        state,
        drawn,
        f"{upper_first(full(day))} · {words.discussed_count(matrix.discussed, matrix.total)}",
        font=font,
    )


def plan_picture(state: State, *, font: str = FAMILY) -> str | None:
    """The drawing of a plan by itself, before anything has happened: no day is today; what has
    no day stands below in words, and so do the rows' notes.
    """
    rows = [
        Progress(row=row, mood=mood_of(row), text=words.STATES[mood_of(row)])
        for row in state.plan.milestones
    ]
    drawn = timeline(state, rows, None)
    if drawn is None:
        return None
    left = [row.title for row in state.plan.milestones if not stretches(state.plan, row.when)]
    foot = [f"{words.NO_DATE}: {'; '.join(left)}"] if left else []
    foot += [f"{row.title}: {row.note}" for row in state.plan.milestones if row.note]
    below = [line for words_below in foot for line in textwrap.wrap(words_below, FOOT_LETTERS)]
    return _rendered(state, drawn, state.plan.municipality, font=font, below=below)


def mood_of(row: Milestone) -> Mood:
    """A row's state where no day is today."""
    return Mood.OPEN if row.cancelled is None else Mood.CANCELLED


def _rendered(
    state: State, drawn: Timeline, subtitle: str, *, font: str, below: Sequence[str] = ()
) -> str:
    values = {
        "timeline": drawn,
        "title": state.plan.title,
        "subtitle": subtitle,
        "below": below,
        "font": font,
    }
    return environment().get_template("picture.svg").render(values)


CHART_WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960, 300, 40, 56, 28


def weeks_chart(weeks: Sequence[tuple[date, int, int]]) -> str:
    """Each week's Monday with the most any one person got from us and from the naive bot."""
    most = max((max(ours, naive) for _, ours, naive in weeks), default=0) or 1
    step = (CHART_WIDTH - LEFT) / max(len(weeks), 1)
    unit = (HEIGHT - TOP - BOTTOM) / most
    bars = [
        {
            "x": round(LEFT + n * step, 1),
            "ours": _bar(ours, unit),
            "naive": _bar(naive, unit),
            "week": monday.isocalendar().week,
            "label": n % 4 == 0,
        }
        for n, (monday, ours, naive) in enumerate(weeks)
    ]
    lines = [
        {"y": round(HEIGHT - BOTTOM - value * unit, 1), "value": value} for value in _ticks(most)
    ]
    picture = environment().get_template("weeks.svg")
    return picture.render(
        bars=bars,
        lines=lines,
        width=CHART_WIDTH,
        height=HEIGHT,
        left=LEFT,
        bar=round(step * 0.38, 1),
        words=simulation,
    )


def _bar(count: int, unit: float) -> dict[str, float]:
    high = round(count * unit, 1)
    return {"count": count, "height": high, "y": round(HEIGHT - BOTTOM - high, 1)}


def _ticks(most: int) -> list[int]:
    every = max(1, most // 5)
    return list(range(0, most + 1, every))
