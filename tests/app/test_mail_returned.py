"""A mail that comes back to a running installation: piped in as a mail server does it,
and told to the process owner.
"""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from tests.bot.mail import dsn
from tests.support.processes import await_page, free_port, running

CHEF, OWNER = "mail-p-006", "U0EKS0001"


@dataclass
class Installation:
    """A rehearsal that runs, with its post-boxes."""

    address: str
    env: dict[str, str]
    folder: Path

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}/sandbox{path}", timeout=30) as answer:
            return str(answer.read().decode())

    def go_to(self, day: str) -> None:
        body = urllib.parse.urlencode({"flyt": "to", "dato": day}).encode()
        urllib.request.urlopen(f"{self.address}/sandbox/ur", data=body, timeout=120).close()

    def said_to(self, user: str) -> str:
        return json.dumps(
            json.loads(self.get(f"/state?user={user}"))["messages"], ensure_ascii=False
        )

    def pipe(self, mail: str, **env: str) -> tuple[int, str]:
        """`fristvogter mail returned FILE`: its exit and what it said."""
        file = self.folder / "mail.eml"
        file.write_text(mail, encoding="utf-8")
        with running("mail", "returned", str(file), env=self.env | env, cwd=self.folder) as process:
            said, _ = process.communicate(timeout=60)
        return process.returncode, said.strip()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    port = free_port()
    env = {
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'oevelse.sqlite'}",
        "SECRET_KEY": "t",
    }
    with running("run", env=env, cwd=tmp_path):
        await_page(f"http://127.0.0.1:{port}/healthz")
        yield Installation(f"http://127.0.0.1:{port}", env, tmp_path)


def test_a_mail_that_comes_back_is_told_to_the_owner_once(installation: Installation) -> None:
    installation.go_to("2024-03-13")
    page = unescape(installation.get(f"/som/{CHEF}/post"))
    tag = re.findall(r"Message-ID: <([0-9a-f]{32})@oevelse\.invalid>", page)[0]
    bounce = dsn.POSTFIX.replace(dsn.TAG, tag)

    code, said = installation.pipe(bounce)
    assert code == 0 and said.endswith(
        "Mailen kunne ikke afleveres. Den næste vej bliver prøvet, og procesejeren får besked."
    )
    unknown = (
        "Mailen er ikke sendt herfra, eller den var allerede kommet tilbage. "
        "Der er ikke ændret noget."
    )
    assert [
        line
        for line in (installation.pipe(bounce)[1], installation.pipe(dsn.POSTFIX)[1])
        if not line.endswith(unknown)
    ] == []

    installation.go_to("2024-03-14")
    messages = map(json.dumps, json.loads(installation.said_to(OWNER)))
    told = [
        message for message in messages if "kom tilbage: adressen findes ikke (5.1.1)." in message
    ]
    assert len(told) == 1 and "Mailen til Socialchef (eksempel)" in told[0]


def test_what_is_no_returned_mail_is_left_and_a_silent_database_asks_the_mail_server_to_wait(
    tmp_path: Path,
) -> None:
    here = Installation("", {"DATABASE_URL": f"sqlite:///{tmp_path / 'o.sqlite'}"}, tmp_path)
    assert here.pipe(dsn.AUTOMATIC) == (
        0,
        "Det er ikke en returneret mail, så der er ikke gjort noget.",
    )
    code, said = here.pipe(
        dsn.POSTFIX, DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/x"
    )
    assert code == 75 and "Databasen svarer ikke" in said
