"""The doctor asks the mail servers, sends nothing, and says what to look at when one does not
answer.
"""

from __future__ import annotations

import pytest

from tests.app.test_commands import elsewhere, say
from tests.support.postman import at_work
from tests.support.processes import free_port


def ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **settings: str
) -> list[str]:
    """What it says of mail."""
    nobody = str(free_port())
    known = {
        "SLACK_BOT_TOKEN": "xoxb-x",
        "SLACK_API_URL": f"http://127.0.0.1:{nobody}/api/",
        "SMTP_STARTTLS": "false",
    }
    for name, value in {**known, **settings}.items():
        monkeypatch.setenv(name, value)
    assert say("doctor", monkeypatch=monkeypatch) == 1
    return [line for line in capsys.readouterr().out.splitlines() if "ail" in line]


def test_servers_that_answer_are_fine_and_get_no_mail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_work() as postman:
        told = ask(
            monkeypatch,
            capsys,
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(postman.port),
            MAIL_FROM="Frister <frister@example.org>",
        )
    assert told == ["ok   Mails har en afsender.", "ok   Mailserveren svarer."]
    assert postman.kept == []


def test_servers_that_do_not_answer_are_named_with_the_settings_to_look_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = str(free_port())
    told = ask(
        monkeypatch,
        capsys,
        SMTP_HOST="127.0.0.1",
        SMTP_PORT=nobody,
        IMAP_HOST="127.0.0.1",
        IMAP_PORT=nobody,
    )
    assert [line[:4] for line in told] == ["FEJL"] * 3
    assert (
        "MAIL_FROM mangler" in told[0]
        and "(ConnectionRefusedError)" in told[1]
        and "IMAP_HOST, IMAP_PORT" in told[2]
    )


def test_without_mail_there_is_nothing_to_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(monkeypatch, capsys) == []


__all__ = ["elsewhere"]
