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
from bot.web.room import GAP, WIDTH, Box, Scale, Shape, free
from process.danish_when import month_name
from process.state import State

AXIS = 46
LANE_HEAD = 30
LANE_FOOT = 14
WRAP = 34


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


def timeline(state: State, rows: Iterable[Progress], today: date | None) -> Timeline | None:
    """The drawing of all rows that have a day; None when none has. Without a `today` nothing marks it."""
    placed = [(p, s) for p in rows for s in stretches(state.plan, p.row.when)]
    if not placed:
        return None
    scale = _scale([s.first_day for _, s in placed], [s.last_day for _, s in placed])
    lanes: list[Lane] = []
    y = float(AXIS)
    for key, title in (*state.plan.tracks, ("", words.OTHER_TRACK)):
        here = [(p, s) for p, s in placed if (p.row.track or "") == key]
        if here:
            lanes.append(_lane(title if key or lanes else "", y, here, scale))
            y += lanes[-1].height
    marked = today if today is not None and scale.first <= today < scale.last else None
    return Timeline(
        width=WIDTH,
        height=y + 4,
        months=tuple(_months(scale)),
        today=scale.x(marked) if marked else None,
        today_text=short_day(marked) if marked else "",
        lanes=tuple(lanes),
        description="; ".join(f"{p.row.title}: {write(p.row.when)}" for p, _ in placed),
    )


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


def _lane(title: str, top: float, rows: list[tuple[Progress, Stretch]], scale: Scale) -> Lane:
    taken: list[Box] = []
    marks = []
    for p, stretch in sorted(rows, key=lambda row: (row[1].first_day, row[1].last_day)):
        mark, box = _place(p, stretch, scale, taken)
        taken.append(box)
        marks.append((mark, box))
    height = LANE_HEAD + max(box.bottom for box in taken) + LANE_FOOT
    lowered = tuple(_lower(mark, top + LANE_HEAD) for mark, _ in marks)
    return Lane(title=title, y=top, height=height, marks=lowered)


def _lower(mark: Mark, by: float) -> Mark:
    return Mark(**{**vars(mark), "y": mark.y + by, "text_y": mark.text_y + by})


def _place(p: Progress, stretch: Stretch, scale: Scale, taken: list[Box]) -> tuple[Mark, Box]:
    """The highest free place, with the text on the side where that is; to the right when both are as good."""
    shape = _shape(p, stretch, scale)
    sides = [side for side in ("start", "end") if shape.box(side, 0).left >= 0 and shape.box(side, 0).right <= WIDTH + GAP]
    y, anchor = min(((free(shape, side, taken), side) for side in sides or ["start"]), key=lambda found: (found[0], found[1] == "end"))
    mark = Mark(
        x=shape.x,
        y=y,
        width=shape.width,
        rough=not stretch.precise or p.row.tentative or p.row.rolled_from is not None or is_period(p.row.when),
        deadline=stretch.is_deadline,
        mood=p.mood,
        lines=shape.lines,
        when=shape.when,
        text_x=shape.text_x(anchor),
        text_y=y + (28 if shape.under else 13),
        anchor=anchor,
        ghost=shape.ghost,
    )
    return mark, shape.box(anchor, y)


def _shape(p: Progress, stretch: Stretch, scale: Scale) -> Shape:
    first, last = stretch.first_day, stretch.last_day
    bar = first != last
    x = scale.x(first) if bar else scale.x(first) + scale.x(scale.first + timedelta(days=1)) / 2
    return Shape(
        x=round(x, 1),
        width=round(max(scale.x(last + timedelta(days=1)) - x, 12), 1) if bar else 0,
        ghost=_ghost(p, scale),
        lines=tuple(textwrap.wrap(p.row.title, WRAP)),
        when=_when(p, first, last),
    )


def _when(p: Progress, first: date, last: date) -> str:
    roughly = write(p.row.when) if p.row.when.precision in ("week", "third", "month") else ""
    days = short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"
    plain = p.mood in (Mood.PAST, Mood.NOW) or (p.mood is Mood.OPEN and not p.owed)
    return (roughly or days) + ("" if plain else f" · {p.text}")


def _ghost(p: Progress, scale: Scale) -> float | None:
    if not p.row.moved:
        return None
    was = p.row.moved[-1].was.latest
    return scale.x(was) if was and scale.first <= was < scale.last else None
