"""A rest as a section: while somebody waits for another's answer, and when it is over without one."""

from __future__ import annotations

from datetime import date

from bot.text import offers, rest_words
from bot.text.about_ladder import next_step
from bot.text.rendered import Choice, Section
from bot.text.roles import named, owner
from process.entries import Entry
from process.facts import MoreTimeAsked
from process.obligations import Obligation
from process.resting import Rest
from process.seats import PersonId, Seat
from process.state import State


def running(state: State, obligation: Obligation, person: PersonId, rest: Rest) -> Section:
    """What the person waits for, and until when."""
    entry, title, who = rest.entry, obligation.title, owner(state.plan)
    undo = (offers.undo(seq=entry.seq, title=title),) if entry.actor == person else ()
    if not isinstance(entry.fact, MoreTimeAsked):
        return Section(text=rest_words.said_not_mine(title=title, owner=who, ends=rest.ends), choices=undo)
    until, due = entry.fact.until, obligation.due
    if entry.actor == person:
        text = rest_words.asked_by_you(title=title, until=until, due=due, owner=who, ends=rest.ends)
    else:
        text = rest_words.asked_by_other(title=title, by=said_by(state, entry), until=until, due=due, owner=who, ends=rest.ends)
    return Section(text=text, choices=(offers.deliver(key=obligation.key, title=title), *undo))


def over(state: State, obligation: Obligation, person: PersonId, rest: Rest, day: date, choices: tuple[Choice, ...]) -> Section:
    """Nobody has answered: the deadline stands, and what comes next is announced."""
    entry, words = rest.entry, {"owner": owner(state.plan), "title": obligation.title}
    say = rest_words.no_answer if isinstance(entry.fact, MoreTimeAsked) else rest_words.no_other
    said = say(**words, due=obligation.due, at=obligation.at, late=obligation.overdue_on(day))
    withdraw = offers.take_back_request if isinstance(entry.fact, MoreTimeAsked) else offers.mine_after_all
    back = (withdraw(seq=entry.seq, title=obligation.title),) if entry.actor == person else ()
    ahead = next_step(state, obligation, day) if obligation.overdue_on(day) else ""
    return Section(text=f"{said} {ahead}".rstrip(), choices=(*choices, *back))


def said_by(state: State, entry: Entry) -> str:
    """The role it was said in."""
    return named(state.plan, Seat.parse(entry.seat)) if entry.seat else "systemet"
