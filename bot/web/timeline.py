"""The timeline as a drawing: where each mark and each line of text stands. Numbers only; the
template draws them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ical.entry import Stretch, is_period, stretches
from bot.text import board as words
from bot.text.plan_table import EMPLOYEES_ONLY
from bot.web.progress import Mood, Progress
from process.dates.danish import write
from process.dates.danish_grammar import clock, hour, month_name, short_day
from process.dates.when import When
from process.ledger.state import State

WIDTH = 1480
LINE = 16
LETTER = 7.6
"""About how wide a letter is; a text that is drawn a little narrower than reckoned does no harm."""
GAP = 10
STEP = 8
AXIS = 46
LANE_HEAD = 30
LANE_FOOT = 14
WRAP = 34


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One thing on the timeline. `width` 0 = a point; `ghost` = where a moved thing stood
    before.
    """

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
    """The drawing of all rows that have a day; None when none has. Without a `today` nothing
    marks it.
    """
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
    """The highest free place, with the text on the side where that is; to the
    right when both are as good.
    """
    shape = _shape(p, stretch, scale)
    sides = [
        side
        for side in ("start", "end")
        if shape.box(side, 0).left >= 0 and shape.box(side, 0).right <= WIDTH + GAP
    ]
    y, anchor = min(
        ((free(shape, side, taken), side) for side in sides or ["start"]),
        key=lambda found: (found[0], found[1] == "end"),
    )
    mark = Mark(
        x=shape.x,
        y=y,
        width=shape.width,
        rough=not stretch.precise
        or p.row.tentative
        or p.row.rolled_from is not None
        or is_period(p.row.when),
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
        when=_when(p, stretch),
    )


def _when(p: Progress, stretch: Stretch) -> str:
    plain = p.mood in (Mood.PAST, Mood.NOW) or (p.mood is Mood.OPEN and not p.owed)
    side = EMPLOYEES_ONLY if p.row.employees_only else ""
    said = "" if plain else p.text
    return " · ".join(filter(None, [_time(p.row.when, stretch), side, said]))


def _time(when: When, stretch: Stretch) -> str:
    """A rough time and a window say their own words, since no source has the days they are drawn
    from and to; a day says its hour.
    """
    if is_period(when):
        return write(when).partition(" (")[0]
    if when.precision in ("week", "third", "month"):
        return write(when)
    first, last = stretch.first_day, stretch.last_day
    days = short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"
    return " ".join(filter(None, [days, _hours(stretch) if first == last else ""]))


def _hours(stretch: Stretch) -> str:
    if stretch.deadline is not None:
        return clock(stretch.deadline)
    if not isinstance(stretch.start, datetime) or not isinstance(stretch.end, datetime):
        return ""
    begins = clock(stretch.start.time())
    return f"{begins}–{hour(stretch.end.time())}" if stretch.end_known else begins


def _ghost(p: Progress, scale: Scale) -> float | None:
    if not p.row.moved:
        return None
    was = p.row.moved[-1].was.latest
    return scale.x(was) if was and scale.first <= was < scale.last else None


@dataclass(frozen=True)
class Scale:
    """Days to places."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day begins."""
        return round((day - self.first).days / ((self.last - self.first).days) * WIDTH, 1)


@dataclass(frozen=True)
class Box:
    """The area a mark and its text take up."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: Box) -> bool:
        """Whether two would stand on each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A mark's own place and its text, before it is known how far down it goes and
    on which side the text stands.
    """

    x: float
    width: float
    ghost: float | None
    lines: tuple[str, ...]
    when: str

    @property
    def under(self) -> bool:
        """A bar, and what was moved, have their text underneath; a point has it beside."""
        return bool(self.width) or self.ghost is not None

    @property
    def text(self) -> float:
        """How long the longest line is."""
        return max(len(line) for line in (*self.lines, self.when)) * LETTER

    @property
    def height(self) -> float:
        """How far down it reaches."""
        return (len(self.lines) + 1) * LINE + (24 if self.under else 8)

    def text_x(self, anchor: str) -> float:
        """Where the text begins, or ends when it stands to the left."""
        if not self.under:
            return self.x + 14 if anchor == "start" else self.x - 14
        half = 0 if self.width else 8
        return self.x - half if anchor == "start" else min(self.x + max(self.width, half), WIDTH)

    def box(self, anchor: str, y: float) -> Box:
        """The area it takes up there."""
        text_x = self.text_x(anchor)
        ends = [
            self.x - 8,
            self.x + max(self.width, 8),
            text_x,
            text_x + (self.text if anchor == "start" else -self.text),
        ]
        ends += [] if self.ghost is None else [self.ghost - 8]
        return Box(min(ends), y, max(ends) + GAP, y + self.height)


def free(shape: Shape, anchor: str, taken: list[Box]) -> float:
    """The highest place where it stands on nothing else."""
    y = 0.0
    while any(shape.box(anchor, y).hits(box) for box in taken):
        y += STEP
    return y
