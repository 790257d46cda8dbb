"""Anchoring: what was told outside of the ledger's entries is kept, so that a ledger written anew
is found out (rules L6).

Every receipt carries its entry's number and checksum. Once a day the head goes to the log, which
the operator's log keeper has a copy of; nothing after the last anchor is proven.
"""

from __future__ import annotations

import logging
from datetime import datetime

from process.reminders.notices import NoticeKind
from storage.ledger import Ledger
from storage.outbox_log import OutboxLog
from storage.verify import Anchor, Anchors, Proof, Proofs

log = logging.getLogger("fristvogter.anchor")

TELLING = frozenset({NoticeKind.RECEIPT, NoticeKind.CONTESTED})
"""The notices whose words carry an entry's number and checksum."""


def look(proofs: Proofs, process: str, now: datetime) -> Proof:
    """The nightly look at the whole ledger; what is wrong goes to the log as well."""
    found = proofs.look(process, at=now)
    if found.broken:
        log.error("ledger %s: entry %s is not as it was: %s", process, found.broken, found.why)
    if found.by_hand:
        log.error("ledger %s: words of %s entries were erased by hand", process, found.by_hand)
    return found


class Anchoring:
    """One per process and worker; running it twice keeps each anchor once."""

    def __init__(
        self, *, process: str, ledger: Ledger, outbox_log: OutboxLog, anchors: Anchors
    ) -> None:
        self._process, self._ledger, self._log, self._anchors = process, ledger, outbox_log, anchors
        self._since: datetime | None = None

    def receipts(self) -> int:
        """Keep an anchor for each receipt sent since the last look; says how many were new."""
        kept = 0
        told = self._log.sent(self._process, since=self._since)
        for message in told:
            for notice in (n for n in message.notices if n.kind in TELLING and n.entry):
                kept += self._keep(
                    notice.entry, f"{message.channel}:{message.ref or message.key}", message.at
                )
        self._since = max((m.at for m in told), default=self._since)
        return kept

    def head(self, now: datetime) -> Anchor | None:
        """Tell the ledger's head to the log and keep it as told; None before the first entry."""
        seq, digest = self._ledger.head(self._process)
        if not seq:
            return None
        anchor = Anchor(seq=seq, hash=digest, place=f"log:{now.date().isoformat()}", at=now)
        log.warning("ledger %s stands at entry %s with checksum %s", self._process, seq, digest)
        self._anchors.put(self._process, anchor)
        return anchor

    def _keep(self, seq: int, place: str, at: datetime) -> bool:
        for entry in self._ledger.entries(self._process, after=seq - 1, upto=seq):
            return self._anchors.put(
                self._process, Anchor(seq=seq, hash=entry.hash, place=place, at=at)
            )
        return False
