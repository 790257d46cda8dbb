"""Which notices share a message: what the bot says by itself is one message a day per person, the rest goes singly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from process.days import WorkCalendar
from process.notices import Notice, NoticeKind
from process.seats import PersonId
from process.wishes import NOBODYS, PLAIN, Wishes, opening


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A message to be: its key (once for ever), the local day it is for, and the instant from which it may go out."""

    key: str
    person: PersonId
    day: date
    not_before: datetime
    digest: bool
    notices: tuple[Notice, ...]


def parcels(notices: Iterable[Notice], now: datetime, days: WorkCalendar, wishes: Wishes = NOBODYS) -> tuple[Parcel, ...]:
    """The messages that carry these notices if they are written at `now`; none may leave in a closed hour."""
    digests: dict[tuple[PersonId, datetime], list[Notice]] = {}
    singles: list[Notice] = []
    for notice in sorted(notices, key=lambda n: (n.due, n.key)):
        wish = wishes.get(notice.person, PLAIN)
        if notice.digested or (wish.together and notice.kind is not NoticeKind.INVITATION):
            digests.setdefault((notice.person, opening(notice, wish, now, days)), []).append(notice)
        else:
            singles.append(notice)
    together = [_digest(person, tuple(found), opens, days) for (person, opens), found in digests.items()]
    return (*together, *(_single(n, now, days) for n in singles))


def _digest(person: PersonId, notices: tuple[Notice, ...], opens: datetime, days: WorkCalendar) -> Parcel:
    day = days.local_day(opens)
    key = f"{notices[0].process}|digest|{person}|{day.isoformat()}"
    return Parcel(key=key, person=person, day=day, not_before=opens, digest=True, notices=notices)


def _single(notice: Notice, now: datetime, days: WorkCalendar) -> Parcel:
    opens = days.next_open(max(now, notice.due))
    return Parcel(key=notice.key, person=notice.person, day=days.local_day(opens), not_before=opens, digest=False, notices=(notice,))
