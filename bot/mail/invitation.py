"""Invitations as mail (iMIP, RFC 6047): the meeting in the recipient's own calendar, which moves with it and goes when it is cancelled."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from bot.ical.entry import FeedEntry
from bot.ical.invite import CannotInvite, Method, invitation, method_of
from bot.ical.meetings import entries_of
from bot.mail.channel import MailServer, hand_in
from bot.text import invitations as words
from process.channel import Message, Outcome, Sent, Turned, Unclear
from process.invitations import meeting_of
from process.plan import Organ
from process.seats import PersonId
from process.state import State
from storage.directory import Directory


class InvitationChannel:
    """Invitations only, from the organ's own address. What was sent is changed by the next revision."""

    name = "invitation"

    def __init__(self, server: MailServer, *, process: str, directory: Directory, page: str = "") -> None:
        self._server, self._process, self._directory, self._page = server, process, directory, page

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address."""
        return bool(self._address(person))

    def send(self, message: Message, state: State) -> Outcome:
        """Hand it to the server once; see `process.channel`."""
        found = meeting_of(state, message.notices[0].step)
        to = self._address(message.person)
        if found is None or not to:
            return Turned(why="no address" if found else "no such meeting", gone=True)
        organ, meeting = found
        (entry, *_) = entries_of(state, organ, meeting, public=False, own=True)
        try:
            mail = _mail(message, organ, entry, sender=organ.invitations, to=to, page=self._page)
        except CannotInvite as fault:
            return Turned(why=f"cannot be written: {fault.why}")
        return hand_in(self._server, mail)

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Unclear | None:
        """Nobody can look into another's mailbox; a second copy has the same id, uid and sequence, and changes nothing."""
        return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """What was sent stays; the next revision says what is new."""
        return Turned(why="an invitation is changed by its next revision")

    def _address(self, person: PersonId) -> str:
        found = self._directory.get(self._process, person)
        return found.email or "" if found is not None and found.active else ""


def _mail(message: Message, organ: Organ, entry: FeedEntry, *, sender: str, to: str, page: str) -> EmailMessage:
    """Words for those whose program knows no invitations, and beside them the same as a calendar part, which the others act on."""
    user, _, domain = sender.rpartition("@")
    method = method_of(entry)
    mail = EmailMessage()
    mail["From"] = Address(organ.name, user, domain)
    mail["To"] = to
    mail["Subject"] = entry.summary
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail.set_content(words.body(title=entry.summary, description=entry.description, cancelled=method is Method.CANCEL))
    mail.add_alternative(
        invitation(entry, organizer=sender, attendee=to, page=page),
        maintype="text",
        subtype="calendar",
        params={"method": method.value, "charset": "utf-8", "name": words.FILE},
        cte="base64",
    )
    return mail
