"""Every button Slack has in a message has a page behind it in a mail, and the page is the right
one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot import actions
from bot.mail.channel import PageLinks
from bot.messages import choices as offers
from bot.messages.message import Act, Choice
from bot.web.links import CommitteeLinks, WebLinks
from process.acts.records import Meeting
from process.ledger.facts import Outcome
from tests.bot.slack.world import PROCESS, Office

CHEF, CHAIR, SCHOOL, LMU = "p-skolechef", "p-formand", "forslag/head:skole", "lmu_skole"
SECRET = b"s" * 32
BEFORE_ITS_PAGE = frozenset(
    {
        Act.RECEIVE,  # in `/frist` of the process owner
        Act.COME_BACK,  # in `/frist`
        Act.NEW_PROPOSAL,
        Act.EDIT_PROPOSAL,
        Act.NEW_HEARING,
        Act.RESPONSE,
        Act.RESPONSES,
        Act.WITHDRAW_RESPONSE,
        Act.ADDRESSES,
        Act.NEW_ADDRESS,
        Act.CHOOSE_ADDRESS,
        Act.CLOSE_ADDRESS,
        Act.MOVE,
        Act.CONFIRM_DATES,
        Act.ACCEPT_MEETINGS,
        Act.DECLINE_MEETINGS,
        Act.STATIONS,  # in `/plan sagsgang`
        Act.MAIL_TEXTS,  # in `/med mangler`
        Act.OPEN_LINK,
        Act.OPEN_WORD,
    }
)
"""What only answers to a command offer, never a message; whoever writes commands has Slack."""


@pytest.fixture
def links(office: Office) -> tuple[PageLinks, WebLinks]:
    doors = CommitteeLinks(
        process=PROCESS, addresses=office.context.addresses, secret=SECRET, now=office.clock.now
    )
    web = WebLinks(
        process=PROCESS,
        base_url="http://x",
        secret=SECRET,
        clock=lambda: datetime(2030, 1, 2, 9, tzinfo=UTC),
        doors=doors,
    )
    return PageLinks(replace(office.context, links=web)), web


def test_every_choice_a_message_can_offer_has_its_page(
    office: Office, links: tuple[PageLinks, WebLinks]
) -> None:
    pages, web = links
    record, asked = _recorded(office), _asked(office)
    door, deadline = web.door(CHEF, LMU), web.deadline(CHEF, SCHOOL)
    request = web.deadline(CHEF, f"answer:{asked}")
    snoozed = offers.snooze(key=SCHOOL, title="x", until=date(2024, 3, 15))
    recorded = offers.record(
        committee=LMU, name="x", proposals=("R-001",), held_on=date(2024, 4, 18)
    )
    found = {
        offers.deliver(key=SCHOOL, title="x"): deadline,
        offers.deliver_note(key=SCHOOL, title="x"): f"{deadline}#afleveret",
        offers.more_time(key=SCHOOL, title="x"): f"{deadline}#mere-tid",
        offers.hand_over(key=SCHOOL, title="x"): f"{deadline}#giv-videre",
        offers.choose_other(key=SCHOOL, title="x"): f"{deadline}#giv-videre",
        offers.take_it(key=SCHOOL, title="x"): deadline,
        snoozed: f"{deadline}#mind-mig",
        offers.not_mine(key=SCHOOL, title="x"): f"{deadline}#mind-mig",
        offers.undo(seq=asked, title="x"): deadline,
        offers.grant(asked=asked, title="x"): request,
        offers.refuse(asked=asked, title="x"): request,
        recorded: f"{door}#registrer",
        offers.agenda(committee=LMU, name="x"): f"{door}#dagsorden",
    }
    about = (offers.see_both, offers.correct, offers.take_back, offers.withdraw, offers.minutes)
    found |= dict.fromkeys(offers.answers(seq=record, name="x"), f"{door}#r{record}")
    found |= {offer(seq=record, name="x"): f"{door}#r{record}" for offer in about}

    assert {choice: pages.of(CHEF, choice) for choice in found} == found
    assert {choice.act for choice in found} | BEFORE_ITS_PAGE == set(Act)


def _recorded(office: Office) -> int:
    office.clock.go("2024-04-19")
    meeting = Meeting(
        committee=LMU, proposals=("R-001",), held_on=date(2024, 4, 18), outcome=Outcome.DISCUSSED
    )
    return actions.record_discussion(office.context, CHAIR, meeting).entry.seq


def _asked(office: Office) -> int:
    office.clock.go("2024-03-13")
    return actions.ask_more_time(office.context, CHEF, SCHOOL, until=date(2024, 3, 22)).entry.seq


@pytest.mark.parametrize("value", ["999", "x", ""])
def test_a_choice_about_nothing_has_no_page(links: tuple[PageLinks, WebLinks], value: str) -> None:
    assert links[0].of(CHEF, Choice(act=Act.CONFIRM, label="x", value=value)) == ""
    assert links[0].of(CHEF, Choice(act=Act.UNDO, label="x", value=value)) == ""


def test_an_installation_without_pages_has_no_links(office: Office) -> None:
    pages = PageLinks(office.context)
    for choice in (offers.deliver(key=SCHOOL, title="x"), offers.record(committee=LMU, name="x")):
        assert pages.of(CHEF, choice) == ""
