"""What a conversation may use: the process, its memory, the domain clock, and a way to wake the
worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.messages.message import Aside, View
from bot.text.grammar import named
from bot.web.links import WebLinks
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
from storage.verify import Proofs


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
    links: WebLinks
    preferences: Preferences
    """When people want to hear from us."""
    heartbeat: Heartbeat
    """The workers' signs of life."""
    proofs: Proofs
    """What the nightly look at the ledger found."""

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
        """Names, free texts and messages that were put aside, for the words of a message."""
        return replace(view_of(self.process, self.directory, self.texts), aside=self._aside)

    def _aside(self, number: int) -> Aside | None:
        found = self.outbox_log.failed(self.process, limit=1, number=number)
        return Aside(why=found[0].why, in_doubt=found[0].in_doubt) if found else None


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
