"""How long a newcomer waits for the first page, and a person for an answer to a slash command,
beside a page that does nothing.

Whole processes over real HTTP. Absolute figures belong to the machine; the ratios
say something elsewhere too.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from app.commands.main import main; main()", "web"]
SECRET = "bench-signing-secret"
STARTS, REQUESTS = 5, 300


def main() -> None:
    """Start the web process a few times, then ask it many times."""
    with tempfile.TemporaryDirectory() as folder:
        starts = [_start_and_end(Path(folder)) for _ in range(STARTS + 1)]
        print(f"first start, with an empty folder: {starts[0]:.2f} s")
        print(f"later starts, median of {STARTS}: {statistics.median(starts[1:]):.2f} s")
        process, address = _start(Path(folder))
        try:
            _ask(address)
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
        commands.append(_timed(_command(address)))
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


def _command(address: str) -> urllib.request.Request:
    who = {
        "user_id": "U0EKS0007",
        "team_id": "T0SANDBOX",
        "team_domain": "sandkassen",
        "api_app_id": "A0BOT0001",
    }
    where = {
        "channel_id": "D1",
        "channel_name": "directmessage",
        "response_url": f"{address}/none",
        "trigger_id": "1.1.1",
    }
    fields = {"command": "/frist", "text": "", "token": "t"} | who | where
    body = urlencode(fields)
    headers = SignatureVerifier(SECRET)
    stamp = str(int(time.time()))  # noqa: TID251 a signature is about the real clock
    signature = headers.generate_signature(timestamp=stamp, body=body)
    return urllib.request.Request(
        f"{address}/slack/events",
        data=body.encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(signature),
        },
    )


if __name__ == "__main__":
    main()
