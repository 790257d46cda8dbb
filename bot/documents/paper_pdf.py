"""A paper as PDF: tagged, in Danish, with its fonts inside (PDF/UA-1 and PDF/A-2a), the same bytes for the same paper."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from bot.documents.letters import breakable, drawable
from bot.documents.paper import Block, Heading, Paper, Picture, Table, printable
from bot.documents.png import FONTS
from bot.text import paper_words as words

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
    return kind | {name: value if name in kept else _words(value, longest) for name, value in asdict(block).items()}


def _words(value: Any, longest: int) -> Any:
    if isinstance(value, str):
        return breakable(_shown(value), longest)
    return [_words(one, longest) for one in value] if isinstance(value, tuple) else value


def _shown(text: str) -> str:
    return drawable(printable(text))
