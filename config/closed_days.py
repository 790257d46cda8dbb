"""Closed and half days of a Danish municipality: public holidays from `holidays`, the customary days as the plan says, and the plan's own.

Customary (KL's agreements outside Copenhagen): 24 and 31 December closed, 1 May and 5 June off from 12:00. It differs by agreement, so
each is a setting. Store bededag is no holiday from 2024 on. Sundays are included harmlessly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

import holidays

from process.days import ClosedDay


class Openness(StrEnum):
    """How a customary day is kept."""

    OPEN = "open"
    HALF = "half"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class CustomaryDays:
    """The days no law closes; a half day closes at `half_day_from`."""

    first_of_may: Openness = Openness.HALF
    constitution_day: Openness = Openness.HALF
    christmas_eve: Openness = Openness.CLOSED
    new_years_eve: Openness = Openness.CLOSED
    half_day_from: time = time(12, 0)

    def on(self, day: date) -> Openness:
        """How the day is kept; open when it is none of the four."""
        kept = {(5, 1): self.first_of_may, (6, 5): self.constitution_day, (12, 24): self.christmas_eve, (12, 31): self.new_years_eve}
        return kept.get((day.month, day.day), Openness.OPEN)


def closed_days(years: Iterable[int], customary: CustomaryDays, own: Iterable[ClosedDay] = ()) -> tuple[ClosedDay, ...]:
    """Every closed and half day of the years, in order, with its Danish name. The plan's own word prevails on its day."""
    wanted = sorted(set(years))
    public = holidays.country_holidays("DK", years=wanted, language="da", categories="public")
    optional = holidays.country_holidays("DK", years=wanted, language="da", categories="optional")
    days = {day: _kept(day, name, customary) for day, name in optional.items()}
    days |= {day: ClosedDay(day=day, name=name) for day, name in public.items()}
    days |= {closed.day: closed for closed in own}
    return tuple(closed for _, closed in sorted(days.items()) if closed)


def _kept(day: date, name: str, customary: CustomaryDays) -> ClosedDay | None:
    kept = customary.on(day)
    if kept is Openness.OPEN:
        return None
    return ClosedDay(day=day, name=name, from_time=customary.half_day_from if kept is Openness.HALF else None)
