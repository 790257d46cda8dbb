"""How many files of the product four roads really enter: `python -m bench.roads [--list]`.

A reminder (a round that plans and delivers it), a pressed confirmation, `/med droeftet ...` and
`/plan flyt ...`, each on its second time, so that nothing is counted that is only loaded or
remembered once. Everything comes in by signed requests, as from Slack.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from inspect import CO_GENERATOR
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from app.build import House, build
from app.web import bolt_app, web_app
from bench.rehearsal import ROOT, Rehearsal, command_line, environment, port
from config.settings import Settings

ROOMS = ("app", "bot", "config", "jobs", "process", "storage")
OWNER, CARE, SCHOOL, FAMILY, SHARED = (f"U0EKS00{n:02}" for n in (1, 5, 7, 8, 9))
CHAIR, VICE, OTHER_CHAIR, OTHER_VICE = (f"U0EKS00{n}" for n in (17, 18, 36, 37))


class Trace:
    """Counts what is entered while it is on, in whatever thread; of the calls, those of
    named functions that run at once.
    """

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.on = False
        threading.setprofile(self._seen)
        sys.setprofile(self._seen)

    def _seen(self, frame: FrameType, event: str, _: Any) -> None:
        if self.on and event == "call":
            place = frame.f_code.co_filename.removeprefix(f"{ROOT}{os.sep}")
            if place.partition(os.sep)[0] in ROOMS:
                named = frame.f_code.co_name[0] != "<" and not frame.f_code.co_flags & CO_GENERATOR
                self.files[place] += named

    @contextmanager
    def road(self, name: str, *, listed: bool) -> Iterator[None]:
        """Count from here to the end, and print."""
        self.files, self.on = Counter(), True
        yield
        self.on = False
        print(f"{name}: {len(self.files)} files, {sum(self.files.values())} function calls")
        for place in sorted(self.files) if listed else ():
            print(f"    {place} {self.files[place]}")


@contextmanager
def house() -> Iterator[tuple[House, Rehearsal]]:
    """The product built by its composition root in this process, served to itself: the sandbox in
    it sends what Slack would send.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, number = Path(name), port()
        command_line(folder, "db", "upgrade")
        os.environ |= environment(folder, PORT=str(number))
        built = build(Settings(), address=f"http://127.0.0.1:{number}")
        server = uvicorn.Server(
            uvicorn.Config(
                web_app(built, bolt_app(built)), port=number, log_level="error", lifespan="off"
            )
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            thread.join(0.01)
        try:
            yield built, Rehearsal(built.address)
        finally:
            server.should_exit = True
            thread.join()
            built.stop()


def main(*, listed: bool) -> None:
    """Walk to each road, walk it once, then count."""
    trace = Trace()
    with house() as (built, rehearsal):
        rehearsal.clock(move="to", to="2024-03-12")
        for who in (FAMILY, SHARED):
            rehearsal.act(who, "command", text="/frist afleveret")
        rehearsal.act(OWNER, "command", text="/plan modtaget")
        rehearsal.press(OWNER, "receive", "head:socialomraadet")
        rehearsal.clock(move="to", to="2024-03-13")
        rehearsal.press(CARE, "deliver")
        rehearsal.clock(move="to", to="2024-03-14")
        for word in (
            "fortryd",
            "afleveret",
        ):  # the clock has looked ahead; what it found holds until something is written
            rehearsal.act(FAMILY, "command", text=f"/frist {word}")
        built.stores.rehearsal.move(datetime(2024, 3, 15, 7, tzinfo=UTC))
        with trace.road("a reminder", listed=listed):
            built.worker.round()
        rehearsal.clock(move="to", to="2024-04-22")
        rehearsal.act(CHAIR, "command", text="/med droeftet R-006 18/4")
        rehearsal.clock(move="to", to="2024-04-22")
        with trace.road("/med droeftet", listed=listed):
            rehearsal.act(OTHER_CHAIR, "command", text="/med droeftet R-006 22/4")
        rehearsal.clock(move="to", to="2024-04-22")
        rehearsal.press(VICE, "confirm")
        rehearsal.clock(move="to", to="2024-04-22")
        with trace.road("a pressed confirmation", listed=listed):
            rehearsal.press(OTHER_VICE, "confirm")
        rehearsal.clock(move="to", to="2024-04-22")
        rehearsal.act(OWNER, "command", text="/plan flyt hu_status_juni 7/6 Flyttet")
        with trace.road("/plan flyt", listed=listed):
            rehearsal.act(OWNER, "command", text="/plan flyt hu_status_juni 10/6 Flyttet igen")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--list", action="store_true", help="name the files, with the number of calls in each"
    )
    main(listed=parser.parse_args().list)
