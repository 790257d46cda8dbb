"""The whole way of a mail that cannot be delivered: out over real SMTP, back into a real IMAP
mailbox, and told to the owner.
"""

from __future__ import annotations

import imaplib
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.build import mailbox, visit
from bot.mail.channel import MailChannel
from config.settings import Settings
from jobs.delivery import Delivery
from jobs.planner import Planner
from jobs.returned_mail import Returns
from process.reminders.notices import NoticeKind
from storage.database import connect
from storage.inbox import ReturnedMail
from storage.ledger import Ledger
from storage.tables import metadata
from tests.bot.mail import dsn
from tests.bot.slack.world import PROCESS, Office, open_office
from tests.support.postman import Postman, at_work
from tests.support.processes import await_open, free_port, started

CHEF, OWNER = "p-skolechef", "p-procesejer"
SERVER = [sys.executable, "-c", "from pymap.main import main; main()"]


@pytest.fixture
def imap(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    with started(
        [*SERVER, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict"],
        env={},
        cwd=tmp_path,
    ):
        await_open(port)
        yield port


@pytest.fixture
def postman() -> Iterator[Postman]:
    with at_work() as found:
        yield found


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    database = connect(sqlite_url)
    with database.write() as connection:
        metadata.create_all(connection)
    yield open_office(database)
    database.close()


def settings(port: int, **more: str) -> Settings:
    known: dict[str, Any] = {
        "slack_bot_token": "xoxb-x",
        "imap_host": "127.0.0.1",
        "imap_port": port,
        "imap_tls": False,
    }
    return Settings(**known | {"imap_user": "demouser", "imap_password": "demopass"} | more)


def test_a_mail_that_comes_back_to_the_mailbox_is_told_to_the_owner(
    office: Office, postman: Postman, imap: int
) -> None:
    context, database = office.context, office.context.outbox._database
    ledger, returned = Ledger(database), ReturnedMail(database)
    server = postman.server(seal=b"s")
    mail = MailChannel(
        server,
        process=PROCESS,
        directory=context.directory,
        view=context.view,
        now=office.clock.now,
        rests=lambda person, address: returned.rests(PROCESS, person, address),
    )
    returns = Returns(
        process=PROCESS,
        ledger=ledger,
        outbox=context.outbox,
        outbox_log=context.outbox_log,
        directory=context.directory,
        returned=returned,
        channels=(mail,),
        wake=lambda: None,
    )

    def deliver() -> None:
        Planner(
            process=PROCESS, ledger=ledger, outbox=context.outbox, outbox_log=context.outbox_log
        ).round(office.clock.now())
        delivery = Delivery(
            process=PROCESS,
            ledger=ledger,
            outbox=context.outbox,
            channels=(mail,),
            worker="w",
            monotonic=time.monotonic,
        )
        while delivery.one(office.clock.now()):
            pass

    office.clock.go("2024-03-13")
    deliver()
    ours = next(one["Message-ID"] for one in postman.kept if CHEF in one["To"])
    box = mailbox(settings(imap))
    assert box is not None
    server_side = imaplib.IMAP4("127.0.0.1", imap, timeout=5)
    server_side.login("demouser", "demopass")
    server_side.append(
        "INBOX", "", "", dsn.EXCHANGE.replace(dsn.OURS, ours).replace("\n", "\r\n").encode()
    )
    server_side.append("INBOX", "", "", dsn.ANSWER.replace("\n", "\r\n").encode())
    server_side.logout()

    for _ in range(2):
        visit(box, returns, office.clock.now)
        deliver()
    assert not mail.reaches(CHEF) and context.outbox_log.counts(office.clock.now()).failed == 1
    told = [
        n.because
        for m in context.outbox_log.sent(PROCESS, person=OWNER)
        for n in m.notices
        if n.kind is NoticeKind.TO_ADMIN
    ]
    assert told == [f"bounced:{CHEF}:5.2.2:"]
    shown = postman.kept[-1].get_body(("plain",))
    assert shown is not None and "kom tilbage: postkassen er fuld (5.2.2)." in " ".join(
        shown.get_content().split()
    )


def test_a_mailbox_that_is_silent_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    box = mailbox(settings(free_port()))
    assert box is not None
    with caplog.at_level(logging.WARNING, logger="fristvogter.mailbox"):
        visit(box, None, None)  # type: ignore[arg-type]  # nothing is read, so nobody is asked
    assert [record.message for record in caplog.records] == [
        "the mailbox for returned mail does not answer: ConnectionRefusedError"
    ]


def test_a_rehearsal_looks_into_no_mailbox() -> None:
    assert mailbox(settings(1, slack_bot_token="")) is None
