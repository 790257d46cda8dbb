"""Everything that remembers, over one database."""

from __future__ import annotations

from dataclasses import dataclass

from app.faults import NoSuchProcess, SeveralProcesses
from storage.addresses import Addresses
from storage.database import Database, connect
from storage.directory import Directory, Preferences
from storage.heartbeat import Heartbeat
from storage.inbox import ReceivedIds, ReturnedMail
from storage.ledger import Ledger, Texts
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog
from storage.rehearsal import Rehearsal
from storage.verify import Anchors, Proofs


@dataclass(frozen=True, kw_only=True)
class Stores:
    """The rooms of storage, all on the same database."""

    database: Database
    ledger: Ledger
    outbox: Outbox
    outbox_log: OutboxLog
    directory: Directory
    texts: Texts
    addresses: Addresses
    anchors: Anchors
    proofs: Proofs
    seen: ReceivedIds
    heartbeat: Heartbeat
    rehearsal: Rehearsal
    wishes: Preferences
    returned: ReturnedMail

    @classmethod
    def open(cls, url: str) -> Stores:
        """Connect to the database; raises BadDatabaseUrl, StorageUnavailable."""
        database = connect(url)
        return cls(
            database=database,
            ledger=Ledger(database),
            outbox=Outbox(database),
            outbox_log=OutboxLog(database),
            directory=Directory(database),
            texts=Texts(database),
            addresses=Addresses(database),
            anchors=Anchors(database),
            proofs=Proofs(database),
            seen=ReceivedIds(database),
            heartbeat=Heartbeat(database),
            rehearsal=Rehearsal(database),
            wishes=Preferences(database),
            returned=ReturnedMail(database),
        )


def chosen_process(ledger: Ledger, wanted: str) -> str:
    """The process to serve: the one that was asked for, else the only one. Raises
    NoSuchProcess, SeveralProcesses.
    """
    known = ledger.processes()
    if wanted:
        if wanted not in known:
            raise NoSuchProcess(wanted, known)
        return wanted
    if not known:
        raise NoSuchProcess("", ())
    if len(known) > 1:
        raise SeveralProcesses(known)
    return known[0]
