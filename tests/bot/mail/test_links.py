"""Every button Slack has in a message has a page behind it in a mail, and the page is the right
one.
"""

from __future__ import annotations

from datetime import date

import pytest

from bot import actions
from bot.mail.channel import PageLinks
from bot.messages.choices import (
    answer_choices,
    choice,
    choose_other,
    inform_choice,
    record_choice,
    snooze_choice,
)
from bot.messages.message import Act, Choice
from bot.web.links import WebLinks
from process.acts import deadlines as deadline_acts
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.ledger.facts import Outcome
from tests.bot.slack.world import Office

CHEF, CHAIR, SCHOOL, LMU = "p-skolechef", "p-formand", "forslag/head:skole", "lmu_skole"
BEFORE_ITS_PAGE = frozenset(
    {
        Act.RECEIVE,  # in `/plan modtaget` of the process owner
        Act.SEND_BACK,
        Act.COME_BACK,  # in `/frist`
        Act.NEW_PROPOSAL,
        Act.EDIT_PROPOSAL,
        Act.NEW_CONSULTATION,
        Act.RESPONSE,
        Act.RESPONSES,
        Act.WITHDRAW_RESPONSE,
        Act.ADDRESSES,
        Act.NEW_ADDRESS,
        Act.CHOOSE_ADDRESS,
        Act.CLOSE_ADDRESS,
        Act.MOVE,
        Act.MOVE_BACK,  # in the answer to `/plan flyt`
        Act.CONFIRM_DATES,
        Act.ACCEPT_MEETINGS,
        Act.DECLINE_MEETINGS,
        Act.STATIONS,  # in `/plan sagsgang`
        Act.MAIL_TEXTS,  # in `/med mangler`
        Act.SEND_AGAIN,  # in `/plan beskeder`, and with `fristvogter messages`
        Act.ARRIVED,
        Act.OPEN_LINK,
        Act.OPEN_WORD,
    }
)
"""What only answers to a command offer, never a message; whoever writes commands has Slack."""


@pytest.fixture
def links(office: Office) -> tuple[PageLinks, WebLinks]:
    office.serve_at("http://x")
    return PageLinks(office.context), office.context.links


def test_every_choice_a_message_can_offer_has_its_page(
    office: Office, links: tuple[PageLinks, WebLinks]
) -> None:
    pages, web = links
    record, asked = _recorded(office), _asked(office)
    page, deadline = web.committee(CHEF, LMU), web.deadline(CHEF, SCHOOL)
    request = web.deadline(CHEF, f"answer:{asked}")
    snoozed = snooze_choice(SCHOOL, "x", until=date(2024, 3, 15))
    recorded = record_choice(LMU, "x", proposals=("R-001",), held_on=date(2024, 4, 18))
    found = {
        choice(Act.DELIVER, SCHOOL, "x"): deadline,
        choice(Act.DELIVER_NOTE, SCHOOL, "x"): f"{deadline}#afleveret",
        inform_choice("hu_2", "x", "Hovedudvalget", SCHOOL): f"{deadline}#orienteret",
        choice(Act.MORE_TIME, SCHOOL, "x"): f"{deadline}#mere-tid",
        choice(Act.HAND_OVER, SCHOOL, "x"): f"{deadline}#giv-videre",
        choose_other(SCHOOL, "x"): f"{deadline}#giv-videre",
        choice(Act.TAKE_IT, SCHOOL, "x"): deadline,
        choice(Act.TALK, SCHOOL, "x"): deadline,
        snoozed: f"{deadline}#mind-mig",
        choice(Act.NOT_MINE, SCHOOL, "x"): f"{deadline}#mind-mig",
        choice(Act.UNDO, asked, "x"): deadline,
        choice(Act.GRANT, asked, "x"): request,
        choice(Act.REFUSE, asked, "x"): request,
        recorded: f"{page}#registrer",
        choice(Act.AGENDA, LMU, "x"): f"{page}#dagsorden",
    }
    about = (Act.SEE_BOTH, Act.CORRECT, Act.TAKE_BACK, Act.WITHDRAW)
    places = [f"{page}#{where}{record}" for where in "rvc"]
    found |= dict(zip(answer_choices(record, "x"), places, strict=True))
    found |= {choice(act, record, "x"): f"{page}#r{record}" for act in about}
    found[choice(Act.MINUTES, record, "x")] = f"{page}#m{record}"

    assert {choice: pages.of(CHEF, choice) for choice in found} == found
    assert {choice.act for choice in found} | BEFORE_ITS_PAGE == set(Act)


def _recorded(office: Office) -> int:
    office.clock.go("2024-04-19")
    meeting = Meeting(
        committee=LMU, proposals=("R-001",), held_on=date(2024, 4, 18), outcome=Outcome.DISCUSSED
    )
    return actions.act(office.context, CHAIR, record_acts.record, meeting=meeting).entry.seq


def _asked(office: Office) -> int:
    office.clock.go("2024-03-13")
    return actions.act(
        office.context,
        CHEF,
        deadline_acts.ask_more_time,
        obligation=SCHOOL,
        until=date(2024, 3, 22),
    ).entry.seq


@pytest.mark.parametrize("value", ["999", "x", ""])
def test_a_choice_about_nothing_has_no_page(links: tuple[PageLinks, WebLinks], value: str) -> None:
    assert links[0].of(CHEF, Choice(act=Act.CONFIRM, label="x", value=value)) == ""
    assert links[0].of(CHEF, Choice(act=Act.UNDO, label="x", value=value)) == ""


def test_an_installation_without_pages_has_no_links(office: Office) -> None:
    pages = PageLinks(office.context)
    for offered in (choice(Act.DELIVER, SCHOOL, "x"), record_choice(LMU, "x")):
        assert pages.of(CHEF, offered) == ""
