"""The composition root: settings in, a house that can be served and stopped out. Nothing is built
at import. What works in the background stands here too: the worker with its channels, the mailbox
for returned mail, the daily look at who has left, and the table of what ticks when.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.clock import monotonic, real_now
from app.rehearsal import prepare
from app.stores import Stores, chosen_process
from bot.context import Context
from bot.mail.channel import InvitationChannel, MailChannel, PageLinks
from bot.mail.returned import Mailbox, MailboxSilent, read_returned
from bot.mail.smtp import MailServer
from bot.outward import ping
from bot.slack.app import SlackRegister
from bot.slack.channel import SlackChannel, sender
from bot.text import operations
from bot.web.links import CommitteeLinks, WebLinks
from bot.web.pictures import png_picture
from config.plan_file import load_plan
from config.rehearsal_file import Rehearsal
from config.settings import Settings
from jobs.anchoring import Anchoring, look
from jobs.delivery import Delivery
from jobs.leavers import Leavers
from jobs.planner import Planner
from jobs.retention import Periods, Retention
from jobs.returned_mail import Returns
from jobs.schedule import Schedule, Tick
from jobs.worker import Worker
from process.acts.plan import adopt
from process.channel import Channel
from process.ledger.entries import SYSTEM
from process.reminders.notices import NoticeKind
from process.seats import PersonId
from storage.errors import StorageOutdated
from storage.inbox import ReturnedMail
from storage.schema import is_current

REHEARSAL_SENDER = "Fristvogter <frister@oevelse.invalid>"
log = logging.getLogger("fristvogter.mailbox")
ROUND_SECONDS = 2.0
PING_SECONDS = 60.0
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
    worker: Worker
    rehearsal: Rehearsal | None = None
    post: socket.socket | None = None
    schedule: list[Schedule] = field(default_factory=list)

    def start_ticking(self) -> None:
        """Begin the worker's ticks."""
        zone = self.stores.ledger.state(self.process).plan.calendar.zone
        self.schedule.append(Schedule(ticks(self), zone=zone))
        self.schedule[0].start()

    def wake(self) -> None:
        """A round now, if this process has a worker; else the worker's next round finds it."""
        for schedule in self.schedule:
            schedule.wake("planning")
            schedule.wake("delivery")

    def stop(self) -> None:
        """End the ticks and let the database go."""
        for schedule in self.schedule:
            schedule.stop()
        self.stores.database.close()


def build(settings: Settings, *, address: str, post: socket.socket | None = None) -> House:
    """Open the stores, settle which process is served, and put the rooms together. `post`: where a
    rehearsal's own post office listens.

    Raises StorageError, PlanFaults, NoSuchProcess, SeveralProcesses, NotRehearsal.
    """
    stores = open_stores(settings)
    drawn = Secrets.of(settings)
    rehearsal = prepare(stores, settings.fristvogter_plan) if settings.rehearsal else None
    process = rehearsal.plan.key if rehearsal else _live_process(settings, stores)
    made: list[House] = []
    now = domain_clock(stores)
    links = _links(stores, process, address, drawn.key, now)
    context = _context(stores, links, now, wake=lambda: made[0].wake())
    house = House(
        settings=settings,
        stores=stores,
        process=process,
        address=address,
        secrets=drawn,
        now=now,
        context=context,
        worker=worker(settings, stores, context, drawn, address, post=post),
        rehearsal=rehearsal,
        post=post,
    )
    made.append(house)
    return house


def _links(
    stores: Stores, process: str, address: str, key: bytes, now: Callable[[], datetime]
) -> WebLinks:
    committees = CommitteeLinks(process=process, addresses=stores.addresses, secret=key, now=now)
    return WebLinks(
        process=process, base_url=address, secret=key, clock=real_now, committees=committees
    )


def _context(
    stores: Stores, links: WebLinks, now: Callable[[], datetime], *, wake: Callable[[], None]
) -> Context:
    return Context(
        process=links.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        outbox_log=stores.outbox_log,
        directory=stores.directory,
        texts=stores.texts,
        addresses=stores.addresses,
        seen=stores.seen,
        now=now,
        wake=wake,
        links=links,
        preferences=stores.wishes,
        heartbeat=stores.heartbeat,
        proofs=stores.proofs,
    )


def open_stores(settings: Settings) -> Stores:
    """The stores of a database whose tables are of this version. Raises
    StorageError, StorageOutdated.
    """
    stores = Stores.open(settings.database)
    if not is_current(stores.database):
        raise StorageOutdated("run `fristvogter db upgrade`")
    return stores


def domain_clock(stores: Stores) -> Callable[[], datetime]:
    """What day it is in the process: a rehearsal's own clock where the
    database is one, else the real one.
    """
    if not stores.rehearsal.marked():
        return real_now
    return lambda: stores.rehearsal.now() or real_now()


