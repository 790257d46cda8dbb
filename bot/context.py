"""What a conversation may use: the process, its memory, the domain clock, and a way to wake the
worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.messages.message import View
from bot.text.grammar import named
from process.acts.rights import who_may_take_over
from process.deadlines.obligations import Obligation
from process.ledger.facts import Text
from process.ledger.state import State
from process.seats import PersonId
from storage.addresses import Addresses
from storage.directory import Directory, Preferences
from storage.heartbeat import Heartbeat
from storage.inbox import ReceivedIds
from storage.ledger import Ledger, Texts
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog


class PaperKind(StrEnum):
    """The papers people can take away; the value stands in links and file names."""

    ANNEX = "med-bilag"
    STATUS_NOTE = "statusnotat"
    AGENDA_ITEM = "dagsordenspunkt"


@dataclass(frozen=True, kw_only=True)
class AskedPaper:
    """Which paper, and about what: a decision point's key for an annex, a committee or a decision
    point's key for an agenda item.
    """

    kind: PaperKind
    about: str = ""

    @property
    def subject(self) -> str:
        """As it stands in a link; keys of the plan hold no line end."""
        return f"{self.kind}\n{self.about}"


class Links(Protocol):
    """Addresses of pages outside Slack; each may be "" when the installation has none."""

    def board(self, person: PersonId) -> str:
        """The timeline and the matrix: signed and short-lived."""
        ...

    def hearing(self, person: PersonId, id: str, ending: str) -> str:
        """A consultation's answers as a file, csv or xlsx: signed and short-lived."""
        ...

    def paper(self, person: PersonId, asked: AskedPaper, ending: str) -> str:
        """A paper, pdf or docx: signed and short-lived."""
        ...

    def calendar(self, token: str) -> str:
        """The subscription address behind a token."""
        ...

    def calendar_help(self, token: str) -> str:
        """The page that says how to subscribe."""
        ...

    def board_at(self, token: str) -> str:
        """The board behind an address of one's own, which does not run out."""
        ...

    def public_calendar(self) -> str:
        """The feed everybody may have."""
        ...

    def door(self, person: PersonId, committee: str) -> str:
        """The person's own form for a committee, for those without Slack."""
        ...

    def deadline(self, person: PersonId, obligation: str) -> str:
        """The page where the person answers about one deadline: signed and short-lived."""
        ...


@dataclass(frozen=True, kw_only=True)
class NoLinks:
    """An installation without pages."""

    def board(self, person: PersonId) -> str:
        """None."""
        return ""

    def hearing(self, person: PersonId, id: str, ending: str) -> str:
        """None."""
        return ""

    def paper(self, person: PersonId, asked: AskedPaper, ending: str) -> str:
        """None."""
        return ""

    def calendar(self, token: str) -> str:
        """None."""
        return ""

    def calendar_help(self, token: str) -> str:
        """None."""
        return ""

    def board_at(self, token: str) -> str:
        """None."""
        return ""

    def public_calendar(self) -> str:
        """None."""
        return ""

    def door(self, person: PersonId, committee: str) -> str:
        """None."""
        return ""

    def deadline(self, person: PersonId, obligation: str) -> str:
        """None."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Context:
    """Built once by `app.build`. `now` is the domain clock; `wake` nudges the worker after a
    write.
    """

    process: str
    ledger: Ledger
    outbox: Outbox
    outbox_log: OutboxLog
    directory: Directory
    texts: Texts
    addresses: Addresses
    seen: ReceivedIds
    now: Callable[[], datetime]
    wake: Callable[[], None]
    links: Links
    wishes: Preferences | None = None
    """When people want to hear from us; None where nobody can choose."""
    heartbeat: Heartbeat | None = None
    """The workers' signs of life."""

    def at_once(self) -> Context:
        """The same with its clock held: everything one act asks and writes happens at one
        instant.
        """
        instant = self.now()
        return replace(self, now=lambda: instant)

    def state(self) -> State:
        """The process as it stands."""
        return self.ledger.state(self.process)

    def today(self, state: State) -> date:
        """The local day on the domain clock."""
        return state.plan.calendar.local_day(self.now())

    def view(self) -> View:
        """Names and free texts for the words of a message."""
        return view_of(self.process, self.directory, self.texts)


def view_of(process: str, directory: Directory, texts: Texts) -> View:
    """Names from the directory and free texts from the erasable table; "" for
    what is not there (any more).
    """

    def name_of(person: PersonId) -> str:
        found = directory.get(process, person)
        return found.name if found else ""

    def text_of(text: Text) -> str:
        found = texts.get(process, [text.id]).get(text.id)
        return found if isinstance(found, str) else ""

    return View(name_of=name_of, text_of=text_of)


def candidates(
    context: Context, state: State, owed: Obligation, *, but: PersonId, day: date
) -> list[tuple[PersonId, str]]:
    """Everybody who could do it and can be reached, with a seat of theirs, by name."""
    return reachable(context, state, who_may_take_over(state, owed, day), but=but, day=day)


def reachable(
    context: Context, state: State, people: Iterable[PersonId], *, but: PersonId, day: date
) -> list[tuple[PersonId, str]]:
    """Those of them who are still here, but the person who asks, with a seat of theirs, by name."""
    known = {p.id: p.name for p in context.directory.all(context.process) if p.active}
    found = []
    for person in people:
        seats = [named(state.plan, seat) for seat in state.seats_of(person, day)]
        if person in known and person != but and seats:
            found.append((person, ", ".join(filter(None, (known[person], *seats[:1])))))
    return sorted(found, key=lambda pair: pair[1].casefold())
