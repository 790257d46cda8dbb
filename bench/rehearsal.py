"""One rehearsal in a process of its own, driven as people drive it: over the sandbox's HTTP, the
clock's endpoint and the pages.

It names nothing of the product but the command line, addresses and ids of buttons and fields, so
that it drives any version of it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HOST, PORT = "127.0.0.1", 8797
SECRET = "a-year"
Json = dict[str, Any]

DRAWS = """
import hashlib, secrets
from collections import Counter
from os import environ
drawn = Counter()
def draw(size, kind):
    drawn[size, kind] += 1
    which = f"{environ.get('DRAWS', '')}{kind} {size} {drawn[size, kind]}"
    return hashlib.sha256(which.encode()).hexdigest()
def hexed(size=32):
    drawn_now = draw(size, "hex")
    return "drawn-" + drawn_now[:8] if size == 8 else drawn_now[: 2 * size]
secrets.token_hex = hexed
def for_urls(size=32):
    drawn_now = draw(size, "url")
    return "drawn-" + drawn_now[:8] if size < 8 else drawn_now[:size]
secrets.token_urlsafe = for_urls
"""
"""Numbers drawn in the order they are asked for, so that salts, and with them checksums and
papers, are the same in each run. A second process on one database is given other DRAWS, or it would
draw the numbers of the first again.
"""
FRISTVOGTER = "from app.commands.main import main; main()"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What every word of the command line is run with: nothing of the operator's own settings."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    ours = {
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(ROOT),
        "SECRET_KEY": SECRET,
        "DATABASE_URL": f"sqlite:///{folder / 'year.sqlite'}",
        "COLUMNS": "100",
    }
    return kept | ours | {"METRICS_TOKEN": "year"} | more


def command_line(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """`fristvogter <words>` to its end."""
    command = [sys.executable, "-c", DRAWS + FRISTVOGTER, *words]
    return subprocess.run(
        command, cwd=folder, env=environment(folder, **more), capture_output=True, timeout=120
    )


@dataclass(frozen=True)
class Page:
    """What an address answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """A redirect is an answer like any other."""
        return


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())


@dataclass(frozen=True)
class Rehearsal:
    """A running `fristvogter run` with its sandbox."""

    address: str
    opener: urllib.request.OpenerDirector = field(default_factory=_opener)

    def ask(self, url: str, data: bytes | None = None, **headers: str) -> Page:
        """GET, or POST when there is something to send; an error's page is an answer too."""
        url = url if url.startswith("http") else f"{self.address}{url}"
        request = urllib.request.Request(
            url,
            data=data,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        try:
            with self.opener.open(request, timeout=120) as answer:
                return Page(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Page(error.code, dict(error.headers), error.read())

    def _json(self, path: str, order: Json | None = None, **headers: str) -> Json:
        page = self.ask(
            path,
            None if order is None else json.dumps(order).encode(),
            Content_Type="application/json",
            **headers,
        )
        return dict(json.loads(page.body))

    def clock(self, *, only_now: bool = False, **move: str) -> Json:
        """What the rehearsal clock shows, after a move if one is given; a move to the day it
        stands on lets the worker finish.
        """
        token = hmac.new(SECRET.encode(), b"control", hashlib.sha256).hexdigest()[:40]
        return self._json(
            "/oevelse/ur" + ("?kun=nu" if only_now else ""), move or None, X_Rehearsal_Token=token
        )

    def state(self, who: str) -> Json:
        """All that one person of the workspace sees."""
        return self._json(f"/sandbox/state?user={who}")

    def journal(self) -> Json:
        """What the workspace was asked to do."""
        return self._json("/sandbox/journal")

    def order(self, lever: str, **order: Any) -> Json:
        """One of the sandbox's levers for tests: who leaves, what fails."""
        return self._json(f"/sandbox/{lever}", order)

    def act(self, who: str, do: str, **order: Any) -> Json:
        """One act by one person."""
        return self._json("/sandbox/acts", {"as": who, "do": do, **order})

    def press(
        self, who: str, action: str, about: str = "", *, home: bool = False, **fields: Any
    ) -> Json:
        """Press a button by its id, on the open window, else on the newest message that has it
        and whose value holds `about`.
        """
        seen = self.state(who)
        windows = [seen["home"]] if home else seen["modals"][-1:]
        places = [*windows, *([] if home else reversed(seen["messages"]))]
        for place in places:
            for block in place.get("blocks") or []:
                for element in _elements(block):
                    if element.get("action_id") == action and about in str(
                        element.get("value", "")
                    ):
                        where = {"ts": place["ts"]} if "ts" in place else {"view_id": place["id"]}
                        return self.act(
                            who,
                            "press",
                            block_id=block["block_id"],
                            action_id=action,
                            values=_values(fields),
                            **where,
                        )
        return {"ok": False, "error": f"no button {action} {about}"}

    def send(self, who: str, **fields: Any) -> Json:
        """Send the open window in, with these fields filled in."""
        return self.act(who, "submit", values=_values(fields))

    def form(self, url: str, **fields: Any) -> Page:
        """Send in the form of a page that does `act`, as a browser does: what stands in
        its fields already goes along.
        """
        forms = Forms(self.ask(url).text).found
        filled = next((form for form in forms if form.get("act") == [fields["act"]]), {})
        body = urllib.parse.urlencode(filled | fields, doseq=True).encode()
        return self.ask(url, body, Origin=self.address, Sec_Fetch_Site="same-origin")


class Forms(HTMLParser):
    """Every form of a page with what its fields hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An input counts unless it is a box nobody has ticked."""
        known = dict(attrs)
        if tag == "form":
            self.found.append({})
        elif (
            tag == "input"
            and known.get("name")
            and ("checked" in known or known.get("type") not in ("checkbox", "radio"))
        ):
            self.found[-1].setdefault(str(known["name"]), []).append(known.get("value") or "")


def _elements(block: Json) -> list[Json]:
    return [
        *(block.get("elements") or []),
        *([block["accessory"]] if block.get("accessory") else []),
        block.get("element") or {},
    ]


def _values(fields: Mapping[str, Any]) -> Json:
    """A field's block and element share one name."""
    return {name: {name: value} for name, value in fields.items()}


@contextmanager
def running(folder: Path, **more: str) -> Iterator[Rehearsal]:
    """`fristvogter run` on a database in the folder until the end; on the usual port when it is
    free, since pictures hold the address.
    """
    number = port()
    command = [sys.executable, "-c", DRAWS + FRISTVOGTER, "run"]
    with (folder / "run.log").open("wb") as log:
        env = environment(folder, PORT=str(number), **more)
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT
        )
    rehearsal = Rehearsal(f"http://{HOST}:{number}")
    try:
        _await(rehearsal, process)
        yield rehearsal
    finally:
        process.terminate()
        process.wait(20)


def port() -> int:
    """The usual port when it is free, since pictures hold the address; else any."""
    for wanted in (PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, wanted))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    raise OSError("no free port")


def _await(rehearsal: Rehearsal, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            if rehearsal.ask("/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the rehearsal ended by itself; see run.log beside its database")
