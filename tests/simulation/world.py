"""Planner, outbox, delivery and channel under a seeded schedule of faults: two workers that crash
before and after every commit, a database that is slow or busy, answers that are lost, late or
refused, clocks that are set, a copy of the database that is put back, people who press meanwhile.
Nothing runs at once, so a seed tells the same story every time.

Time passes by making everything the database's clock wrote older; the monotonic clock goes along,
and stays where it is when the clock is set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from sqlalchemy import Connection, func, select, text, update

from jobs.delivery import Delivery
from jobs.planner import Planner, touched_by
from process.channel import Message, Outcome, Sent, Turned, Unclear, Unsent, Wait
from process.ledger.entries import Entry
from process.ledger.facts import Delivered, Undone
from process.ledger.state import State
from process.reminders.due import due_notices
from process.reminders.notices import NoticeKind, opaque
from process.seats import PersonId
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.ledger import Ledger
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog
from storage.tables import outbox, put_back, rest
from storage.verify import Verified, verify
from tests.support.cast import at

PROCESS = "r24"
STEPS = 40
START = at("2024-03-13")
PRESSES = (("forslag/head:skole", "p-skolechef"), ("forslag/head:pleje", "p-plejechef"))
CLOCK = {
    outbox: ("lease_until", "retry_at", "first_attempt_at", "last_attempt_at", "created_at"),
    rest: ("until",),
    put_back: ("taken_at",),
}
"""What is written by the database's clock and read again."""
QUARANTINE, LATEST = 45.0, 40.0
INFINITE = float("inf")
WORDS = ("message_limit_exceeded", "token_revoked", "a_word_of_next_year")


NEVER_WAS = -1
"""What a message says that tells of entries which a copy that was put back does not hold."""


class Copies(Protocol):
    """Copies of the database, by the product's own ways."""

    def take(self) -> None: ...

    def put_back(self) -> None:
        """The last one that was taken."""


class Crash(BaseException):
    """The process is gone, here and now."""


class ShakyDatabase(Database):
    """The database as one worker sees it: `before` is asked before each write."""

    def __init__(self, database: Database, shake: Callable[[str], None]) -> None:
        super().__init__(database._engine)
        self._shake = shake
        self._writer = self._lazy_writer  # what crashes here is a process, never the machine

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        self._shake("begin")
        with super().write(durable=durable) as connection:
            yield connection
            self._shake("commit")
        self._shake("committed")


class ClockedOutbox(Outbox):
    """The outbox, with the database's clock as the world has it."""

    def __init__(self, database: Database, world: World) -> None:
        super().__init__(database)
        self._world = world

    def instant(self) -> datetime:
        return self._world.clock


