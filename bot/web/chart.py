"""A simulation's weeks as bars: two bots beside each other, as one SVG that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text import summary_words
from bot.web.pages import environment

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960, 300, 40, 56, 28


def weeks_chart(weeks: Sequence[tuple[date, int, int]]) -> str:
    """Each week's Monday with the most any one person got from us and from the naive bot."""
    most = max((max(ours, naive) for _, ours, naive in weeks), default=0) or 1
    step = (WIDTH - LEFT) / max(len(weeks), 1)
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
    lines = [{"y": round(HEIGHT - BOTTOM - value * unit, 1), "value": value} for value in _ticks(most)]
    picture = environment().get_template("weeks.svg")
    return picture.render(bars=bars, lines=lines, width=WIDTH, height=HEIGHT, left=LEFT, bar=round(step * 0.38, 1), words=summary_words)


def _bar(count: int, unit: float) -> dict[str, float]:
    high = round(count * unit, 1)
    return {"count": count, "height": high, "y": round(HEIGHT - BOTTOM - high, 1)}


def _ticks(most: int) -> list[int]:
    every = max(1, most // 5)
    return list(range(0, most + 1, every))
