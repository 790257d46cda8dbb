"""How much room a mark and its words take on the timeline, and the first free place for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A mark's own place and its text, before it is known how far down it goes and on which side the text stands."""

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
        ends = [self.x - 8, self.x + max(self.width, 8), text_x, text_x + (self.text if anchor == "start" else -self.text)]
        ends += [] if self.ghost is None else [self.ghost - 8]
        return Box(min(ends), y, max(ends) + GAP, y + self.height)


def free(shape: Shape, anchor: str, taken: list[Box]) -> float:
    """The highest place where it stands on nothing else."""
    y = 0.0
    while any(shape.box(anchor, y).hits(box) for box in taken):
        y += STEP
    return y
