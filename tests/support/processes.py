"""Real processes of ours for tests: started with an environment of their own, ended by their own
id.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = [sys.executable, "-c", "from app.commands.main import main; main()"]


def free_port() -> int:
    """A loopback port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    *words: str, env: dict[str, str] | None = None, cwd: Path = ROOT
) -> Iterator[subprocess.Popen[str]]:
    """`fristvogter <words>` as a process; killed at the end if it still runs."""
    with started([*OURS, *words], env=env or {}, cwd=cwd) as process:
        yield process


@contextmanager
def started(
    command: list[str], *, env: dict[str, str], cwd: Path = ROOT
) -> Iterator[subprocess.Popen[str]]:
    """A process with our code on its path and nothing of the operator's settings."""
    process = spawn(command, env=env, cwd=cwd)
    try:
        yield process
    finally:
        end(process)


def spawn(command: list[str], *, env: dict[str, str], cwd: Path = ROOT) -> subprocess.Popen[str]:
    """Start it; what it says goes to its standard output, errors too."""
    clean = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    return subprocess.Popen(
        command,
        env=clean | {"PYTHONPATH": str(ROOT)} | env,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    """Ask it to stop, then make it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout:
        process.stdout.close()


def await_page(url: str, *, seconds: float = 30.0) -> int:
    """Wait until the address answers; its status. Raises TimeoutError."""
    for _ in range(int(seconds / 0.05)):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return int(error.code)
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {seconds} s")


def await_open(port: int, *, seconds: float = 30.0) -> None:
    """Wait until something listens on a loopback port. Raises TimeoutError."""
    for _ in range(int(seconds / 0.05)):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port} after {seconds} s")
