"""What works in the background: the worker with its channels, and the daily look at who has left."""

from __future__ import annotations

import os
import socket

from app.keys import Secrets
from app.mailing import mail_server, rehearsal_post
from app.stores import Stores
from bot.context import Context
from bot.mail.channel import MailChannel
from bot.mail.invitation import InvitationChannel
from bot.mail.links import PageLinks
from bot.mail.post import MailServer
from bot.slack.channel import SlackChannel, sender
from bot.slack.register import SlackRegister
from bot.web.picture import png_picture
from config.settings import Settings
from jobs.delivery import Delivery
from jobs.leavers import Leavers
from jobs.planner import Planner
from jobs.returns import Returns
from jobs.worker import Worker
from process.channel import Channel
from process.notices import NoticeKind
from process.seats import PersonId
from storage.returned import ReturnedMail


def api_url(settings: Settings, address: str) -> str:
    """Where Slack's Web API is reached: the sandbox in a rehearsal."""
    return f"{address}/sandbox/api/" if settings.rehearsal else settings.slack_api_url


def channels(
    settings: Settings, context: Context, drawn: Secrets, address: str, mail: MailServer | None, returned: ReturnedMail
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
            mail, process=process, directory=directory, view=context.view, now=context.now, link=links.of, help=address, rests=rests
        ),
    )


def apart(context: Context, address: str, mail: MailServer | None) -> dict[NoticeKind, Channel]:
    """What goes one way only: invitations by mail."""
    if mail is None:
        return {}
    channel = InvitationChannel(mail, process=context.process, directory=context.directory, now=context.now, page=f"{address}/")
    return {NoticeKind.INVITATION: channel}


def returns(settings: Settings, stores: Stores, context: Context, drawn: Secrets, address: str) -> Returns:
    """What follows when mail comes back."""
    return Returns(
        process=context.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        directory=stores.directory,
        returned=stores.returned,
        channels=channels(settings, context, drawn, address, mail=mail_server(settings, drawn.key), returned=stores.returned),
        wake=context.wake,
    )


def worker(settings: Settings, stores: Stores, context: Context, drawn: Secrets, address: str, *, post: socket.socket | None) -> Worker:
    """The worker of this process. `post`: where a rehearsal's own post office listens."""
    mail = rehearsal_post(post, drawn.key) if post else mail_server(settings, drawn.key)
    name = f"{socket.gethostname()}:{os.getpid()}"
    delivery = Delivery(
        process=context.process,
        ledger=stores.ledger,
        outbox=stores.outbox,
        channels=channels(settings, context, drawn, address, mail=mail, returned=stores.returned),
        worker=name,
        lease=settings.lease_seconds,
        quarantine=settings.quarantine_seconds,
        apart=apart(context, address, mail),
    )
    planner = Planner(process=context.process, ledger=stores.ledger, outbox=stores.outbox, wishes=stores.wishes)
    return Worker(planner=planner, delivery=delivery, now=context.now, beat=lambda round: stores.heartbeat.beat(name, round))


def leavers(settings: Settings, stores: Stores, context: Context, drawn: Secrets, address: str) -> Leavers:
    """Who has left, as Slack knows it."""
    client = sender(drawn.bot_token, base_url=api_url(settings, address))
    register = SlackRegister(client, process=context.process, directory=stores.directory)
    return Leavers(process=context.process, ledger=stores.ledger, outbox=stores.outbox, directory=stores.directory, registers=(register,))
