"""A database, a message, a form and a link from before the rooms were regrouped go on working.

`old/before_regroup.tar.xz` holds what the code of that day left behind on 4 September of a
rehearsal's year: the database, the feeds it served, and in `seen.json` a message with its buttons,
an open form, a link that is good until 2100, and who still had a message waiting. It is never made
anew; what it holds must be understood for as long as anybody may have such a database.
"""

from __future__ import annotations

import json
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from bench.rehearsal import Page, Rehearsal, command_line, running

Json = dict[str, Any]
PACKED = Path(__file__).parent / "old" / "before_regroup.tar.xz"
SIGNING_SECRET = "the-secret-of-this-test"
DAY = "2024-09-04"
SCOPES = ("offentlig", "med:lmu_eksempelskolen", "person:p-007")


def unpacked(folder: Path) -> Path:
    """The old database in a folder, upgraded by today's code."""
    with tarfile.open(PACKED) as packed:  # Debian 12's Python 3.11.2 knows no filter yet
        for member in packed:
            if (content := packed.extractfile(member)) is not None:
                (folder / member.name).write_bytes(content.read())
    upgraded = command_line(folder, "db", "upgrade")
    assert upgraded.returncode == 0, upgraded.stderr.decode()
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where people go on."""
    return unpacked(tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where nobody does anything."""
    return unpacked(tmp_path_factory.mktemp("untouched"))


@pytest.fixture(scope="module")
def seen(old: Path) -> Json:
    """What people had before them."""
    return dict(json.loads((old / "seen.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def today(old: Path) -> Iterator[Rehearsal]:
    """Today's code on the old database."""
    with running(old, SLACK_SIGNING_SECRET=SIGNING_SECRET, DRAWS="today") as rehearsal:
        yield rehearsal


def test_the_ledger_is_whole(untouched: Path, seen: Json) -> None:
    verified = command_line(untouched, "ledger", "verify")
    assert verified.returncode == 0
    assert seen["head"].split(",")[0].removesuffix(" poster") in verified.stdout.decode()


ON_PURPOSE = {(b"STATUS:CONFIRMED", b"STATUS:TENTATIVE")}
"""What a later version says otherwise: a month of meetings nobody has dated is not confirmed."""


@pytest.mark.parametrize("scope", SCOPES)
def test_a_feed_has_the_bytes_it_had_but_for_what_is_meant_otherwise(
    untouched: Path, scope: str
) -> None:
    now = command_line(untouched, "feed", scope, "--on", DAY).stdout.split(b"\r\n")
    then = (untouched / f"{scope.replace(':', '_')}.ics").read_bytes().split(b"\r\n")
    assert {pair for pair in zip(then, now, strict=True) if pair[0] != pair[1]} <= ON_PURPOSE


def test_an_old_address_still_serves_a_calendar(today: Rehearsal, seen: Json) -> None:
    page = today.ask(seen["address"])
    assert (page.status, page.body[:15]) == (200, b"BEGIN:VCALENDAR")


def test_the_button_of_an_old_message_does_its_work(
    today: Rehearsal, old: Path, seen: Json
) -> None:
    message = seen["message"]
    (button,) = [
        e | {"block_id": b["block_id"]}
        for b in message["blocks"]
        for e in b.get("elements", ())
        if e["action_id"] == "deliver"
    ]
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": "D0EKS0036",
        "is_ephemeral": False,
    }
    pressed = {
        "type": "block_actions",
        "container": container,
        "message": message,
        "actions": [button],
        "channel": {"id": "D0EKS0036"},
    }
    assert slack(today, seen["presser"], pressed).status == 200
    assert {"is": "Delivered", "obligation": button["value"]}.items() <= newest(
        old, "p-036", "Delivered"
    ).items()


def test_a_form_that_was_open_can_be_sent_in(today: Rehearsal, old: Path, seen: Json) -> None:
    answer = slack(
        today,
        seen["filler"],
        {"type": "view_submission", "view": seen["view"], "response_urls": []},
    )
    assert (answer.status, json.loads(answer.body)["response_action"]) == (200, "update")
    corrects = json.loads(seen["view"]["private_metadata"])["corrects"]
    assert newest(old, "p-036", "DiscussionRecorded")["corrects"] == corrects


def test_a_message_that_waited_arrives(today: Rehearsal, seen: Json) -> None:
    assert today.state(seen["waits"])["messages"] == []
    today.clock(move="to", to="2024-09-05")
    (message,) = today.state(seen["waits"])["messages"]
    assert "Budget 2025" in message["text"]


def test_an_old_link_opens_its_page(today: Rehearsal, seen: Json) -> None:
    page = today.ask(seen["link"])
    assert (page.status, "Budget 2025" in page.text) == (200, True)


def slack(today: Rehearsal, user: str, payload: Json) -> Page:
    """As Slack sends it, signed."""
    who = {
        "user": {"id": user},
        "team": {"id": "T0SANDBOX"},
        "api_app_id": "A0BOT0001",
        "trigger_id": "1.1.1",
    }
    body = urlencode({"payload": json.dumps(who | payload)})
    stamp = str(int(time.time()))  # noqa: TID251 a signature is about the real clock
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=stamp, body=body)
    headers = {"X_Slack_Request_Timestamp": stamp, "X_Slack_Signature": str(signature)}
    return today.ask(
        "/slack/events", body.encode(), Content_Type="application/x-www-form-urlencoded", **headers
    )


def newest(old: Path, person: str, kind: str) -> Json:
    """The last such fact a person wrote, as the exported ledger has it."""
    entries = [
        json.loads(line) for line in command_line(old, "ledger", "export").stdout.splitlines()
    ]
    return next(
        dict(e["payload"])
        for e in reversed(entries)
        if e["actor"] == person and e["payload"]["is"] == kind
    )
