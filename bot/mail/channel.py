"""The outgoing post by mail (process.channel): one SMTP conversation a message, and
an exact word on how it went.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr

from bot.context import Context
from bot.ical.entries import meeting_entries
from bot.ical.entry import FeedEntry
from bot.ical.invite import CannotInvite, Method, invitation, method_of
from bot.mail.compose import Envelope, compose, head, made_id, set_subject
from bot.mail.smtp import MailServer, hand_in
from bot.messages.choices import BETWEEN
from bot.messages.message import Act, Choice, View
from bot.messages.render import render
from bot.text import mail as words
from process.channel import Message, Outcome, Sent, Turned, Unclear
from process.ledger.state import State
from process.plan.model import Organ
from process.reminders.invitations import meeting_of
from process.seats import PersonId
from storage.directory import Directory, Person


class MailChannel:
    """Mail from the bot. What was sent cannot be changed; a second copy carries the same id."""

    name = "mail"
    blind = True

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
        """`now`: the domain clock; `link`: the page where a person can make a choice without Slack;
        `help`: the address of the pages;
        `rests`: whether mail to the address came back lately.
        """
        self._server, self._process, self._directory = server, process, directory
        self._view, self._now, self._link, self._help, self._rests = view, now, link, help, rests

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address that no mail came back from lately."""
        found = self._directory.get(self._process, person)
        return (
            found is not None
            and found.active
            and bool(found.email)
            and not self._rests(person, found.email)
        )

    def send(self, message: Message, state: State) -> Outcome:
        """Hand it to the server once; see `process.channel`."""
        person = self._directory.get(self._process, message.person)
        if person is None or not person.email:
            return Turned(why="no address", gone=True)
        rendered = render(message, state, view=self._view())
        try:
            mail = compose(
                message,
                rendered,
                state,
                self._envelope(person, state),
                link=lambda choice: self._link(message.person, choice),
            )
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
        """Nobody can look into another's mailbox. It counts as absent: nothing is lost, and a
        second copy has the same id.
        """
        return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """What was sent stays as it is."""
        return Turned(why="mail cannot be changed")


class InvitationChannel:
    """Invitations only, from the organ's own address. What was sent is changed by the next
    revision.
    """

    name = "invitation"
    blind = False

    def __init__(
        self,
        server: MailServer,
        *,
        process: str,
        directory: Directory,
        now: Callable[[], datetime],
        page: str = "",
    ) -> None:
        """`now`: the domain clock; `page`: the address of the pages."""
        self._server, self._process, self._directory, self._now, self._page = (
            server,
            process,
            directory,
            now,
            page,
        )

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
        (entry, *_) = meeting_entries(state, organ, meeting, public=False, own=True)
        try:
            mail = _mail(
                message,
                entry,
                self._envelope(organ, person, state),
                organizer=organ.invitations,
                page=self._page,
            )
        except CannotInvite as fault:
            return Turned(why=f"cannot be written: {fault.why}")
        except ValueError:
            return Turned(why="address cannot be used", gone=True)
        return hand_in(self._server, mail)

    def _envelope(self, organ: Organ, person: Person, state: State) -> Envelope:
        """From the organ itself, so that the answer to the invitation reaches it."""
        sender, at = (
            formataddr((organ.name, organ.invitations)),
            state.plan.calendar.local(self._now()),
        )
        return Envelope(
            sender=sender, to=person.email, name=person.name, at=at, seal=self._server.seal
        )

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Unclear | None:
        """Nobody can look into another's mailbox; a second copy has the same id, uid and
        sequence, and changes nothing.
        """
        return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """What was sent stays; the next revision says what is new."""
        return Turned(why="an invitation is changed by its next revision")

    def _address(self, person: PersonId) -> str:
        found = self._directory.get(self._process, person)
        return found.email or "" if found is not None and found.active else ""


