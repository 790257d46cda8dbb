"""The committee's page on a vice chair's phone: the question first, room for a thumb, every refusal
in sight, and no way to close it by a slip.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bot.web.house import House
from tests.bot.web.served import served

CHAIR, VICE = "p-formand", "p-naestformand"
MINUTES = "https://eksempel.invalid/et/langt/link/" + "referat" * 12 + ".pdf"


def recorded(house: House, minutes: str = MINUTES) -> int:
    house.send(
        CHAIR,
        "record",
        proposals=["R-001"],
        held_on="2024-04-18",
        outcome="discussed",
        minutes=minutes,
    )
    return max(house.office.state.records)


def test_who_is_asked_sees_the_minutes_and_the_question_before_any_other_form(house: House) -> None:
    recorded(house)
    page = html.unescape(house.page(VICE))
    assert f'<a href="{MINUTES}" rel="noopener noreferrer">' in page
    assert (
        page.index(MINUTES)
        < page.index("Ja, det passer")
        < page.index("Registrér en anden drøftelse")
    )
    folded = page[page.index("Registrér en anden drøftelse") - 40 :]
    assert "<details><summary>" in folded and "Send til formanden" in folded
    assert "<summary>Registrér en" not in house.page(CHAIR), (
        "the chair has R-002 left, so the form lies open"
    )


def test_only_an_address_becomes_a_link(house: House) -> None:
    recorded(house, minutes="javascript:alert(1)")
    assert 'href="javascript' not in house.page(VICE) and "javascript:alert(1)" in house.page(VICE)


def test_a_refusal_stands_on_the_page_also_when_its_form_is_gone(house: House) -> None:
    seq = recorded(house)
    house.send(CHAIR, "withdraw", record=seq)
    page = house.send(VICE, "contest", record=seq, description="Vi nåede kun R-001.", status=422)
    assert page.count('role="alert"') == 1 and "Vi nåede kun R-001.</textarea>" in page
    for act in ("confirm", "take_back", "withdraw"):
        page = house.send(VICE, act, record=seq, status=422)
        assert page.count('role="alert"') == 1, act
    assert house.send(VICE, "confirm", record=999, status=422).count('role="alert"') == 1
    assert re.findall(r'<form method="post"(?! action="#fejl")', page) == []


def test_closing_takes_two_presses_and_says_what_it_means(house: House) -> None:
    page = house.page(VICE)
    assert (
        page.index("<summary>Luk adressen</summary>")
        < page.index("kan den ikke åbnes igen")
        < page.index("Luk adressen for altid")
    )


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """The pages behind a real server."""
    with served(house.browser.app) as host:
        yield f"http://{host}"


@pytest.mark.e2e
@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_fits_has_room_for_a_thumb_and_brings_a_refusal_into_view(
    browser: Any, house: House, address: str, width: int
) -> None:
    recorded(house)
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(address + house.path(VICE))
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    heights = (
        "[...document.querySelectorAll('button,summary,.pick')].map(e => "
        "e.getBoundingClientRect().height)"
    )
    assert min(page.evaluate(heights)) >= 44

    page.locator("textarea[name=description]").fill("x" * 3001)
    with page.expect_navigation():
        page.locator("form:has(textarea[name=description]) button").click()
    box = page.locator("#fejl").bounding_box()
    assert (
        0 <= box["y"] < 844
        and page.locator("textarea[name=description]").input_value() == "x" * 3001
    )

    with page.expect_navigation():
        page.get_by_role("button", name="Ja, det passer").click()
    assert page.locator(".done").inner_text().startswith("Tak. Det er gemt")
    context.close()
    assert house.office.facts()[-1] == "DiscussionConfirmed"
