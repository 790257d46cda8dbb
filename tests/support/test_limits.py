"""What no test can reach: the world, and the installation of whoever runs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from pytest_socket import SocketConnectBlockedError

from bench.house import ROOT

READ_ENVIRONMENT = """
import os
import tests.conftest
print([name for name in os.environ if name in tests.conftest.OURS or name.startswith(tests.conftest.OUR_FAMILIES)])
"""  # noqa: E501


def test_the_network_ends_at_this_machine() -> None:
    with socket.socket() as outward, pytest.raises(SocketConnectBlockedError):
        outward.connect(("192.0.2.1", 9))  # an address set aside for examples


def test_a_server_on_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_no_setting_of_the_operator_reaches_a_test() -> None:
    mine = {
        "DATABASE_URL": "postgresql://real",
        "SLACK_BOT_TOKEN": "real",
        "SMTP_PASSWORD": "real",
        "FRISTVOGTER_PLAN": "real.yaml",
    }
    seen = subprocess.run(
        [sys.executable, "-c", READ_ENVIRONMENT],
        cwd=ROOT,
        env={**os.environ, **mine},
        capture_output=True,
        text=True,
    )
    assert seen.stdout.strip() == "[]", seen.stderr
