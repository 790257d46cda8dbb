"""Logging: one line per event on standard error, as a twelve-factor program does; no addresses, no tokens, no texts."""

from __future__ import annotations

import logging


def start_logging(level: str) -> None:
    """Set the root logger up once; libraries speak only from WARNING on."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("fristvogter").setLevel(level)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.getLogger("apscheduler.executors").setLevel(logging.ERROR)
