"""Calendar files over HTTP: what each kind of program relies on, and what it must never be
answered.
"""

from __future__ import annotations

import gzip
import http.client
import logging
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import pytest

from process.dates.when import Day
from process.ledger.facts import MilestoneMoved, SeatLeft
from tests.bot.ical.lines import read
from tests.bot.ical.story import HEAD
from tests.bot.web.served import served
from tests.bot.web.world import BOARD, CHEF, NOW, PROCESS, World

FEED = f"/kalender/{CHEF}.ics"
OPEN = f"/offentlig/{PROCESS}.ics"


def move(world: World) -> None:
    fact = MilestoneMoved(
        milestone="borgermoede_teknisk_budget", to=Day(day=date(2024, 8, 21)), why="x"
    )
    world.play.write(fact, at=world.now)


@pytest.mark.parametrize(
    ("path", "cache"), [(FEED, "private, max-age=300"), (OPEN, "public, max-age=300")]
)
def test_a_calendar_comes_with_the_headers_programs_need(
    world: World, path: str, cache: str
) -> None:
    answer = world.browser.get(path)
    assert (answer.status_code, len(read(answer.content)) > 1) == (200, True)
    headers = answer.headers
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert (headers["cache-control"], headers["vary"], headers["x-robots-tag"]) == (
        cache,
        "Accept-Encoding",
        "noindex",
    )
    assert headers["referrer-policy"] == "no-referrer"
    assert [
        name
        for name in ("set-cookie", "content-disposition", "content-encoding")
        if name in headers
    ] == []


def test_the_tag_answers_in_every_form_and_changes_with_the_ledger_only(world: World) -> None:
    first = world.browser.get(OPEN)
    tag = first.headers["etag"]
    for asked in (tag, f"W/{tag}", f'"andet", {tag}', "*", tag.replace('"', "", 1).join(['"', ""])):
        answer = world.browser.get(OPEN, headers={"if-none-match": asked})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag), (
            asked
        )
    assert world.browser.get(OPEN, headers={"if-none-match": '"andet"'}).status_code == 200
    world.now += timedelta(hours=9)
    assert world.browser.get(OPEN).headers["etag"] == tag
    move(world)
    assert world.browser.get(OPEN, headers={"if-none-match": tag}).status_code == 200


def test_the_date_answers_programs_without_tags(world: World) -> None:
    changed = world.browser.get(OPEN).headers["last-modified"]
    world.now += timedelta(minutes=1)
    ask = {
        "changed": changed,
        "earlier": format_datetime(NOW - timedelta(days=9), usegmt=True),
        "nonsense": "yesterday",
    }
    found = {
        name: world.browser.get(OPEN, headers={"if-modified-since": text}).status_code
        for name, text in ask.items()
    }
    assert found == {"changed": 304, "earlier": 200, "nonsense": 200}
    move(world)
    same_second = world.browser.get(
        OPEN, headers={"if-modified-since": format_datetime(world.now.astimezone(UTC), usegmt=True)}
    )
    assert same_second.status_code == 200


def test_the_tag_counts_before_the_date(world: World) -> None:
    late = format_datetime(datetime(2030, 1, 1, tzinfo=UTC), usegmt=True)
    assert (
        world.browser.get(
            OPEN, headers={"if-none-match": '"andet"', "if-modified-since": late}
        ).status_code
        == 200
    )


def test_a_day_that_drops_an_entry_moves_the_date(world: World) -> None:
    before = world.browser.get(OPEN).headers["last-modified"]
    world.now += timedelta(days=1)
    assert world.browser.get(OPEN).headers["last-modified"] != before


def test_head_is_get_without_its_body(world: World) -> None:
    get, head = world.browser.get(FEED), world.browser.head(FEED)
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(get.headers))


