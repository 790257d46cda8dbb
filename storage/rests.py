"""Channels that rest, for all workers alike: the far end asked us to wait, or turned everybody
away. By the database's clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from storage.database import Database, upsert
from storage.tables import age_seconds, from_now, rest

LONGEST_SECONDS = 900.0
"""No rest is longer, whatever we are told; one that seems so was written before the clock was set
back, and is over.
"""
FIRST_SECONDS = 5.0
TRY_SECONDS = 60.0
"""How long one worker has to try, and the longest pause between two tries of a channel that turns
everybody away.
"""


@dataclass(frozen=True, kw_only=True)
class Rest:
    """How long a channel rests yet (not at all when not above 0), and how often in a row it turned
    everybody away; 0 when it only asked us to wait.
    """

    seconds: float
    refusals: int
    why: str

    @property
    def on(self) -> bool:
        """Whether it rests now."""
        return 0.0 < self.seconds <= LONGEST_SECONDS


class Rests:
    """The rests of every channel in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, process: str) -> dict[str, Rest]:
        """By channel; one whose time has come stands there until somebody says how a try went."""
        left = (-age_seconds(rest.c.until)).label("left")
        query = select(rest.c.channel, rest.c.refusals, rest.c.why, left)
        with self._database.read() as connection:
            rows = connection.execute(query.where(rest.c.process == process))
            return {
                row.channel: Rest(seconds=row.left, refusals=row.refusals, why=row.why)
                for row in rows
            }

    def may_try(self, process: str, channel: str) -> bool:
        """Whether to try a channel whose rest is over: one worker is told yes, the others wait for
        what it finds.
        """
        over = (rest.c.until <= from_now()) | (rest.c.until > from_now(LONGEST_SECONDS))
        mine = update(rest).where(rest.c.process == process, rest.c.channel == channel, over)
        with self._database.write(durable=False) as connection:
            taken = mine.values(until=from_now(TRY_SECONDS)).returning(rest.c.channel)
            return bool(connection.execute(taken).all())

    def wait(self, process: str, channel: str, *, seconds: float, why: str) -> float:
        """The far end asked everybody to wait; says for how long they do."""
        seconds = min(max(seconds, 0.0), LONGEST_SECONDS)
        self._put(process, channel, seconds=seconds, refusals=0, why=why)
        return seconds

    def refused(self, process: str, channel: str, *, why: str) -> float:
        """It turned everybody away: the pause doubles each time; says how long it is."""
        before = self.all(process).get(channel)
        refusals = before.refusals if before else 0
        seconds = min(FIRST_SECONDS * float(2**refusals), TRY_SECONDS)
        self._put(process, channel, seconds=seconds, refusals=min(refusals + 1, 16), why=why)
        return seconds

    def over(self, process: str, channel: str) -> None:
        """It works again."""
        with self._database.write(durable=False) as connection:
            connection.execute(
                delete(rest).where(rest.c.process == process, rest.c.channel == channel)
            )

    def _put(self, process: str, channel: str, *, seconds: float, refusals: int, why: str) -> None:
        row = {
            "process": process,
            "channel": channel,
            "until": from_now(seconds),
            "refusals": refusals,
            "why": why,
        }
        with self._database.write(durable=False) as connection:
            connection.execute(upsert(connection, rest, row))
