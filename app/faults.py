"""Faults at start and on the command line; `app.commands.fault_sentences` has the sentence for
each.
"""

from __future__ import annotations


class NotLoopback(Exception):
    """The rehearsal was asked to listen on an address others can reach."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class NeedsCommonKey(Exception):
    """Web and worker were to run apart without a key they both know."""


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
    """A word of the command line that cannot be carried out as it was said; the
    message is the sentence for it.
    """


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