@pytest.mark.parametrize(
    ("accepts", "zipped"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("", False),
        ("identity", False),
        ("*", False),
    ],
)
def test_compressed_only_when_asked(world: World, accepts: str, zipped: bool) -> None:
    with world.browser.stream("GET", FEED, headers={"accept-encoding": accepts}) as answer:
        body = b"".join(answer.iter_raw())
        assert (answer.headers.get("content-encoding") == "gzip") is zipped
    plain = world.browser.get(FEED)
    assert (gzip.decompress(body) if zipped else body) == plain.content
    assert (answer.headers["etag"] != plain.headers["etag"]) is zipped


@pytest.mark.parametrize(
    "path", ["/kalender/ukendt.ics", f"/kalender/{BOARD}.ics", "/offentlig/andet.ics"]
)
def test_an_unknown_address_is_404_and_never_a_page(world: World, path: str) -> None:
    answer = world.browser.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (
        404,
        "text/plain; charset=utf-8",
    )


def test_a_closed_address_says_so_for_ninety_days_and_is_then_unknown(world: World) -> None:
    world.addresses.close(CHEF, NOW)
    for days in (0, 90):
        world.now = NOW + timedelta(days=days)
        (item,) = read(world.browser.get(FEED).content)
        assert (item.summary, item.start) == (
            "Dette kalenderlink er lukket – hent et nyt",
            world.now.date(),
        )
    world.now = NOW + timedelta(days=91)
    assert world.browser.get(FEED).status_code == 404


def test_an_address_dies_with_the_seat(world: World) -> None:
    world.play.write(SeatLeft(seat=HEAD, person="chef", last_day=date(2024, 3, 21)), at=NOW)
    assert [item.summary for item in read(world.browser.get(FEED).content)] == [
        "Dette kalenderlink er lukket – hent et nyt"
    ]


@pytest.mark.parametrize("fault", ["down", "broken"])
def test_when_nothing_works_the_last_good_bytes_are_served(world: World, fault: str) -> None:
    good = world.browser.get(FEED)
    setattr(world.ledger, fault, True)
    again = world.browser.get(FEED)
    assert (again.status_code, again.content, again.headers["etag"]) == (
        200,
        good.content,
        good.headers["etag"],
    )
    never = world.browser.get(OPEN)
    assert (never.status_code, never.headers["retry-after"]) == (503, "300")


def test_a_fetch_is_noted_by_kind_and_day_and_a_failing_note_harms_nobody(world: World) -> None:
    world.browser.get(FEED, headers={"user-agent": "Google-Calendar-Importer"})
    assert world.addresses.notes == [("google", NOW.date())]
    world.addresses.down = True
    assert world.browser.get(FEED).status_code == 200


def test_no_address_is_written_to_a_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        world.addresses.down = True
        world.browser.get(FEED)
        world.ledger.down = True
        world.browser.get(FEED)
        world.browser.get(f"/kalender/{CHEF}")
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert (
        ours
        and [
            record.getMessage()
            for record in ours
            if CHEF in record.getMessage() or CHEF in str(record.exc_text)
        ]
        == []
    )


def test_the_subscriber_chooses_extra_entries(world: World) -> None:
    plain, more = (
        read(world.browser.get(f"{FEED}{query}").content) for query in ("", "?forvarsel=7d")
    )
    extra = {item.summary for item in more} - {item.summary for item in plain}
    assert extra == {"Om 7 dage: FRIST: Råderumsforslag for Skole og Dagtilbud"}


def test_a_real_server_answers_the_same(world: World) -> None:
    found = []
    with served(world.browser.app) as address:
        connection = http.client.HTTPConnection(address, timeout=5)
        for method in ("GET", "HEAD"):
            connection.request(method, FEED)
            answer = connection.getresponse()
            found.append(
                (
                    answer.status,
                    answer.headers["etag"],
                    answer.headers["content-length"],
                    len(answer.read()),
                )
            )
        connection.close()
    (status, tag, length, body), (head_status, head_tag, head_length, nothing) = found
    assert (status, tag, length, str(body), nothing) == (
        head_status,
        head_tag,
        head_length,
        length,
        0,
    )
