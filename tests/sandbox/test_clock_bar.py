"""The rehearsal clock stands elsewhere; the page shows it, moves it and says what it answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.sandbox.conftest import CHEF, Build, Served, World

DAYS = ("fredag den 1. marts 2024 kl. 8.00", "onsdag den 13. marts 2024 kl. 8.00")


class FakeClock:
    """Answers as the bot's own app does; `orders` is what it was asked to do."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.tokens: set[str] = set()
        self.day = 0
        self.meanwhile: Callable[[], object] = lambda: None

    async def endpoint(self, request: Incoming) -> Response:
        self.tokens.add(request.headers.get("x-rehearsal-token", ""))
        if request.method == "POST":
            self.orders.append(await request.json())
            if self.orders[-1].get("to") == "2020-01-01":
                return JSONResponse({"error": "Uret kan kun gå fremad."}, status_code=409)
            await run_in_threadpool(self.meanwhile)
            self.day = 0 if self.orders[-1]["move"] == "reset" else 1
        return JSONResponse(self.shown())

    def shown(self) -> dict[str, Any]:
        following = (
            {"at": "2024-03-13T08:00:00+01:00", "label": "Skolechefen får besked"}
            if self.day == 0
            else None
        )
        first = {"at": "2024-03-13T08:00:00+01:00", "label": "Skolechefen fik besked"}
        log = (
            [first, {"at": "2024-03-15T08:00:00+01:00", "label": "Direktøren fik besked"}]
            if self.day
            else []
        )
        links = [{"label": "Tavlen", "url": "/tavle/x"}, {"label": "Ond", "url": "javascript:x"}]
        return {
            "now": "2024-03-01T08:00:00+01:00",
            "label": DAYS[self.day],
            "next": following,
            "links": links,
            "log": log,
        }


@contextmanager
def serve_clock(clock: FakeClock) -> Iterator[str]:
    served = Served().start(
        Starlette(routes=[Route("/clock", clock.endpoint, methods=["GET", "POST"])])
    )
    yield f"{served.url}/clock"
    served.stop()


@pytest.fixture
def fake() -> FakeClock:
    return FakeClock()


@pytest.fixture
def timed(build: Build, fake: FakeClock) -> Iterator[World]:
    with serve_clock(fake) as url:
        yield build(control_url=url, control_token="let me in")


def look(world: World) -> str:
    with urlopen(f"{world.url}/som/{CHEF.id}", timeout=5) as response:
        return str(response.read().decode())


def move(world: World, **form: str) -> str:
    data = urlencode({"som": CHEF.id, "fane": "beskeder", **form}).encode()
    with urlopen(Request(f"{world.url}/ur", data=data), timeout=5) as response:
        return str(response.read().decode())


def test_the_bar_shows_the_date_what_comes_next_the_links_and_no_harmful_one(
    timed: World, fake: FakeClock
) -> None:
    html = look(timed)
    for piece in (
        DAYS[0],
        "Næste hændelse",
        f"Næste: {DAYS[1]}</span> Skolechefen får besked",
        '<a href="/tavle/x"',
        'min="2024-03-01"',
    ):
        assert piece in html
    assert "javascript" not in html
    assert fake.tokens == {"let me in"}


def test_moving_the_clock_sends_the_order_and_shows_what_happened(
    timed: World, fake: FakeClock
) -> None:
    html = move(timed, flyt="next", dato="")
    assert fake.orders == [{"move": "next"}]
    for piece in (DAYS[1], "Der sker ikke mere i denne plan."):
        assert piece in html
    assert html.index("fredag den 15. marts 2024 kl. 8.00</span> Direktøren") < html.index(
        f"{DAYS[1]}</span> Skolechefen"
    )


def test_a_date_is_sent_along_only_when_going_to_one(timed: World, fake: FakeClock) -> None:
    move(timed, flyt="to", dato="2024-03-13")
    move(timed, flyt="week", dato="2024-03-13")
    assert fake.orders == [{"move": "to", "to": "2024-03-13"}, {"move": "week"}]


def test_a_move_that_brings_no_message_leaves_no_mark(timed: World) -> None:
    assert "Uret gik frem" not in move(timed, flyt="next")


def test_messages_stand_below_the_day_the_clock_brought_them(timed: World, fake: FakeClock) -> None:
    fake.meanwhile = lambda: timed.client.chat_postMessage(channel=CHEF.id, text="God morgen")
    html = move(timed, flyt="next")
    assert html.index(f"Uret gik frem til {DAYS[1]}") < html.index("God morgen")


def test_who_looks_while_it_goes_sees_how_far_it_has_come(timed: World, fake: FakeClock) -> None:
    looked: list[str] = []

    def on_the_way() -> None:
        fake.day = 1
        looked.append(look(timed))

    look(timed)
    fake.meanwhile = on_the_way
    move(timed, flyt="week")

    assert [(DAYS[1] in html, "beskederne kommer undervejs" in html) for html in looked] == [
        (True, True)
    ]
    assert "beskederne kommer undervejs" not in look(timed)


def test_what_the_clock_refuses_is_shown_in_its_own_words(timed: World) -> None:
    assert '<p class="flash">Uret kan kun gå fremad.</p>' in move(
        timed, flyt="to", dato="2020-01-01"
    )


def test_beginning_again_empties_the_workspace_and_a_refused_reset_does_not(
    timed: World, fake: FakeClock
) -> None:
    timed.client.chat_postMessage(channel=CHEF.id, text="gammel")
    move(timed, flyt="backwards")
    assert fake.orders == []
    assert "gammel" in look(timed)
    move(timed, flyt="reset")
    assert fake.orders == [{"move": "reset"}]
    assert "Der er ingen beskeder endnu." in look(timed)


def test_a_silent_clock_leaves_the_rest_of_the_page_alone(build: Build) -> None:
    world = build(control_url="http://127.0.0.1:9/clock", with_bot=False)
    html = look(world)
    assert "Uret svarer ikke lige nu." in html
    assert "Hvem vil du være?" in html


def test_a_workspace_without_a_clock_has_no_bar(world: World) -> None:
    assert "Øveuret" not in look(world)
