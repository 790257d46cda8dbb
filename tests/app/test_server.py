"""What a stranger's connection may cost: little. Real sockets against the real server."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app import server
from app.server import configured, listen

HOST = "127.0.0.1"
PATIENCE = 20


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with room for ten, where a request has a second to arrive."""
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 10)
    monkeypatch.setattr(server, "REQUEST_SECONDS", 1.0)
    listener = listen(HOST, 0)
    running = uvicorn.Server(
        configured(Starlette(routes=[Route("/", _echo, methods=["GET", "POST"])]))
    )
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not running.started:
        thread.join(0.005)
    yield listener.getsockname()[1]
    running.should_exit = True
    thread.join(10)
    listener.close()


def opened(port: int, *words: bytes) -> socket.socket:
    connection = socket.create_connection((HOST, port), timeout=PATIENCE)
    for word in words:
        connection.sendall(word)
    return connection


def answer(port: int, body: bytes | None = None) -> bytes:
    asked = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    asked.request("GET" if body is None else "POST", "/", body)
    said = asked.getresponse().read()
    asked.close()
    return said


@pytest.mark.parametrize(
    "begun", [b"", b"G", b"GET / HTTP/1.1\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab"]
)
def test_many_half_requests_keep_nobody_out(port: int, begun: bytes) -> None:
    many = [opened(port, begun) for _ in range(60)]
    try:
        assert answer(port) == b"0"
    finally:
        for one in many:
            one.close()


@pytest.mark.parametrize("begun", [b"G", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\n\r\nGE"])
def test_half_a_request_is_hung_up_on(port: int, begun: bytes) -> None:
    waiting = opened(port, begun)
    while waiting.recv(4096):
        pass
    waiting.close()


def test_a_head_without_end_is_hung_up_on(port: int) -> None:
    waiting = opened(port, b"GET / HTTP/1.1\r\n")
    with pytest.raises(OSError):
        for _ in range(10_000):
            waiting.sendall(b"X-Y: " + b"z" * 1000 + b"\r\n")
    waiting.close()


def test_a_body_larger_than_a_packet_arrives_whole_and_a_connection_is_used_again(
    port: int,
) -> None:
    asked = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    for size in (300_000, 0, 70_000):
        asked.request("POST", "/", b"x" * size)
        assert asked.getresponse().read() == str(size).encode()
    asked.close()
