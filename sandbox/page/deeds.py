"""A posted form as an act: which message or window, which button, which answers."""

from dataclasses import dataclass

from sandbox.elements import slots
from sandbox.events import Answer
from sandbox.interactions import Interactions
from sandbox.page.fields import answers_from, press_from
from sandbox.talk import Talk
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace

UNREACHABLE = ("no_app", "connection_failed", "operation_timeout")
"""What a person hears of an event the app did not take; a mere refusal is the app's own affair."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    user_id: str
    fields: list[tuple[str, str]]
    base: str

    def get(self, name: str) -> str:
        return next((value for key, value in self.fields if key == name), "")

    @property
    def tab(self) -> str:
        return self.get("fane") or "beskeder"

    @property
    def place(self) -> tuple[str, str]:
        """("besked", ts) or ("vindue", view id)."""
        kind, _, name = self.get("sted").partition(":")
        return kind, name


class Deeds:
    def __init__(self, workspace: Workspace, talk: Talk, interactions: Interactions) -> None:
        self._workspace = workspace
        self._talk = talk
        self._interactions = interactions

    def write(self, user_id: str, typed: str, base: str) -> Answer:
        """A command when it begins with a slash (its failure is told among the messages), else a message."""
        if not typed:
            return Answer(error="empty")
        try:
            if not typed.startswith("/"):
                answer = self._talk.say(user_id, typed)
                return answer if answer.error in UNREACHABLE else Answer()
            name, _, rest = typed.partition(" ")
            self._talk.command(user_id, name, rest.strip(), base)
            return Answer()
        except SlackError as refused:
            return Answer(error=refused.error)

    def press(self, deed: Deed) -> Answer:
        try:
            answer = self._pressed(deed)
        except SlackError as refused:
            return Answer(error=refused.error)
        return Answer() if answer.error == "not_filled_in" else answer

    def _pressed(self, deed: Deed) -> Answer:
        kind, name = deed.place
        answers = answers_from(self._blocks(deed), deed.fields, self._workspace.people.member(deed.user_id).tz)
        if deed.get("luk"):
            return self._interactions.close(deed.user_id, name)
        if deed.get("send"):
            return self._interactions.submit(deed.user_id, name, answers)
        press = press_from(deed.get("knap"))
        if kind == "besked":
            return self._interactions.press_message(deed.user_id, name, press, answers, deed.base)
        return self._interactions.press_view(deed.user_id, name, press, answers)

    def _blocks(self, deed: Deed) -> list[JSON]:
        kind, name = deed.place
        if kind == "besked":
            channel_id = self._workspace.conversations.dm_of(deed.user_id)
            return list(self._workspace.conversations.find(channel_id, name).get("blocks") or [])
        return list(self._workspace.views.find(deed.user_id, name)["blocks"])

    def question(self, deed: Deed) -> JSON | None:
        """The confirm dialog of the pressed element, with the form to post again; None when nothing is asked."""
        if not deed.get("knap") or deed.get("bekraeftet"):
            return None
        press = press_from(deed.get("knap"))
        try:
            found = [slot.element for slot in slots(self._blocks(deed)) if slot.key == (press.block_id, press.action_id)]
        except SlackError:
            return None  # gone meanwhile; pressing it will say so
        confirm = found[0].get("confirm") if found else None
        return {**confirm, "fields": deed.fields} if confirm else None
