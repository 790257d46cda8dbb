"""The doctor asks the mail servers, sends nothing, and says what to look at when one does not
answer.
"""

from __future__ import annotations

import json
import re
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from app.clock import real_now as clock_now
from sandbox.__main__ import real_now
from sandbox.app import create_app
from sandbox.settings import Member, SandboxSettings
from tests.app.test_commands import PEOPLE, adopted, elsewhere, say
from tests.bot.slack.conftest import Serve, serve
from tests.bot.slack.conftest import free_port as free_port_bound
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


def slack(
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *words: str,
    faults: tuple[dict[str, object], ...] = (),
    scopes: tuple[str, ...] | None = None,
    app_token: str = "xapp-right",
) -> list[str]:
    """What it says of Slack, with the stand-in as Slack."""
    listener, address = free_port_bound()
    settings = SandboxSettings(
        bot_token="xoxb-x",
        signing_secret="s",
        app_token="xapp-right",
        now=real_now,
        cast=(Member(id="U1", name="Chef"),),
        commands=(),
        bot_url=None,
        scopes=scopes,
    )
    serve(Starlette(routes=[Mount("/sandbox", create_app(settings))]), listener)
    for fault in faults:
        body = json.dumps(fault).encode()
        request = urllib.request.Request(f"{address}/sandbox/faults", data=body, method="POST")
        urllib.request.urlopen(request, timeout=10).close()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-x")
    monkeypatch.setenv("SLACK_APP_TOKEN", app_token)
    monkeypatch.setenv("SLACK_API_URL", f"{address}/sandbox/api/")
    say("doctor", *words, monkeypatch=monkeypatch)
    return capsys.readouterr().out.splitlines()


def test_slack_is_asked_for_token_scopes_clock_and_the_way_in(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = slack(serve, monkeypatch, capsys)
    assert told[2:5] == [
        "ok   Appen i Slack har de rettigheder, den skal bruge.",
        "ok   Uret går rigtigt.",
        "ok   Slack kan nås indefra (Socket Mode).",
    ]


def test_what_is_missing_in_slack_is_named_with_what_to_do(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    later, clock = clock_now() + timedelta(hours=1), "app.commands.doctor.real_now"
    monkeypatch.setattr(clock, lambda: later)
    told = slack(
        serve, monkeypatch, capsys, scopes=("commands", "chat:write"), app_token="xapp-wrong"
    )
    assert told[2].startswith("FEJL Appen i Slack mangler files:write, im:write, im:history")
    assert re.match(r"FEJL Uret går 3\.[56]\d\d sekunder for hurtigt\.", told[3])
    assert "SLACK_APP_TOKEN" in told[4]


def test_being_asked_to_wait_is_no_refusal(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    busy = {"method": "auth.test", "kind": "ratelimited", "seconds": 3}
    told = slack(serve, monkeypatch, capsys, faults=(busy,))
    assert told[1] == "ok   Slack svarer, men beder os vente lidt. Prøv igen om et minut."


def test_a_trial_goes_to_somebody_known_only(
    serve: Serve,
    adopted: None,
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (elsewhere / "personer.csv").write_text(PEOPLE, encoding="utf-8")
    assert say("people", "import", "personer.csv", monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    assert slack(serve, monkeypatch, capsys, "--send", "p-1")[-1].startswith("ok   Prøvebeskeden")
    assert slack(serve, monkeypatch, capsys, "--send", "p-9")[-1].startswith("FEJL Personen p-9")


__all__ = ["adopted", "elsewhere", "serve"]
