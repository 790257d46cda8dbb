"""What Slack may send us, from lists of values, and the one border where everything is caught: a
`Refused` becomes a private sentence, anything else a short code in the log and an honest word to
the person. A click is never silently ignored.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.context import BoltContext
from slack_sdk import WebClient

from bot.context import Context
from bot.messages.choices import ANY, BETWEEN
from bot.messages.message import Act, Rendered, Section, said
from bot.slack import home, replies
from bot.slack.blocks import Json, values_of
from bot.slack.conversations import COMMANDS, FORMS, PICKS, PRESSES, Command
from bot.slack.people import Accounts, FromElsewhere, Home, SlackSilent, Stranger
from bot.slack.requests import Answer, Faults, Modal, Place, Publish, Request, Say
from bot.text import commands as words
from bot.text import deadline_forms, refusals
from bot.text import grammar as roles
from bot.text.commands import HELP, Word, cleaned, folded, split
from process.acts.allowed import KIND, need_allowed
from process.errors import OwnAnswerStands, Refused
from storage.errors import StorageError

log = logging.getLogger("fristvogter.slack")

Handler = Callable[[Request], Answer]
Reply = Callable[[Answer, Request | None], None]
EVENTS = ("app_home_opened", "message")


@dataclass(frozen=True)
class _Incoming:
    """One thing that came in: from whom, and how to ask Slack who that is."""

    body: Json
    client: WebClient
    home: Home
    more: dict[str, Any] = field(default_factory=dict)


def _home(context: BoltContext) -> Home:
    """As `auth.test` said to our token; Bolt's own `team_id` is what the payload says."""
    told = context.authorize_result
    return Home(team=(told and told.team_id) or "", enterprise=(told and told.enterprise_id) or "")


