"""The timeline as a drawing: where each mark and each line of text stands. Numbers
only; the template draws them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.documents.png import FAMILY, png
from bot.ical.entry import Stretch, is_period, stretches
from bot.text import board as words
from bot.text import simulation
from bot.text.grammar import full, upper_first
from bot.web.matrix import med_matrix
from bot.web.pages import environment
from process.dates.danish import write
from process.dates.danish_grammar import month_name, short_day
from process.deadlines.obligations import Obligation, ObligationKind, obligations
from process.ledger.state import State, cached_on_state
from process.plan.model import Does, Milestone


class Mood(StrEnum):
    """The few states a row can be seen in; each has a word and a shape beside its colour."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    NOW = "now"
    PAST = "past"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A row's state on a day, in a word and in a line."""

    row: Milestone
    mood: Mood
    text: str
    missing: tuple[Obligation, ...] = ()
    owed: bool = False
    """Somebody answers for it, so that its text says how far it is."""


def progress(state: State, today: date) -> tuple[Progress, ...]:
    """Every row of the plan, in its order."""
    owed = [o for o in obligations(state) if o.kind is ObligationKind.DELIVERY and not o.elected]
    return tuple(
        _of(state, row, [o for o in owed if o.milestone == row.key], today)
        for row in state.plan.milestones
    )


def _of(state: State, row: Milestone, owed: list[Obligation], today: date) -> Progress:
    if row.cancelled is not None:
        return Progress(row=row, mood=Mood.CANCELLED, text=words.STATES["cancelled"])
    if not owed:
        mood = _by_day(state, row, today)
        return Progress(row=row, mood=mood, text=words.STATES[mood])
    done = sum(o.met is not None for o in owed)
    missing = tuple(o for o in owed if o.overdue_on(today))
    said = words.handed_in if state.plan.kind(row.kind).does is Does.DELIVERY else words.carried_out
    later = sorted(o.due for o in owed if o.open and o.plan_due and o.due > o.plan_due)
    parts = [said(done, len(owed)), *([words.more_time(later[-1], len(later))] if later else [])]
    mood = Mood.DONE if done == len(owed) else Mood.LATE if missing else Mood.OPEN
    return Progress(row=row, mood=mood, text=", ".join(parts), missing=missing, owed=True)


def _by_day(state: State, row: Milestone, today: date) -> Mood:
    """A row nobody answers for has no state of its own but its day."""
    days = [(s.first_day, s.last_day) for s in stretches(state.plan, row.when)]
    if not days:
        return Mood.OPEN
    first, last = min(days)[0], max(day for _, day in days)
    if last < today:
        return Mood.PAST
    return Mood.NOW if first <= today and first != last else Mood.OPEN


WIDTH = 1480
LINE = 16
LETTER = 7.6
"""About how wide a letter is; a text that is drawn a little narrower than reckoned does no harm."""
GAP = 10
STEP = 8


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
    """The room a mark and its text take up."""

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
        """How much room it takes downwards."""
        return (len(self.lines) + 1) * LINE + (24 if self.under else 8)

    def text_x(self, anchor: str) -> float:
        """Where the text begins, or ends when it stands to the left."""
        if not self.under:
            return self.x + 14 if anchor == "start" else self.x - 14
        half = 0 if self.width else 8
        return self.x - half if anchor == "start" else min(self.x + max(self.width, half), WIDTH)

    def box(self, anchor: str, y: float) -> Box:
        """The room it takes up there."""
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


FONT = "DejaVu Sans"
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
    """The drawing of a plan by itself, before anything has happened: no day is today, and what has
    no day stands below in words.
    """
    rows = [
        Progress(row=row, mood=mood_of(row), text=words.STATES[mood_of(row)])
        for row in state.plan.milestones
    ]
    drawn = timeline(state, rows, None)
    if drawn is None:
        return None
    left = [row.title for row in state.plan.milestones if not stretches(state.plan, row.when)]
    below = textwrap.wrap(f"{words.NO_DATE}: {'; '.join(left)}", FOOT_LETTERS) if left else []
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
