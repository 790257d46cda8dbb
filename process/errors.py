"""Why something was refused. The docstring says what it means; the fields say which;
`bot.text` has the Danish sentence.

A `Refused` is an ordinary answer to a person (nothing was written), never a fault of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(unsafe_hash=True)
class Refused(Exception):
    """The act was not carried out and nothing was written."""

    def __str__(self) -> str:
        return f"{type(self).__doc__} {self.__dict__}"


@dataclass(unsafe_hash=True)
class Unknown(Refused):
    """There is no such thing in the process; `near` holds the spellings that come closest."""

    what: str
    name: str
    near: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class NotYours(Refused):
    """The person holds none of the seats that may do this; `seats` are the ones that may."""

    act: str
    seats: tuple[str, ...]


@dataclass(unsafe_hash=True)
class AlreadyDone(Refused):
    """It stands already, since `at`, done by the holder of `seat`; doing it again would change
    nothing.
    """

    act: str
    at: datetime
    seat: str
    day: date | None = None


@dataclass(unsafe_hash=True)
class OwnAnswerStands(Refused):
    """One's own answer (`act`) stands since `at`; one changes one's mind by taking it back
    first, never by an old button.
    """

    act: str
    at: datetime
    record: int


@dataclass(unsafe_hash=True)
class NoLongerOwed(Refused):
    """The obligation is gone (cancelled, met by another, or the plan changed); nothing is
    needed.
    """

    obligation: str


@dataclass(unsafe_hash=True)
class BuiltOn(Refused):
    """A move that is not taken back any more: the row was changed or answered since, or the day it
    had is over.
    """

    title: str


@dataclass(unsafe_hash=True)
class BadDay(Refused):
    """A day that cannot be used: `why` is one of past, future, closed, after_limit, too_far,
    before_due, before_its_time, order, circular, unreadable, not_told_yet.
    """

    why: str
    day: date | None = None
    limit: date | None = None
    text: str = ""


@dataclass(unsafe_hash=True)
class SamePerson(Refused):
    """One person cannot both record and confirm the same discussion."""

    act: str


@dataclass(unsafe_hash=True)
class BothSides(Refused):
    """One person cannot speak for both sides of a committee, also not as somebody's stand-in."""

    committee: str


@dataclass(unsafe_hash=True)
class CannotTake(Refused):
    """Somebody's hands cannot hold a task: `elected` by the employees, or away until a day."""

    title: str
    elected: bool = False
    until: date | None = None


@dataclass(unsafe_hash=True)
class TooLong(Refused):
    """A text is longer than its place; nothing was cut and nothing was stored."""

    field: str
    length: int
    limit: int


@dataclass(unsafe_hash=True)
class Unwritable(Refused):
    """A text holds what no database keeps: a NUL, or half of a character."""


@dataclass(unsafe_hash=True)
class Missing(Refused):
    """Something that is needed was left out."""

    field: str


@dataclass(unsafe_hash=True)
class NoPlan(Refused):
    """No plan has been adopted yet, so there is nothing to act on."""


@dataclass(unsafe_hash=True)
class LostRace(Refused):
    """Somebody else wrote first; `seq` is what stands now."""

    seq: int


@dataclass(unsafe_hash=True)
class BadPreference(Refused):
    """A wish the plan does not allow: `why` is one of hour (in the quiet hours), days (none
    chosen).
    """

    why: str
    first: time | None = None
    last: time | None = None