class Listeners:
    """The listeners of one app, over one context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._accounts = Accounts(context)

    def register(self, app: App) -> None:
        """Everything the manifest promises, and an answer for whatever is older than this
        version.
        """
        for command in COMMANDS:
            app.command(command.name)(self._command(command))
        app.action(re.compile(".*"))(self._pressed)
        app.view(re.compile(".*"))(self._submitted)
        app.event(EVENTS[0])(self._home_opened)
        app.event(EVENTS[1])(self._said)

    def _command(self, command: Command) -> Callable[..., None]:
        def listener(ack: Ack, body: Json, client: WebClient, context: BoltContext) -> None:
            more = {"place": Place.COMMAND, "text": str(body.get("text") or "")}
            self._border(
                _Incoming(body, client, _home(context), more),
                lambda request: _command_answer(command, request),
                lambda answer, _request: replies.to_command(answer, ack, client, body),
            )

        return listener

    def _pressed(self, ack: Ack, body: Json, client: WebClient, context: BoltContext) -> None:
        action: Json = body["actions"][0]
        act = str(action.get("action_id", ""))
        place = replies.place_of(body)
        more = {
            "place": place,
            "value": str(action.get("value") or ""),
            "ref": replies.ref_of(body),
            "view": body.get("view") or {},
        }
        ack()
        self._border(
            _Incoming(body, client, _home(context), more),
            PICKS.get(act) or (_asked_first(Act(act)) if act in set(Act) else _too_old),
            lambda answer, request: replies.to_press(answer, client, body, place, request),
        )

    def _submitted(self, ack: Ack, body: Json, client: WebClient, context: BoltContext) -> None:
        view: Json = body["view"]
        form = FORMS.get(str(view.get("callback_id", "")))
        title = form.title if form else deadline_forms.SAID_TITLE
        self._border(
            _Incoming(body, client, _home(context), {"place": Place.MODAL, "view": view}),
            lambda request: _sent_in(request, form),
            lambda answer, _request: replies.to_form(answer, ack, title),
        )

    def _home_opened(self, ack: Ack, body: Json, client: WebClient, context: BoltContext) -> None:
        ack()
        event: Json = body["event"]
        if event.get("tab") == "home":
            self._border(
                _Incoming(body, client, _home(context), {"place": Place.HOME}),
                lambda request: Publish(home.view(request, request.state)),
                lambda answer, _request: replies.publish(answer, client, str(event["user"])),
            )

    def _said(self, ack: Ack, body: Json, client: WebClient, context: BoltContext) -> None:
        """Somebody writes to the bot itself: one answer each, whatever Slack repeats."""
        ack()
        event: Json = body["event"]
        if event.get("bot_id") or event.get("subtype") or event.get("channel_type") != "im":
            return
        if self._context.seen.first(self._context.process, f"event:{body.get('event_id', '')}"):
            self._border(
                _Incoming(
                    body,
                    client,
                    _home(context),
                    {"place": Place.MESSAGE, "text": str(event.get("text") or "")},
                ),
                _typed_answer,
                lambda answer, _request: replies.to_words(answer, client, str(event["channel"])),
            )

    def _border(self, incoming: _Incoming, handler: Handler, reply: Reply) -> None:
        request: Request | None = None
        try:
            context = self._context.at_once()
            person = self._accounts.who(
                incoming.client, incoming.body, home=incoming.home, now=context.now()
            )
            request = Request(
                context=context,
                person=person,
                state=context.state(),
                **incoming.more,
            )
            reply(handler(request), request)
        except Refused as refused:
            reply(Say(said(_refusal(refused, self._context))), None)
        except Exception:
            number = secrets.token_hex(2).upper()
            log.exception("fault %s while answering", number)
            word = (
                refusals.written_but_unsaid if self._was_written(request) else refusals.went_wrong
            )
            reply(Say(said(word(number=number))), None)

    def _was_written(self, request: Request | None) -> bool:
        """Whether the person's act had reached the ledger before the fault: nobody is told that
        nothing changed when it did.
        """
        if request is None:
            return False
        try:
            return any(
                e.actor == request.person
                for e in self._context.ledger.entries(
                    self._context.process, after=request.state.seq
                )
            )
        except StorageError:
            return False


def _asked_first(act: Act) -> Handler:
    """A button's value opens nothing by itself: whoever pressed is asked about, whatever message it
    came from. An answer of one's own that stands is told of with the way to take it back.
    """

    def press(request: Request) -> Answer:
        key = request.value.partition(BETWEEN)[0]
        if act in KIND and key != ANY:
            with suppress(OwnAnswerStands):
                need_allowed(request.state, request.person, act, key, request.context.now())
        return PRESSES[act](request)

    return press


def _command_answer(command: Command, request: Request) -> Answer:
    """Do what the first words say."""
    text = cleaned(request.text)
    if not text:
        return command.does[command.bare](replace(request, text=""))
    if explained := words.help_wanted(text, command.words):
        return Say(_help(explained))
    found = split(text, command.words)
    if found is None:
        unknown = words.unknown_word(typed=text.split(" ")[0], command=command.name)
        return Say(_help(command.words, unknown))
    name, rest = found
    return command.does[name](replace(request, text=rest))


def _help(explained: tuple[Word, ...], before: str = "") -> Rendered:
    """One line to be heard, a list to be read."""
    heard = " ".join(filter(None, (before, words.command_help(words=explained))))
    shown = [Section(text=before)] if before else []
    return Rendered(text=heard, sections=(*shown, Section(text=words.as_list(words=explained))))


def _typed_answer(request: Request) -> Answer:
    """Somebody writes to the bot itself."""
    if folded(request.text) in {folded(word) for word in HELP}:
        return Say(said(words.all_help(commands=words.COMMANDS)))
    return Say(said(words.TYPED_SOMETHING))


def _refusal(refused: Refused, context: Context) -> str:
    """What stands now and what can be done."""
    state = context.state()
    match refused:
        case Stranger():
            return refusals.stranger(
                owner=roles.owner(state.plan) if state.adopted else "procesejeren"
            )
        case FromElsewhere():
            return refusals.FROM_ELSEWHERE
        case SlackSilent():
            return refusals.CANNOT_REACH_SLACK
    return refusals.sentence(refused, state.adopted)


def _sent_in(request: Request, form: Modal[Any] | None) -> Answer:
    """A refusal stands beside its field, so that the form stays open with all that was typed."""
    if form is None:
        return _too_old(request)
    try:
        return form.sent(request, values_of(request.view))
    except Refused as refused:
        field = form.form.fault(refused)
        if not field:
            raise
        return Faults({field: refusals.sentence(refused, request.state.adopted)})


def _too_old(_request: Request) -> Answer:
    return Say(said(refusals.NOT_UNDERSTOOD))
