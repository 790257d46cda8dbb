"""What came in from Slack, and what shall be answered, as values. Handlers take an `Ask` and give an `Answer`; only
`listeners` speaks, and makes at most one call outward for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.context import Context
from bot.text.rendered import Rendered, View
from process.seats import PersonId
from process.state import State

Json = dict[str, Any]


class Place(StrEnum):
    """Where somebody pressed or typed."""

    COMMAND = "command"
    MESSAGE = "message"
    PRIVATE = "private"
    """A private answer of ours, which nobody else sees and which is not kept."""
    HOME = "home"
    MODAL = "modal"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One act by one known person."""

    context: Context
    person: PersonId
    state: State
    place: Place
    text: str = ""
    """What was typed after the command."""
    value: str = ""
    """What the pressed button is about."""
    ref: str = ""
    """The message it was pressed in, "channel/ts"."""
    view: Json = field(default_factory=dict)
    """The modal it was pressed or sent in."""

    @property
    def today(self) -> date:
        """The local day on the domain clock."""
        return self.context.today(self.state)

    @property
    def names(self) -> View:
        """Names and free texts for words."""
        return self.context.view()


@dataclass(frozen=True)
class Say:
    """A private word to the person; nothing else changes."""

    rendered: Rendered


@dataclass(frozen=True)
class Stands:
    """The act was carried out: the place it was pressed in says what stands now. `rendered` is for places without a message of ours."""

    rendered: Rendered
    state: State


@dataclass(frozen=True)
class Open:
    """A modal."""

    view: Json


@dataclass(frozen=True)
class Renew:
    """The open modal shows this instead; what was filled in stays, field by field."""

    view: Json


@dataclass(frozen=True)
class Faults:
    """The form stays open with a sentence at each field that is wrong; nothing typed is lost."""

    errors: dict[str, str]


@dataclass(frozen=True)
class Show:
    """The modal goes on as this one."""

    view: Json


@dataclass(frozen=True)
class Publish:
    """App Home, made anew."""

    view: Json


@dataclass(frozen=True)
class Quiet:
    """Nothing to say: a link was followed, a modal was closed."""


Answer = Quiet | Publish | Say | Stands | Open | Renew | Faults | Show
