"""Invitations as mail (iMIP, RFC 6047): the meeting in the recipient's own calendar, which moves with it and goes when it is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr

from bot.ical.entry import FeedEntry
from bot.ical.invite import CannotInvite, Method, invitation, method_of
from bot.ical.meetings import entries_of
from bot.mail.compose import Envelope, head, made_id, set_subject
from bot.mail.post import MailServer, hand_in
from bot.text import invitations as words
from process.channel import Message, Outcome, Sent, Turned, Unclear
from process.invitations import meeting_of
from process.plan import Organ
from process.seats import PersonId
from process.state import State
from storage.directory import Directory, Person


class InvitationChannel:
    """Invitations only, from the organ's own address. What was sent is changed by the next revision."""

    name = "invitation"

    def __init__(self, server: MailServer, *, process: str, directory: Directory, now: Callable[[], datetime], page: str = "") -> None:
        """`now`: the domain clock; `page`: the address of the pages."""
        self._server, self._process, self._directory, self._now, self._page = server, process, directory, now, page

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address."""
        return bool(self._address(person))

    def send(self, message: Message, state: State) -> Outcome:
        """Hand it to the server once; see `process.channel`."""
        found = meeting_of(state, message.notices[0].step)
        person = self._directory.get(self._process, message.person)
        if found is None or person is None or not person.email:
            return Turned(why="no address" if found else "no such meeting", gone=True)
        organ, meeting = found
        (entry, *_) = entries_of(state, organ, meeting, public=False, own=True)
        try:
            mail = _mail(message, entry, self._envelope(organ, person, state), organizer=organ.invitations, page=self._page)
        except CannotInvite as fault:
            return Turned(why=f"cannot be written: {fault.why}")
        except ValueError:
            return Turned(why="address cannot be used", gone=True)
        return hand_in(self._server, mail)

    def _envelope(self, organ: Organ, person: Person, state: State) -> Envelope:
        """From the organ itself, so that the answer to the invitation reaches it."""
        sender, at = formataddr((organ.name, organ.invitations)), state.plan.calendar.local(self._now())
        return Envelope(sender=sender, to=person.email, name=person.name, at=at, seal=self._server.seal)

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Unclear | None:
        """Nobody can look into another's mailbox; a second copy has the same id, uid and sequence, and changes nothing."""
        return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """What was sent stays; the next revision says what is new."""
        return Turned(why="an invitation is changed by its next revision")

    def _address(self, person: PersonId) -> str:
        found = self._directory.get(self._process, person)
        return found.email or "" if found is not None and found.active else ""


def _mail(message: Message, entry: FeedEntry, envelope: Envelope, *, organizer: str, page: str) -> EmailMessage:
    """Words for those whose program knows no invitations, and beside them the same as a calendar part, which the others act on."""
    method = method_of(entry)
    mail = EmailMessage()
    head(mail, envelope, key=message.key)
    set_subject(mail, words.subject(title=entry.summary, cancelled=method is Method.CANCEL))
    mail["References"] = mail["In-Reply-To"] = made_id(envelope, f"{message.person}|{entry.uid}")
    mail.set_content(words.body(title=entry.summary, description=entry.description, cancelled=method is Method.CANCEL))
    mail.add_alternative(
        invitation(entry, organizer=organizer, attendee=envelope.to, page=page),
        maintype="text",
        subtype="calendar",
        params={"method": method.value, "charset": "utf-8", "name": words.FILE},
        cte="base64",
    )
    return mail