def _live_process(settings: Settings, stores: Stores) -> str:
    if settings.fristvogter_plan and not stores.ledger.processes():
        plan = load_plan(settings.fristvogter_plan)
        stores.ledger.decide(
            plan.key,
            lambda state: adopt(state, plan, reason="FRISTVOGTER_PLAN"),
            actor=SYSTEM,
            at=real_now(),
        )
    return chosen_process(stores.ledger, settings.fristvogter_process)


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What signs and opens things. In a rehearsal Slack's are made from the secret key,
    so that web and worker agree.
    """

    key: bytes
    bot_token: str
    signing_secret: str
    app_token: str
    control_token: str

    @classmethod
    def of(cls, settings: Settings) -> Secrets:
        """From the settings; what is empty is drawn at start."""
        key = settings.secret_key.get_secret_value().encode() or secrets.token_bytes(32)

        def made(what: str) -> str:
            return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()[:40]

        return cls(
            key=key,
            bot_token=settings.slack_bot_token.get_secret_value() or f"xoxb-{made('bot')}",
            signing_secret=settings.slack_signing_secret.get_secret_value() or made("signing"),
            app_token=settings.slack_app_token.get_secret_value(),
            control_token=made("control"),
        )


def api_url(settings: Settings, address: str) -> str:
    """Where Slack's Web API is reached: the sandbox in a rehearsal."""
    return f"{address}/sandbox/api/" if settings.rehearsal else settings.slack_api_url


def ticks(house: House) -> list[Tick]:
    """The table of scheduled chores."""
    table = [
        Tick(name="delivery", run=house.worker.deliver, seconds=ROUND_SECONDS),
        Tick(name="planning", run=lambda: _plan(house), seconds=ROUND_SECONDS),
        Tick(
            name="housekeeping",
            run=lambda: _tidy(house.stores),
            hour=HOUSEKEEPING_HOUR,
            minute=HOUSEKEEPING_MINUTE,
        ),
    ]
    stores = house.stores
    anchoring = Anchoring(
        process=house.process,
        ledger=stores.ledger,
        outbox_log=stores.outbox_log,
        anchors=stores.anchors,
    )
    table += [
        Tick(name="receipts", run=anchoring.receipts, seconds=RECEIPT_SECONDS),
        Tick(name="head", run=lambda: anchoring.head(real_now()), hour=HEAD_HOUR),
        Tick(
            name="proof",
            run=lambda: look(stores.proofs, house.process, real_now()),
            hour=HOUSEKEEPING_HOUR,
            minute=HOUSEKEEPING_MINUTE,
        ),
    ]
    left = leavers(house.settings, stores, house.context, house.secrets, house.address)
    table.append(
        Tick(name="leavers", run=lambda: left.round(house.now()), hour=LEAVERS_HOUR, minute=30)
    )
    box = mailbox(house.settings)
    if box is not None:
        takes = returns(house.settings, stores, house.context, house.secrets, house.address)
        table.append(
            Tick(
                name="returned mail",
                run=lambda: visit(box, takes, house.now),
                seconds=MAILBOX_SECONDS,
            )
        )
    if not house.settings.rehearsal:  # its year is long ago
        keeps = retention(house.settings, stores, house.process)
        table.append(
            Tick(
                name="retention",
                run=lambda: keeps.round(real_now()),
                hour=HOUSEKEEPING_HOUR,
                minute=HOUSEKEEPING_MINUTE,
            )
        )
    if house.settings.heartbeat_url:
        table.append(Tick(name="heartbeat", run=lambda: _ping(house), seconds=PING_SECONDS))
    return table


def _ping(house: House) -> None:
    """Only when messages could go: the address outside is a dead man's switch."""
    if house.worker.able():
        ping(house.settings.heartbeat_url)


def _plan(house: House) -> None:
    planned = house.worker.plan()
    if planned.notices or planned.updates:
        for schedule in house.schedule:
            schedule.wake("delivery")


def _tidy(stores: Stores) -> None:
    stores.seen.prune(seconds=SEEN_SECONDS)
    stores.heartbeat.prune(seconds=FORGET_WORKER_SECONDS)


