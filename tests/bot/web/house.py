"""The office's pages, and people with a browser that follows no redirect by itself."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.web.app import exception_handlers, routes
from bot.web.links import CommitteeLinks
from bot.web.site import Rooms, Site
from storage.heartbeat import Beat
from tests.bot.slack.world import PROCESS, Office

LMU = "lmu_skole"


class NoBeats:
    def ages(self) -> tuple[Beat, ...]:
        return ()


@dataclass
class House:
    """The office with its pages, and a browser that follows no redirect by itself."""

    office: Office
    doors: CommitteeLinks
    browser: TestClient
    clock: list[datetime]

    def path(self, person: str, committee: str = LMU) -> str:
        return f"/svar/{self.doors.token(person, committee)}"

    def page(self, person: str) -> str:
        answer = self.browser.get(self.path(person))
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(
        self, person: str, act: str, *, record: int | str = "", status: int = 303, **fields: Any
    ) -> str:
        """Send one of the page's forms in, as a browser without scripts does."""
        page = self.page(person)
        hidden = {
            name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("seal", "once")
        }
        values = {name: found[1] for name, found in hidden.items() if found}
        answer = self.browser.post(
            self.path(person), data={"act": act, "record": str(record), **values, **fields}
        )
        assert answer.status_code == status, answer.text
        return html.unescape(answer.text)


def open_house(office: Office, *, metrics_token: str = "") -> House:
    """The pages over the office, on 19 April 2024; the real clock is another."""
    context = office.context
    clock = [datetime(2030, 1, 2, 9, tzinfo=UTC)]
    doors = CommitteeLinks(
        process=PROCESS, addresses=context.addresses, secret=b"s" * 32, now=office.clock.now
    )
    site = Site(
        process=PROCESS,
        ledger=context.ledger,
        addresses=context.addresses,
        heartbeat=NoBeats(),
        now=office.clock.now,
        clock=lambda: clock[0],
        base_url="http://testserver",
        secret=b"s" * 32,
        rooms=Rooms(context=context, doors=doors),
        metrics_token=metrics_token,
    )
    office.clock.go("2024-04-19")
    app = Starlette(routes=routes(site), exception_handlers=exception_handlers())
    return House(office, doors, TestClient(app, follow_redirects=False), clock)
