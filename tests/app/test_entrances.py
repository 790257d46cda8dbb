"""Every HTTP entrance as a hostile stranger meets it: whatever is sent, the answer is no fault of
ours. `FRISTVOGTER_FUZZ=10000` asks for more.
"""

from __future__ import annotations

import hmac
import json
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from starlette.testclient import TestClient

from app.build import House, build
from app.clock import epoch
from app.commands.serve import prepare_file
from app.server import configured, listen
from app.web import bolt_app, web_app
from bot.slack.app import is_signed
from bot.web.app import MOST_BODY
from config.settings import Settings

ROUNDS = int(os.environ.get("FRISTVOGTER_FUZZ", "600"))
METHODS = ("GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS")
TYPES = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain; charset=nonsense",
    "",
)
BODIES = (
    b"",
    b"\xff\xfe\x00",
    b"payload=[]",
    b"payload=%7B",
    b"payload=" + b"[" * 3000,
    b"payload=%7B%22type%22%3A1%7D",
    b'payload={"type":"block_actions","user":"U1","actions":[]}',
    b'payload={"type":"view_submission","view":[],"user":{"id":7}}',
    b'payload={"type":"event_callback","event":"x"}',
    b'{"type":"url_verification","challenge":{"a":1}}',
    b'{"type":"event_callback","authorizations":[3],"event":{"type":["x"]}}',
    b"[1,2]",
    b"null",
    b'{"a":' * 2000,
    b"command=%2Ffrist&text=%00%EF%BF%BF&user_id=&team_id=",
    b"command=&text=",
    b"command=%2Fmed",
    b"--x\r\nContent-Disposition: form-data; name=\r\n\r\n",
    b"--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n\x00",
    b"act=record&held_on=31-02-2024&seal=&once=",
    b"a=" + b"%" * 500,
    b"&" * 5000,
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole rehearsal, its stand-in Slack served over HTTP."""
    folder = tmp_path_factory.mktemp("house")
    before = Path.cwd()
    os.chdir(folder)
    settings = Settings(database_url=f"sqlite:///{folder / 'x.sqlite'}", secret_key="k" * 40)
    prepare_file(settings)
    listener = listen("127.0.0.1", 0)
    built = build(settings, address=f"http://127.0.0.1:{listener.getsockname()[1]}")
    running = uvicorn.Server(configured(web_app(built, bolt_app(built))))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield built
    running.should_exit = True
    thread.join(10)
    built.stop()
    os.chdir(before)


@pytest.fixture(scope="module")
def browser(house: House) -> Iterator[TestClient]:
    """Whoever asks; a fault of ours would be raised here as itself."""
    with TestClient(web_app(house, bolt_app(house)), follow_redirects=False) as client:
        yield client


def addresses(house: House) -> tuple[str, ...]:
    """Every kind of address there is, each also with a token that opens it."""
    person = house.rehearsal.cast[0] if house.rehearsal else ""
    board = house.context.links.board(person).removeprefix(house.address)
    token = board.rpartition("/")[2]
    known = [
        f"{path}{name}{ending}"
        for path in ("/kalender/", "/tavle/", "/hoering/", "/bilag/", "/svar/", "/frist/")
        for name in (token, "x", "", quote("\x00\ud7ff"), "%ff%fe", "a" * 3000, "..%2f..")
        for ending in ("", ".ics", "/luk", "/ny", "/med.csv", "/med.xlsx", "/svar.csv", ".pdf")
    ]
    rest = ("/", "/healthz", "/readyz", "/metrics", "/robots.txt", "/slack/events", "/oevelse/ur")
    return (
        *known,
        *(rest * 12),
        board,
        f"/offentlig/{house.process}",
        "/offentlig/%2e%2e/x.ics",
        "/statisk/../app.py",
        "/statisk/%2e%2e%2fapp.py",
    )


def headers(dice: random.Random, house: House, body: bytes) -> dict[str, str]:
    stamp = str(int(epoch())) if dice.random() < 0.8 else dice.choice(["", "x", "9" * 5000, "-1"])
    secret = house.secrets.signing_secret if dice.random() < 0.7 else "wrong"
    signed = hmac.digest(secret.encode(), b"v0:" + stamp.encode() + b":" + body, "sha256").hex()
    return {
        "Content-Type": dice.choice(TYPES),
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signed}",
        "If-None-Match": dice.choice(["", '"', "*", 'W/"x", "y"']),
        "Range": dice.choice(["", "bytes=0-", "bytes=9-1", "bytes=" + "0-," * 400]),
        "Authorization": dice.choice(["", "Bearer", "Bearer x", "Basic ="]),
        "Accept-Encoding": "gzip, identity;q=0",
        "Cookie": dice.choice(["", "=;=;", "a" * 3000]),
    }


def body_of(dice: random.Random) -> bytes:
    if dice.random() < 0.2:
        return dice.randbytes(dice.choice([1, 40, 900]))
    found = dice.choice(BODIES)
    if found and dice.random() < 0.3:
        at = dice.randrange(len(found))
        found = found[:at] + dice.randbytes(2) + found[at + dice.randrange(3) :]
    return found


def test_whatever_comes_in_at_whichever_entrance_is_answered_without_a_fault(
    house: House, browser: TestClient
) -> None:
    known = addresses(house)
    for number in range(ROUNDS):
        dice = random.Random(number)
        body, path = body_of(dice), dice.choice(known)
        if dice.random() < 0.3:
            path += "?" + dice.choice(["varsel=" + "9" * 400, "%", "a=%ff&a", "kun=nu", "sag=%00"])
        method = dice.choice(METHODS)
        answer = browser.request(method, path, content=body, headers=headers(dice, house, body))
        busy = path.startswith("/readyz")
        assert answer.status_code < 500 or busy, (number, method, path, body[:80], answer.text)


@pytest.mark.parametrize("body", BODIES)
def test_what_slack_did_not_sign_is_never_read(browser: TestClient, body: bytes) -> None:
    answer = browser.post("/slack/events", content=body)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("stamp", "signed", "fine"),
    [
        ("1000", b"x=1", True),
        ("699", b"x=1", False),
        ("1301", b"x=1", False),
        ("1000", b"x=2", False),
        ("", b"x=1", False),
        ("1e3", b"x=1", False),
        ("9" * 5000, b"x=1", False),
    ],
)
def test_a_signature_is_for_these_bytes_and_five_minutes(
    stamp: str, signed: bytes, fine: bool
) -> None:
    made = hmac.digest(b"secret", b"v0:" + stamp.encode() + b":" + signed, "sha256").hex()
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={made}"}
    assert is_signed(b"x=1", headers, "secret", 1000.0) is fine


@pytest.mark.parametrize("body", BODIES)
def test_what_is_signed_and_no_request_is_refused_and_not_stumbled_over(
    house: House, browser: TestClient, body: bytes
) -> None:
    stamp = str(int(epoch()))
    base = b"v0:" + stamp.encode() + b":" + body
    signed = hmac.digest(house.secrets.signing_secret.encode(), base, "sha256").hex()
    sent = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signed}"}
    assert browser.post("/slack/events", content=body, headers=sent).status_code < 500


@pytest.mark.parametrize("path", ["/slack/events", "/svar/x", "/frist/x"])
def test_more_than_a_form_can_hold_is_refused_told_or_not(browser: TestClient, path: str) -> None:
    def untold() -> Iterator[bytes]:
        for _ in range(MOST_BODY // 1000 + 2):
            yield b"x" * 1000

    told = urlencode({"payload": json.dumps({"x": "y" * MOST_BODY})}).encode()
    for body in (told, untold()):
        assert browser.post(path, content=body).status_code in (404, 410, 413)
    assert browser.post("/slack/events", content=told).status_code == 413
