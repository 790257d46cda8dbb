"""The timeline as a drawing: where each mark and each line of text stands. Numbers only; the template draws them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.ical.stretch import Stretch, is_period, stretches
from bot.text import web_board as words
from bot.text.dates import short_day, write
from bot.web.progress import Mood, Progress
from process.danish_when import month_name
from process.state import State

WIDTH = 1720
AXIS = 46
LANE_HEAD = 30
LANE_FOOT = 14
LINE = 16
LETTER = 6.9
"""About how wide a letter is; a text that is drawn a little narrower than reckoned does no harm."""
WRAP = 32
GAP = 10
STEP = 8


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One thing on the timeline. `width` 0 = a point; `ghost` = where a moved thing stood before."""

    x: float
    y: float
    width: float
    rough: bool
    deadline: bool
    mood: Mood
    lines: tuple[str, ...]
    when: str
    text_x: float
    text_y: float
    anchor: str
    ghost: float | None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One track of the plan."""

    title: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The whole drawing."""

    width: float
    height: float
    months: tuple[tuple[float, float, str], ...]
    today: float | None
    today_text: str
    lanes: tuple[Lane, ...]
    description: str


@dataclass(frozen=True)
class Scale:
    """Days to places."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day begins."""
        return round((day - self.first).days / ((self.last - self.first).days) * WIDTH, 1)


def timeline(state: State, rows: Iterable[Progress], today: date) -> Timeline | None:
    """The drawing of all rows that have a day; None when none has."""
    placed = [(p, s) for p in rows for s in stretches(state.plan, p.row.when)]
    if not placed:
        return None
    scale = _scale([_first(s) for _, s in placed], [s.last_day for _, s in placed])
    lanes: list[Lane] = []
    y = float(AXIS)
    for key, title in (*state.plan.tracks, ("", words.OTHER_TRACK)):
        here = [(p, s) for p, s in placed if (p.row.track or "") == key]
        if here:
            lanes.append(_lane(title, y, here, scale))
            y += lanes[-1].height
    inside = scale.first <= today < scale.last
    return Timeline(
        width=WIDTH,
        height=y + 4,
        months=tuple(_months(scale)),
        today=scale.x(today) if inside else None,
        today_text=short_day(today),
        lanes=tuple(lanes),
        description="; ".join(f"{p.row.title}: {write(p.row.when)}" for p, _ in placed),
    )


def _first(stretch: Stretch) -> date:
    return min(stretch.last_day, date(stretch.start.year, stretch.start.month, stretch.start.day))


def _scale(firsts: list[date], lasts: list[date]) -> Scale:
    """Whole months from the first day to the last."""
    end = max(lasts).replace(day=28) + timedelta(days=4)
    return Scale(min(firsts).replace(day=1), end.replace(day=1))


def _months(scale: Scale) -> Iterable[tuple[float, float, str]]:
    day = scale.first
    while day < scale.last:
        after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        year = f" {day.year}" if day.month == 1 or day == scale.first else ""
        yield scale.x(day), scale.x(after) - scale.x(day), month_name(day.month) + year
        day = after


@dataclass(frozen=True)
class Box:
    """The room a mark and its text take up."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: Box) -> bool:
        """Whether two would stand on each other."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def _lane(title: str, top: float, rows: list[tuple[Progress, Stretch]], scale: Scale) -> Lane:
    taken: list[Box] = []
    marks = []
    for p, stretch in sorted(rows, key=lambda row: (_first(row[1]), row[1].last_day)):
        mark, box = _place(p, stretch, scale, taken)
        taken.append(box)
        marks.append((mark, box))
    height = LANE_HEAD + max(box.bottom for box in taken) + LANE_FOOT
    lowered = tuple(_lower(mark, top + LANE_HEAD) for mark, _ in marks)
    return Lane(title=title, y=top, height=height, marks=lowered)


def _lower(mark: Mark, by: float) -> Mark:
    return Mark(**{**vars(mark), "y": mark.y + by, "text_y": mark.text_y + by})


def _place(p: Progress, stretch: Stretch, scale: Scale, taken: list[Box]) -> tuple[Mark, Box]:
    """The highest free place; text to the right of a point and under a bar, to the left where the edge is near."""
    first, last = _first(stretch), stretch.last_day
    lines = tuple(textwrap.wrap(p.row.title, WRAP))
    when = _when(p, first, last)
    text = max(len(line) for line in (*lines, when)) * LETTER
    bar = first != last
    x = scale.x(first) if bar else scale.x(first) + scale.x(scale.first + timedelta(days=1)) / 2
    width = max(scale.x(last + timedelta(days=1)) - x, 12) if bar else 0
    beside = 0 if bar else 14
    to_left = x + beside + text > WIDTH
    anchor_x = min(x + width, WIDTH) - beside if to_left else x + beside
    left, right = (anchor_x - text, x + max(width, 8)) if to_left else (x - (0 if bar else 8), max(x + width, anchor_x + text))
    ghost = _ghost(p, scale)
    if ghost is not None:
        left, right = min(left, ghost - 8), max(right, ghost + 8)
    height = (len(lines) + 1) * LINE + (18 if bar else 4)
    y = _free(left, right + GAP, height + 4, taken)
    mark = Mark(
        x=x,
        y=y,
        width=width,
        rough=not stretch.precise or p.row.tentative or is_period(p.row.when),
        deadline=stretch.is_deadline,
        mood=p.mood,
        lines=lines,
        when=when,
        text_x=anchor_x,
        text_y=y + (28 if bar else 13),
        anchor="end" if to_left else "start",
        ghost=ghost,
    )
    return mark, Box(left, y, right + GAP, y + height + 4)


def _free(left: float, right: float, height: float, taken: list[Box]) -> float:
    y = 0.0
    while any(Box(left, y, right, y + height).hits(box) for box in taken):
        y += STEP
    return y


def _when(p: Progress, first: date, last: date) -> str:
    words_of = write(p.row.when) if p.row.when.precision in ("week", "third", "month") else ""
    days = short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"
    shown = words_of or days
    return f"{shown} · {p.text}" if p.mood not in (Mood.OPEN, Mood.PAST, Mood.NOW) or p.missing or p.text[:1].isdigit() else shown


def _ghost(p: Progress, scale: Scale) -> float | None:
    if not p.row.moved:
        return None
    was = p.row.moved[-1].was.latest
    return scale.x(was) if was and scale.first <= was < scale.last else None
