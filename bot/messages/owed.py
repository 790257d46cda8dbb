"""What a person owes and what waits for them, as sections; `/frist`, App Home and the
answer to an undo show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.messages import deadlines, records
from bot.messages.choices import choice, hand_in, offered
from bot.messages.message import Act, Rendered, Section, View
from bot.text import deadlines as deadlines_words
from bot.text import digests
from bot.text.digests import COMING, OVERDUE
from process.acts.deadlines import together
from process.deadlines.obligations import Obligation, ObligationKind, lent_by, owed_by
from process.ledger.state import State
from process.seats import PersonId

SOON = timedelta(days=21)
"""What is due within it stands as owed now; the rest is what comes."""
MOST = 15


def rendered(state: State, person: PersonId, today: date, view: View) -> Rendered:
    """All of it as one answer."""
    found = sections(state, person, today, view)
    return Rendered(
        text=found[0].text if len(found) == 1 else digests.list_head(number=len(found)),
        sections=found,
    )


def sections(state: State, person: PersonId, today: date, view: View) -> tuple[Section, ...]:
    """What others wait for, what is overdue, what is soon due, then the rest."""
    owed = owed_by(state, person, today)
    asked = [o for o in owed if o.kind in (ObligationKind.ANSWER, ObligationKind.CONFIRMATION)]
    late = [o for o in owed if o.overdue_on(today) and o not in asked]
    soon = [o for o in owed if o not in (*late, *asked) and o.due <= today + SOON]
    coming = [o for o in owed if o not in (*asked, *late, *soon)]
    groups = ((digests.ASKED, asked), (OVERDUE, late), (digests.NOW, soon))
    found = [
        one
        for heading, group in groups
        for one in _under(heading, _sections(state, group, person, today, view))
    ]
    if not found:
        following = min(coming, key=lambda o: o.due, default=None)
        found = [
            Section(
                text=deadlines_words.nothing(
                    due=following.due if following else None,
                    title=following.title if following else "",
                )
            )
        ]
    found += _under(COMING, _sections(state, coming, person, today, view))
    found += _under(digests.ELSEWHERE, _lent(state, person, today, view))
    return _few(found)


def _lent(state: State, person: PersonId, today: date, view: View) -> Iterator[Section]:
    """What is theirs by the seat and in other hands; they can still say that it is handed in."""
    for one in lent_by(state, person, today):
        stands = deadlines.stand(state, one, person, today, view)
        if stands is not None and one.kind is ObligationKind.DELIVERY:
            choices = (hand_in(state, one), *stands.choices)
            yield offered(state, person, today, replace(stands, choices=choices))


def _few(found: list[Section]) -> tuple[Section, ...]:
    if len(found) <= MOST:
        return tuple(found)
    return (*found[: MOST - 1], Section(text=digests.list_more(number=len(found) - MOST + 1)))


def _under(heading: str, found: Iterable[Section]) -> list[Section]:
    return [replace(one, heading=heading if n == 0 else "") for n, one in enumerate(found)]


def _sections(
    state: State, owed: list[Obligation], person: PersonId, today: date, view: View
) -> Iterator[Section]:
    meetings: dict[tuple[str, object], list[Obligation]] = {}
    for one in owed:
        if one.kind is ObligationKind.DISCUSSION:
            meetings.setdefault((one.committee or "", one.due), []).append(one)
        else:
            yield section(state, one, person, today, view)
    for found in meetings.values():
        yield offered(state, person, today, records.missing(state, found, today))


def section(
    state: State, owed: Obligation | None, person: PersonId, today: date, view: View
) -> Section:
    """One thing a person owes, with all that can be done about it; None: it is owed no longer."""
    if owed is None:
        return Section(text=deadlines_words.GONE)
    return offered(state, person, today, _section(state, owed, person, today, view))


def _section(state: State, owed: Obligation, person: PersonId, today: date, view: View) -> Section:
    if owed.kind is ObligationKind.ANSWER:
        return deadlines.question(state, owed, view, today)
    if owed.record is not None:
        return records.stands(state, owed.record, person, today)
    if owed.kind is ObligationKind.DISCUSSION:
        return records.missing(state, [owed, *together(state, owed)], today)
    stands = deadlines.stand(state, owed, person, today, view)
    if stands is not None:
        return stands
    part = state.history_of(owed.key).in_part
    undo = (choice(Act.UNDO, part.seq, owed.title),) if part and part.actor == person else ()
    more = (
        choice(Act.NOT_MINE, owed.key, owed.title),
        choice(Act.DELIVER_NOTE, owed.key, owed.title),
        *undo,
    )
    return deadlines.plain_section(state, owed, today, view, *more)


def requests(state: State, person: PersonId, today: date, view: View) -> list[Section]:
    """Requests for more time that wait for an answer, with their buttons."""
    found = [o for o in owed_by(state, person, today) if o.kind is ObligationKind.ANSWER]
    return [section(state, o, person, today, view) for o in found]
