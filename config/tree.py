"""What an operator's file holds, as a tree that remembers where every value stands, and the
report of what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from process.faults import Fault

UNREADABLE = object()
"""Stands where a value was so wrong that its fault is written already."""
MAX_DEPTH = 30
"""Deeper than any plan nests."""

Scalar = str | int | float | bool | date | None | object


class PlanFaults(Exception):
    """A plan, rehearsal or people file cannot be used; `faults` holds every reason with its
    place.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(
            f"{len(faults)} faults: {', '.join(f'{f.file}:{f.line} {f.code}' for f in faults[:5])}"
        )
        self.faults = faults


@dataclass(frozen=True, eq=False, slots=True)
class Branch:
    """One value with its place. `path` is dotted from the root:
    `milestones.raaderumsforslag.when`; lines count from 1.
    """

    value: dict[str, Branch] | list[Branch] | Scalar
    file: str
    line: int
    path: str = ""

    @property
    def mapping(self) -> dict[str, Branch] | None:
        """The children by key, when it is a mapping."""
        return self.value if isinstance(self.value, dict) else None

    @property
    def items(self) -> list[Branch]:
        """The children below it, whatever they hang on; none for a scalar."""
        if isinstance(self.value, dict):
            return list(self.value.values())
        return self.value if isinstance(self.value, list) else []

    @property
    def shown(self) -> str:
        """The value as a sentence may quote it."""
        if isinstance(self.value, dict | list) or self.value is UNREADABLE:
            return ""
        return "" if self.value is None else str(self.value)[:80]

    def child(self, key: str | int, value: object = None, line: int | None = None) -> Branch:
        """A branch one step below, in the same file."""
        path = f"{self.path}.{key}" if self.path else str(key)
        return Branch(value, self.file, self.line if line is None else line, path)

    def find(self, path: str) -> Branch:
        """The branch at a dotted path, or the nearest one above it that exists."""
        here = self
        for step in filter(None, path.split(".")):
            children = here.value
            if isinstance(children, dict) and step in children:
                here = children[step]
            elif isinstance(children, list) and step.isdigit() and int(step) < len(children):
                here = children[int(step)]
            else:
                break
        return here

    def below(self, key: str) -> dict[str, Branch]:
        """The mapping under a key (its own mapping for ""), empty where there is none."""
        here = self if not key else (self.mapping or {}).get(key)
        return (here.mapping or {}) if here is not None else {}

    def walk(self) -> Iterator[Branch]:
        """The branch and everything below it."""
        yield self
        for child in self.items:
            yield from child.walk()


@dataclass
class Report:
    """The faults found so far."""

    faults: list[Fault] = field(default_factory=list)
    _places: set[tuple[str, str]] = field(default_factory=set)

    def add(self, branch: Branch, code: str, **fields: str) -> None:
        """Note a fault at a branch."""
        self.take(
            (
                Fault(
                    file=branch.file,
                    line=branch.line,
                    path=branch.path,
                    code=code,
                    fields=tuple(fields.items()),
                ),
            )
        )

    def take(self, faults: Iterable[Fault]) -> None:
        """Note faults that were found elsewhere."""
        for fault in faults:
            self.faults.append(fault)
            self._places.add((fault.file, fault.path))

    def add_once(self, branch: Branch, code: str, **fields: str) -> None:
        """Note a fault that may only follow from another at the same place; then the first is
        enough.
        """
        if (branch.file, branch.path) not in self._places:
            self.add(branch, code, **fields)

    def check(self) -> None:
        """Raise PlanFaults when there are any, in the order of the files, each once."""
        if self.faults:
            raise PlanFaults(
                tuple(
                    sorted(dict.fromkeys(self.faults), key=lambda fault: (fault.file, fault.line))
                )
            )
