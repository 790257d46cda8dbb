"""Answering without Slack: the day's words go out over a real mail server, the address in the mail
opens the person's own page over HTTP, and what is sent in there is written.
"""

from __future__ import annotations

import html
import re
import urllib.parse
import urllib.request

import pytest

from bot.mail.channel import MailChannel, PageLinks
from bot.messages.choices import choice
from bot.messages.message import Act
from process.channel import Message, Sent
from process.reminders.due import due_notices
from process.reminders.notices import opaque
from tests.bot.slack.world import PROCESS, Office
from tests.bot.web.house import CHEF, SCHOOL, House, Pages, open_deadlines, open_house
from tests.bot.web.served import served
from tests.support.postman import Postman

CHAIR, VICE = "p-formand", "p-naestformand"


@pytest.fixture
def house(office: Office) -> House:
    """The office's pages."""
    return open_house(office)


def posted(pages: Pages, host: str, postman: Postman, person: str) -> tuple[str, str]:
    """What the person is told now, by mail: the words, and the same as a page."""
    office = pages.office
    office.serve_at(f"http://{host}")
    channel = MailChannel(
        postman.server(),
        process=PROCESS,
        directory=office.context.directory,
        view=office.context.view,
        now=office.clock.now,
        link=PageLinks(office.context).of,
        help=office.context.links.base_url,
    )
    now, day = office.clock.now(), office.context.today(office.state)
    notices = tuple(n for n in due_notices(office.state, now) if n.person == person)
    message = Message(key=opaque("k"), person=person, notices=notices, day=day)
    assert isinstance(channel.send(message, office.state), Sent)
    (mail,) = postman.kept
    plain, shown = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and shown is not None
    assert mail["To"] == f"Navn {person[2:]} <{person}@example.org>"
    return plain.get_content().replace("\r\n", "\n"), shown.get_content()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return html.unescape(answer.read().decode())


def answered(address: str, **fields: object) -> str:
    """Send a form of the page there in; the page it leads to."""
    seal = re.search(r'name="seal" value="([^"]*)"', read(address))
    assert seal
    body = urllib.parse.urlencode({"seal": seal[1], **fields}).encode()
    request = urllib.request.Request(address, data=body, headers={"Sec-Fetch-Site": "same-origin"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return html.unescape(answer.read().decode())


def test_the_link_in_the_mail_opens_the_deadlines_page_and_the_act_is_written(
    office: Office, postman: Postman
) -> None:
    pages = open_deadlines(office)
    with served(pages.browser.app) as host:
        plain, shown = posted(pages, host, postman, CHEF)
        found = dict(re.findall(r"^(.+): (http\S+)$", plain, re.MULTILINE))
        link = found["Det er afleveret"]
        assert found == {
            "Det er afleveret": link,
            "Jeg har brug for mere tid": f"{link}#mere-tid",
            "Giv opgaven videre": f"{link}#giv-videre",
            "Mind mig igen fredag den 15. marts": f"{link}#mind-mig",
        }
        assert f'href="{link}"' in shown

        assert "Råderumsforslag for Skole og Dagtilbud" in read(link) and office.facts() == []
        receipt = answered(link, act="deliver", note="Sendt i går")

    assert (
        "Tak. Du har meldt råderumsforslag for Skole og Dagtilbud afleveret onsdag den 13. "
        "marts kl. 9.12."
    ) in receipt
    assert office.facts() == ["Delivered"]
    assert office.state.history_of(SCHOOL).delivered is not None


def test_the_vice_chairs_mail_opens_the_committees_page_and_one_press_confirms(
    house: House, postman: Postman
) -> None:
    house.send(
        CHAIR,
        "record",
        proposals=["R-001"],
        held_on="2024-04-18",
        outcome="discussed",
        views="Vi ser muligheder.",
    )
    path = house.path(VICE)
    with served(house.browser.app) as host:
        plain, shown = posted(house, host, postman, VICE)
        addresses = {
            url.partition("#")[0] for url in re.findall(rf"http://{host}/svar/[\w#-]+", plain)
        }
        assert addresses == {f"http://{host}{path}"}
        (address,) = addresses
        assert f'href="{address}' in shown

        page = read(address)
        assert "Du svarer som næstformanden." in page and "Vi ser muligheder." in page
        assert house.office.facts() == ["DiscussionRecorded"]
        seq = max(house.office.state.records)
        receipt = answered(address, act="confirm", record=seq, once="a")

    assert f'<a href="#r{seq}">nr. {seq} herunder</a>' in receipt
    assert house.office.facts() == ["DiscussionRecorded", "DiscussionConfirmed"]


def test_an_address_that_was_closed_is_not_sent_again(house: House, postman: Postman) -> None:
    house.send(CHAIR, "record", proposals=["R-001"], held_on="2024-04-18", outcome="discussed")
    old = house.path(VICE)
    house.send(VICE, "close", status=410)
    new = house.path(VICE)
    plain, _ = posted(house, "eksempel.invalid", postman, VICE)
    assert old not in plain and new in plain


def test_an_installation_without_pages_sends_no_such_links(office: Office) -> None:
    assert PageLinks(office.context).of(CHEF, choice(Act.DELIVER, SCHOOL, about="x")) == ""
