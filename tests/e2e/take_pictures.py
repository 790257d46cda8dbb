"""The pictures of docs/, taken from the sandbox by a browser: `make pictures`. Run it again when
a message or a form changes.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page, expect, sync_playwright

from tests.e2e.conftest import Newcomer
from tests.support.chromium import CHROMIUM, QUIET
from tests.support.processes import await_page, free_port, running

PICTURES = Path(__file__).parents[2] / "docs" / "billeder"
CHEF, CHAIR, VICE_CHAIR = "Skolechef", "Leder, Eksempelskolen", "Næstformand, Eksempelskolen"


def main() -> None:
    """Start a rehearsal, walk through it, and keep what people see."""
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    port, folder = free_port(), Path(tempfile.mkdtemp())
    env = {
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / 'oevelse.sqlite'}",
        "SECRET_KEY": "billeder",
    }
    with running("run", env=env, cwd=folder), sync_playwright() as driver:
        await_page(f"http://127.0.0.1:{port}/healthz")
        browser = driver.chromium.launch(executable_path=chromium, args=list(QUIET))
        context = browser.new_context(
            viewport={"width": 1280, "height": 1100}, locale="da-DK", device_scale_factor=1.5
        )
        somebody = Newcomer(page=context.new_page(), address=f"http://127.0.0.1:{port}")
        somebody.open()
        _walk(somebody)
        browser.close()


def _walk(somebody: Newcomer) -> None:
    somebody.be(CHEF)
    somebody.go_to("2024-03-13", "onsdag den 13. marts 2024")
    _keep(_message(somebody.page), "paamindelse")
    somebody.page.get_by_role("link", name="Hjem", exact=True).click()
    somebody.sees("Næste datoer")
    _keep(somebody.page.locator("main"), "hjem")
    somebody.page.get_by_role("link", name="Beskeder", exact=True).click()
    somebody.press("Det er afleveret")
    somebody.sees("Du har meldt")
    _keep(_message(somebody.page), "afleveret")
    somebody.go_to("2024-04-19", "fredag den 19. april 2024")
    somebody.be(CHAIR)
    somebody.press("Registrér")
    dialog = somebody.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Registrér MED-drøftelse")
    _keep(dialog, "med-formular")
    somebody.press("Send til næstformanden")
    expect(dialog).to_contain_text("Registreret")
    dialog.get_by_role("button", name="Luk").last.click()
    somebody.be(VICE_CHAIR)
    somebody.sees("Passer det?")
    _keep(_message(somebody.page), "med-bekraeft")
    somebody.press("Ja, det passer")
    somebody.sees("Kvittering")
    somebody.be(CHAIR)
    somebody.sees("Kvittering")
    _keep(_message(somebody.page), "med-kvittering")
    somebody.page.get_by_role("link", name="Hjem", exact=True).click()
    somebody.page.goto(
        str(somebody.page.get_by_role("link", name="Åbn tavlen").get_attribute("href"))
    )
    _keep_the_board(somebody.page)


def _message(page: Page) -> Locator:
    """The newest message."""
    return page.locator(".message").last


def _keep_the_board(page: Page) -> None:
    """From its cards down to the end of the timeline; what is below is tables."""
    cards = page.locator("main").bounding_box()
    timeline = page.locator("section[aria-labelledby=h-tid]").bounding_box()
    assert cards and timeline, "the board has both"
    height = timeline["y"] + timeline["height"] - cards["y"]
    clip: FloatRect = {"x": cards["x"], "y": cards["y"], "width": cards["width"], "height": height}
    page.screenshot(
        path=str(PICTURES / "tavle.png"), animations="disabled", full_page=True, clip=clip
    )


def _keep(what: Locator, name: str) -> None:
    what.screenshot(path=str(PICTURES / f"{name}.png"), animations="disabled")


if __name__ == "__main__":
    main()
