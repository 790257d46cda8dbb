"""Calendars that lie ready: the same answers as the whole way gives, never an old one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.imported import read_timetable
from app.logs import RequestIds, id_for
from bot.web.app import BoundedBody, exception_handlers, routes
from bot.web.feeds import client_kind, seen
from bot.web.pages import SecurityHeaders
from bot.web.ready import BOUND_SECONDS, ReadyFeeds
from bot.web.site import Site
from process.dates.when import Day
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import MilestoneMoved
from storage.addresses import Addresses
from storage.database import Database, connect
from storage.errors import StorageUnavailable
from storage.ledger import Ledger
from storage.tables import metadata
from tests.bot.slack.world import PROCESS, Office, open_office
from tests.support.cast import at

OPEN, TOKEN, CHEF = f"/offentlig/{PROCESS}.ics", "t" * 22, "p-skolechef"
SECRET = f"/kalender/{TOKEN}.ics"


@dataclass
class Front:
    """The office's calendars with what stands before them, and how often the whole way was gone."""

    office: Office
    database: Database
    site: Site
    monotonic: float = 100.0
    whole_ways: int = 0

    def __post_init__(self) -> None:
        self.address = self.office.context.addresses.create(
            PROCESS, CHEF, f"person:{CHEF}", TOKEN, at=self.office.clock.now()
        )
        self.app = Starlette(
            routes=routes(self.site),
            middleware=[
                Middleware(RequestIds),
                Middleware(SecurityHeaders),
                Middleware(BoundedBody),
            ],
            exception_handlers=exception_handlers(),
        )
        ready = ReadyFeeds(
            self.counted,
            look=lambda: seen(self.site),
            written=lambda: self.database.last_write,
            kind=client_kind,
            request_id=id_for,
            monotonic=lambda: self.monotonic,
        )
        self.browser, self.slow = TestClient(ready), TestClient(self.app)

    async def counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.whole_ways += 1
        await self.app(scope, receive, send)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        answer = self.browser.get(path, headers=headers)
        return answer.status_code, answer.content


@pytest.fixture
def front(database_url: str) -> Iterator[Front]:
    """On both databases."""
    database = connect(database_url)
    with database.write() as connection:
        metadata.create_all(connection)
    office = open_office(database)
    yield Front(office, database, Site(context=office.context, read_timetable=read_timetable))
    database.close()


@pytest.fixture
def elsewhere(front: Front, database_url: str) -> Iterator[Database]:
    """The same database, as another process has it open."""
    database = connect(database_url)
    yield database
    database.close()


def move(database: Database, day: int) -> None:
    fact = MilestoneMoved(milestone="forslag", to=Day(day=at(f"2024-04-{day}").date()), why="x")
    Ledger(database).decide(
        PROCESS, lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=at("2024-03-01")
    )


@pytest.mark.parametrize("path", [OPEN, SECRET, f"{SECRET}?varsel=1&x=%C3%A5"])
def test_what_lies_ready_is_the_answer_of_the_whole_way_to_the_last_byte(
    front: Front, path: str
) -> None:
    tag = front.slow.get(path, headers={"accept-encoding": "identity"}).headers["etag"]
    tags = (None, tag, tag[:-1] + '-gzip"', f'W/{tag}, "x"', "*", '"x"', "")
    for method, coding, asked in product(
        ("GET", "HEAD"), ("gzip, br", "gzip;q=0", "identity"), tags
    ):
        headers = {"accept-encoding": coding, "x-request-id": "abc"}
        headers |= {} if asked is None else {"if-none-match": asked}
        front.browser.request(method, path, headers=headers)
        before = front.whole_ways
        ready = front.browser.request(method, path, headers=headers)
        assert front.whole_ways == before
        whole = front.slow.request(method, path, headers=headers)
        assert (ready.status_code, ready.headers.raw, ready.content) == (
            whole.status_code,
            whole.headers.raw,
            whole.content,
        ), headers


def test_every_answer_has_its_own_request_id(front: Front) -> None:
    found = [front.browser.get(OPEN).headers["x-request-id"] for _ in range(3)]
    assert (len(set(found)), front.whole_ways) == (3, 1)