class Worker:
    """One worker process; after a crash another takes its place."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.database = ShakyDatabase(world.database, world.shake)
        self.start()

    def start(self) -> None:
        """Everything it remembered is gone."""
        ledger, box = Ledger(self.database), ClockedOutbox(self.database, self.world)
        self.planner = Planner(
            process=PROCESS, ledger=ledger, outbox=box, outbox_log=OutboxLog(self.database)
        )
        self.delivery = Delivery(
            process=PROCESS,
            ledger=ledger,
            outbox=box,
            channels=(self.world,),
            worker=self.name,
            quarantine=QUARANTINE,
            monotonic=lambda: self.world.monotonic,
        )

    def act(self, what: str) -> bool:
        """Plan or deliver once; says whether anything was done."""
        try:
            if what == "plan":
                done = self.planner.round(self.world.now)
                return bool(done.notices or done.updates)
            return self.delivery.one(self.world.now)
        except Crash:
            self.world.tell(f"{self.name} crashes")
            self.start()
            return True
        except StorageUnavailable:
            self.world.tell(f"{self.name} finds the database busy")
            return True


class World:
    """Everything there is, and the far end."""

    name = "slack"
    blind = False

    def __init__(self, database: Database, copies: Copies, seed: int) -> None:
        self.database, self.copies = database, copies
        self.seed, self.random = seed, Random(seed)
        self.now, self.monotonic, self.calm, self.depth = START, 1000.0, False, 0
        self.clock = START
        self.copied: datetime | None = None
        self.story: list[str] = []
        self.broken: list[str] = []
        self.arrived: list[tuple[Message, int]] = []
        self.posted: dict[str, float] = {}
        self.carries: dict[str, str] = {}
        """The key each message carries now, by the one it was posted with."""
        self.late: list[tuple[float, Message, int]] = []
        self.says: dict[str, int] = {}
        self.ledger = Ledger(self.database)
        self.workers = [Worker(self, "w1"), Worker(self, "w2")]

    # what happens

    def live(self) -> None:
        """A schedule of acts, then peace; then every promise is looked at."""
        acts = [self.plan, self.plan, *[self.deliver] * 6, self.press, self.wait, self.wait]
        copies = [self.copy] if self.chance(0.3) else []
        for _ in range(STEPS):
            self.random.choice([*acts, self.wait_long, self.set_clock, *copies])()
        self.calm = True
        self.settle()
        self.check()

    def plan(self) -> None:
        self.random.choice(self.workers).act("plan")

    def deliver(self) -> None:
        self.random.choice(self.workers).act("deliver")

    def press(self) -> None:
        """Done, or taken back."""
        obligation, person = self.random.choice(PRESSES)
        state = self.ledger.state(PROCESS)
        done = [e for e in state.history_of(obligation).history if isinstance(e.fact, Delivered)]
        undone = {
            e.fact.undoes
            for e in state.history_of(obligation).history
            if isinstance(e.fact, Undone)
        }
        standing = [e for e in done if e.seq not in undone]
        fact = Undone(undoes=standing[-1].seq) if standing else Delivered(obligation=obligation)
        self.ledger.append(PROCESS, [fact], actor=person, seat="", at=self.now, after=state.seq)
        self.tell(f"{person}: {type(fact).__name__}")

    def wait(self) -> None:
        self.pass_time(self.random.choice([1.0, 5.0, 30.0, 50.0, 70.0]))

    def wait_long(self) -> None:
        """To another hour or another morning."""
        self.pass_time(self.random.choice([3600.0, 86400.0]))

    def set_clock(self) -> None:
        """Somebody sets the wall clock of the database, by an hour, a day or more than a year."""
        seconds = self.random.choice([-3600.0, 3600.0, 86400.0, 400 * 86400.0])
        self.tell(f"the clock is set by {seconds}")
        self._older(seconds)

    def copy(self) -> None:
        """A copy is taken; or the machine is lost, and the last copy put back on another."""
        if self.copied is None or self.chance(0.5):
            self.tell("a copy is taken")
            self.copies.take()
            self.copied = self.clock
            return
        self.pass_time(1.0)
        self.tell("the copy is put back")
        before, entries = self.ledger.state(PROCESS), self.ledger.entries(PROCESS)
        self.copies.put_back()
        self._age((self.clock - self.copied).total_seconds())
        with self.database.write() as connection:  # by the same clock as what falls due
            newest = select(func.max(put_back.c.at)).scalar_subquery()
            connection.execute(update(put_back).where(put_back.c.at == newest).values(at=self.now))
        self.ledger = Ledger(self.database)
        for worker in self.workers:
            worker.start()
        self._forget(before, entries)

    def _forget(self, before: State, entries: list[Entry]) -> None:
        """Whatever tells of entries that are gone says what never was."""
        held = self.ledger.head(PROCESS)[0]
        gone = touched_by(before, [entry for entry in entries if entry.seq > held])
        for message, _ in self.arrived:
            if self.says[message.key] > held:
                told = any(
                    n.obligation in gone.obligations or n.entry in gone.entries
                    for n in message.notices
                )
                self.says[message.key] = NEVER_WAS if told else held
        self.late = [(due, message, min(seq, held)) for due, message, seq in self.late]

    def pass_time(self, seconds: float) -> None:
        self.tell(f"{seconds} s pass")
        self.now += timedelta(seconds=seconds)
        self.monotonic += seconds
        self._older(seconds)
        for due, message, seq in [one for one in self.late if one[0] <= self.monotonic]:
            self.late.remove((due, message, seq))
            self.arrives(message, seq)

    def _older(self, seconds: float) -> None:
        self.clock += timedelta(seconds=seconds)
        self._age(seconds)

    def _age(self, seconds: float) -> None:
        with self.database.write(durable=False) as connection:
            for table, names in CLOCK.items():
                for name in names:
                    shift(connection, table.name, name, seconds)

    def settle(self) -> None:
        """Peace: no faults, both workers go on, day after day, until nothing is left to do."""
        for _ in range(7):
            self.pass_time(1900.0)
            self.now = max(self.now, at((self.now + timedelta(days=1)).date().isoformat()))
            for _ in range(60):
                did = [worker.act(what) for what in ("plan", "deliver") for worker in self.workers]
                if not any(did):
                    break

    # what goes wrong

    def shake(self, where: str) -> None:
        """At the begin, before the commit and after it: nothing, a crash, a busy database, or a
        pause in which the others go on.
        """
        if self.calm or self.depth:
            return
        chance = self.random.random()
        if chance < 0.02:
            self.tell(f"crash at {where}")
            raise Crash
        if where == "begin" and chance < 0.03:
            raise StorageUnavailable("busy")
        if where == "begin" and chance < 0.08:
            self.meanwhile(self.random.choice([0.0, 5.0, 100.0]))
        if where == "committed" and chance < 0.06:  # slow to say so, within the lease
            self.meanwhile(self.random.choice([0.0, 5.0, 10.0]))

    def meanwhile(self, seconds: float) -> None:
        """The world goes on while one worker stands still."""
        self.depth += 1
        self.tell("meanwhile {")
        if seconds:
            self.pass_time(seconds)
        for _ in range(self.random.randint(1, 4)):
            self.random.choice([self.plan, self.deliver, self.deliver, self.press])()
        self.tell("}")
        self.depth -= 1

    # the far end

    def reaches(self, person: PersonId) -> bool:
        return True

    def send(self, message: Message, state: State) -> Outcome:
        self.wanted(message, state)
        how = (
            "well"
            if self.calm
            else self.random.choice(
                ["well"] * 6
                + ["lost", "late", "gone", "wait", "unsent", "refused", "crash", "crashed"]
            )
        )
        self.tell(f"post to {message.person}: {how}")
        if how in ("well", "lost", "crashed"):
            self.arrives(message, state.seq)
        if how in ("well", "lost") and not (self.calm or self.depth) and self.chance(0.2):
            self.meanwhile(self.random.choice([0.0, 5.0]))
        match how:
            case "well":
                return Sent(ref=f"D/{message.key}")
            case "crash" | "crashed":
                raise Crash
            case "late":
                after = self.random.uniform(1.0, LATEST)
                self.late.append((self.monotonic + after, message, state.seq))
            case "wait":
                return Wait(seconds=self.random.choice([1.0, 30.0]))
            case "unsent":
                return Unsent(why="no route")
            case "refused":
                return Turned(why=self.random.choice(WORDS), all=True)
        return Unclear(why="reset")

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def arrives(self, message: Message, seq: int) -> None:
        self.arrived.append((message, seq))
        self.posted.setdefault(message.key, self.monotonic)
        self.says[message.key] = max(seq, self.says.get(message.key, 0))
        twice = [key for key, many in self.counts().items() if many > 1]
        self.broken += [f"arrived twice: {twice}"] if twice else []

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Wait | Unclear | None:
        if not self.calm and self.chance(0.2):
            return Wait(seconds=5.0) if self.chance(0.5) else Unclear(why="missing_scope")
        back = (Outbox(self.database).instant() - since).total_seconds()
        here = (
            self.monotonic - self.posted.get(key, -INFINITE) <= back
            and self.carries.get(key, key) == key
        )
        self.tell(f"look for {key[:6]}: {'there' if here else 'not there'}")
        return Sent(ref=f"D/{key}") if here else None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        if not self.calm and self.chance(0.2):
            return Wait(seconds=5.0) if self.chance(0.5) else Unclear(why="reset")
        key = ref.partition("/")[2]
        self.carries[key] = message.key
        self.says[key] = max(state.seq, self.says.get(key, 0))
        return Sent(ref=ref)

    # the promises

    def counts(self) -> Counter[str]:
        """How often each notice arrived."""
        return Counter(n.key for message, _ in self.arrived for n in message.notices)

    def wanted(self, message: Message, state: State) -> None:
        """Nothing is sent that nobody wants."""
        keys = {n.key for n in due_notices(state, self.now)}
        unwanted = [
            n.key
            for n in message.notices
            if n.key not in keys and n.kind is not NoticeKind.TO_ADMIN
        ]
        self.broken += [f"sent unwanted: {unwanted}"] if unwanted else []

    def check(self) -> None:
        """What stayed wanted was seen once; messages say what stands; nothing waits; the chain is
        whole, and the state what the entries say one after the other.
        """
        assert not self.broken, self.broken[0]  # a worker would take it for a fault of its own
        state = self.ledger.state(PROCESS)
        seen = self.counts()
        unseen = [n.key for n in due_notices(state, self.now) if n.key not in seen]
        assert not unseen, f"lost: {unseen}"
        assert not self.late
        with self.database.read() as connection:
            states = select(outbox.c.state, func.count().label("many")).group_by(outbox.c.state)
            stand = {row.state: row.many for row in connection.execute(states)}
            known = set(connection.scalars(select(outbox.c.key).where(outbox.c.state == "sent")))
        assert set(stand) <= {"sent", "dropped"}, f"waits for ever: {stand}"
        entries = self.ledger.entries(PROCESS)
        touched = touched_by(state, entries)
        known = {opaque(key) for key in known}
        for message, said in self.arrived:
            if message.key not in known:
                continue  # sent after the copy, and nobody wants it now: there is nobody to look
            newest = [
                entry.seq
                for n in message.notices
                for entry in (touched.obligations.get(n.obligation), touched.entries.get(n.entry))
                if entry is not None
            ]
            stale = max(newest, default=0) > self.says[message.key]
            assert not stale, f"says what stood at {said}, not {max(newest)}: {message.person}"
        assert isinstance(verify(self.database, PROCESS), Verified)
        assert state == State.fold(PROCESS, entries)

    def tell(self, line: str) -> None:
        """One line of the story."""
        self.story.append(f"{'  ' * self.depth}{self.now:%d. %H:%M:%S} {line}")


def shift(connection: Connection, table: str, column: str, seconds: float) -> None:
    """Make what a clock wrote older (or, below zero, younger) by so many seconds."""
    if connection.dialect.name == "sqlite":
        moved = f"strftime('%Y-%m-%d %H:%M:%f', {column}, '{-seconds:+.3f} seconds') || '000'"
    else:
        moved = f"{column} - make_interval(secs => {seconds})"
    connection.execute(text(f"UPDATE {table} SET {column} = {moved} WHERE {column} IS NOT NULL"))
