"""What can go wrong with the memory itself. `Refused` in `process.errors` is an answer
to a person; these are faults.
"""

from __future__ import annotations


class StorageError(Exception):
    """The database did not do what was asked; nothing of it was kept. `why` is the database's
    own words.
    """

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return f"{(type(self).__doc__ or '').splitlines()[0]} {self.why}".strip()


class StorageUnavailable(StorageError):
    """The database cannot be reached, or is busy beyond patience; the same call may succeed
    later.
    """


class StorageOutdated(StorageError):
    """The database lacks a table or column this version needs; run `fristvogter db upgrade`."""


class StorageNewer(StorageOutdated):
    """The database is of a newer version than this program; install that version again, or put back
    the copy from before the upgrade.
    """


class StorageFault(StorageError):
    """The database refused the statement (a broken constraint, an append-only table);
    trying again would not help.
    """


class BadDatabaseUrl(StorageError):
    """DATABASE_URL cannot be used; write sqlite:///path/to/file.db or postgresql://user:password@host/name."""


class NotRehearsal(StorageError):
    """Only a rehearsal's database may be wiped or have its clock set, and a real
    process's database never becomes one.
    """


class ClockWentBack(StorageError):
    """The rehearsal clock only moves forward."""


class PersonTaken(StorageError):
    """Two people cannot have the same e-mail address or Slack id; correct the people file."""
