"""`/frist`: what I owe, and everything that can be done about it."""

from __future__ import annotations

from bot import actions
from bot.messages import deadlines
from bot.messages import owed as lists
from bot.messages.choices import choice, snooze_choice
from bot.messages.log import skipped_lines, told_lines
from bot.messages.message import Act, Choice, Rendered, Section, said
from bot.slack import frist_forms
from bot.slack.requests import Answer, Open, Request, Say, Stands, leading_day, need_day
from bot.text import deadline_forms, digests, log
from bot.text.commands import folded
from bot.text.refusals import ACTS
from process.deadlines.obligations import Obligation, ObligationKind, find, owed_by
from process.errors import Unknown
from process.ledger.state import State
from process.reminders.due import passed_over
from process.reminders.notices import Notice
from process.seats import PersonId

LOGGED = 15


def _list(ask: Request) -> Answer:
    return Say(lists.rendered(ask.state, ask.person, ask.today, ask.names))


def _deliver(ask: Request) -> Answer:
    found = _meant(ask, ask.text)
    if len(found) > 1:
        return _choose(found, "deliver", [choice(Act.DELIVER, o.key, o.title) for o in found])
    return _stands(ask, actions.deliver(ask.context, ask.person, found[0].key).state, found[0].key)


def _more_time(ask: Request) -> Answer:
    until, why = leading_day(ask.text, today=ask.today)
    found = _meant(ask, "" if until else ask.text)
    if len(found) > 1:
        return _choose(
            found, "ask_more_time", [choice(Act.MORE_TIME, o.key, o.title) for o in found]
        )
    if until is None:
        return Open(frist_forms.more_time(ask, found[0]))
    done = actions.ask_more_time(ask.context, ask.person, found[0].key, until=until, why=why)
    return _stands(ask, done.state, found[0].key)


def _hand_over(ask: Request) -> Answer:
    found = _meant(ask, ask.text)
    if len(found) > 1:
        return _choose(found, "hand_over", [choice(Act.HAND_OVER, o.key, o.title) for o in found])
    return Open(frist_forms.hand_over(ask, found[0]))


def _snooze(ask: Request) -> Answer:
    until, rest = need_day(ask.text, today=ask.today)
    found = _meant(ask, rest)
    if len(found) > 1:
        return _choose(found, "snooze", [snooze_choice(o.key, o.title, until=until) for o in found])
    return _stands(
        ask, actions.snooze(ask.context, ask.person, found[0].key, until=until).state, found[0].key
    )


def _not_mine(ask: Request) -> Answer:
    found = _meant(ask, ask.text)
    if len(found) > 1:
        return _choose(found, "not_mine", [choice(Act.NOT_MINE, o.key, o.title) for o in found])
    return _stands(ask, actions.not_mine(ask.context, ask.person, found[0].key).state, found[0].key)


def _undo(ask: Request) -> Answer:
    seq, key = last_act(ask.state, ask.person)
    done = actions.undo(ask.context, ask.person, seq)
    return _stands(ask, done.state, key)


def last_act(state: State, person: PersonId) -> tuple[int, str]:
    """The last thing a person said about a deadline that still counts; raises Unknown."""
    found: list[tuple[int, str]] = []
    for key, standing in state.histories.items():
        found += [(e.seq, key) for e in standing.counting if e.actor == person]
    if not found:
        raise Unknown(what="own_act", name="")
    return max(found)


def _log(ask: Request) -> Answer:
    told = ask.context.outbox_log.sent(ask.context.process, person=ask.person)[:LOGGED]
    lines = [
        line for message in told for line in told_lines(message.at, message.notices, ask.state)
    ]
    head = log.head(number=len(told))
    sections = [Section(text=head), *([Section(text="\n".join(lines))] if lines else [])]
    skipped = _skipped(ask)
    if skipped:
        left_out = "\n".join(
            [log.skipped_head(number=len(skipped)), *skipped_lines(skipped, ask.state)]
        )
        sections.append(Section(text=left_out))
    return Say(Rendered(text=head, sections=tuple(sections)))


def _skipped(ask: Request) -> list[tuple[Notice, str]]:
    """What was written and left out on its way, and what was never written since
    somebody had answered; newest first.
    """
    context, state = ask.context, ask.state
    left_out = [
        (s.notice, s.reason)
        for s in context.outbox_log.skipped(context.process, ask.person, limit=LOGGED)
    ]
    silent = passed_over(
        state, context.ledger.entries(context.process, upto=state.seq), ask.person, context.now()
    )
    told = context.outbox.known(context.process, [notice for notice, _ in silent]) | {
        notice.key for notice, _ in left_out
    }
    found = [*left_out, *((notice, why) for notice, why in silent if notice.key not in told)]
    return sorted(found, key=lambda pair: (pair[0].due, pair[0].key), reverse=True)[:LOGGED]


def _meant(ask: Request, words: str) -> list[Obligation]:
    """The open deadlines a text can mean: all of them when it is empty. Raises Unknown."""
    mine = [
        o for o in owed_by(ask.state, ask.person, ask.today) if o.kind is ObligationKind.DELIVERY
    ]
    if not mine:
        raise Unknown(what="open", name=words)
    found = [o for o in mine if folded(words) in folded(f"{o.title} {o.key}")]
    if not found:
        raise Unknown(what="obligation", name=words)
    return found


def _choose(found: list[Obligation], act: str, choices: list[Choice]) -> Answer:
    head = digests.choose(act=ACTS[act])
    rows = [Section(text=o.title, choices=(c,)) for o, c in zip(found, choices, strict=True)]
    return Say(Rendered(text=head, sections=(Section(text=head), *rows[: lists.MOST])))


def _stands(ask: Request, state: State, key: str) -> Answer:
    owed = find(state, key)
    if owed is None:
        return Stands(lists.rendered(ask.state, ask.person, ask.today, ask.names), state)
    section = deadlines.stand(state, owed, ask.person, ask.today, ask.names) or lists.section(
        state, owed, ask.person, ask.today, ask.names
    )
    return Stands(said(section.text, *section.choices), state)


def _away(ask: Request) -> Answer:
    if folded(ask.text) in ("slut", "tilbage"):
        actions.come_back(ask.context, ask.person)
        return Say(said(deadline_forms.WELCOME_BACK))
    return Open(frist_forms.absence_form(ask))


def _wishes(ask: Request) -> Answer:
    return Open(frist_forms.wishes_form(ask))


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