def worker(
    settings: Settings,
    stores: Stores,
    context: Context,
    drawn: Secrets,
    address: str,
    *,
    post: socket.socket | None,
) -> Worker:
    """The worker of this process. `post`: where a rehearsal's own post office listens."""
    mail = rehearsal_post(post, drawn.key) if post else mail_server(settings, drawn.key)
    name = f"{settings.worker_name or socket.gethostname()}:{os.getpid()}"
    delivery = Delivery(
        process=context.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        channels=channels(settings, context, drawn, address, mail=mail, returned=stores.returned),
        worker=name,
        lease=settings.lease_seconds,
        quarantine=settings.quarantine_seconds,
        apart=apart(context, address, mail),
        monotonic=monotonic,
    )
    planner = Planner(
        process=context.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        outbox_log=stores.outbox_log,
        wishes=stores.wishes,
    )
    return Worker(
        planner=planner,
        delivery=delivery,
        now=context.now,
        beat=lambda round: stores.heartbeat.beat(context.process, name, round),
    )


def channels(
    settings: Settings,
    context: Context,
    drawn: Secrets,
    address: str,
    mail: MailServer | None,
    returned: ReturnedMail,
) -> tuple[Channel, ...]:
    """The ways to reach people, the first choice first."""

    def rests(person: PersonId, mail_address: str) -> bool:
        return returned.rests(context.process, person, mail_address)

    process, directory = context.process, context.directory
    slack = SlackChannel(
        sender(drawn.bot_token, base_url=api_url(settings, address)),
        process=process,
        directory=directory,
        view=context.view,
        picture=png_picture,
    )
    if mail is None:
        return (slack,)
    links = PageLinks(context)
    return (
        slack,
        MailChannel(
            mail,
            process=process,
            directory=directory,
            view=context.view,
            now=context.now,
            link=links.of,
            help=address,
            rests=rests,
        ),
    )


def apart(context: Context, address: str, mail: MailServer | None) -> dict[NoticeKind, Channel]:
    """What goes one way only: invitations by mail."""
    if mail is None:
        return {}
    channel = InvitationChannel(
        mail,
        process=context.process,
        directory=context.directory,
        now=context.now,
        page=f"{address}/",
    )
    return {NoticeKind.INVITATION: channel}


def mail_server(settings: Settings, seal: bytes) -> MailServer | None:
    """The mail server, when one is set; a rehearsal writes to nobody outside of it."""
    if not settings.smtp_host or settings.rehearsal:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        starttls=settings.smtp_starttls,
        sender=settings.mail_from or settings.smtp_user,
        reply_to=settings.mail_reply_to,
        bounces=settings.mail_bounces,
        seal=seal,
    )


def rehearsal_post(listener: socket.socket, seal: bytes) -> MailServer:
    """The sandbox's own post office on this machine."""
    host, port = listener.getsockname()[:2]
    return MailServer(host=host, port=port, starttls=False, sender=REHEARSAL_SENDER, seal=seal)


def retention(settings: Settings, stores: Stores, process: str) -> Retention:
    """What is kept, and for how long."""
    periods = Periods(words=settings.keep_words_days, people=settings.keep_people_days)
    return Retention(
        process=process,
        ledger=stores.ledger,
        directory=stores.directory,
        addresses=stores.addresses,
        wishes=stores.wishes,
        returned=stores.returned,
        periods=periods,
        why=operations.over_its_time(periods.words),
    )


def leavers(
    settings: Settings, stores: Stores, context: Context, drawn: Secrets, address: str
) -> Leavers:
    """Who has left, as Slack knows it."""
    client = sender(drawn.bot_token, base_url=api_url(settings, address))
    register = SlackRegister(client, process=context.process, directory=stores.directory)
    return Leavers(
        process=context.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        directory=stores.directory,
        registers=(register,),
    )


def returns(
    settings: Settings, stores: Stores, context: Context, drawn: Secrets, address: str
) -> Returns:
    """What follows when mail comes back."""
    return Returns(
        process=context.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        outbox_log=stores.outbox_log,
        directory=stores.directory,
        returned=stores.returned,
        channels=channels(
            settings,
            context,
            drawn,
            address,
            mail=mail_server(settings, drawn.key),
            returned=stores.returned,
        ),
        wake=context.wake,
    )


def mailbox(settings: Settings) -> Mailbox | None:
    """The mailbox where mail comes back, when one is set; a rehearsal looks into none."""
    if not settings.imap_host or settings.rehearsal:
        return None
    return Mailbox(
        host=settings.imap_host,
        port=settings.imap_port,
        user=settings.imap_user or settings.smtp_user,
        password=settings.imap_password.get_secret_value()
        or settings.smtp_password.get_secret_value(),
        folder=settings.imap_folder,
        tls=settings.imap_tls,
    )


def visit(box: Mailbox, takes: Returns, now: Callable[[], datetime]) -> None:
    """Read what came back since the last visit; a mailbox that does not answer is
    looked into again at the next.
    """

    def take(raw: bytes) -> None:
        found = read_returned(raw)
        if found is not None:
            takes.take(found, now())

    try:
        box.visit(take)
    except MailboxSilent as silent:
        log.warning("the mailbox for returned mail does not answer: %s", silent.why)