def _mail(
    message: Message, entry: FeedEntry, envelope: Envelope, *, organizer: str, page: str
) -> EmailMessage:
    """Words for those whose program knows no invitations, and beside them the same as a calendar
    part, which the others act on.
    """
    method = method_of(entry)
    mail = EmailMessage()
    head(mail, envelope, key=message.key)
    set_subject(
        mail, words.invitation_subject(title=entry.summary, cancelled=method is Method.CANCEL)
    )
    mail["References"] = mail["In-Reply-To"] = made_id(envelope, f"{message.person}|{entry.uid}")
    mail.set_content(
        words.invitation_body(
            title=entry.summary, description=entry.description, cancelled=method is Method.CANCEL
        )
    )
    mail.add_alternative(
        invitation(entry, organizer=organizer, attendee=envelope.to, page=page),
        maintype="text",
        subtype="calendar",
        params={"method": method.value, "charset": "utf-8", "name": words.INVITATION_FILE},
        cte="base64",
    )
    return mail


ABOUT_DEADLINES = {
    Act.DELIVER: "",
    Act.INFORM: "#orienteret",
    Act.DELIVER_NOTE: "#afleveret",
    Act.MORE_TIME: "#mere-tid",
    Act.HAND_OVER: "#giv-videre",
    Act.TAKE_IT: "",
    Act.TALK: "",
    Act.SNOOZE: "#mind-mig",
    Act.NOT_MINE: "#mind-mig",
}
"""What is answered on the deadline's page, and where on it."""
ABOUT_REQUESTS = frozenset({Act.GRANT, Act.REFUSE})
ABOUT_COMMITTEES = {Act.RECORD: "#registrer", Act.AGENDA: "#dagsorden"}
ABOUT_RECORDS = {
    Act.CONFIRM: "r",
    Act.ADD_VIEWS: "v",
    Act.CONTEST: "c",
    Act.SEE_BOTH: "r",
    Act.CORRECT: "r",
    Act.TAKE_BACK: "r",
    Act.WITHDRAW: "r",
    Act.MINUTES: "m",
}
"""What is answered on the committee's page, and where: the record, or its form for that."""


class PageLinks:
    """The page behind each choice, for one person."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, person: PersonId, choice: Choice) -> str:
        """The address; "" where there is no page."""
        find = self._finder(choice.act)
        return find(person, choice) if find else ""

    def _finder(self, act: Act) -> Callable[[PersonId, Choice], str] | None:
        if act in ABOUT_DEADLINES or act in ABOUT_REQUESTS:
            return self._deadline
        if act is Act.UNDO:
            return self._undo
        if act in ABOUT_COMMITTEES:
            return self._committee
        return self._record if act in ABOUT_RECORDS else None

    def _deadline(self, person: PersonId, choice: Choice) -> str:
        if choice.act in ABOUT_REQUESTS:
            key = f"answer:{choice.value}"
        else:
            row_or_key, _, further = choice.value.partition(BETWEEN)
            key = further if choice.act is Act.INFORM else row_or_key
        page = self._context.links.deadline(person, key)
        return f"{page}{ABOUT_DEADLINES.get(choice.act, '')}" if page else ""

    def _undo(self, person: PersonId, choice: Choice) -> str:
        about = (
            self._context.state().about.get(int(choice.value)) if choice.value.isdecimal() else None
        )
        here = isinstance(about, str) and "/" in about  # an information's row has no page
        return self._context.links.deadline(person, str(about)) if here else ""

    def _committee(self, person: PersonId, choice: Choice) -> str:
        page = self._context.links.committee(person, choice.value.partition(BETWEEN)[0])
        return f"{page}{ABOUT_COMMITTEES[choice.act]}" if page else ""

    def _record(self, person: PersonId, choice: Choice) -> str:
        record = (
            self._context.state().records.get(int(choice.value))
            if choice.value.isdecimal()
            else None
        )
        page = self._context.links.committee(person, record.fact.committee) if record else ""
        return f"{page}#{ABOUT_RECORDS[choice.act]}{choice.value}" if page else ""
