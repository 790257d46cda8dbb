"""The office's pages about deadlines, and a browser without scripts that
follows no redirect by itself.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from bot.web.app import exception_handlers, routes
from bot.web.links import CommitteeLinks, WebLinks
from bot.web.pages import SecurityHeaders
from bot.web.site import Rooms, Site
from process.ledger.entries import SYSTEM, Decision
from storage.heartbeat import Beat
from tests.bot.slack.world import PROCESS, Office

CHEF = "p-skolechef"
SCHOOL = "forslag/head:skole"
SECRET = b"s" * 32


class NoBeats:
    def ages(self) -> tuple[Beat, ...]:
        return ()


@dataclass
class DeadlineHouse:
    """The office with its pages, and a browser without scripts that follows no redirect by
    itself.
    """

    office: Office
    links: WebLinks
    browser: TestClient
    clock: list[datetime]

    def path(self, person: str = CHEF, key: str = SCHOOL) -> str:
        return self.links.deadline(person, key).removeprefix("http://testserver")

    def page(self, person: str = CHEF, key: str = SCHOOL) -> str:
        answer = self.browser.get(self.path(person, key))
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)

    def send(
        self, act: str, *, person: str = CHEF, key: str = SCHOOL, status: int = 303, **fields: Any
    ) -> str:
        """Send one of the page's forms in; the page it leads to."""
        path = self.path(person, key)
        data = {"act": act, **form(self.browser.get(path).text, act), **fields}
        answer = self.browser.post(path, data=data)
        assert answer.status_code == status, answer.text
        if status == 303:
            answer = self.browser.get(answer.headers["location"])
        return html.unescape(answer.text)

    def write(self, fact: Any) -> None:
        self.office.context.ledger.decide(
            PROCESS, lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=self.office.clock.now()
        )


def form(page: str, act: str) -> dict[str, str]:
    """What the form for an act carries hidden; only the seal where the page has no such form."""
    found = re.search(
        rf'name="act" value="{act}"><input type="hidden" name="value" value="([^"]*)"', page
    )
    seal = re.search(r'name="seal" value="([^"]*)"', page)
    return {"value": html.unescape(found[1]) if found else "", "seal": seal[1] if seal else ""}


def open_deadlines(office: Office) -> DeadlineHouse:
    """The pages over the office, on the morning of 13 March 2024; the real clock is another."""
    clock = [datetime(2030, 1, 2, 9, tzinfo=UTC)]
    context = office.context
    doors = CommitteeLinks(
        process=PROCESS, addresses=context.addresses, secret=SECRET, now=office.clock.now
    )
    links = WebLinks(
        process=PROCESS,
        base_url="http://testserver",
        secret=SECRET,
        clock=lambda: clock[0],
        doors=doors,
    )
    site = Site(
        process=PROCESS,
        ledger=context.ledger,
        addresses=context.addresses,
        heartbeat=NoBeats(),
        now=office.clock.now,
        clock=lambda: clock[0],
        base_url="http://testserver",
        secret=SECRET,
        rooms=Rooms(
            context=replace(context, links=links),
            doors=doors,
        ),
    )
    office.clock.go("2024-03-13", "09:12")
    app = Starlette(
        routes=routes(site),
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers=exception_handlers(),
    )
    return DeadlineHouse(office, links, TestClient(app, follow_redirects=False), clock)
