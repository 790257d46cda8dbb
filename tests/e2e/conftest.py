"""A whole installation as a newcomer starts it, and a real Chromium in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.processes import await_page, free_port, running

WAIT_MS = 20_000
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """`fristvogter run` in a rehearsal of its own; its address."""
    port = free_port()
    env = {
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'oevelse.sqlite'}",
        "SECRET_KEY": "e2e",
    }
    with running("run", env=env, cwd=tmp_path):
        await_page(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"


@dataclass
class Newcomer:
    """Somebody at the sandbox's page."""

    page: Page
    address: str

    def open(self) -> None:
        """The first page."""
        self.page.goto(f"{self.address}/sandbox/")

    def be(self, name: str) -> None:
        """Become one of the cast."""
        self.page.locator("nav, aside").get_by_role("link", name=name).first.click()
        expect(self.page.locator("main")).to_contain_text(name)

    def go_to(self, day: str, label: str) -> None:
        """Move the clock to a day and wait until it stands there."""
        self.page.locator("input[type=date]").first.fill(day)
        self.page.get_by_role("button", name="Gå", exact=True).click()
        expect(self.page.get_by_text(f"{label} kl. 8.00").first).to_be_visible()

    def say(self, words: str) -> None:
        """Type in the composer and send."""
        self.page.locator("#tekst").fill(words)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def press(self, label: str) -> None:
        """Press the first button with that label."""
        self.page.get_by_role("button", name=label).first.click()

    def sees(self, words: str) -> None:
        """Wait until the middle of the page says it."""
        expect(self.page.locator("main")).to_contain_text(words)

    def sees_no(self, words: str) -> None:
        """The middle of the page does not say it."""
        expect(self.page.locator("main")).not_to_contain_text(words)


@pytest.fixture
def newcomer(browser: Browser, address: str) -> Iterator[Newcomer]:
    """A newcomer on the first page, in Danish."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 960}, locale="da-DK", timezone_id="Europe/Copenhagen"
    )
    somebody = Newcomer(page=context.new_page(), address=address)
    somebody.page.set_default_timeout(WAIT_MS)
    somebody.open()
    yield somebody
    context.close()