def test_a_date_that_was_moved_here_is_in_the_next_answer(front: Front) -> None:
    answers = []
    for day in (20, 21, 22):
        move(front.database, day)
        answers.append(front.get(SECRET))
        assert front.get(SECRET) == answers[-1]
    assert (len(set(answers)), front.whole_ways) == (3, 3)


def test_a_date_another_process_has_moved_is_there_within_the_bound(
    front: Front, elsewhere: Database
) -> None:
    before = front.get(SECRET)
    move(elsewhere, 20)
    front.monotonic += BOUND_SECONDS
    after = front.get(SECRET)
    assert after != before
    assert after == (200, front.slow.get(SECRET).content)


def test_an_address_that_was_closed_says_so_in_the_next_answer(front: Front) -> None:
    before, public = front.get(SECRET), front.get(OPEN)
    front.office.context.addresses.revoke(front.address.id, at=front.office.clock.now())
    after = front.get(SECRET)
    assert after != before
    assert after == (200, front.slow.get(SECRET).content)
    assert front.get(OPEN) == public


def test_an_address_another_process_has_closed_says_so_within_the_bound(
    front: Front, elsewhere: Database
) -> None:
    before = front.get(SECRET)
    Addresses(elsewhere).revoke(front.address.id, at=front.office.clock.now())
    front.monotonic += BOUND_SECONDS
    assert front.get(SECRET) != before


def test_a_new_day_begins_at_midnight_and_not_within_the_bound(front: Front) -> None:
    front.office.clock.instant = at("2024-03-02") - timedelta(hours=8, microseconds=1000)
    front.get(OPEN)
    front.office.clock.instant += timedelta(milliseconds=1)
    front.monotonic += 0.001
    front.get(OPEN)
    assert front.whole_ways == 2


def test_each_kind_of_program_and_day_is_noted_though_the_calendar_lies_ready(
    front: Front,
) -> None:
    for _ in range(2):
        for agent in ("Microsoft Office/16.0", "Google-Calendar-Importer"):
            for _ in range(3):
                front.browser.get(SECRET, headers={"user-agent": agent})
        front.office.clock.instant += timedelta(days=1)
        front.monotonic += BOUND_SECONDS
    (found,) = front.office.context.addresses.of(PROCESS, CHEF)
    assert {(f.client, f.day.day) for f in found.fetched} == {("google", 2), ("outlook", 2)}
    assert front.whole_ways >= 4


def test_a_fetch_that_could_not_be_noted_is_noted_the_next_time(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> bool:
        raise StorageUnavailable("full")

    with monkeypatch.context() as broken:
        broken.setattr(Addresses, "touched", full)
        assert front.get(SECRET)[0] == 200
    front.get(SECRET)
    (found,) = front.office.context.addresses.of(PROCESS, CHEF)
    assert len(found.fetched) == 1


def test_what_has_to_be_judged_or_is_not_known_goes_the_whole_way(front: Front) -> None:
    date = front.browser.get(OPEN).headers["last-modified"]
    front.office.clock.instant += timedelta(minutes=1)
    assert front.get(OPEN, **{"if-modified-since": date})[0] == 304
    assert front.get("/kalender/x.ics")[0] == front.get("/kalender/x.ics")[0] == 404
    assert front.browser.post(OPEN).status_code == 405
    assert front.get(OPEN, **{"content-length": "9" * 12})[0] == 413


def test_when_the_database_does_not_answer_the_last_calendar_is_served(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise StorageUnavailable("gone")

    before = front.get(OPEN)
    monkeypatch.setattr(Ledger, "state", gone)
    front.monotonic += BOUND_SECONDS
    assert front.get(OPEN) == before
    assert front.get(f"/kalender/{TOKEN}.ics?varsel=1")[0] == 503
    monkeypatch.undo()
    front.monotonic += BOUND_SECONDS
    move(front.database, 20)
    assert front.get(SECRET) == (200, front.slow.get(SECRET).content)
