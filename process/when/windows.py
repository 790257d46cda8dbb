"""Times that hang on something else: other organs' meetings, another row, or nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from process.when.days import Precision


@dataclass(frozen=True, kw_only=True)
class Window:
    """From `opens` until each affected committee's own treatment in `until_meetings_of` (first and last possible day known)."""

    opens: date
    until_meetings_of: str
    closes_first: date
    closes_last: date

    @property
    def earliest(self) -> date | None:
        """The day it opens."""
        return self.opens

    @property
    def latest(self) -> date | None:
        """The day before the last possible treatment."""
        return self.closes_last - timedelta(days=1)

    @property
    def precision(self) -> Precision:
        """An open window."""
        return Precision.WINDOW


@dataclass(frozen=True, kw_only=True)
class EachMeeting:
    """Each organ of a group at its own ordinary meeting within the days `first`-`last`."""

    group: str
    first: date
    last: date

    @property
    def earliest(self) -> date | None:
        """The first day of the window."""
        return self.first

    @property
    def latest(self) -> date | None:
        """The last day of the window."""
        return self.last

    @property
    def precision(self) -> Precision:
        """A window of meetings."""
        return Precision.WINDOW


@dataclass(frozen=True, kw_only=True)
class Relative:
    """`days` working days after (before when negative) another milestone; 0 = some time after it (`before`: before it), no day named."""

    milestone: str
    days: int = 0
    before: bool = False

    @property
    def earliest(self) -> date | None:
        """Unknown until it is resolved against the plan."""
        return None

    @property
    def latest(self) -> date | None:
        """Unknown until it is resolved against the plan."""
        return None

    @property
    def precision(self) -> Precision:
        """Unknown until it is resolved against the plan."""
        return Precision.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Undated:
    """The source names no time at all; `words` keeps what it does say."""

    words: str = ""

    @property
    def earliest(self) -> date | None:
        """None: nothing is invented."""
        return None

    @property
    def latest(self) -> date | None:
        """None: nothing is invented."""
        return None

    @property
    def precision(self) -> Precision:
        """Unknown."""
        return Precision.UNKNOWN
