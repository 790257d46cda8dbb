"""The standing cast of the storage tests: one process, a few people, a Monday in March,
and short ways to make facts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from process.ledger.entries import Decision, NewText
from process.ledger.facts import Delivered, Fact, PlanAdopted, SeatTaken
from process.ledger.state import State
from process.plan.model import Plan
from process.reminders.digests import Draft
from process.reminders.notices import Notice, NoticeKind
from process.seats import Seat

P = "municipality/2024"
OTHER = "elsewhere/2024"
DAY = date(2024, 3, 18)
NOW = datetime(2024, 3, 18, 7, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
OWNER, DEPUTY, OUTSIDER = "owner-1", "deputy-2", "outsider-3"


def took(person: str, place: str = "schools") -> SeatTaken:
    return SeatTaken(seat=Seat.parse(f"head:{place}"), person=person, since=DAY)


def delivered(note: NewText | None = None, obligation: str = "budget/head:schools") -> Delivered:
    return Delivered(obligation=obligation, note=note.text if note else None)


def adopted(*, rehearsal: bool) -> PlanAdopted:
    return PlanAdopted(
        plan=Plan(key=P, title="A year", municipality="M", uid_host="h", rehearsal=rehearsal),
        reason="new year",
    )


def says(*facts: Fact, texts: tuple[NewText, ...] = ()) -> Callable[[State], Decision]:
    """A verb that always says the same."""
    return lambda _state: Decision(facts, texts=texts)


def notice(
    key: str,
    person: str = OWNER,
    *,
    obligation: str = "budget",
    step: str = "2024-03-18-3",
    entry: int = 0,
) -> Notice:
    return Notice(
        key=key,
        process=P,
        kind=NoticeKind.REMINDER,
        person=person,
        due=NOW,
        obligation=obligation,
        step=step,
        entry=entry,
    )


def digest(
    *notices: Notice, person: str = OWNER, day: date = DAY, not_before: datetime = NOW
) -> Draft:
    key = f"{P}:{person}:{day}"
    return Draft(
        key=key, person=person, day=day, digest=True, not_before=not_before, notices=notices
    )


def single(one: Notice, not_before: datetime = NOW) -> Draft:
    return Draft(
        key=one.key, person=one.person, day=DAY, digest=False, not_before=not_before, notices=(one,)
    )


def together(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that start at the same moment; an exception is that thread's answer."""
    answers: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            answers[number] = act()
        except Exception as error:
            answers[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    _all(thread.start for thread in threads)
    _all(thread.join for thread in threads)
    return answers


def _all(acts: Iterable[Callable[[], object]]) -> None:
    for act in acts:
        act()
