"""An installation that is killed without warning and started again goes on where it was:
what was said still answers.
"""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.processes import await_page, free_port, running

CHEF = "U0EKS0007"
DONE = "Det er afleveret"


def test_a_button_from_before_the_kill_still_does_its_work(tmp_path: Path) -> None:
    port = free_port()
    sandbox = f"http://127.0.0.1:{port}/sandbox"
    with installation(tmp_path, port) as process:
        _form(f"{sandbox}/ur", {"flyt": "to", "dato": "2024-03-13"})
        (said,) = _messages(sandbox)
        process.kill()
        process.wait()

    with installation(tmp_path, port):
        assert _messages(sandbox) == (said,)
        answer = _press(sandbox, said, DONE)
        (now,) = answer["messages"]

    assert answer["ok"]
    assert now["ts"] == said["ts"]
    assert "afleveret onsdag den 13. marts" in json.dumps(now["blocks"], ensure_ascii=False)


@contextmanager
def installation(folder: Path, port: int) -> Iterator[Any]:
    """`fristvogter run` on the folder's own rehearsal; the second time it
    finds what the first one left.
    """
    env = {
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / 'oevelse.sqlite'}",
        "SECRET_KEY": "restart",
    }
    with running("run", env=env, cwd=folder) as process:
        await_page(f"http://127.0.0.1:{port}/readyz")
        yield process


def _messages(sandbox: str) -> tuple[dict[str, Any], ...]:
    return tuple(_act(sandbox, {"do": "home"})["messages"])


def _press(sandbox: str, message: dict[str, Any], label: str) -> dict[str, Any]:
    found = [
        (block["block_id"], element["action_id"])
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("text", {}).get("text") == label
    ]
    ((block_id, action_id),) = found
    return _act(
        sandbox, {"do": "press", "ts": message["ts"], "block_id": block_id, "action_id": action_id}
    )


def _act(sandbox: str, order: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps({"as": CHEF, **order}).encode()
    request = urllib.request.Request(
        f"{sandbox}/acts", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return dict(json.loads(answer.read()))


def _form(address: str, fields: dict[str, str]) -> None:
    with urllib.request.urlopen(
        address, data=urllib.parse.urlencode(fields).encode(), timeout=60
    ) as answer:
        assert answer.status == 200
