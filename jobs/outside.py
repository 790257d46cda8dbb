"""The dead man's switch outside: an address that is fetched while everything is well, and raises the alarm when it is not."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request

SECONDS = 5.0
log = logging.getLogger("fristvogter.heartbeat")


def ping(url: str) -> bool:
    """Fetch the address once; False (and a line in the log) when it did not answer. Nothing about the process is told."""
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            return bool(200 <= answer.status < 300)
    except (urllib.error.URLError, OSError, ValueError) as error:
        log.warning("the heartbeat address did not answer: %s", type(error).__name__)
        return False
