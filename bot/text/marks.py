"""Emphasis inside a sentence, the same for every channel: a control character before and
after, which nobody can type.

Slack makes `*bold*` of it, a web page `<strong>`, plain text nothing. Words from people go through
`strong` or stand as they are; what a channel must escape is the channel's affair.
"""

from __future__ import annotations

import re

STRONG, STRONG_END = "\x02", "\x03"
CODE, CODE_END = "\x0e", "\x0f"
IN_SLACK, IN_SLACK_END = "\x10", "\x11"
_MARKS = re.compile("[\x02\x03\x0e\x0f\x10\x11]")
_IN_SLACK = re.compile(" ?\x10[^\x11]*\x11")


def strong(text: str) -> str:
    """The words that a sentence is about."""
    return f"{STRONG}{plain(text)}{STRONG_END}"


def code(text: str) -> str:
    """Something to type exactly so."""
    return f"{CODE}{plain(text)}{CODE_END}"


def in_slack(sentence: str) -> str:
    """A sentence about something that can only be done in Slack."""
    return f"{IN_SLACK}{sentence}{IN_SLACK_END}"


def outside_slack(text: str) -> str:
    """Without the sentences that only make sense in Slack."""
    return _IN_SLACK.sub("", text)


def plain(text: str) -> str:
    """Without emphasis."""
    return _MARKS.sub("", text)


def starred(text: str) -> str:
    """Emphasis as people type it: *strong* and `code`; for terminals and for tests."""
    return text.translate({2: "*", 3: "*", 14: "`", 15: "`", 16: None, 17: None})
