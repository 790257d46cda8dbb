"""Emphasis inside a sentence, the same for every channel: a control character before and after, which nobody can type.

Slack makes `*bold*` of it, a web page `<strong>`, plain text nothing. Words from people go through `strong` or stand as they
are; what a channel must escape is the channel's affair.
"""

from __future__ import annotations

import re

STRONG, STRONG_END = "\x02", "\x03"
CODE, CODE_END = "\x0e", "\x0f"
_MARKS = re.compile("[\x02\x03\x0e\x0f]")


def strong(text: str) -> str:
    """The words that a sentence is about."""
    return f"{STRONG}{plain(text)}{STRONG_END}"


def code(text: str) -> str:
    """Something to type exactly so."""
    return f"{CODE}{plain(text)}{CODE_END}"


def plain(text: str) -> str:
    """Without emphasis."""
    return _MARKS.sub("", text)


def starred(text: str) -> str:
    """Emphasis as people type it: *strong* and `code`; for terminals and for tests."""
    return text.translate({2: "*", 3: "*", 14: "`", 15: "`"})
