"""What the page does with JavaScript, in a real browser: follow along, keep what is
typed, give the focus back, play.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.conftest import CHEF, Build, World
from tests.sandbox.test_clock_bar import FakeClock, serve_clock

pytestmark = pytest.mark.e2e


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A page that fails the test when the browser complains."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def write(world: World, text: str) -> None:
    world.client.chat_postMessage(channel=CHEF.id, text=text)


def test_new_messages_come_by_themselves_and_a_draft_stays(world: World, tab: Any) -> None:
    tab.goto(f"{world.url}/som/{CHEF.id}")
    tab.locator("#tekst").fill("min kladde")
    write(world, "God morgen")
    tab.locator(".message", has_text="God morgen").wait_for()
    assert tab.locator("#tekst").input_value() == "min kladde"
    assert tab.evaluate("document.activeElement.id") == "tekst"


def test_a_dialog_keeps_its_draft_while_messages_come_and_gives_the_focus_back(
    world: World, tab: Any
) -> None:
    tab.goto(f"{world.url}/som/{CHEF.id}")
    tab.locator("#tekst").fill("/med")
    tab.locator("#tekst").press("Enter")
    tab.get_by_role("dialog").wait_for()
    tab.locator("textarea").fill("kladde i vinduet")
    write(world, "imens")
    tab.locator(".message", has_text="imens").wait_for(state="attached")
    assert tab.locator("textarea").input_value() == "kladde i vinduet"
    tab.keyboard.press("Escape")
    tab.get_by_role("dialog").wait_for(state="detached")
    assert tab.evaluate("document.activeElement.id") == "tekst"
    assert tab.locator("[inert]").count() == 0


def test_a_slash_offers_the_commands_and_the_arrows_choose_one(world: World, tab: Any) -> None:
    tab.goto(f"{world.url}/som/{CHEF.id}")
    tab.locator("#tekst").press("/")
    assert [
        hint.get_attribute("data-fill") for hint in tab.locator("[data-hints] button:visible").all()
    ] == ["/frist ", "/med "]
    tab.locator("#tekst").press("f")
    assert [
        hint.get_attribute("data-fill") for hint in tab.locator("[data-hints] button:visible").all()
    ] == ["/frist "]
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("#tekst").input_value() == "/frist "


def test_playing_goes_on_until_nothing_is_left(build: Build, tab: Any) -> None:
    clock = FakeClock()
    with serve_clock(clock) as url:
        world = build(control_url=url, control_token="let me in", with_bot=False)
        tab.goto(f"{world.url}/som/{CHEF.id}")
        tab.get_by_role("button", name="Afspil").click()
        tab.get_by_text("Der sker ikke mere i denne plan.").wait_for()
    assert clock.orders == [{"move": "next"}]


def test_nothing_is_wider_than_a_phone(world: World, tab: Any) -> None:
    write(world, "et meget langt ord " + "x" * 300)
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{world.url}/som/{CHEF.id}")
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
