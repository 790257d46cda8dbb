"""Notices gathered into messages: what the bot says by itself into one a day, at the person's own
hour and days within what the plan allows; the rest each for itself, at once. When a person wants to
hear from us is no fact of the process: it lies in the directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from process.dates.workdays import WorkCalendar
from process.errors import BadPreference
from process.reminders.notices import Notice, NoticeKind
from process.seats import PersonId

WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True, kw_only=True)
class Preference:
    """One person's choices. `hour` None = the plan's delivery hour; `days` are weekdays, Monday 0;
    `together`: news waits for the day's one message as well.
    """

    hour: time | None = None
    days: frozenset[int] = field(default=WEEKDAYS)
    together: bool = False


PLAIN = Preference()


Wishes = Mapping[PersonId, Preference]


NOBODYS: Wishes = MappingProxyType({})


def need_allowed(wish: Preference, days: WorkCalendar) -> Preference:
    """The wish, if messages may go out then; raises BadWish."""
    if wish.hour is not None and not days.quiet_until <= wish.hour < days.quiet_from:
        raise BadPreference(why="hour", first=days.quiet_until, last=days.quiet_from)
    if not wish.days & WEEKDAYS:
        raise BadPreference(why="days")
    return wish


# Which message carries it.


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message to be: its key (once for ever: `process|digest|person|local day`, or the notice's
    own for a single one), the local day it is for, and the instant from which it may go out (UTC).
    """

    key: str
    person: PersonId
    day: date
    not_before: datetime
    digest: bool
    notices: tuple[Notice, ...]


def drafts_of(
    notices: Iterable[Notice], now: datetime, days: WorkCalendar, wishes: Wishes = NOBODYS
) -> tuple[Draft, ...]:
    """The messages that carry these notices if they are written at `now`; none may leave in a
    closed hour.
    """
    digests: dict[tuple[PersonId, datetime], list[Notice]] = {}
    singles: list[Notice] = []
    for notice in sorted(notices, key=lambda n: (n.due, n.key)):
        wish = wishes.get(notice.person, PLAIN)
        if notice.digested or (wish.together and notice.kind is not NoticeKind.INVITATION):
            digests.setdefault((notice.person, opening(notice, wish, now, days)), []).append(notice)
        else:
            singles.append(notice)
    alone = [_single(n, now, days) for n in singles]
    for draft in [one for one in alone if one.notices[0].kind in CORRECTING]:
        found = digests.get((draft.person, draft.not_before))
        if found is not None:
            found[:0] = draft.notices
            alone.remove(draft)
    together = [
        _digest(person, tuple(found), opens, days) for (person, opens), found in digests.items()
    ]
    return (*together, *alone)


CORRECTING = frozenset({NoticeKind.MOVED, NoticeKind.CANCELLED})
"""News of a date, which goes with the reminder of the new one where both go at the same instant."""


def _digest(
    person: PersonId, notices: tuple[Notice, ...], opens: datetime, days: WorkCalendar
) -> Draft:
    day = days.local_day(opens)
    key = f"{notices[0].process}|digest|{person}|{day.isoformat()}"
    return Draft(key=key, person=person, day=day, not_before=opens, digest=True, notices=notices)


def _single(notice: Notice, now: datetime, days: WorkCalendar) -> Draft:
    opens = days.next_open(max(now, notice.due))
    return Draft(
        key=notice.key,
        person=notice.person,
        day=days.local_day(opens),
        not_before=opens,
        digest=False,
        notices=(notice,),
    )


# When the day's one goes.


def opening(notice: Notice, wish: Preference, now: datetime, days: WorkCalendar) -> datetime:
    """From when a notice may go out in the person's daily message, if it is written at `now`."""
    soonest = _soonest(wish, now, days, late=notice.digested)
    if days.local_day(soonest).weekday() in wish.days:
        return soonest
    own = days.local_day(soonest)
    while own.weekday() not in wish.days or not days.delivers_on(own):
        own += timedelta(days=1)
    return _hour_on(own, wish, days) if _can_wait(notice, own) else soonest


def _soonest(wish: Preference, now: datetime, days: WorkCalendar, *, late: bool) -> datetime:
    """Now, when the day's hour has come and messages may go (`late`); else the next day's hour."""
    day = days.local_day(now)
    if late and wish.hour is None:
        return days.next_open(now)
    if late and days.is_open(now) and _hour_on(day, wish, days) <= now:
        return now
    while not days.delivers_on(day) or _hour_on(day, wish, days) < now:
        day += timedelta(days=1)
    return _hour_on(day, wish, days)


def _hour_on(day: date, wish: Preference, days: WorkCalendar) -> datetime:
    """The person's hour, or the plan's on a half day that closes before it."""
    wanted = days.instant(day, wish.hour or days.delivery)
    return wanted if days.is_open(wanted) else days.delivery_on(day)


THURSDAY = 3


def _can_wait(notice: Notice, until: date) -> bool:
    """A reminder may wait for the person's own day as long as that is not after its
    deadline; what is late may not.
    """
    counted_from = notice.counted_from
    if counted_from is None:
        return False
    if notice.kind is NoticeKind.WEEKLY:
        return until.weekday() <= THURSDAY and until < counted_from + timedelta(days=7)
    return notice.kind is NoticeKind.REMINDER and until <= counted_from
