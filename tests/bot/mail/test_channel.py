"""Mail against a real SMTP server on this machine: the same words, the dates as a file, and
an exact word on how it went.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.context import view_of
from bot.mail.channel import MailChannel
from bot.mail.smtp import MailServer
from bot.messages.message import Act
from process.channel import Message, Outcome, Sent, Turned, Unclear, Unsent
from process.reminders.due import due_notices
from process.reminders.notices import opaque
from storage.directory import Person
from tests.bot.slack.world import PROCESS, Office
from tests.support.cast import at
from tests.support.postman import Postman

CHEF = "p-skolechef"
Make = Callable[..., MailChannel]


@pytest.fixture
def channel(office: Office) -> Make:
    """The channel to a server."""

    def make(postman: Postman, **more: Any) -> MailChannel:
        context = office.context
        return MailChannel(
            postman.server(**more),
            process=PROCESS,
            directory=context.directory,
            view=lambda: view_of(PROCESS, context.directory, context.texts),
            now=office.clock.now,
            link=lambda person, choice: (
                f"https://example.org/{person}" if choice.act is Act.DELIVER else ""
            ),
            help="https://example.org",
        )

    return make


def send(office: Office, channel: MailChannel, day: str = "2024-03-13") -> Outcome:
    notices = tuple(n for n in due_notices(office.state, at(day)) if n.person == CHEF)
    return channel.send(
        Message(key=opaque("k"), person=CHEF, notices=notices, day=at(day).date()), office.state
    )


def test_the_mail_says_what_slack_says_with_the_dates_as_a_file(
    office: Office, channel: Make, postman: Postman
) -> None:
    office.clock.go("2024-03-13")
    sent = send(office, channel(postman))

    mail = postman.kept[0]
    assert sent == Sent(ref=mail["Message-ID"])
    assert (mail["To"], mail["Auto-Submitted"]) == (
        f"Navn skolechef <{CHEF}@example.org>",
        "auto-generated",
    )
    assert (mail["From"], mail["Date"]) == (
        "Fristvogter <frister@example.org>",
        "Wed, 13 Mar 2024 08:00:00 +0100",
    )
    assert mail["Subject"] == "Råderumsforslag for Skole og Dagtilbud: senest mandag den 18. marts"
    plain = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    assert plain is not None and html is not None
    assert (
        plain.get_content()
        .replace("\r\n", "\n")
        .startswith(
            "God morgen. Råderumsforslag for Skole og Dagtilbud skal være hos Råderumsgruppen "
            "senest mandag den 18. marts 2024. "
            "Når du har meldt dem afleveret, hører du ikke mere om den frist.\n\nDet er afleveret: https://example.org/p-skolechef\n"
        )
    )
    assert "<strong>Råderumsforslag for Skole og Dagtilbud</strong>" in html.get_content()
    dates = list(mail.iter_attachments())
    assert [(part.get_filename(), part.get_content_type()) for part in dates] == [
        ("frister.ics", "text/calendar")
    ]
    assert "DTSTART;VALUE=DATE:20240318" in dates[0].get_content()


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"RCPT": "550 no such user"}, Turned(why="smtp 550", gone=True)),
        ({"RCPT": "451 try again"}, Unsent(why="smtp 451")),
        ({"DATA": "554 refused"}, Turned(why="smtp 554")),
        ({"DATA": "452 full"}, Unsent(why="smtp 452")),
        ({"DATA": "hang up"}, Unclear(why="SMTPServerDisconnected")),
    ],
)
def test_how_it_went_is_told_exactly(
    office: Office,
    channel: Make,
    postman: Postman,
    answers: dict[str, str],
    outcome: Outcome,
) -> None:
    postman.answers = answers

    assert send(office, channel(postman)) == outcome
    assert postman.kept == []


def test_an_id_is_always_the_same_and_cannot_be_guessed(
    office: Office, channel: Make, postman: Postman
) -> None:
    for seal in (b"a", b"a", b"b"):
        assert isinstance(send(office, channel(postman, seal=seal)), Sent)
    first, again, other = (mail["Message-ID"] for mail in postman.kept)
    assert first == again != other
    assert opaque("k") not in first and re.fullmatch(r"<[0-9a-f]{32}@example\.org>", first)


def test_mails_about_one_deadline_are_one_conversation(
    office: Office, channel: Make, postman: Postman
) -> None:
    for day in ("2024-03-13", "2024-03-19"):
        send(office, channel(postman), day)
    first, later = postman.kept
    assert first["References"] == later["References"] == first["In-Reply-To"] != first["Message-ID"]
    assert (
        later["Subject"]
        == "Råderumsforslag for Skole og Dagtilbud: fristen var mandag den 18. marts"
    )


def test_what_cannot_be_delivered_comes_back_to_an_address_that_names_the_mail(
    office: Office, channel: Make, postman: Postman
) -> None:
    send(office, channel(postman, bounces="retur+*@example.org", reply_to="gruppen@example.org"))
    (mail,) = postman.kept
    assert postman.returns == [f"retur+{mail['Message-ID'][1:33]}@example.org"]
    assert "retur" not in str(mail["From"]) and mail["Reply-To"] == "gruppen@example.org"
    shown = mail.get_body(("plain",))
    assert shown is not None and "så læser råderumsgruppen det" in shown.get_content()


@pytest.mark.parametrize("to", ["ingen adresse", "a@b@c", "", "a\nBcc: x@example.org"])
def test_an_address_no_mail_can_go_to_is_turned_down_before_the_server_is_asked(
    office: Office, channel: Make, postman: Postman, to: str
) -> None:
    office.context.directory.put(PROCESS, [Person(id=CHEF, name="Navn", email=to)])
    outcome = send(office, channel(postman))
    assert isinstance(outcome, Turned) and outcome.gone and postman.kept == []


def test_a_server_that_is_not_there_and_one_without_encryption_are_safe_to_try_again(
    office: Office, channel: Make, postman: Postman
) -> None:
    assert send(office, channel(Postman())) == Unsent(why="ConnectionRefusedError")

    context = office.context
    strict = MailChannel(
        MailServer(host="127.0.0.1", port=postman.port, sender="frister@example.org"),
        process=PROCESS,
        directory=context.directory,
        view=lambda: view_of(PROCESS, context.directory, context.texts),
        now=office.clock.now,
    )
    assert send(office, strict) == Unsent(why="SMTPNotSupportedError")


def test_who_has_no_address_is_not_reached_and_what_was_sent_stays(
    office: Office, channel: Make
) -> None:
    office.context.directory.put(
        PROCESS,
        [Person(id="p-ny", name="Ny"), Person(id="p-gammel", email="g@example.org", active=False)],
    )
    mail = channel(Postman())

    assert [mail.reaches(person) for person in (CHEF, "p-ny", "p-gammel", "p-ukendt")] == [
        True,
        False,
        False,
        False,
    ]
    assert mail.update(
        "x", Message(key="k", person=CHEF, notices=(), day=at("2024-03-13").date()), office.state
    ) == Turned(why="mail cannot be changed")
    assert mail.find("k", CHEF, at("2024-03-13")) is None
