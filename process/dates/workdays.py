"""Working days, closed days and hours in the municipality's own calendar. A rule
is decided on the local day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

SATURDAY = 5
SUNDAY = 6


class Counting(StrEnum):
    """arbejdsdag counts Monday-Friday; hverdag counts Saturday too (some rules of procedure do)."""

    WORKING_DAY = "arbejdsdag"
    WEEKDAY = "hverdag"


@dataclass(frozen=True, kw_only=True)
class ClosedDay:
    """A day the municipality is closed; with `from_time` only from that hour (a half day)."""

    day: date
    name: str
    from_time: time | None = None


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """The municipality's days: zone, closed and half days, quiet hours,
    delivery hour. Days are local days.
    """

    zone: str = "Europe/Copenhagen"
    closed: tuple[ClosedDay, ...] = ()
    delivery: time = time(8, 0)
    quiet_from: time = time(17, 0)
    quiet_until: time = time(7, 0)

    @cached_property
    def tz(self) -> ZoneInfo:
        """The zone in which days and hours are read."""
        return ZoneInfo(self.zone)

    @cached_property
    def _whole(self) -> frozenset[date]:
        return frozenset(c.day for c in self.closed if c.from_time is None)

    @cached_property
    def _half(self) -> dict[date, time]:
        return {c.day: c.from_time for c in self.closed if c.from_time is not None}

    def closed_on(self, day: date) -> ClosedDay | None:
        """The closed or half day that is that day; a weekend has no name of its own."""
        return next((closed for closed in self.closed if closed.day == day), None)

    def is_working(self, day: date, counting: Counting = Counting.WORKING_DAY) -> bool:
        """Half days count as working days (rules D5)."""
        weekend = (SUNDAY,) if counting is Counting.WEEKDAY else (SATURDAY, SUNDAY)
        return day.weekday() not in weekend and day not in self._whole

    def shift(self, day: date, days: int, counting: Counting = Counting.WORKING_DAY) -> date:
        """The day that lies `days` working days after (before when negative); `day` itself
        is day 0 and need not be one.
        """
        step = timedelta(days=1 if days > 0 else -1)
        left = abs(days)
        while left:
            day += step
            left -= self.is_working(day, counting)
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself when it is a working day, else the working day before."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the working day after."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def count(self, first: date, last: date, counting: Counting = Counting.WORKING_DAY) -> int:
        """Working days after `first` up to and with `last`; negative when `last` lies before
        `first`.
        """
        if last < first:
            return -self.count(last, first, counting)
        return sum(
            self.is_working(first + timedelta(days=n), counting)
            for n in range(1, (last - first).days + 1)
        )

    def local(self, instant: datetime) -> datetime:
        """The instant on the local clock; raises ValueError when it is naive."""
        if instant.tzinfo is None:
            raise ValueError(f"{instant} has no zone; give an aware instant")
        return instant.astimezone(self.tz)

    def local_day(self, instant: datetime) -> date:
        """The local day of an instant."""
        return self.local(instant).date()

    def instant(self, day: date, at: time) -> datetime:
        """The UTC instant of a local clock time; one that does not exist in spring
        becomes the first after the gap.
        """
        return datetime.combine(day, at, self.tz).astimezone(UTC)

    def is_open(self, instant: datetime) -> bool:
        """Whether a message may be sent: a working day, outside quiet hours,
        before a half day's closing.
        """
        local = self.local(instant)
        closes = min(self.quiet_from, self._half.get(local.date(), self.quiet_from))
        return self.is_working(local.date()) and self.quiet_until <= local.time() < closes

    def delivery_on(self, day: date) -> datetime:
        """When the day's messages go out, as a UTC instant."""
        return self.instant(day, self.delivery)

    def delivers_on(self, day: date) -> bool:
        """Whether messages go out that day: it is a working day, and no half day that
        closes before the delivery hour.
        """
        return self.is_working(day) and self._half.get(day, time.max) > self.delivery

    def delivery_day(self, day: date) -> date:
        """The day itself when messages go out on it, else the last day before on which they do."""
        while not self.delivers_on(day):
            day -= timedelta(days=1)
        return day

    def next_open(self, instant: datetime) -> datetime:
        """The instant itself when messages may go out now, else the next delivery hour."""
        if self.is_open(instant):
            return instant
        day = self.local_day(instant)
        while not self.delivers_on(day) or self.delivery_on(day) <= instant:
            day += timedelta(days=1)
        return self.delivery_on(day)
