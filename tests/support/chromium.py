"""A real Chromium for every test that looks at a page, wherever it lies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless. A machine without one fails, it does not skip."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    assert found, "no Chromium on this machine: apt-get install chromium"
    playwright = pytest.importorskip("playwright.sync_api", reason="make e2e installs the driver")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=list(QUIET))
        yield opened
        opened.close()
