"""What a check finds, as values. A finding is a question to a person, or says what cannot work
as it stands; never a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from process.plan.model import Plan, Severity
from process.seats import Seat

Fact = str | int | date | tuple[str, ...] | tuple[date, ...]
"""A value a sentence quotes: words, a count, a local day, or several of one sort."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding: the rule, where in the plan (dotted path as in the file), and the facts
    behind it.
    """

    rule: str
    severity: Severity
    path: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        """The fact of that name; raises KeyError."""
        return dict(self.facts)[name]


@dataclass(frozen=True)
class Found:
    """What a rule yields: the place and the facts; the table adds which rule it was."""

    path: str
    facts: Mapping[str, Fact]


Check = Callable[[Plan], Iterator[Found]]
Held = frozenset[Seat]
"""The seats somebody sits in; known where there is a ledger, never from a file."""
HeldCheck = Callable[[Plan, Held], Iterator[Found]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A named rule. `severity` is the usual one, which a plan may change; `numbers` are the fields
    of `Rules` it reckons with; `basis` says where it comes from: sums (the calendar), practice (the
    plan's own numbers), law, med, source, seats or rolled.
    """

    id: str
    severity: Severity
    basis: str
    numbers: tuple[str, ...] = ()
    check: Check | None = None
    check_held: HeldCheck | None = None
    """For a rule that has to know who sits where; silent when that is not known."""

    def ask(self, plan: Plan, held: Held | None) -> Iterator[Found]:
        """What the rule finds."""
        if self.check is not None:
            yield from self.check(plan)
        if self.check_held is not None and held is not None:
            yield from self.check_held(plan, held)
