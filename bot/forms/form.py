"""A form, asked the same whoever shows it: Slack as a modal, a page as HTML. What is asked, what
becomes of it and beside which field each refusal stands is said once; what a form begins with is
filled in for one person and one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from bot.context import Context
from bot.text import buttons
from process.acts.allowed import Act, need_allowed
from process.errors import BadDay, Refused, Unknown
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that is asked. `name` is kept for good: it stands in forms people have open."""

    name: str
    label: str
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words to type; `lines`: more than one line of them."""

    value: str = ""
    lines: bool = False


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A day to pick; `asks`: what follows from it is shown before anything is sent."""

    value: date | None = None
    asks: bool = False


Options = Sequence[tuple[str, str]]
"""What can be chosen, as (value, label)."""


@dataclass(frozen=True, kw_only=True)
class One(Field):
    """One of several."""

    options: Options = ()
    chosen: str = ""


@dataclass(frozen=True, kw_only=True)
class Many(Field):
    """Any of several, some of them chosen beforehand."""

    options: Options = ()
    chosen: Sequence[str] = ()


@dataclass(frozen=True)
class Said:
    """Words between the fields."""

    text: str


DIGITS = 9
"""More than any ledger will count to; Python refuses to read numbers of thousands of figures."""


@dataclass(frozen=True)
class Values:
    """What was filled in, by the names of the fields, as each skin read it."""

    filled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    """What the form was about; nobody can type over it."""
    once: str = ""
    """The form's own id, so that a form sent twice counts once; "" where it has none."""

    def text(self, name: str) -> str:
        """One field, or what the form is about under that name; "" when left empty."""
        return self.about[name] if name in self.about else next(iter(self.several(name)), "")

    def several(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.filled.get(name, ())

    def day(self, name: str) -> date | None:
        """A day, None when left empty; raises BadDay."""
        text = self.text(name).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise BadDay(why="unreadable", text=text[:40]) from error

    def number(self, name: str) -> int | None:
        """An entry's number; None for anything no ledger could hold."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) <= DIGITS else None

    @property
    def record(self) -> int:
        """Which record it is about; raises Unknown."""
        found = self.number("record")
        if found is None:
            raise Unknown(what="record", name=self.text("record")[:20])
        return found


Asks = Callable[[Values], tuple[Act, str] | None]
"""The act a form carries out, and the key or code it is about; None for what is everybody's own,
or asked where it is done.
"""


def asks(act: Act, name: str = "") -> Asks:
    """An act about the thing that stands in the form under a name."""
    return lambda values: (act, values.text(name))


def its_own(_values: Values) -> None:
    """About whoever fills it in, or all of it chosen in the form: what carries it out asks."""


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Faults = Mapping[tuple[type[Refused], str], Field]
"""A kind of refusal with its reason ("" for any), and the field it is about."""


class Send(Protocol[T_co]):
    """What becomes of a form that is sent in; raises Refused."""

    def __call__(self, context: Context, person: PersonId, values: Values) -> T_co: ...


@dataclass(frozen=True, kw_only=True)
class Form(Generic[T]):
    """A form. `name` is kept for good, as the fields' names are."""

    name: str
    title: str
    fields: tuple[Field | Said, ...]
    fields_of: Faults
    send: Send[T]
    asks: Asks
    submit: str = buttons.SEND
    about: Mapping[str, str | int] = field(default_factory=dict)
    """What comes back with what is filled in: keys only, never a person's words."""

    def __getitem__(self, name: str) -> Field:
        """One of its fields."""
        return next(f for f in self.fields if isinstance(f, Field) and f.name == name)

    def __contains__(self, name: str) -> bool:
        return any(isinstance(f, Field) and f.name == name for f in self.fields)

    def need_allowed(
        self, context: Context, person: PersonId, values: Values | None = None
    ) -> None:
        """Raises what carrying it out would raise, before it is shown or done; whoever made the
        form, a key in it opens nothing by itself.
        """
        about = {name: str(one) for name, one in self.about.items()}
        asked = self.asks(values or Values(about=about))
        if asked is not None:
            act, key = asked
            need_allowed(context.state(), person, act, key, context.now())

    def sent(self, context: Context, person: PersonId, values: Values) -> T:
        """Carry it out for somebody who may; raises Refused."""
        self.need_allowed(context, person, values)
        return self.send(context, person, values)

    def under(self, *words: str) -> Form[T]:
        """The same with words above its fields."""
        return replace(self, fields=(*map(Said, words), *self.fields))

    def fault(self, refused: Refused) -> str:
        """The name of the field a refusal stands beside; "" for none."""
        why = (
            getattr(refused, "why", "")
            or getattr(refused, "field", "")
            or getattr(refused, "what", "")
        )
        kind = type(refused)
        found = self.fields_of.get((kind, why)) or self.fields_of.get((kind, ""))
        return found.name if found else ""
