"""How long a newcomer waits for the first page, and a person for an answer to a slash command,
beside a page that does nothing; and how many calendars a second are served, beside an endpoint of
the same server that only sends the same bytes (with `wrk`, where it is installed).

Whole processes over real HTTP. Absolute figures belong to the machine; the ratios
say something elsewhere too.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier
from starlette.types import Receive, Scope, Send

from app.server import listen, serve

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from app.commands.main import main; main()", "web"]
SECRET = "bench-signing-secret"
CHEF = "U0EKS0007"
STARTS, REQUESTS = 5, 300
Headers = list[tuple[bytes, bytes]]
ROUNDS, SECONDS, CONNECTIONS = 3, 4, 64


def main() -> None:
    """Start the web process a few times, then ask it many times."""
    with tempfile.TemporaryDirectory() as folder:
        starts = [_start_and_end(Path(folder)) for _ in range(STARTS + 1)]
        print(f"first start, with an empty folder: {starts[0]:.2f} s")
        print(f"later starts, median of {STARTS}: {statistics.median(starts[1:]):.2f} s")
        process, address = _start(Path(folder))
        try:
            _ask(address)
            _pin(process.pid)
            _ask_for_calendars(address)
        finally:
            process.terminate()
            process.wait()


def _environment(folder: Path, port: int) -> dict[str, str]:
    database = f"sqlite:///{folder / 'bench.sqlite'}"
    return {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "DATABASE_URL": database,
        "SLACK_SIGNING_SECRET": SECRET,
        "SECRET_KEY": SECRET,
    }


def _start(folder: Path, port: int = 8790) -> tuple[subprocess.Popen[bytes], str]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        COMMAND, cwd=folder, env=_environment(folder, port), stdout=quiet, stderr=quiet
    )
    address = f"http://127.0.0.1:{port}"
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.01)
        else:
            return process, address
    raise SystemExit("the web process ended by itself")


def _start_and_end(folder: Path) -> float:
    began = time.perf_counter()
    process, _ = _start(folder)
    took = time.perf_counter() - began
    process.terminate()
    process.wait()
    return took


def _ask(address: str) -> None:
    pages, commands = [], []
    for _ in range(REQUESTS):  # in turn, so that a noisy moment falls on both
        pages.append(_timed(urllib.request.Request(f"{address}/robots.txt")))
        commands.append(_timed(signed_command(address, "/frist", CHEF, SECRET)))
    page, command = statistics.median(pages), statistics.median(commands)
    print(f"a page that does nothing: {page * 1000:.1f} ms")
    print(
        f"/frist, signed, state read, answered: {command * 1000:.1f} ms, "
        f"{command / page:.1f} times as long"
    )


def _timed(request: urllib.request.Request) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=10) as answer:
        answer.read()
    return time.perf_counter() - began


def signed_command(address: str, words: str, user: str, secret: str) -> urllib.request.Request:
    """A command somebody types, as Slack would send it."""
    command, _, text = words.partition(" ")
    who = {
        "user_id": user,
        "team_id": "T0SANDBOX",
        "team_domain": "sandkassen",
        "api_app_id": "A0BOT0001",
    }
    where = {
        "channel_id": "D1",
        "channel_name": "directmessage",
        "response_url": f"{address}/none",
        "trigger_id": f"1.1.{time.perf_counter_ns()}",
    }
    body = urlencode({"command": command, "text": text, "token": "t"} | who | where)
    stamp = str(int(time.time()))  # noqa: TID251 a signature is about the real clock
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return urllib.request.Request(
        f"{address}/slack/events",
        data=body.encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(signature),
        },
    )


def _ask_for_calendars(address: str) -> None:
    wrk = shutil.which("wrk")
    if wrk is None:
        print("calendars a second: not measured, wrk is not installed")
        return
    front = urllib.request.urlopen(address, timeout=5).read().decode()
    path = re.findall(r"/offentlig/[^\"]+", front)[0] + ".ics"
    with urllib.request.urlopen(f"{address}{path}", timeout=5) as answer:
        body, tag = answer.read(), str(answer.headers["ETag"])
        same = [
            (name.lower().encode(), value.encode())
            for name, value in answer.headers.items()
            if name.lower() not in ("date", "server", "connection")
        ]
    with _bare(body, same) as bare:
        for what, headers in (("200", []), ("304", ["-H", f"If-None-Match: {tag}"])):
            ours, theirs = [], []
            for _ in range(ROUNDS):  # in turn, as above
                ours.append(_a_second(wrk, f"{address}{path}", headers))
                theirs.append(_a_second(wrk, bare, headers))
            mine, its = statistics.median(ours), statistics.median(theirs)
            print(
                f"calendar of {len(body)} bytes, {CONNECTIONS} connections, {what}: "
                f"{mine:.0f}/s, bare endpoint {its:.0f}/s, ratio {mine / its:.2f}"
            )


def _pin(server: int) -> None:
    """Where it can be done, a server has the first core and whoever asks the others."""
    first, *others = sorted(os.sched_getaffinity(0) | {0}) if sys.platform == "linux" else [0]
    if others:
        os.sched_setaffinity(server, {first})
        os.sched_setaffinity(0, others)


def _a_second(wrk: str, url: str, headers: list[str]) -> float:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *headers, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx or 3xx" in said:
        raise SystemExit(said)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


@contextmanager
def _bare(body: bytes, headers: Headers) -> Iterator[str]:
    """An endpoint of the same server that sends just this, or 304 to whoever names a tag."""
    listener = listen("127.0.0.1", 0)
    process = multiprocessing.get_context("fork").Process(
        target=serve_bare, args=(listener, body, headers), daemon=True
    )
    process.start()
    _pin(process.pid or 0)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/x.ics"
    process.terminate()
    process.join()


def serve_bare(listener: socket.socket, body: bytes, headers: Headers) -> None:
    """Serve until ended."""
    unchanged = [pair for pair in headers if not pair[0].startswith(b"content-")]

    async def endpoint(scope: Scope, _receive: Receive, send: Send) -> None:
        known = any(name == b"if-none-match" for name, _ in scope["headers"])
        start = (
            {"status": 304, "headers": unchanged} if known else {"status": 200, "headers": headers}
        )
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": b"" if known else body})

    serve(endpoint, listener, ready=lambda: None)


if __name__ == "__main__":
    main()
