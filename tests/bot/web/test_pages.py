"""The pages people see: right for the reader, nothing from other hosts, no traceback, no
secret where it does not belong.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from starlette.requests import Request

from bot.web.health import readyz
from bot.web.links import BadLink, ExpiredLink, read, sign
from bot.web.pages import NO_SCRIPTS
from bot.web.pictures import picture
from process.dates.when import Day
from process.ledger.facts import MilestoneMoved, PlanAdopted, ProposalSubmitted
from process.ledger.state import State
from process.simulation import Stage
from storage.addresses import Fetch
from storage.heartbeat import Beat
from tests.bot.ical.story import PLAN, PROPOSAL, begin, discussed
from tests.bot.web.world import BOARD, CHEF, NOW, PROCESS, REAL_NOW, World

BOARD_PAGE = f"/tavle/{BOARD}"
PAGES = ["/", f"/offentlig/{PROCESS}", f"/kalender/{CHEF}", BOARD_PAGE, "/findes-ikke"]
LINKS_OUT = (
    "https://outlook.office.com/",
    "https://calendar.google.com/",
    "https://kalender.eksempel.invalid",
    "http://www.w3.org/",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_anywhere_else(world: World, path: str) -> None:
    answer = world.browser.get(path)
    assert answer.headers["content-security-policy"].startswith(NO_SCRIPTS)
    assert (answer.headers["referrer-policy"], answer.headers["cache-control"]) == (
        "no-referrer",
        "no-store",
    )
    assert [
        url
        for url in re.findall(r"https?://[^\"'\s<>&]+", answer.text)
        if not url.startswith(LINKS_OUT)
    ] == []
    assert re.findall(r'style="|<style|onclick|javascript:|src="(?!/statisk/)', answer.text) == []
    for file in re.findall(r'(?:src|href)="(/statisk/[^"]+)"', answer.text):
        assert (
            world.browser.get(file).headers["cache-control"]
            == "public, max-age=31536000, immutable"
        )


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_danish_and_has_one_heading_and_one_main(world: World, path: str) -> None:
    text = world.browser.get(path).text
    assert '<html lang="da">' in text
    assert (text.count("<h1"), text.count("<main")) == (1, 1)


@pytest.mark.parametrize("path", PAGES[:-1])
def test_a_whole_page_stays_under_150_kilobytes(world: World, path: str) -> None:
    answer = world.browser.get(path)
    files = set(re.findall(r'(?:src|href)="(/statisk/[^"]+)"', answer.text))
    assert (
        len(answer.content) + sum(len(world.browser.get(file).content) for file in files) < 150_000
    )


def test_a_fault_is_a_page_with_headers_and_without_a_traceback(world: World) -> None:
    world.ledger.broken = True
    answer = world.browser.get("/")
    assert (answer.status_code, answer.headers["content-security-policy"]) == (500, NO_SCRIPTS)
    assert (
        "Noget gik galt hos os" in answer.text,
        "KeyError" in answer.text,
        "nobody foresaw" in answer.text,
    ) == (True, False, False)


@pytest.mark.parametrize("path", PAGES[:-1])
def test_a_database_that_does_not_answer_is_told_calmly(world: World, path: str) -> None:
    world.ledger.down = True
    answer = world.browser.get(path)
    assert (
        answer.status_code,
        answer.headers["retry-after"],
        "Vi er ikke klar lige nu" in answer.text,
    ) == (503, "120", True)


def test_before_any_plan_the_front_says_what_to_do_and_the_rest_waits(world: World) -> None:
    world.ledger.play = Stage(State.empty(PROCESS))
    front = world.browser.get("/")
    assert (front.status_code, "Her er ingen proces endnu" in front.text) == (200, True)
    assert {world.browser.get(path).status_code for path in PAGES[1:-1]} == {503}


def test_a_rehearsal_shows_the_way_to_the_sandbox(world: World) -> None:
    plain = world.browser.get("/").text
    world.play.write(
        PlanAdopted(plan=replace(world.play.state.plan, rehearsal=True), reason="x"), at=NOW
    )
    assert ['href="/sandbox/"' in text for text in (plain, world.browser.get("/").text)] == [
        False,
        True,
    ]


def test_the_landing_page_gives_each_program_its_own_way_in(world: World) -> None:
    text = world.browser.get(f"/kalender/{CHEF}").text
    address = f"kalender.eksempel.invalid/kalender/{CHEF}.ics"
    assert f'href="webcal://{address}"' in text
    assert f'value="https://{address}"' in text
    assert "https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2Fkalender" in text
    assert "<svg" in text and "QR-kode med kalenderens adresse" in text
    assert (
        "Fredag den 22. marts" not in text
        and "Kalenderen er ikke hentet af noget program endnu." in text
    )


def test_the_landing_page_tells_when_it_was_fetched_last(world: World) -> None:
    known = world.addresses.find(CHEF)
    assert known is not None
    fetched = (
        Fetch(client="google", day=date(2024, 3, 21)),
        Fetch(client="outlook", day=date(2024, 3, 20)),
    )
    world.addresses.known[known.id] = replace(known, fetched=fetched)
    text = world.browser.get(f"/kalender/{CHEF}").text
    assert (
        "Sidst hentet torsdag den 21. marts 2024 af Google Kalender; "
        "Google henter igen inden for et døgn."
    ) in text
    assert (
        "Sidst hentet onsdag den 20. marts 2024 af Outlook; "
        "Outlook henter som regel igen efter tre timer"
    ) in text


def test_a_closed_address_has_a_page_that_says_so(world: World) -> None:
    world.addresses.close(CHEF, NOW)
    answer = world.browser.get(f"/kalender/{CHEF}")
    assert (answer.status_code, "Linket gælder ikke længere" in answer.text) == (410, True)


def test_an_address_is_closed_on_its_own_page(world: World) -> None:
    answer = world.browser.post(f"/kalender/{CHEF}/luk")
    assert (answer.status_code, "Linket gælder ikke længere" in answer.text) == (410, True)
    assert world.browser.post(f"/kalender/{CHEF}/luk").status_code == 410
    assert world.browser.get(f"/kalender/{CHEF}/luk").status_code == 405


def test_a_new_address_takes_the_old_ones_place(world: World) -> None:
    answer = world.browser.post(f"/kalender/{CHEF}/ny")
    new = str(answer.url).rpartition("/")[2]
    assert (answer.status_code, len(new) >= 32, new != CHEF) == (200, True, True)
    assert [world.browser.get(f"/kalender/{token}").status_code for token in (CHEF, new)] == [
        410,
        200,
    ]


def test_nobody_closes_an_address_they_do_not_know(world: World) -> None:
    assert world.browser.post("/kalender/gættet/luk").status_code == 404


def test_an_entry_that_cannot_be_shown_is_named_on_the_page(world: World) -> None:
    plan = world.play.state.plan
    rows = tuple(
        replace(m, title=" ") if m.key == "borgermoede_teknisk_budget" else m
        for m in plan.milestones
    )
    world.play.write(PlanAdopted(plan=replace(plan, milestones=rows), reason="x"), at=NOW)
    text = world.browser.get(f"/offentlig/{PROCESS}").text
    assert "1 dato kan ikke vises i en kalender og er udeladt: borgermoede_teknisk_budget" in text


def test_calendar_entries_link_to_no_secret(world: World) -> None:
    assert CHEF not in world.browser.get(f"/kalender/{CHEF}.ics").text


def test_the_board_shows_the_matrix_with_words_for_every_letter(world: World) -> None:
    discussed(world.play)
    world.now = NOW + timedelta(days=40)
    text = world.browser.get(BOARD_PAGE).text
    row = text[text.index('<span class="code">R-001') :]
    assert "Neutral titel" in row and "Den hemmelige titel" not in text
    assert (
        'aria-hidden="true">D</span><span class="hide">Drøftet, og begge sider har bekræftet '
        "det</span>"
    ) in row
    assert '<span class="d">18/4</span>' in row


@pytest.mark.parametrize("changes", [{"may_identify": True}, {"embargo_until": date(2024, 5, 1)}])
def test_the_board_shows_some_proposals_by_code_only(
    world: World, changes: dict[str, object]
) -> None:
    hidden = replace(PROPOSAL, version=2, **changes)  # type: ignore[arg-type]
    world.play.write(ProposalSubmitted(proposal=hidden), at=NOW)
    text = world.browser.get(BOARD_PAGE).text
    assert ('<span class="code">R-001</span>' in text, "Neutral titel" in text) == (True, False)


def test_the_board_shows_a_past_day_as_it_was_known_then(world: World) -> None:
    move = MilestoneMoved(
        milestone="borgermoede_teknisk_budget", to=Day(day=date(2024, 8, 21)), why="x"
    )
    world.play.write(move, at=NOW - timedelta(days=1))
    now, then = (world.browser.get(BOARD_PAGE + query).text for query in ("", "?dag=2024-03-20"))
    assert (
        "21. august" in now,
        "flyttet fra onsdag den 14. august" in now,
        'class="trail"' in now,
    ) == (True, True, True)
    assert (
        "Som det så ud onsdag den 20. marts 2024" in then,
        "21. august" in then,
        "14. august" in then,
    ) == (True, False, True)


@pytest.mark.parametrize("query", ["?dag=i+går", "?dag=2099-01-01", "?dag="])
def test_a_day_that_cannot_be_shown_is_today(world: World, query: str) -> None:
    assert "Status fredag den 22. marts 2024" in world.browser.get(BOARD_PAGE + query).text


def test_before_any_plan_the_board_says_so(world: World) -> None:
    answer = world.browser.get(BOARD_PAGE + "?dag=2024-01-01")
    assert (answer.status_code, "Der var ikke vedtaget nogen plan" in answer.text) == (200, True)


def test_every_date_of_the_drawing_stands_in_the_table_too(world: World) -> None:
    text = world.browser.get(BOARD_PAGE).text
    table = text[text.index('<table class="dates">') :]
    assert [
        m.title for m in world.play.state.plan.milestones if m.title.split()[0] not in table
    ] == []
    assert table.count('<th scope="row">') == len(world.play.state.plan.milestones)


def test_the_picture_stands_by_itself(world: World) -> None:
    discussed(world.play)
    drawn = picture(world.play.state, date(2024, 4, 22))
    assert drawn is not None
    root = ElementTree.fromstring(drawn)
    assert (root.get("width"), "1 af 1 MED-drøftelser er drøftet og bekræftet" in drawn) == (
        "1540",
        True,
    )
    assert re.findall(r"var\(|href|url\(", drawn) == []
    assert picture(begin(replace(PLAN, milestones=())).state, date(2024, 4, 22)) is None


def test_a_signed_link_opens_the_board_for_a_while(world: World) -> None:
    links = replace(world.site.links, base_url="http://testserver")
    old = replace(links, clock=lambda: REAL_NOW - timedelta(hours=13))
    good = links.board("chef")
    statuses = [
        world.browser.get(path).status_code
        for path in (good, old.board("chef"), good[:-2] + "xx", "/tavle/a.b.c", "/tavle/x")
    ]
    assert statuses == [200, 410, 404, 404, 404]


def test_a_closed_board_address_is_gone(world: World) -> None:
    world.addresses.close(BOARD, NOW)
    assert world.browser.get(BOARD_PAGE).status_code == 410


def test_a_feeds_address_does_not_open_the_board(world: World) -> None:
    assert world.browser.get(f"/tavle/{CHEF}").status_code == 404


def test_a_seal_is_for_one_purpose_one_key_and_one_time() -> None:
    token = sign(b"k", purpose="tavle", subject="chef æ", until=REAL_NOW)
    assert read(b"k", token, purpose="tavle", now=REAL_NOW) == "chef æ"
    for secret, purpose, wrong in (
        (b"l", "tavle", token),
        (b"k", "andet", token),
        (b"k", "tavle", "æ" + token),
        (b"k", "tavle", ""),
    ):
        with pytest.raises(BadLink):
            read(secret, wrong, purpose=purpose, now=REAL_NOW)
    with pytest.raises(ExpiredLink):
        read(b"k", token, purpose="tavle", now=REAL_NOW + timedelta(seconds=1))


def test_health_is_process_and_database(world: World) -> None:
    assert world.browser.get("/healthz").status_code == 200
    world.ledger.down = True
    assert (
        world.browser.get("/healthz").status_code,
        world.browser.get("/healthz").json()["status"],
    ) == (503, "fail")


@pytest.mark.parametrize(
    ("beats", "status", "silent"),
    [
        ((("w1", "planner", 4.0), ("w1", "delivery", 2.0)), 200, []),
        ((("w1", "planner", 400.0), ("w2", "planner", 4.0)), 200, []),
        ((("w1", "planner", 400.0), ("w1", "delivery", 2.0)), 503, ["planner"]),
        ((("w1", "planner", -3600.0), ("w1", "delivery", 2.0)), 503, ["planner"]),
        ((), 503, []),
    ],
)
def test_ready_is_the_workers_age(
    world: World, beats: tuple[tuple[str, str, float], ...], status: int, silent: list[str]
) -> None:
    world.heartbeat.beats = tuple(Beat(worker=w, round=r, seconds=s) for w, r, s in beats)
    answer = world.browser.get("/readyz")
    assert (answer.status_code, answer.json()["silent"]) == (status, silent)


def test_a_worker_that_is_expected_is_missed_by_name(world: World) -> None:
    site = replace(world.site, expected_workers=("cellar", "attic"))
    beats = (
        ("cellar:1", "planner", 4.0),
        ("cellar:1", "delivery", 2.0),
        ("attic:2", "planner", 900.0),
    )
    world.heartbeat.beats = tuple(Beat(worker=w, round=r, seconds=s) for w, r, s in beats)
    answer = readyz(site, Request({"type": "http"}))
    assert (answer.status_code, json.loads(bytes(answer.body))["missing_workers"]) == (
        503,
        ["attic"],
    )


def test_who_waits_too_long_is_not_ready_however_alive_the_workers_are(world: World) -> None:
    world.log.waiting = 1
    answer = world.browser.get("/readyz")
    assert (answer.status_code, answer.json()["waiting_messages"]) == (503, 1)


def test_robots_may_fetch_calendars_and_nothing_else(world: World) -> None:
    assert world.browser.get("/robots.txt").text.splitlines()[1:] == [
        "Allow: /kalender/",
        "Allow: /offentlig/",
        "Disallow: /",
    ]
