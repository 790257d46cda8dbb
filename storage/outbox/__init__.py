"""The outbox: noticing and telling are two jobs, and this is what lies between them (DESIGN 2, SCHEDULING 2)."""

from __future__ import annotations

from storage.database import Database
from storage.outbox.claim import LEASE_SECONDS, QUARANTINE_SECONDS, Claims
from storage.outbox.log import Log
from storage.outbox.put import Puts
from storage.outbox.returns import Returns
from storage.outbox.settle import Settles
from storage.outbox.skips import Skips
from storage.outbox.values import Came, Claimed, Counts, Draft, MessageState, Skipped, Told

__all__ = ["LEASE_SECONDS", "QUARANTINE_SECONDS", "Came", "Claimed", "Counts", "Draft", "MessageState", "Outbox", "Skipped", "Told"]


class Outbox(Puts, Claims, Settles, Returns, Log, Skips):
    """Messages from "it is due" to "it was sent": put by the planner, claimed and settled by the delivery. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
