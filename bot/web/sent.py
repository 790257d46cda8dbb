"""The fields of a form as they were typed, read without trusting them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from process.errors import BadDay, Unknown

DIGITS = 9
"""More than any ledger will count to; Python refuses to read numbers of thousands of figures."""
Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sent:
    """The fields as they were typed."""

    values: Values = field(default_factory=dict)

    def text(self, name: str) -> str:
        """One field; browsers send line ends as two characters, which count as one."""
        return next(iter(self.values.get(name, ())), "").replace("\r\n", "\n")

    def several(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.values.get(name, ())

    def day(self, name: str) -> date | None:
        """A day, None when left empty; raises BadDay."""
        text = self.text(name).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise BadDay(why="unreadable", text=text[:40]) from error

    @property
    def record(self) -> int:
        """Which record it is about; raises Unknown."""
        found = self.number("record")
        if found is None:
            raise Unknown(what="record", name=self.text("record")[:20])
        return found

    def number(self, name: str) -> int | None:
        """An entry's number; None for anything no ledger could hold."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) <= DIGITS else None

    @property
    def once(self) -> str:
        """The form's own id, so that a form sent twice counts once."""
        return f"door:{self.text('once')}" if self.text("once") else ""
