"""Calendars that were already written: the newest for each question, and the last good one behind each address."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from bot.ical.check import LeftOut

MOST = 500


@dataclass(frozen=True, kw_only=True)
class Published:
    """A calendar file as served. `modified` is the HTTP Last-Modified."""

    data: bytes
    modified: datetime
    public: bool = False
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def tag(self) -> str:
        """The strong validator, without its quotes: the hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()[:40]

    @cached_property
    def zipped(self) -> bytes:
        """The same, compressed; without a clock reading inside."""
        return gzip.compress(self.data, mtime=0)


V = TypeVar("V")


class Recent(Generic[V]):
    """A bounded memory; what was asked for longest ago goes first. Safe between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> V | None:
        """What was put there, unless it has gone."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, value: V) -> V:
        """Keep it."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value


class Shelf:
    """Written calendars by what they were written from, and the last good one by address."""

    def __init__(self) -> None:
        self._written: Recent[Published] = Recent()
        self._good: Recent[Published] = Recent()

    def written(self, key: Hashable, write: Callable[[], Published]) -> Published:
        """The calendar for this question, written when it is new."""
        return self._written.get(key) or self._written.put(key, write())

    def good(self, address: str, published: Published) -> Published:
        """Remember what an address was answered with."""
        return self._good.put(address, published)

    def last_good(self, address: str) -> Published | None:
        """What the address was answered with last."""
        return self._good.get(address)
