"""What came in from Slack and what goes back, as values; and what people type, read: a day at the
head of a text, a date for a row of the plan, codes of proposals.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from bot.actions import Done, Verb, act
from bot.context import Context
from bot.forms.form import Form, Values
from bot.messages.choices import paper_choices
from bot.messages.message import Choice, Rendered, Section, View
from bot.slack.blocks import Json, modal
from bot.text import deadline_forms
from bot.web.links import AskedPaper
from process.acts.allowed import Act, why_not
from process.dates.danish_grammar import WhenError, read, read_day
from process.dates.when import Day, NoLater, When
from process.errors import BadDay
from process.ledger.state import State
from process.plan.model import Milestone
from process.seats import PersonId


class Place(StrEnum):
    """Where somebody pressed or typed."""

    COMMAND = "command"
    MESSAGE = "message"
    PRIVATE = "private"
    """A private answer of ours, which nobody else sees and which is not kept."""
    HOME = "home"
    MODAL = "modal"


@dataclass(frozen=True, kw_only=True)
class Request:
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

    def act(self, verb: Verb, *, once: str = "", **words: Any) -> Done:
        """Let the verb decide for this person, and write what it says; see `bot.actions.act`."""
        return act(self.context, self.person, verb, once=once, **words)

    def allows(self, what: Act, key: str | int) -> bool:
        """Whether this person would not be refused."""
        return why_not(self.state, self.person, what, str(key), self.context.now()) is None

    def open(self, form: Form[Any]) -> Open:
        """Ask, in a modal, whoever may be asked."""
        form.need_allowed(self.context, self.person)
        return Open(modal(form, place=self.place.value))

    def paper(self, asked: AskedPaper, about: str) -> tuple[Choice, ...]:
        """The links to a paper; none where there are no pages."""
        links, person = self.context.links, self.person
        pdf = links.paper(person, asked, "pdf")
        return paper_choices(about, pdf=pdf, word=links.paper(person, asked, "docx")) if pdf else ()

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
    """The act was carried out: the place it was pressed in says what stands now. `rendered` is for
    places without a message of ours.
    """

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


def say(sections: Sequence[Section], *, heard: int = 3) -> Say:
    """Several paragraphs; the first of them are what notifications and screen readers read."""
    text = " ".join(section.text for section in sections[:heard])
    return Say(Rendered(text=text, sections=tuple(sections)))


Press = Callable[[Request], Answer]
"""What a word of a command or a button does."""
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Modal(Generic[T]):
    """A form of a conversation, and what is answered when it was sent in."""

    form: Form[T]
    answer: Callable[[Request, T, Values], Answer]
    title: str = deadline_forms.SAID_TITLE
    """Over the answer."""

    def sent(self, request: Request, values: Values) -> Answer:
        """Carry it out and answer; raises Refused."""
        return self.answer(request, self.form.sent(request.context, request.person, values), values)


MOST_WORDS = 6
"""The longest way to write a day: "torsdag den 18. april 2024" and one to spare."""
MOST_LETTERS = 40
"""Of what could not be read, in the answer."""
CODE = re.compile(r"[A-Za-z]{1,4}-?\d+")
LIKE_A_CODE = re.compile(r"(?=.*\d)[A-Za-z]{1,4}[-\w]{1,8}")
"""What somebody may have meant as one: "R-0O7" with a letter for a nought."""
SPLIT = re.compile(r"^([A-Z]+)(\d+)$")
DASHED = re.compile(r"^(\d{1,2})-(\d{1,2})$")


def held_day(text: str, *, today: date) -> tuple[date | None, str]:
    """The same for a meeting that has been held: a bare weekday is the latest one, "18-4" a day.
    Raises BadDay, also for a text that begins with no day.
    """
    head, _, rest = text.partition(" ")
    day, left = leading_day(" ".join([DASHED.sub(r"\1/\2", head), rest]).strip(), today=today)
    if text and day is None:
        raise BadDay(why="unreadable", text=text[:MOST_LETTERS])
    if day is not None and day > today and head.strip(",.;").isalpha() and left == rest:
        day -= timedelta(days=7)
    return day, left


def leading_day(text: str, *, today: date) -> tuple[date | None, str]:
    """The day at the head of a text, and the rest; (None, text) when there is none.
    Raises BadDay for one that does not exist: a shorter reading of it ("mandag" alone)
    would be a day nobody meant.
    """
    words = text.split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        try:
            return read_day(" ".join(words[:count]).rstrip(",;:"), today=today), " ".join(
                words[count:]
            )
        except WhenError as error:
            if error.why in ("impossible", "weekday"):
                raise BadDay(why="unreadable", text=error.text) from error
    return None, text


def need_day(text: str, *, today: date) -> tuple[date, str]:
    """The same, where a day is needed; raises BadDay."""
    day, rest = leading_day(text, today=today)
    if day is None:
        raise BadDay(why="unreadable", text=text)
    return day, rest


def when_of(text: str, row: Milestone, *, today: date) -> When:
    """A new date for a row: a day without a clock time keeps the row's own, anything else is read
    as it stands. Raises BadDay.
    """
    try:
        return _when(text, row, today)
    except WhenError as error:
        raise BadDay(why="unreadable", text=text) from error


MOST_WORDS_OF_TIME = 12
"""The longest way to write a time: "fra torsdag den 2. september kl. 9 til fredag den …"."""
GOES_ON = re.compile(r"(?:[-–—/&+]|(?:til|eller|og|samt|kl|mellem|fra|senest)\b|\d)", re.IGNORECASE)
"""How a text goes on that is still about the time; a reason begins otherwise."""


def leading_when(text: str, row: Milestone, *, today: date) -> tuple[str, str]:
    """What a row is moved to, at the head of a text, and the reason after it; ("", "") where it is
    not plain which is which. Raises BadDay for a day that does not exist.
    """
    words = text.split()
    for count in range(min(MOST_WORDS_OF_TIME, len(words)), 0, -1):
        typed, rest = " ".join(words[:count]).rstrip(",;:"), " ".join(words[count:])
        try:
            _when(typed, row, today)
        except WhenError as error:
            if error.why in ("impossible", "weekday") and count <= MOST_WORDS:
                raise BadDay(why="unreadable", text=error.text) from error
            continue
        return ("", "") if GOES_ON.match(rest) else (typed, rest)
    return "", ""


HALF_A_YEAR = timedelta(days=183)
"""A day without a year that is longer ago is one of next year; a nearer one is refused as past."""


def _when(text: str, row: Milestone, today: date) -> When:
    year = (row.when.latest or today).year
    try:
        found = read(text, year=year)
        if found.latest is not None and found.latest < today - HALF_A_YEAR:
            found = read(text, year=year + 1)
    except WhenError as error:
        if error.why in ("impossible", "weekday"):
            raise
        return _on(row.when, read_day(text, today=today))
    return _on(row.when, found.day) if isinstance(found, Day) and found.start is None else found


def _on(old: When, day: date) -> When:
    if isinstance(old, Day | NoLater):
        return replace(old, day=day)
    return Day(day=day)


def codes(text: str, state: State) -> tuple[tuple[str, ...], str]:
    """The proposals' codes at the head of a text (written "r-017", "R017" or "R-017,"), and the
    rest.
    """
    known = {_bare(id): id for id in state.versions}
    words = text.split()
    found: list[str] = []
    while (
        words
        and _is_code(words[0].strip(",;"))
        and (_bare(words[0]) in known or not found or "-" in words[0])
    ):
        word = words.pop(0).strip(",;")
        found.append(known.get(_bare(word), word.upper()))
        if words and words[0] == "og":
            words.pop(0)
    return tuple(found), " ".join(words)


def _is_code(word: str) -> bool:
    """Written as a code, or so like one that nothing else can be meant."""
    return bool(CODE.fullmatch(word)) or bool(LIKE_A_CODE.fullmatch(word) and word[:1].isalpha())


def near_codes(state: State, typed: str) -> tuple[str, ...]:
    """The codes that come closest to what was typed, the closest first."""
    bare = {_bare(id): id for id in state.versions}
    return tuple(
        bare[name] for name in difflib.get_close_matches(_bare(typed), list(bare), n=3, cutoff=0.5)
    )


def _bare(code: str) -> str:
    """As it is compared: "r-17", "R017" and "R-017" are one."""
    letters, digits = SPLIT.sub(r"\1 \2", code.strip(",;").replace("-", "").upper()).partition(" ")[
        ::2
    ]
    return letters + (digits.lstrip("0") or digits)
