"""The pages in a real Chromium: they fit, stay at home, print on A3, read well aloud
and work without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.text.grammar import upper_first
from process.dates.danish import write
from tests.bot.ical.story import discussed
from tests.bot.web.served import served
from tests.bot.web.world import BOARD, CHEF, NOW, PROCESS, World

pytestmark = pytest.mark.e2e
PAGES = ("/", f"/offentlig/{PROCESS}", f"/kalender/{CHEF}", f"/tavle/{BOARD}", "/findes-ikke")
WIDTHS = (360, 1280, 1920)


@pytest.fixture
def address(world: World) -> Iterator[str]:
    """The site, some weeks on, with one discussion recorded."""
    discussed(world.play)
    world.now = NOW + timedelta(days=40)
    with served(world.browser.app) as found:
        yield f"http://{found}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_screen_and_asks_nobody_else(
    browser: Any, address: str, path: str, scheme: str
) -> None:
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=complaints: said.append(message.text))
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert [url for url in asked if not url.startswith(address)] == []
        assert [text for text in complaints if "404" not in text] == []
        context.close()


def test_the_board_prints_on_a_few_sheets_of_a3(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/tavle/{BOARD}")
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert 1 <= len(sizes) <= 4
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(1191, 842)}


def test_the_board_reads_aloud_with_every_row_of_the_plan(
    browser: Any, address: str, world: World
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/tavle/{BOARD}")
    said = page.locator("body").aria_snapshot()
    page.close()
    table = said[said.index('table "Planens rækker efter dato') :].replace("\\", "")
    rows = [line for line in table.splitlines() if "- row " in line or "- 'row " in line]
    plan = world.play.state.plan
    names = {m.key: m.title for m in plan.milestones}
    missing = [
        m.title
        for m in plan.milestones
        if not any(
            upper_first(write(m.when, names)) in row
            and m.title.replace('"', "") in row.replace('"', "")
            for row in rows
        )
    ]
    assert missing == [] and len(rows) == len(plan.milestones) + 1
    assert 'img "Tidslinje for Råderumsprocessen 2024.' in said
    assert "Drøftet, og begge sider har bekræftet det 18/4" in said


def test_a_past_day_is_chosen_without_javascript(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/tavle/{BOARD}")
    page.get_by_label("Vis en tidligere dag").fill("2024-03-20")
    page.get_by_role("button", name="Vis").click()
    assert page.get_by_text("Som det så ud onsdag den 20. marts 2024").is_visible()
    context.close()


def test_the_address_is_copied_with_one_press(browser: Any, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/kalender/{CHEF}")
    page.get_by_role("button", name="Kopiér").click()
    page.get_by_text("Adressen er kopieret.").wait_for()
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == f"https://kalender.eksempel.invalid/kalender/{CHEF}.ics"
    )
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Any, address: str, path: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="make e2e installs it"
    )
    for width in (360, 1280) if path.startswith("/tavle") else (1280,):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        page.goto(address + path)
        found = axe.Axe().run(page).response["violations"]
        context.close()
        assert [
            (violation["id"], [node["target"] for node in violation["nodes"]])
            for violation in found
        ] == []
