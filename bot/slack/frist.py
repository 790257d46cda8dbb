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
from process.acts import absence as absence_acts
from process.acts import deadlines as deadline_acts
from process.deadlines.obligations import Obligation, ObligationKind, find, owed_by
from process.errors import Unknown
from process.ledger.state import State
from process.reminders.due import passed_over
from process.reminders.notices import Notice
from process.seats import PersonId

LOGGED = 15


def _list(request: Request) -> Answer:
    return Say(lists.rendered(request.state, request.person, request.today, request.names))


def _deliver(request: Request) -> Answer:
    found = _meant(request, request.text)
    if len(found) > 1:
        return _choose(found, "deliver", [choice(Act.DELIVER, o.key, o.title) for o in found])
    return _stands(
        request,
        request.act(deadline_acts.deliver, obligation=found[0].key).state,
        found[0].key,
    )


def _more_time(request: Request) -> Answer:
    until, why = leading_day(request.text, today=request.today)
    found = _meant(request, "" if until else request.text)
    if len(found) > 1:
        return _choose(
            found, "ask_more_time", [choice(Act.MORE_TIME, o.key, o.title) for o in found]
        )
    if until is None:
        return Open(frist_forms.more_time(request, found[0]))
    done = request.act(
        deadline_acts.ask_more_time,
        obligation=found[0].key,
        until=until,
        why=actions.text_if_any(why),
    )
    return _stands(request, done.state, found[0].key)


def _hand_over(request: Request) -> Answer:
    found = _meant(request, request.text)
    if len(found) > 1:
        return _choose(found, "hand_over", [choice(Act.HAND_OVER, o.key, o.title) for o in found])
    return Open(frist_forms.hand_over(request, found[0]))


def _snooze(request: Request) -> Answer:
    until, rest = need_day(request.text, today=request.today)
    found = _meant(request, rest)
    if len(found) > 1:
        return _choose(found, "snooze", [snooze_choice(o.key, o.title, until=until) for o in found])
    return _stands(
        request,
        request.act(
            deadline_acts.snooze,
            obligation=found[0].key,
            until=until,
        ).state,
        found[0].key,
    )


def _not_mine(request: Request) -> Answer:
    found = _meant(request, request.text)
    if len(found) > 1:
        return _choose(found, "not_mine", [choice(Act.NOT_MINE, o.key, o.title) for o in found])
    return _stands(
        request,
        request.act(deadline_acts.not_mine, obligation=found[0].key).state,
        found[0].key,
    )


def _undo(request: Request) -> Answer:
    seq, key = last_act(request.state, request.person)
    done = request.act(deadline_acts.undo, seq=seq)
    return _stands(request, done.state, key)


def last_act(state: State, person: PersonId) -> tuple[int, str]:
    """The last thing a person said about a deadline that still counts; raises Unknown."""
    found: list[tuple[int, str]] = []
    for key, standing in state.histories.items():
        found += [(e.seq, key) for e in standing.counting if e.actor == person]
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
    """What was written and left out on its way, and what was never written since
    somebody had answered; newest first.
    """
    context, state = request.context, request.state
    left_out = [
        (s.notice, s.reason)
        for s in context.outbox_log.skipped(context.process, request.person, limit=LOGGED)
    ]
    silent = passed_over(
        state,
        context.ledger.entries(context.process, upto=state.seq),
        request.person,
        context.now(),
    )
    told = context.outbox.known(context.process, [notice for notice, _ in silent]) | {
        notice.key for notice, _ in left_out
    }
    found = [*left_out, *((notice, why) for notice, why in silent if notice.key not in told)]
    return sorted(found, key=lambda pair: (pair[0].due, pair[0].key), reverse=True)[:LOGGED]


def _meant(request: Request, words: str) -> list[Obligation]:
    """The open deadlines a text can mean: all of them when it is empty. Raises Unknown."""
    mine = [
        o
        for o in owed_by(request.state, request.person, request.today)
        if o.kind is ObligationKind.DELIVERY
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


def _stands(request: Request, state: State, key: str) -> Answer:
    owed = find(state, key)
    reader = (request.person, request.today, request.names)
    if owed is None:
        return Stands(lists.rendered(request.state, *reader), state)
    section = deadlines.stand(state, owed, *reader) or lists.section(state, owed, *reader)
    return Stands(said(section.text, *section.choices), state)


def _away(request: Request) -> Answer:
    if folded(request.text) in ("slut", "tilbage"):
        request.act(absence_acts.come_back)
        return Say(said(deadline_forms.WELCOME_BACK))
    return Open(frist_forms.absence_form(request))


def _wishes(request: Request) -> Answer:
    return Open(frist_forms.wishes_form(request))


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
