"""`/frist`: what I owe, and everything that can be done about it."""

from __future__ import annotations

from bot import actions
from bot.actions import own
from bot.slack import deadline_views, lists, own_views
from bot.slack.answers import Answer, Ask, Open, Say, Stands
from bot.slack.reading import leading_day, need_day
from bot.text import about_deadlines, list_words, offers, own_words
from bot.text.log import skipped_lines, told_lines
from bot.text.refusal_words import ACTS
from bot.text.rendered import Choice, Rendered, Section, said
from bot.text.words import folded
from process.errors import Unknown
from process.notices import Notice
from process.obligations import Obligation, ObligationKind, find, owed_by
from process.seats import PersonId
from process.state import State
from process.unsaid import unsaid

LOGGED = 15


def _list(ask: Ask) -> Answer:
    return Say(lists.rendered(ask))


def _deliver(ask: Ask) -> Answer:
    found = _meant(ask, ask.text)
    if len(found) > 1:
        return _choose(found, "deliver", [offers.deliver(key=o.key, title=o.title) for o in found])
    return _stands(ask, actions.deliver(ask.context, ask.person, found[0].key).state, found[0].key)


def _more_time(ask: Ask) -> Answer:
    until, why = leading_day(ask.text, today=ask.today)
    found = _meant(ask, "" if until else ask.text)
    if len(found) > 1:
        return _choose(found, "ask_more_time", [offers.more_time(key=o.key, title=o.title) for o in found])
    if until is None:
        return Open(deadline_views.more_time(ask, found[0]))
    done = actions.ask_more_time(ask.context, ask.person, found[0].key, until=until, why=why)
    return _stands(ask, done.state, found[0].key)


def _hand_over(ask: Ask) -> Answer:
    found = _meant(ask, ask.text)
    if len(found) > 1:
        return _choose(found, "hand_over", [offers.hand_over(key=o.key, title=o.title) for o in found])
    return Open(deadline_views.hand_over(ask, found[0]))


def _snooze(ask: Ask) -> Answer:
    until, rest = need_day(ask.text, today=ask.today)
    found = _meant(ask, rest)
    if len(found) > 1:
        return _choose(found, "snooze", [offers.snooze(key=o.key, title=o.title, until=until) for o in found])
    return _stands(ask, actions.snooze(ask.context, ask.person, found[0].key, until=until).state, found[0].key)


def _not_mine(ask: Ask) -> Answer:
    found = _meant(ask, ask.text)
    if len(found) > 1:
        return _choose(found, "not_mine", [offers.not_mine(key=o.key, title=o.title) for o in found])
    return _stands(ask, actions.not_mine(ask.context, ask.person, found[0].key).state, found[0].key)


def _undo(ask: Ask) -> Answer:
    seq, key = last_act(ask.state, ask.person)
    done = actions.undo(ask.context, ask.person, seq)
    return _stands(ask, done.state, key)


def last_act(state: State, person: PersonId) -> tuple[int, str]:
    """The last thing a person said about a deadline that still counts; raises Unknown."""
    found: list[tuple[int, str]] = []
    for key, standing in state.standings.items():
        found += [(e.seq, key) for e in standing.counting if e.actor == person]
    if not found:
        raise Unknown(what="own_act", name="")
    return max(found)


def _log(ask: Ask) -> Answer:
    told = ask.context.outbox.sent(ask.context.process, person=ask.person)[:LOGGED]
    lines = [line for message in told for line in told_lines(message.at, message.notices, ask.state)]
    head = list_words.log_head(number=len(told))
    sections = [Section(text=head), *([Section(text="\n".join(lines))] if lines else [])]
    skipped = _skipped(ask)
    if skipped:
        left_out = "\n".join([list_words.skipped_head(number=len(skipped)), *skipped_lines(skipped, ask.state)])
        sections.append(Section(text=left_out))
    return Say(Rendered(text=head, sections=tuple(sections)))


def _skipped(ask: Ask) -> list[tuple[Notice, str]]:
    """What was written and left out on its way, and what was never written since somebody had answered; newest first."""
    context, state = ask.context, ask.state
    left_out = [(s.notice, s.reason) for s in context.outbox.skipped(context.process, ask.person, limit=LOGGED)]
    silent = unsaid(state, context.ledger.entries(context.process, upto=state.seq), ask.person, context.now())
    told = context.outbox.known(context.process, [notice for notice, _ in silent]) | {notice.key for notice, _ in left_out}
    found = [*left_out, *((notice, why) for notice, why in silent if notice.key not in told)]
    return sorted(found, key=lambda pair: (pair[0].due, pair[0].key), reverse=True)[:LOGGED]


def _meant(ask: Ask, words: str) -> list[Obligation]:
    """The open deadlines a text can mean: all of them when it is empty. Raises Unknown."""
    mine = [o for o in owed_by(ask.state, ask.person, ask.today) if o.kind is ObligationKind.DELIVERY]
    if not mine:
        raise Unknown(what="open", name=words)
    found = [o for o in mine if folded(words) in folded(f"{o.title} {o.key}")]
    if not found:
        raise Unknown(what="obligation", name=words)
    return found


def _choose(found: list[Obligation], act: str, choices: list[Choice]) -> Answer:
    head = list_words.choose(act=ACTS[act])
    rows = [Section(text=o.title, choices=(c,)) for o, c in zip(found, choices, strict=True)]
    return Say(Rendered(text=head, sections=(Section(text=head), *rows[: lists.MOST])))


def _stands(ask: Ask, state: State, key: str) -> Answer:
    owed = find(state, key)
    section = about_deadlines.standing(state, owed, ask.person, ask.today, ask.names) if owed else None
    if section is None and owed is not None:
        section = lists.section(state, owed, ask)
    return Stands(said(section.text, *section.choices) if section else lists.rendered(ask), state)


def _away(ask: Ask) -> Answer:
    if folded(ask.text) in ("slut", "tilbage"):
        own.come_back(ask.context, ask.person)
        return Say(said(own_words.back()))
    return Open(own_views.absence(ask))


def _wishes(ask: Ask) -> Answer:
    return Open(own_views.wishes(ask))


WORDS = {
    "away": _away,
    "wishes": _wishes,
    "list": _list,
    "deliver": _deliver,
    "more_time": _more_time,
    "hand_over": _hand_over,
    "snooze": _snooze,
    "not_mine": _not_mine,
    "undo": _undo,
    "log": _log,
}
