"""Faults at start and on the command line, and the sentence for each."""

from __future__ import annotations

from bot.text import cli, plan_cli, plan_faults, refusals
from config.tree import PlanFaults
from process.errors import NoPlan, Refused, Unknown
from process.state import State
from storage.errors import BadDatabaseUrl, NotRehearsal, StorageError, StorageOutdated


class NotLoopback(Exception):
    """The rehearsal was asked to listen on an address others can reach."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class SeveralProcesses(Exception):
    """The ledger holds several processes and none was chosen."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(", ".join(known))
        self.known = known


class NoSuchProcess(Exception):
    """The ledger does not hold the process (or none at all)."""

    def __init__(self, wanted: str, known: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.wanted, self.known = wanted, known


class CannotSay(Exception):
    """A word of the command line that cannot be carried out as it was said; the message is the sentence for it."""


class NeedsPlan(Exception):
    """A table was given where there is no plan to lay it on."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class PortTaken(Exception):
    """Another program listens on the address."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"{host}:{port}")
        self.host, self.port = host, port


def sentence_for(error: Exception) -> str | None:
    """The sentence for a fault we know; None for one nobody foresaw."""
    match error:
        case CannotSay():
            return str(error)
        case NeedsPlan():
            return plan_cli.needs_plan(error.file)
        case PortTaken():
            return cli.port_taken(error.host, error.port)
        case NotLoopback():
            return cli.rehearsal_only_loopback(error.host)
        case SeveralProcesses():
            return cli.which_process(error.known)
        case NoSuchProcess() if error.wanted:
            return cli.no_such_process(error.wanted, error.known)
        case NoSuchProcess() | NoPlan():
            return cli.no_plan()
        case Unknown(what="scope"):
            return cli.unknown_scope(error.name, error.near)
        case Refused():
            return refusals.sentence(error, State.empty(""))
        case PlanFaults():
            return plan_faults.report(error.faults)
        case FileNotFoundError():
            return cli.file_missing(str(error.filename))
        case StorageOutdated():
            return cli.database_outdated()
        case NotRehearsal():
            return cli.rehearsal_needs_own_database()
        case BadDatabaseUrl():
            return cli.bad_setting("DATABASE_URL", str(error))
        case StorageError():
            return cli.database_unreachable(str(error))
    return None
