"""The outgoing post by mail (process.channel): one SMTP conversation a message, and an exact word on how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.mail.compose import Envelope, compose
from bot.mail.post import MailServer, hand_in
from bot.text.messages import render
from bot.text.rendered import Choice, View
from process.channel import Message, Outcome, Sent, Turned, Unclear
from process.seats import PersonId
from process.state import State
from storage.directory import Directory, Person


class MailChannel:
    """Mail from the bot. What was sent cannot be changed; a second copy carries the same id."""

    name = "mail"

    def __init__(
        self,
        server: MailServer,
        *,
        process: str,
        directory: Directory,
        view: Callable[[], View],
        now: Callable[[], datetime],
        link: Callable[[PersonId, Choice], str] = lambda _person, _choice: "",
        help: str = "",
        rests: Callable[[PersonId, str], bool] = lambda _person, _address: False,
    ) -> None:
        """`now`: the domain clock; `link`: the page where a person can make a choice without Slack; `help`: the address of the pages;
        `rests`: whether mail to the address came back lately."""
        self._server, self._process, self._directory = server, process, directory
        self._view, self._now, self._link, self._help, self._rests = view, now, link, help, rests

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address that no mail came back from lately."""
        found = self._directory.get(self._process, person)
        return found is not None and found.active and bool(found.email) and not self._rests(person, found.email)

    def send(self, message: Message, state: State) -> Outcome:
        """Hand it to the server once; see `process.channel`."""
        person = self._directory.get(self._process, message.person)
        if person is None or not person.email:
            return Turned(why="no address", gone=True)
        rendered = render(message, state, view=self._view())
        try:
            mail = compose(message, rendered, state, self._envelope(person, state), link=lambda choice: self._link(message.person, choice))
        except ValueError:
            return Turned(why="address cannot be used", gone=True)
        return hand_in(self._server, mail)

    def _envelope(self, person: Person, state: State) -> Envelope:
        return Envelope(
            sender=self._server.sender,
            to=person.email,
            name=person.name,
            at=state.plan.calendar.local(self._now()),
            seal=self._server.seal,
            reply_to=self._server.reply_to,
            help=self._help,
        )

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Unclear | None:
        """Nobody can look into another's mailbox. It counts as absent: nothing is lost, and a second copy has the same id."""
        return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """What was sent stays as it is."""
        return Turned(why="mail cannot be changed")
