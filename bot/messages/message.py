"""A message before any channel has shaped it: sections of words, and what can be done about each.

Slack makes blocks and buttons of it, mail makes links, `simulate` prints it: the same words
everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.text.marks import plain
from process.acts.allowed import Act as Act
from process.ledger.facts import Text
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to press: what it does, its label, what it is about (`value`) and the same in
    words for those who only hear it.
    """

    act: Act
    label: str
    value: str
    about: str = ""
    url: str = ""
    first: bool = False
    """The one most people want."""
    sure: str = ""
    """What is asked before an act that cannot be taken back."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A paragraph with its choices; `heading` opens a new group."""

    text: str
    choices: tuple[Choice, ...] = ()
    heading: str = ""
    greets: bool = False
    """Begins the day when it is the whole message."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A whole message. `text` is a full sentence by itself: notifications and
    screen readers read that alone.
    """

    text: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A message that was put aside: why, and whether it may have arrived all the same."""

    why: str
    in_doubt: bool


def _not_aside(_number: int) -> Aside | None:
    return None


@dataclass(frozen=True, kw_only=True)
class View:
    """What words may be looked up outside the ledger: a person's name and a free text, ""
    where there is none (any more), and a message while it is put aside.
    """

    name_of: Callable[[PersonId], str]
    text_of: Callable[[Text], str]
    aside: Callable[[int], Aside | None] = _not_aside


def _nothing(_key: object) -> str:
    return ""


ROLES_ONLY = View(name_of=_nothing, text_of=_nothing)
"""Without names and free texts."""


def said(text: str, *choices: Choice) -> Rendered:
    """A message of one paragraph."""
    return Rendered(text=plain(text), sections=(Section(text=text, choices=choices),))
