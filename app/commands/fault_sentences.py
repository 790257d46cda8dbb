"""The sentence for each fault at start and on the command line. A module of its own, since it knows
every room a fault may come from.
"""

from __future__ import annotations

from pydantic import ValidationError

from app.faults import (
    CannotSay,
    NeedsCommonKey,
    NeedsPlan,
    NoSuchProcess,
    NotLoopback,
    PortTaken,
    SeveralProcesses,
)
from bot.text import cli, plan_files, refusals
from config.tree import PlanFaults
from process.errors import NoPlan, Refused, Unknown
from storage.backup import NotACopy, OnlySqlite, StillThere
from storage.errors import (
    BadDatabaseUrl,
    NotRehearsal,
    StorageError,
    StorageNewer,
    StorageOutdated,
)


def sentence_for(error: Exception) -> str | None:
    """The sentence for a fault we know; None for one nobody foresaw."""
    match error:
        case CannotSay():
            return str(error)
        case NeedsPlan():
            return cli.needs_plan(error.file)
        case PortTaken():
            return cli.port_taken(error.host, error.port)
        case NeedsCommonKey():
            return cli.COMMON_KEY
        case NotLoopback():
            return cli.rehearsal_only_loopback(error.host)
        case SeveralProcesses():
            return cli.which_process(error.known)
        case NoSuchProcess() if error.wanted:
            return cli.no_such_process(error.wanted, error.known)
        case NoSuchProcess() | NoPlan():
            return cli.NO_PLAN
        case Unknown(what="scope"):
            return cli.unknown_scope(error.name, error.near)
        case Refused():
            return refusals.sentence(error, None)
        case PlanFaults():
            return plan_files.fault_report(error.faults)
        case ValidationError():
            return _bad_setting(error)
        case FileNotFoundError():
            return cli.file_missing(str(error.filename))
        case StorageNewer():
            return cli.DATABASE_NEWER
        case StillThere():
            return cli.still_there(error.why)
        case NotACopy():
            return cli.not_a_copy(error.why)
        case OnlySqlite():
            return cli.ONLY_SQLITE
        case StorageOutdated():
            return cli.DATABASE_OUTDATED
        case NotRehearsal():
            return cli.REHEARSAL_NEEDS_OWN_DATABASE
        case BadDatabaseUrl():
            return cli.bad_setting("DATABASE_URL", str(error))
        case StorageError():
            return cli.database_unreachable(str(error))
    return None


def _bad_setting(error: ValidationError) -> str:
    first = error.errors()[0]
    why = cli.SETTING_FAULTS.get(str(first["type"]), cli.OTHER_SETTING_FAULT)
    name = ".".join(map(str, first["loc"])).upper() or str(first["msg"])
    return cli.bad_setting(name, why)
