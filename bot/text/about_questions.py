"""What the process owner is asked, as sections: more time, and whose something is; afterwards, what became of it."""

from __future__ import annotations

from datetime import date

from bot.text import about_time, deadlines, offers, rest_words
from bot.text.about_rests import said_by
from bot.text.rendered import Section, View
from process.asked import given_on
from process.entries import Entry
from process.facts import HandedOver, MoreTimeAsked, NotMine, Undone
from process.obligations import Obligation, find
from process.resting import rests
from process.state import State


def question(state: State, obligation: Obligation, view: View, day: date) -> Section:
    """An obligation to answer as it stands on a local day."""
    owed, asked = find(state, obligation.title), obligation.asked
    if asked is None or owed is None:
        return Section(text=deadlines.gone())
    if isinstance(asked.fact, NotMine):
        return not_mine(state, owed, asked, view)
    return _request(state, owed, asked, view, day)


def _request(state: State, owed: Obligation, asked: Entry, view: View, day: date) -> Section:
    more, by = state.standing(owed.key).more_time, said_by(state, asked)
    if more is None or more.asked != asked:
        return Section(text=deadlines.gone())
    if more.granted is not None:
        text = deadlines.more_time_answered_by_you(title=owed.title, by=by, until=more.until, granted=more.granted)
        return Section(text=text, choices=(offers.undo(seq=more.answer.seq, title=owed.title),) if more.answer else ())
    if owed.met is not None:
        return Section(text=deadlines.request_settled(title=owed.title, by=by))
    why = view.text_of(asked.fact.why) if isinstance(asked.fact, MoreTimeAsked) and asked.fact.why else ""
    parts = [deadlines.more_time_asked(title=owed.title, by=by, until=more.until, due=owed.due, why=why)]
    parts += [rest_words.asks_again(ends=rest.ends) for rest in rests(state, owed.key) if rest.entry == asked]
    now = max(asked.at, state.plan.calendar.delivery_on(day))
    said = f"{' '.join(parts)}\n{about_time.if_granted(state, owed, more.until, now)}"
    choices = (offers.grant(asked=asked.seq, title=owed.title), offers.refuse(asked=asked.seq, title=owed.title))
    return Section(text=said, choices=choices)


def not_mine(state: State, owed: Obligation, said: Entry, view: View) -> Section:
    """Somebody said it is not theirs; afterwards, who has it."""
    given = given_on(state.standing(owed.key), said)
    if owed.met is not None:
        return Section(text=deadlines.request_settled(title=owed.title, by=said_by(state, owed.met)))
    if given is not None and isinstance(given.fact, HandedOver):
        to = view.name_of(given.fact.to) or "en kollega"
        choices = (offers.undo(seq=given.seq, title=owed.title),)
        return Section(text=rest_words.other_chosen(title=owed.title, to=to), choices=choices)
    ends = next(rest.ends for rest in rests(state, owed.key) if rest.entry == said)
    text = rest_words.not_mine(title=owed.title, by=said_by(state, said), due=owed.due, ends=ends)
    return Section(text=text, choices=(offers.choose_other(key=owed.key, title=owed.title),))


def once_asked(state: State, key: str) -> Section | None:
    """A question nobody asks any more: what became of it; None when the key is about something else."""
    kind, _, seq = key.partition(":")
    about = state.about.get(int(seq)) if kind == "answer" and seq.isdigit() else None
    owed = find(state, about) if isinstance(about, str) else None
    if owed is None:
        return None
    history = state.standing(owed.key).history
    asked = next(e for e in history if e.seq == int(seq))
    by, title = said_by(state, asked), owed.title
    if any(isinstance(e.fact, Undone) and e.fact.undoes == asked.seq for e in history):
        gone = rest_words.mine_after_all if isinstance(asked.fact, NotMine) else rest_words.request_withdrawn
        return Section(text=f"{gone(title=title, by=by)} {rest_words.nothing_to_do()}")
    more = state.standing(owed.key).more_time
    return Section(text=rest_words.asked_anew(title=title, by=by, until=more.until)) if more else None
