"""The composition root: settings in, a house that can be served and stopped out. Nothing is built at import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from socket import socket

from app.clock import real_now
from app.keys import Secrets
from app.mailing import mailbox, visit
from app.rehearsal import prepare
from app.stores import Stores, chosen_process
from app.working import leavers, returns, worker
from bot.context import Context
from bot.doors import Doors
from bot.web.links import WebLinks
from config.plan_file import load_plan
from config.rehearsal_file import Rehearsal
from config.settings import Settings
from jobs.anchoring import Anchoring
from jobs.outside import ping
from jobs.schedule import Schedule, Tick
from jobs.worker import Worker
from process.entries import SYSTEM
from process.verbs.process import adopt
from storage.errors import StorageOutdated
from storage.schema import is_current

ROUND_SECONDS = 2.0
RECEIPT_SECONDS = 30.0
MAILBOX_SECONDS = 120.0
HEAD_HOUR = 6
LEAVERS_HOUR = 6
HOUSEKEEPING_HOUR, HOUSEKEEPING_MINUTE = 4, 40
"""Outside 01:00-04:00, when summer time makes an hour twice or not at all."""
SEEN_SECONDS = 7 * 24 * 3600.0
FORGET_WORKER_SECONDS = 24 * 3600.0


@dataclass(frozen=True, kw_only=True)
class House:
    """Everything of one process, built and not yet started."""

    settings: Settings
    stores: Stores
    process: str
    address: str
    secrets: Secrets
    now: Callable[[], datetime]
    context: Context
    doors: Doors
    worker: Worker
    rehearsal: Rehearsal | None = None
    post: socket | None = None
    schedule: list[Schedule] = field(default_factory=list)

    def start_ticking(self) -> None:
        """Begin the worker's ticks."""
        zone = self.stores.ledger.state(self.process).plan.calendar.zone
        self.schedule.append(Schedule(ticks(self), zone=zone))
        self.schedule[0].start()

    def wake(self) -> None:
        """A round now, if this process has a worker; else the worker's next round finds it."""
        for schedule in self.schedule:
            schedule.wake("round", real_now())

    def stop(self) -> None:
        """End the ticks and let the database go."""
        for schedule in self.schedule:
            schedule.stop()
        self.stores.database.close()


def build(settings: Settings, *, address: str, post: socket | None = None) -> House:
    """Open the stores, settle which process is served, and put the rooms together. `post`: where a rehearsal's own post office listens.

    Raises StorageError, PlanFaults, NoSuchProcess, SeveralProcesses, NotRehearsal.
    """
    stores = open_stores(settings)
    drawn = Secrets.of(settings)
    rehearsal = prepare(stores, settings.fristvogter_plan) if settings.rehearsal else None
    process = rehearsal.plan.key if rehearsal else _live_process(settings, stores)
    made: list[House] = []
    now = domain_clock(stores)
    doors = Doors(process=process, addresses=stores.addresses, secret=drawn.key, now=now)
    links = WebLinks(base_url=address, process=process, secret=drawn.key, clock=real_now, doors=doors)
    context = _context(stores, doors, links, wake=lambda: made[0].wake())
    house = House(
        settings=settings,
        stores=stores,
        process=process,
        address=address,
        secrets=drawn,
        now=now,
        context=context,
        doors=doors,
        worker=worker(settings, stores, context, drawn, address, post=post),
        rehearsal=rehearsal,
        post=post,
    )
    made.append(house)
    return house


def _context(stores: Stores, doors: Doors, links: WebLinks, *, wake: Callable[[], None]) -> Context:
    return Context(
        process=doors.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        directory=stores.directory,
        texts=stores.texts,
        addresses=stores.addresses,
        seen=stores.seen,
        now=doors.now,
        wake=wake,
        links=links,
        wishes=stores.wishes,
        heartbeat=stores.heartbeat,
    )


def open_stores(settings: Settings) -> Stores:
    """The stores of a database whose tables are of this version. Raises StorageError, StorageOutdated."""
    stores = Stores.open(settings.database)
    if not is_current(stores.database):
        raise StorageOutdated("run `fristvogter db upgrade`")
    return stores


def domain_clock(stores: Stores) -> Callable[[], datetime]:
    """What day it is in the process: a rehearsal's own clock where the database is one, else the real one."""
    if not stores.rehearsal.marked():
        return real_now
    return lambda: stores.rehearsal.now() or real_now()


def _live_process(settings: Settings, stores: Stores) -> str:
    if settings.fristvogter_plan and not stores.ledger.processes():
        plan = load_plan(settings.fristvogter_plan)
        stores.ledger.decide(plan.key, lambda state: adopt(state, plan, reason="FRISTVOGTER_PLAN"), actor=SYSTEM, at=real_now())
    return chosen_process(stores.ledger, settings.fristvogter_process)


def ticks(house: House) -> list[Tick]:
    """The table of scheduled chores."""
    table = [
        Tick(name="round", run=house.worker.round, seconds=ROUND_SECONDS),
        Tick(name="housekeeping", run=lambda: _tidy(house.stores), hour=HOUSEKEEPING_HOUR, minute=HOUSEKEEPING_MINUTE),
    ]
    stores = house.stores
    anchoring = Anchoring(process=house.process, ledger=stores.ledger, outbox=stores.outbox, anchors=stores.anchors)
    table += [
        Tick(name="receipts", run=anchoring.receipts, seconds=RECEIPT_SECONDS),
        Tick(name="head", run=lambda: anchoring.head(real_now()), hour=HEAD_HOUR),
    ]
    left = leavers(house.settings, stores, house.context, house.secrets, house.address)
    table.append(Tick(name="leavers", run=lambda: left.round(house.now()), hour=LEAVERS_HOUR, minute=30))
    box = mailbox(house.settings)
    if box is not None:
        takes = returns(house.settings, stores, house.context, house.secrets, house.address)
        table.append(Tick(name="returned mail", run=lambda: visit(box, takes, house.now), seconds=MAILBOX_SECONDS))
    if house.settings.heartbeat_url:
        table.append(Tick(name="heartbeat", run=lambda: ping(house.settings.heartbeat_url), seconds=60.0))
    return table


def _tidy(stores: Stores) -> None:
    stores.seen.prune(seconds=SEEN_SECONDS)
    stores.heartbeat.prune(seconds=FORGET_WORKER_SECONDS)
