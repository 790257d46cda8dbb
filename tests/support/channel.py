"""A channel with a visible memory that keeps the contract of `process.channel`, and can be
told to misbehave as Slack does.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime

from process.channel import Message, Outcome, Sent, Unclear
from process.ledger.state import State
from process.seats import PersonId


@dataclass
class VisibleChannel:
    """What arrived is in `arrived`; `next_outcomes` are answered first, and "lost" means it
    arrived but nobody hears of it.
    """

    name: str = "slack"
    unreachable: frozenset[PersonId] = frozenset()
    arrived: list[Message] = field(default_factory=list)
    updated: list[tuple[str, Message]] = field(default_factory=list)
    next_outcomes: deque[Outcome | str] = field(default_factory=deque)
    find_answers: deque[Unclear] = field(default_factory=deque)
    blind: bool = False

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address here."""
        return person not in self.unreachable

    def send(self, message: Message, state: State) -> Outcome:
        """Arrives, unless an outcome was ordered."""
        outcome = self.next_outcomes.popleft() if self.next_outcomes else None
        if outcome is None or outcome == "lost":
            self.arrived.append(message)
        if isinstance(outcome, str):
            return Unclear(why="the answer was lost")
        return outcome or Sent(ref=f"D/{message.key}")

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Unclear | None:
        """Looks in what arrived."""
        if self.find_answers:
            return self.find_answers.popleft()
        return next(
            (Sent(ref=f"D/{m.key}") for m in self.arrived if m.key == key and m.person == person),
            None,
        )

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """Remembers what it was told to show."""
        outcome = self.next_outcomes.popleft() if self.next_outcomes else None
        if outcome is not None and not isinstance(outcome, str):
            return outcome
        self.updated.append((ref, message))
        return Sent(ref=ref)

    def notice_counts(self) -> Counter[str]:
        """How often each notice arrived."""
        return Counter(notice.key for message in self.arrived for notice in message.notices)
