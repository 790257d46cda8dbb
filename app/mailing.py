"""Mail as the settings want it: where it is handed in, and where what comes back is looked for."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from datetime import datetime

from bot.mail.mailbox import Mailbox, MailboxSilent
from bot.mail.post import MailServer
from bot.mail.returned import read_returned
from config.settings import Settings
from jobs.returns import Returns

REHEARSAL_SENDER = "Fristvogter <frister@oevelse.invalid>"
log = logging.getLogger("fristvogter.mailbox")


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


def mailbox(settings: Settings) -> Mailbox | None:
    """The mailbox where mail comes back, when one is set; a rehearsal looks into none."""
    if not settings.imap_host or settings.rehearsal:
        return None
    return Mailbox(
        host=settings.imap_host,
        port=settings.imap_port,
        user=settings.imap_user or settings.smtp_user,
        password=settings.imap_password.get_secret_value() or settings.smtp_password.get_secret_value(),
        folder=settings.imap_folder,
        tls=settings.imap_tls,
    )


def visit(box: Mailbox, takes: Returns, now: Callable[[], datetime]) -> None:
    """Read what came back since the last visit; a mailbox that does not answer is looked into again at the next."""

    def take(raw: bytes) -> None:
        found = read_returned(raw)
        if found is not None:
            takes.take(found, now())

    try:
        box.visit(take)
    except MailboxSilent as silent:
        log.warning("the mailbox for returned mail does not answer: %s", silent.why)
