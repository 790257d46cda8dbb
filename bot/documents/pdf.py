"""A paper as PDF: tagged, in Danish, with its fonts inside (PDF/UA-1 and PDF/A-2a), the same
bytes for the same paper. A paper meant to last may hold no empty box, so what our own font cannot
draw is written by its number.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bot.documents.paper import Block, Heading, Paper, Picture, Table, printable
from bot.documents.png import FONTS
from bot.text import papers as words

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
"""For those who listen to it, and for an archive."""
IN_TITLE, IN_HEADING, IN_LINE, IN_CELL = 24, 36, 64, 20
"""Letters in a row that each place holds; a checksum fits on a line and stays whole."""


def as_pdf(paper: Paper) -> bytes:
    """The bytes of the document; `paper.day` is the day it says it was made."""
    data = {
        "title": _headline(paper.title),
        "shown_title": breakable(_headline(paper.title), IN_TITLE),
        "author": _shown(paper.author),
        "foot": _shown(paper.foot),
        "page": words.PAGE,
        "of": words.OF,
        "year": paper.day.year,
        "month": paper.day.month,
        "day": paper.day.day,
        "blocks": [_block(block) for block in paper.blocks],
    }
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(paper.day, time(), UTC),
    )


def _headline(text: str) -> str:
    """A heading that is never empty: those who listen would hear nothing."""
    return _shown(text).strip() or "–"


def _block(block: Block) -> dict[str, Any]:
    kind = {"kind": type(block).__name__}
    if isinstance(block, Heading):
        return kind | {"text": breakable(_headline(block.text), IN_HEADING), "level": block.level}
    kept = {"svg"} if isinstance(block, Picture) else set[str]()
    longest = IN_CELL if isinstance(block, Table) else IN_LINE
    return kind | {
        name: value if name in kept else _words(value, longest)
        for name, value in asdict(block).items()
    }


def _words(value: Any, longest: int) -> Any:
    if isinstance(value, str):
        return breakable(_shown(value), longest)
    return [_words(one, longest) for one in value] if isinstance(value, tuple) else value


def _shown(text: str) -> str:
    return drawable(printable(text))


REGULAR, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
INVISIBLE = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
"""What shows nothing by itself and is left out where the font lacks it; line ends and
tabs are the writer's affair.
"""
BREAK = "\u200b"
_RUN = re.compile(r"[^\s/?&=.,;:\u00ad\u2010-\u2015\u200b-]+")
"""A run without a place where a line may end by itself."""
PRIVATE = range(0xE000, 0xF900)
"""Characters without a meaning of their own, which a lasting document may not hold."""


def drawable(text: str) -> str:
    """The text with `[U+1F984]` for what the font cannot draw."""
    known = _known()
    return "".join(
        c if ord(c) in known or c in "\n\t" else "" if c in INVISIBLE else f"[U+{ord(c):04X}]"
        for c in text
    )


def breakable(text: str, longest: int) -> str:
    """The text with a place to go on at after each letter of every run longer than a line
    holds: nothing runs off the paper.
    """
    return _RUN.sub(lambda run: BREAK.join(run[0]) if len(run[0]) > longest else run[0], text)


@cache
def _known() -> frozenset[int]:
    both = frozenset(_covered(REGULAR.read_bytes())) & frozenset(_covered(BOLD.read_bytes()))
    return both - frozenset(PRIVATE)


def _covered(font: bytes) -> Iterator[int]:
    """The code points of an OpenType font's character map, format 12, as the
    specification lays it out (`cmap`). By hand, since it reads two files of our own once: a font
    library would be a dependency of several megabytes for these lines.
    """
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * count, 16)
    }
    start = tables[b"cmap"]
    maps = struct.unpack_from(">H", font, start + 2)[0]
    offsets = (
        start + struct.unpack_from(">I", font, start + 4 + 8 * n + 4)[0] for n in range(maps)
    )
    at = next(offset for offset in offsets if struct.unpack_from(">H", font, offset)[0] == 12)
    for group in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
        yield from range(first + (glyph == 0), last + 1)
