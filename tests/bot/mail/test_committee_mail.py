"""MED without Slack: the question goes out over a real mail server, and the address in it opens the
person's own form, which answers it.
"""

from __future__ import annotations

import html
import re
import socket
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller

from bot.mail.channel import MailChannel, PageLinks
from bot.mail.smtp import MailServer
from bot.web.links import WebLinks
from process.channel import Message, Sent
from process.reminders.due import due_notices
from process.reminders.notices import opaque
from tests.bot.mail.test_channel import Postman
from tests.bot.slack.world import PROCESS, Office
from tests.bot.web.house import House, open_house
from tests.bot.web.served import served

CHAIR, VICE = "p-formand", "p-naestformand"


@pytest.fixture
def mail_server() -> Iterator[tuple[Postman, int]]:
    """A real server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=free)
    controller.start()
    yield postman, free
    controller.stop()


def post_out(house: House, host: str, port: int, person: str) -> None:
    """What the person is to be told now, by mail."""
    office, now = house.office, house.office.clock.now()
    links = WebLinks(
        process=PROCESS,
        base_url=f"http://{host}",
        secret=b"s" * 32,
        clock=lambda: house.clock[0],
        doors=house.doors,
    )
    channel = MailChannel(
        MailServer(
            host="127.0.0.1", port=port, starttls=False, sender="Fristvogter <frister@example.org>"
        ),
        process=PROCESS,
        directory=office.context.directory,
        view=office.context.view,
        now=office.clock.now,
        link=PageLinks(replace(office.context, links=links)).of,
    )
    notices = tuple(n for n in due_notices(office.state, now) if n.person == person)
    message = Message(
        key=opaque("k"), person=person, notices=notices, day=office.context.today(office.state)
    )
    assert isinstance(channel.send(message, office.state), Sent)


def test_the_vice_chairs_mail_opens_the_form_and_one_press_confirms(
    house: House, mail_server: tuple[Postman, int]
) -> None:
    postman, port = mail_server
    house.send(
        CHAIR,
        "record",
        proposals=["R-001"],
        held_on="2024-04-18",
        outcome="discussed",
        views="Vi ser muligheder.",
    )
    with served(house.browser.app) as host:
        post_out(house, host, port, VICE)
        (mail,) = postman.kept
        plain, shown = mail.get_body(("plain",)), mail.get_body(("html",))
        assert (
            plain is not None
            and shown is not None
            and mail["To"] == f"Navn naestformand <{VICE}@example.org>"
        )
        addresses = {
            url.partition("#")[0]
            for url in re.findall(rf"http://{host}/svar/[\w#-]+", plain.get_content())
        }
        assert addresses == {f"http://{host}{house.path(VICE)}"}
        (address,) = addresses
        assert f'href="{address}' in shown.get_content()

        with urllib.request.urlopen(address, timeout=10) as answer:
            page = html.unescape(answer.read().decode())
        assert "Du svarer som næstformanden." in page and "Vi ser muligheder." in page
        assert house.office.facts() == ["DiscussionRecorded"]
        seal = re.search(r'name="seal" value="([^"]*)"', page)
        assert seal
        seq = max(house.office.state.records)
        body = urllib.parse.urlencode(
            {"act": "confirm", "record": seq, "seal": seal[1], "once": "a"}
        ).encode()
        request = urllib.request.Request(
            address, data=body, headers={"Sec-Fetch-Site": "same-origin"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            receipt = html.unescape(answer.read().decode())
    assert f'<a href="#r{seq}">nr. {seq} herunder</a>' in receipt
    assert house.office.facts() == ["DiscussionRecorded", "DiscussionConfirmed"]


def test_an_address_that_was_closed_is_not_sent_again(
    house: House, mail_server: tuple[Postman, int]
) -> None:
    postman, port = mail_server
    house.send(CHAIR, "record", proposals=["R-001"], held_on="2024-04-18", outcome="discussed")
    old = house.path(VICE)
    house.send(VICE, "close", status=410)
    post_out(house, "eksempel.invalid", port, VICE)
    plain = postman.kept[0].get_body(("plain",))
    assert (
        plain is not None
        and old not in plain.get_content()
        and house.path(VICE) in plain.get_content()
    )


@pytest.fixture
def house(office: Office) -> House:
    """The office's pages."""
    return open_house(office)
