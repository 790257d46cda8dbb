"""What a person owes and what waits for them, as sections; `/frist`, App Home and the answer to an undo show the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.slack.answers import Ask
from bot.text import about_deadlines, about_questions, about_records, deadlines, list_words, offers
from bot.text.messages_words import COMING, OVERDUE
from bot.text.rendered import Rendered, Section
from process.obligations import Obligation, ObligationKind, owed_by
from process.state import State
from process.verbs.taking import together

SOON = timedelta(days=21)
"""What is due within it stands as owed now; the rest is what comes."""
MOST = 15


def rendered(ask: Ask) -> Rendered:
    """All of it as one answer."""
    found = sections(ask, ask.state)
    return Rendered(text=found[0].text if len(found) == 1 else list_words.count(number=len(found)), sections=found)


def sections(ask: Ask, state: State) -> tuple[Section, ...]:
    """Overdue first, then what is soon due, then the rest."""
    owed = owed_by(state, ask.person, ask.today)
    late = [o for o in owed if o.overdue_on(ask.today)]
    soon = [o for o in owed if o not in late and o.due <= ask.today + SOON]
    coming = [o for o in owed if o not in late and o not in soon]
    found = [*_under(state, OVERDUE, late, ask), *_under(state, list_words.NOW, soon, ask)]
    if not found:
        following = min(coming, key=lambda o: o.due, default=None)
        found = [Section(text=deadlines.nothing(due=following.due if following else None, title=following.title if following else ""))]
    found += _under(state, COMING, coming, ask)
    return _few(found)


def _few(found: list[Section]) -> tuple[Section, ...]:
    if len(found) <= MOST:
        return tuple(found)
    return (*found[: MOST - 1], Section(text=list_words.more(number=len(found) - MOST + 1)))


def _under(state: State, heading: str, owed: list[Obligation], ask: Ask) -> list[Section]:
    made = list(_sections(state, owed, ask))
    return [Section(text=s.text, choices=s.choices, heading=heading if n == 0 else "") for n, s in enumerate(made)]


def _sections(state: State, owed: list[Obligation], ask: Ask) -> Iterator[Section]:
    meetings: dict[tuple[str, object], list[Obligation]] = {}
    for one in owed:
        if one.kind is ObligationKind.DISCUSSION:
            meetings.setdefault((one.committee or "", one.due), []).append(one)
        else:
            yield section(state, one, ask)
    for found in meetings.values():
        yield about_records.missing(state, found, ask.today)


def section(state: State, owed: Obligation, ask: Ask) -> Section:
    """One thing a person owes, with all that can be done about it."""
    if owed.kind is ObligationKind.ANSWER:
        return about_questions.question(state, owed, ask.names, ask.today)
    if owed.record is not None:
        return about_records.stands(state, owed.record, ask.person)
    if owed.kind is ObligationKind.DISCUSSION:
        return about_records.missing(state, [owed, *together(state, owed)], ask.today)
    stands = about_deadlines.standing(state, owed, ask.person, ask.today, ask.names)
    if stands is not None:
        return stands
    text = about_deadlines.plain_words(state, owed, ask.today)
    choices = about_deadlines.open_choices(state, owed, ask.today)
    more = (offers.not_mine(key=owed.key, title=owed.title), offers.deliver_note(key=owed.key, title=owed.title))
    return Section(text=text, choices=(*choices, *more))


def requests(ask: Ask) -> list[Section]:
    """Requests for more time that wait for an answer, with their buttons."""
    found = [o for o in owed_by(ask.state, ask.person, ask.today) if o.kind is ObligationKind.ANSWER]
    return [section(ask.state, o, ask) for o in found]
