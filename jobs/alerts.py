"""A word to those who keep the process about something a human must look at: each thing
once a period, in working hours.
"""

from __future__ import annotations

from datetime import datetime

from process.ledger.state import State
from process.reminders.notices import Notice, NoticeKind
from process.seats import PersonId, Role, Seat
from storage.outbox import Outbox


def tell_owners(
    outbox: Outbox,
    state: State,
    because: str,
    now: datetime,
    *,
    period: str,
    about: PersonId = "",
    number: int | None = None,
) -> int:
    """Put one message to each owner of the process but `about`; the same `because` in
    the same `period` is told once, with the first `number` of a message it is about.
    """
    days = state.plan.calendar
    day, told = days.local_day(now), 0
    for owner in state.holders(Seat(Role.PROCESS_OWNER, state.process), day):
        if owner != about:
            key = f"{state.process}|{because}|{period}|{owner}"
            notice = Notice(
                key=key,
                process=state.process,
                kind=NoticeKind.TO_ADMIN,
                person=owner,
                due=now,
                because=because if number is None else f"{because}:{number}",
            )
            told += outbox.put(
                state.process,
                key,
                person=owner,
                day=day,
                digest=False,
                not_before=days.next_open(now),
                notices=(notice,),
            )
    return told
