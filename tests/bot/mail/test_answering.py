"""A chef who only has mail: the link in the mail, through a real mail server, opens the page over
HTTP, and the act is written.
"""

from __future__ import annotations

import re
import socket
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from starlette.applications import Starlette

from bot.mail.channel import MailChannel, PageLinks
from bot.mail.smtp import MailServer
from bot.messages.choices import choice
from bot.messages.message import Act
from bot.web.app import routes
from bot.web.links import CommitteeLinks, WebLinks
from bot.web.site import Rooms, Site
from process.channel import Message, Sent
from process.reminders.due import due_notices
from process.reminders.notices import opaque
from storage.heartbeat import Beat
from tests.bot.mail.test_channel import Postman
from tests.bot.slack.world import PROCESS, Office
from tests.bot.web.served import served
from tests.support.cast import at

CHEF, SCHOOL = "p-skolechef", "forslag/head:skole"
SECRET = b"s" * 32
REAL = datetime(2030, 1, 2, 9, tzinfo=UTC)


class NoBeats:
    def ages(self) -> tuple[Beat, ...]:
        return ()


@pytest.fixture
def mail_server() -> Iterator[tuple[Postman, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=free)
    controller.start()
    yield postman, free
    controller.stop()


def post_out(office: Office, links: WebLinks, port: int) -> None:
    """The day's mail to the chef."""
    context = replace(office.context, links=links)
    channel = MailChannel(
        MailServer(
            host="127.0.0.1", port=port, starttls=False, sender="Fristvogter <frister@example.org>"
        ),
        process=PROCESS,
        directory=context.directory,
        view=context.view,
        now=office.clock.now,
        link=PageLinks(context).of,
        help=links.base_url,
    )
    notices = tuple(n for n in due_notices(office.state, at("2024-03-13")) if n.person == CHEF)
    message = Message(key=opaque("k"), person=CHEF, notices=notices, day=at("2024-03-13").date())
    assert isinstance(channel.send(message, office.state), Sent)


def site_of(office: Office) -> Site:
    context = office.context
    return Site(
        process=PROCESS,
        ledger=context.ledger,
        addresses=context.addresses,
        heartbeat=NoBeats(),
        now=office.clock.now,
        clock=lambda: REAL,
        base_url="",
        secret=SECRET,
        rooms=Rooms(
            context=context,
            doors=CommitteeLinks(
                process=PROCESS, addresses=context.addresses, secret=SECRET, now=office.clock.now
            ),
        ),
    )


def test_the_link_in_the_mail_opens_the_page_and_the_act_is_written(
    office: Office, mail_server: tuple[Postman, int]
) -> None:
    postman, port = mail_server
    office.clock.go("2024-03-13", "09:12")
    with served(Starlette(routes=routes(site_of(office)))) as host:
        links = WebLinks(
            process=PROCESS, base_url=f"http://{host}", secret=SECRET, clock=lambda: REAL
        )
        post_out(office, links, port)
        (mail,) = postman.kept
        plain, shown = mail.get_body(("plain",)), mail.get_body(("html",))
        assert plain is not None and shown is not None
        found = dict(
            re.findall(
                r"^(.+): (http\S+)$", plain.get_content().replace("\r\n", "\n"), re.MULTILINE
            )
        )
        link = found["Det er afleveret"]
        assert found == {
            "Det er afleveret": link,
            "Jeg har brug for mere tid": f"{link}#mere-tid",
            "Giv opgaven videre": f"{link}#giv-videre",
            "Mind mig igen fredag den 15. marts": f"{link}#mind-mig",
        }
        assert f'href="{link}"' in shown.get_content()

        with urllib.request.urlopen(link, timeout=10) as answer:
            page = answer.read().decode()
        assert "Råderumsforslag for Skole og Dagtilbud" in page and office.facts() == []
        seal = re.search(r'name="seal" value="([^"]*)"', page)
        assert seal
        body = urllib.parse.urlencode(
            {"act": "deliver", "seal": seal[1], "note": "Sendt i går"}
        ).encode()
        with urllib.request.urlopen(link, data=body, timeout=10) as answer:
            receipt = answer.read().decode()

    assert (
        "Tak. Du har meldt råderumsforslag for Skole og Dagtilbud afleveret onsdag den 13. "
        "marts kl. 9.12."
    ) in receipt
    assert office.facts() == ["Delivered"]
    assert office.state.history_of(SCHOOL).delivered is not None


def test_an_installation_without_pages_sends_no_such_links(office: Office) -> None:
    assert PageLinks(office.context).of(CHEF, choice(Act.DELIVER, SCHOOL, "x")) == ""
