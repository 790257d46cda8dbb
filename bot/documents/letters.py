"""Which characters our own font can draw: a paper meant to last may hold no empty box, so the others are written by their number."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache

from bot.documents.png import FONTS

REGULAR, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
INVISIBLE = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
"""What shows nothing by itself and is left out where the font lacks it; line ends and tabs are the writer's affair."""
BREAK = "\u200b"
_RUN = re.compile(r"[^\s/?&=.,;:\u00ad\u2010-\u2015\u200b-]+")
"""A run without a place where a line may end by itself."""
PRIVATE = range(0xE000, 0xF900)
"""Characters without a meaning of their own, which a lasting document may not hold."""


def drawable(text: str) -> str:
    """The text with `[U+1F984]` for what the font cannot draw."""
    known = _known()
    return "".join(c if ord(c) in known or c in "\n\t" else "" if c in INVISIBLE else f"[U+{ord(c):04X}]" for c in text)


def breakable(text: str, longest: int) -> str:
    """The text with a place to go on at after each letter of every run longer than a line holds: nothing runs off the paper."""
    return _RUN.sub(lambda run: BREAK.join(run[0]) if len(run[0]) > longest else run[0], text)


@cache
def _known() -> frozenset[int]:
    both = frozenset(_covered(REGULAR.read_bytes())) & frozenset(_covered(BOLD.read_bytes()))
    return both - frozenset(PRIVATE)


def _covered(font: bytes) -> Iterator[int]:
    """The code points of an OpenType font's character map, format 12, as the specification lays it out (`cmap`)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    maps = struct.unpack_from(">H", font, start + 2)[0]
    offsets = (start + struct.unpack_from(">I", font, start + 4 + 8 * n + 4)[0] for n in range(maps))
    at = next(offset for offset in offsets if struct.unpack_from(">H", font, offset)[0] == 12)
    for group in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
        yield from range(first + (glyph == 0), last + 1)
