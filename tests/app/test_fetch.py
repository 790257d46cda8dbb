"""A calendar at an address: asked for honestly, within bounds, and never told where."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app import fetch
from app.fetch import Lost, NotFetched, fetched, host_of, is_address

MOST = 1000
Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def served() -> Iterator[tuple[str, dict[str, Answer], list[dict[str, str]]]]:
    """A web server whose answers are chosen, and what it was asked with."""
    answers: dict[str, Answer] = {}
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({name.lower(): value for name, value in self.headers.items()})
            with suppress(OSError):
                answers[self.path](self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", answers, asked
    server.shutdown()
    server.server_close()


def say(data: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def lead(to: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.end_headers()

    return answer


def why(address: str, *, in_the_open: bool = True) -> Lost:
    with pytest.raises(NotFetched) as lost:
        fetched(address, most=MOST, in_the_open=in_the_open)
    assert "hemmelig" not in str(lost.value)
    return lost.value.why


def test_it_asks_as_what_it_is_and_for_a_calendar(
    served: tuple[str, dict[str, Answer], list[dict[str, str]]],
) -> None:
    host, answers, asked = served
    answers["/x%C3%B8.ics?a=1"] = say(b"kal", Content_Type="text/calendar; charset=ISO-8859-1")
    got = fetched(f"http://navn:hemmelig@{host}/x\u00f8.ics?a=1", most=MOST, in_the_open=True)

    assert (got.data, got.charset) == (b"kal", "iso-8859-1")
    (said,) = asked
    assert said["user-agent"].startswith("Fristvogter/")
    assert said["accept"].startswith("text/calendar")
    assert said["authorization"].startswith("Basic ")


def test_what_is_packed_is_unpacked_to_its_bound(
    served: tuple[str, dict[str, Answer], list[dict[str, str]]],
) -> None:
    host, answers, _ = served
    answers["/a"] = say(gzip.compress(b"x" * MOST), Content_Encoding="gzip")
    answers["/b"] = say(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip")
    answers["/c"] = say(b"x" * (MOST + 1))
    answers["/d"] = say(gzip.compress(b"x" * MOST)[:12], Content_Encoding="gzip")
    assert fetched(f"http://{host}/a", most=MOST, in_the_open=True).data == b"x" * MOST
    assert [why(f"http://{host}/{path}") for path in "bc"] == [Lost.LARGE, Lost.LARGE]


@pytest.mark.parametrize(
    ("to", "is_"),
    [
        ("file:///etc/hostname", Lost.SILENT),
        ("gopher://x", Lost.SILENT),
        ("ftp://eksempel.invalid/x", Lost.ASTRAY),
        ("http://localhost:1/hemmelig", Lost.ASTRAY),
        ("http://[::1]/", Lost.ASTRAY),
        ("http://[::ffff:127.0.0.1]/", Lost.ASTRAY),
        ("http://169.254.169.254/hemmelig", Lost.ASTRAY),
        ("//127.0.0.1/x", Lost.ASTRAY),
    ],
)
def test_nobody_is_led_to_another_kind_of_address_or_to_this_machine(
    served: tuple[str, dict[str, Answer], list[dict[str, str]]], to: str, is_: Lost
) -> None:
    host, answers, _ = served
    answers["/"] = lead(to)
    assert why(f"http://{host}") is is_


def test_encrypted_unless_it_is_said(
    served: tuple[str, dict[str, Answer], list[dict[str, str]]],
) -> None:
    host, answers, asked = served
    answers["/"] = say(b"x")
    assert why(f"HTTP://{host}/", in_the_open=False) is Lost.OPEN
    assert why(f"webcal://{host}/", in_the_open=False) is Lost.SILENT
    assert asked == []


def test_a_server_that_drips_is_left_in_time(
    served: tuple[str, dict[str, Answer], list[dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes soon; the whole never does."""
    host, answers, _ = served
    ended = threading.Event()
    monkeypatch.setattr(fetch, "SECONDS", 0.5)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        while not ended.is_set():
            handler.wfile.write(b"H")
            time.sleep(0.05)

    answers["/"] = drip
    assert why(f"http://{host}/") is Lost.SILENT
    ended.set()


@pytest.mark.parametrize(
    "address",
    ["https://[hemmelig/", "https:///hemmelig", "https://a:hemmelig/", "http://x" + "y" * 300],
)
def test_an_address_that_is_none_is_no_answer(address: str) -> None:
    assert is_address(address)
    assert why(address) is Lost.SILENT
    assert "hemmelig" not in host_of(address)


def test_nobody_listening_is_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert why(f"http://127.0.0.1:{port}/hemmelig") is Lost.SILENT
    assert host_of("webcal://navn:hemmelig@Kalender.eksempel.invalid:8443/hemmelig") == (
        "kalender.eksempel.invalid"
    )
