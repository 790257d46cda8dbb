"""The office's pages, and people with a browser without scripts that follows no redirect by
itself.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app.imported import read_timetable
from bot.web.app import exception_handlers, routes
from bot.web.links import WebLinks
from bot.web.pages import SecurityHeaders
from bot.web.site import Site
from process.ledger.entries import SYSTEM, Decision
from tests.bot.slack.world import PROCESS, Clock, Office

ADDRESS = "http://testserver"
LMU = "lmu_skole"
CHEF, SCHOOL = "p-skolechef", "forslag/head:skole"


@dataclass
class Pages:
    """The office with its pages, and a browser."""

    office: Office
    browser: TestClient

    @property
    def links(self) -> WebLinks:
        return self.office.context.links

    @property
    def clock(self) -> Clock:
        """The real clock."""
        return self.office.real

    def write(self, fact: Any) -> None:
        self.office.context.ledger.decide(
            PROCESS, lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=self.office.clock.now()
        )


class House(Pages):
    """People at their committee's page."""

    def path(self, person: str, committee: str = LMU) -> str:
        return self.links.committee(person, committee).removeprefix(ADDRESS)

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


class DeadlineHouse(Pages):
    """People at the page of a deadline."""

    def path(self, person: str = CHEF, key: str = SCHOOL) -> str:
        return self.links.deadline(person, key).removeprefix(ADDRESS)

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


def form(page: str, act: str) -> dict[str, str]:
    """What the form for an act carries hidden; only the seal where the page has no such form."""
    found = re.search(
        rf'name="act" value="{act}"><input type="hidden" name="value" value="([^"]*)"', page
    )
    seal = re.search(r'name="seal" value="([^"]*)"', page)
    return {"value": html.unescape(found[1]) if found else "", "seal": seal[1] if seal else ""}


def open_house(office: Office, *, metrics_token: str = "") -> House:
    """The committees' pages, on 19 April 2024; the real clock is another."""
    office.clock.go("2024-04-19")
    return House(office, browser_at(office, metrics_token))


def open_deadlines(office: Office) -> DeadlineHouse:
    """The deadlines' pages, on the morning of 13 March 2024; the real clock is another."""
    office.clock.go("2024-03-13", "09:12")
    return DeadlineHouse(office, browser_at(office))


def browser_at(office: Office, metrics_token: str = "") -> TestClient:
    """A browser at all the pages of an office, which from now on has links to them."""
    office.serve_at(ADDRESS)
    app = Starlette(
        routes=routes(
            Site(context=office.context, metrics_token=metrics_token, read_timetable=read_timetable)
        ),
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers=exception_handlers(),
    )
    return TestClient(app, follow_redirects=False)
