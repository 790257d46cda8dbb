"""`/frist`: what I owe, and everything that can be done about it, typed or pressed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.actions import Verb, text_if_any
from bot.messages import deadlines
from bot.messages.choices import BETWEEN, choice, snooze_choice
from bot.messages.log import skipped_lines, told_lines
from bot.messages.message import Act, Choice, Rendered, Section, said
from bot.messages.owed import MOST
from bot.messages.owed import rendered as owed_list
from bot.messages.owed import section as owed_section
from bot.messages.owed import sections as owed_sections
from bot.slack import frist_forms
from bot.slack.requests import Answer, Press, Request, Say, Stands, leading_day, need_day
from bot.text import deadline_forms, digests, log
from bot.text import deadlines as words
from bot.text.commands import folded
from bot.text.grammar import named
from bot.text.refusals import ACTS
from process.acts import absence as absence_acts
from process.acts import deadlines as deadline_acts
from process.deadlines.obligations import Obligation, ObligationKind, find, lent_by, owed_by
from process.errors import NoLongerOwed, Unknown
from process.ledger.facts import MoreTimeAnswered
from process.ledger.obligation_keys import QuestionKey
from process.ledger.state import State
from process.reminders.due import passed_over
from process.reminders.notices import Notice
from process.seats import PersonId

LOGGED = 15


def _list(request: Request) -> Answer:
    return Say(owed_list(request.state, request.person, request.today, request.names))


def _deliver(request: Request) -> Answer:
    found = _meant(request, request.text)
    if len(found) > 1:
        return _choose(found, "deliver", [choice(Act.DELIVER, o.key, o.title) for o in found])
    return _carried_out(request, deadline_acts.deliver, found[0].key)


def _more_time(request: Request) -> Answer:
    until, why = leading_day(request.text, today=request.today)
    found = _meant(request, "" if until else request.text)
    if len(found) > 1:
        offered = [choice(Act.MORE_TIME, o.key, o.title) for o in found]
        return _choose(found, "ask_more_time", offered)
    if until is None:
        return request.open(frist_forms.more_time(request, found[0]))
    verb = deadline_acts.ask_more_time
    return _carried_out(request, verb, found[0].key, until=until, why=text_if_any(why))


def _hand_over(request: Request) -> Answer:
    found = _meant(request, request.text)
    if len(found) > 1:
        return _choose(found, "hand_over", [choice(Act.HAND_OVER, o.key, o.title) for o in found])
    return frist_forms.hand_over(request, found[0])


def _snooze(request: Request) -> Answer:
    until, rest = need_day(request.text, today=request.today)
    found = _meant(request, rest)
    if len(found) > 1:
        return _choose(found, "snooze", [snooze_choice(o.key, o.title, until=until) for o in found])
    return _carried_out(request, deadline_acts.snooze, found[0].key, until=until)


def _not_mine(request: Request) -> Answer:
    found = _meant(request, request.text)
    if len(found) > 1:
        return _choose(found, "not_mine", [choice(Act.NOT_MINE, o.key, o.title) for o in found])
    return _carried_out(request, deadline_acts.not_mine, found[0].key)


def _undo(request: Request) -> Answer:
    seq, key = last_act(request.state, request.person)
    return _stands(request, request.act(deadline_acts.undo, seq=seq).state, key)


def last_act(state: State, person: PersonId) -> tuple[int, str]:
    """The last thing a person said about a deadline that still counts; raises Unknown."""
    found = [
        (entry.seq, key)
        for key, history in state.histories.items()
        for entry in history.counting
        if entry.actor == person
    ]
    if not found:
        raise Unknown(what="own_act", name="")
    return max(found)


def _log(request: Request) -> Answer:
    told = request.context.outbox_log.sent(request.context.process, person=request.person)[:LOGGED]
    lines = [
        line for message in told for line in told_lines(message.at, message.notices, request.state)
    ]
    head = log.head(number=len(told))
    sections = [Section(text=head), *([Section(text="\n".join(lines))] if lines else [])]
    skipped = _skipped(request)
    if skipped:
        left_out = "\n".join(
            [log.skipped_head(number=len(skipped)), *skipped_lines(skipped, request.state)]
        )
        sections.append(Section(text=left_out))
    return Say(Rendered(text=head, sections=tuple(sections)))


def _skipped(request: Request) -> list[tuple[Notice, str]]:
    """What was written and left out on its way, and what was never written since somebody had
    answered; newest first.
    """
    context, state = request.context, request.state
    left_out = [
        (s.notice, s.reason)
        for s in context.outbox_log.skipped(context.process, request.person, limit=LOGGED)
    ]
    entries = context.ledger.entries(context.process, upto=state.seq)
    silent = passed_over(state, entries, request.person, context.now())
    told = context.outbox.known(context.process, [notice for notice, _ in silent]) | {
        notice.key for notice, _ in left_out
    }
    found = [*left_out, *((notice, why) for notice, why in silent if notice.key not in told)]
    return sorted(found, key=lambda pair: (pair[0].due, pair[0].key), reverse=True)[:LOGGED]


def _away(request: Request) -> Answer:
    if folded(request.text) in ("slut", "tilbage"):
        return _come_back(request)
    return frist_forms.absence(request)


def _wishes(request: Request) -> Answer:
    return request.open(frist_forms.wishes(request))


def _meant(request: Request, words: str) -> list[Obligation]:
    """The open deadlines a text can mean: all of them when it is empty. Raises Unknown."""
    state, person, day = request.state, request.person, request.today
    own = [o for o in owed_by(state, person, day) if o.kind is ObligationKind.DELIVERY]
    # what another has in hand or stands in for is theirs to answer for by the seat as well
    lent = [o for o in lent_by(state, person, day) if o.kind is ObligationKind.DELIVERY]
    for mine in (own, lent):
        found = [o for o in mine if folded(words) in folded(f"{o.title} {o.key}")]
        if found:
            return found
    raise Unknown(what="obligation" if own else "open", name=words)


def _choose(found: list[Obligation], act: str, offered: list[Choice]) -> Answer:
    head = digests.choose(act=ACTS[act])
    rows = [Section(text=o.title, choices=(c,)) for o, c in zip(found, offered, strict=True)]
    return Say(Rendered(text=head, sections=(Section(text=head), *rows[:MOST])))


def _carried_out(request: Request, verb: Verb, key: str, **words: Any) -> Answer:
    return _stands(request, request.act(verb, obligation=key, **words).state, key)


def _stands(request: Request, state: State, key: str) -> Answer:
    """What stands about it; all that is owed where it is owed no longer."""
    owed = find(state, key)
    if owed is None:
        return Stands(owed_list(request.state, request.person, request.today, request.names), state)
    section = deadlines.stand(state, owed, request.person, request.today, request.names)
    return Stands(_one(section or _section(request, state, owed)), state)


WORDS: Mapping[str, Press] = {
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


def _pressed(verb: Verb) -> Press:
    """Carry it out about the deadline the button is about."""

    def press(request: Request) -> Answer:
        return _now(request, verb, request.value)

    return press


def _talk(request: Request) -> Answer:
    done = request.act(deadline_acts.promise_talk, obligation=request.value)
    owed = find(done.state, request.value)
    assert owed is not None, "what is talked about is owed"
    at = named(done.state.plan, owed.seat)
    return Stands(_one(deadlines.talk_promised(owed, at, done.entry)), done.state)


def _snooze_pressed(request: Request) -> Answer:
    key, _, until = request.value.rpartition(BETWEEN)
    return _now(request, deadline_acts.snooze, key, until=date.fromisoformat(until))


def _now(request: Request, verb: Verb, key: str, **words: Any) -> Answer:
    state = request.act(verb, obligation=key, **words).state
    return Stands(_one(_section(request, state, find(state, key))), state)


def _more_time_pressed(request: Request) -> Answer:
    owed = frist_forms.need_open(request.state, request.value)
    return request.open(frist_forms.more_time(request, owed))


def _hand_over_pressed(request: Request) -> Answer:
    return frist_forms.hand_over(request, frist_forms.need_open(request.state, request.value))


def _note_pressed(request: Request) -> Answer:
    owed = frist_forms.need_open(request.state, request.value)
    return request.open(frist_forms.delivery(request, owed))


def _send_back_pressed(request: Request) -> Answer:
    owed = find(request.state, request.value)
    if owed is None:
        raise NoLongerOwed(obligation=request.value)
    return request.open(frist_forms.send_back(request, owed))


def _undo_pressed(request: Request) -> Answer:
    key = request.state.about.get(int(request.value))
    state = request.act(deadline_acts.undo, seq=int(request.value)).state
    owed = find(state, str(key))
    undone = words.undone(title=owed.title if owed else "")
    left = owed_sections(state, request.person, request.today, request.names)
    return Stands(Rendered(text=undone, sections=(Section(text=undone), *left)), state)


def _grant(request: Request) -> Answer:
    return _answer(request, granted=True)


def _refuse(request: Request) -> Answer:
    return _answer(request, granted=False)


def _answer(request: Request, *, granted: bool) -> Answer:
    asked = int(request.value)
    done = request.act(deadline_acts.answer_more_time, asked=asked, granted=granted)
    owed = find(done.state, str(QuestionKey(asked)))
    assert owed is not None and isinstance(done.entry.fact, MoreTimeAnswered), (
        "an answered request stays an obligation that is met"
    )
    question = deadlines.question(done.state, owed, request.names, request.today)
    return Stands(_one(question), done.state)


def _come_back(request: Request) -> Answer:
    request.act(absence_acts.come_back)
    return Say(said(deadline_forms.WELCOME_BACK))


def _section(request: Request, state: State, owed: Obligation | None) -> Section:
    return owed_section(state, owed, request.person, request.today, request.names)


def _one(section: Section) -> Rendered:
    return said(section.text, *section.choices)


PRESSES: Mapping[Act, Press] = {
    Act.DELIVER: _pressed(deadline_acts.deliver),
    Act.RECEIVE: _pressed(deadline_acts.receive),
    Act.NOT_MINE: _pressed(deadline_acts.not_mine),
    Act.TAKE_IT: _pressed(deadline_acts.take_it),
    Act.TALK: _talk,
    Act.SNOOZE: _snooze_pressed,
    Act.MORE_TIME: _more_time_pressed,
    Act.HAND_OVER: _hand_over_pressed,
    Act.DELIVER_NOTE: _note_pressed,
    Act.SEND_BACK: _send_back_pressed,
    Act.UNDO: _undo_pressed,
    Act.GRANT: _grant,
    Act.REFUSE: _refuse,
    Act.COME_BACK: _come_back,
}
PICKS = frist_forms.PICKS
FORMS = frist_forms.FORMS
