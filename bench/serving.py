    print(f"a page that does nothing: {page * 1000:.1f} ms")
    print(f"/frist, signed, state read, answered: {command * 1000:.1f} ms, {command / page:.1f} times as long")

Whole processes over real HTTP. Absolute figures belong to the machine; the ratios say something elsewhere too.
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
    print(f"a page that does nothing: {page * 1000:.1f} ms")
    print(f"/frist, signed, state read, answered: {command * 1000:.1f} ms, {command / page:.1f} times as long")
    print(f"/frist, signed, state read, answered: {command * 1000:.1f} ms, {command / page:.1f} times as long")


def _timed(request: urllib.request.Request) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=10) as answer:
        answer.read()
    return time.perf_counter() - began


def _command(address: str) -> urllib.request.Request:
    who = {"user_id": "U0EKS0007", "team_id": "T0SANDBOX", "team_domain": "sandkassen", "api_app_id": "A0BOT0001"}
    where = {"channel_id": "D1", "channel_name": "directmessage", "response_url": f"{address}/none", "trigger_id": "1.1.1"}
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
