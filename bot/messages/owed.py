"""What a person owes and what waits for them, as sections; `/frist`, App Home and the
answer to an undo show the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.messages import deadlines, records
from bot.messages.choices import choice
from bot.messages.message import Act, Rendered, Section
from bot.slack.requests import Request
from bot.text import deadlines as deadlines_words
from bot.text import digests
from bot.text.digests import COMING, OVERDUE
from process.acts.deadlines import together
from process.deadlines.obligations import Obligation, ObligationKind, owed_by
from process.ledger.state import State

SOON = timedelta(days=21)
"""What is due within it stands as owed now; the rest is what comes."""
MOST = 15


def rendered(ask: Request) -> Rendered:
    """All of it as one answer."""
    found = sections(ask, ask.state)
    return Rendered(
        text=found[0].text if len(found) == 1 else digests.count(number=len(found)),
        sections=found,
    )


def sections(ask: Request, state: State) -> tuple[Section, ...]:
    """Overdue first, then what is soon due, then the rest."""
    owed = owed_by(state, ask.person, ask.today)
    late = [o for o in owed if o.overdue_on(ask.today)]
    soon = [o for o in owed if o not in late and o.due <= ask.today + SOON]
    coming = [o for o in owed if o not in late and o not in soon]
    found = [*_under(state, OVERDUE, late, ask), *_under(state, digests.NOW, soon, ask)]
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
    found += _under(state, COMING, coming, ask)
    return _few(found)


def _few(found: list[Section]) -> tuple[Section, ...]:
    if len(found) <= MOST:
        return tuple(found)
    return (*found[: MOST - 1], Section(text=digests.more(number=len(found) - MOST + 1)))


def _under(state: State, heading: str, owed: list[Obligation], ask: Request) -> list[Section]:
    made = list(_sections(state, owed, ask))
    return [
        Section(text=s.text, choices=s.choices, heading=heading if n == 0 else "")
        for n, s in enumerate(made)
    ]


def _sections(state: State, owed: list[Obligation], ask: Request) -> Iterator[Section]:
    meetings: dict[tuple[str, object], list[Obligation]] = {}
    for one in owed:
        if one.kind is ObligationKind.DISCUSSION:
            meetings.setdefault((one.committee or "", one.due), []).append(one)
        else:
            yield section(state, one, ask)
    for found in meetings.values():
        yield records.missing(state, found, ask.today)


def section(state: State, owed: Obligation, ask: Request) -> Section:
    """One thing a person owes, with all that can be done about it."""
    if owed.kind is ObligationKind.ANSWER:
        return deadlines.question(state, owed, ask.names, ask.today)
    if owed.record is not None:
        return records.stands(state, owed.record, ask.person)
    if owed.kind is ObligationKind.DISCUSSION:
        return records.missing(state, [owed, *together(state, owed)], ask.today)
    stands = deadlines.stand(state, owed, ask.person, ask.today, ask.names)
    if stands is not None:
        return stands
    text = deadlines.plain_words(state, owed, ask.today)
    choices = deadlines.open_choices(state, owed, ask.today)
    more = (
        choice(Act.NOT_MINE, owed.key, owed.title),
        choice(Act.DELIVER_NOTE, owed.key, owed.title),
    )
    return Section(text=text, choices=(*choices, *more))


def requests(ask: Request) -> list[Section]:
    """Requests for more time that wait for an answer, with their buttons."""
    found = [
        o for o in owed_by(ask.state, ask.person, ask.today) if o.kind is ObligationKind.ANSWER
    ]
    return [section(ask.state, o, ask) for o in found]
