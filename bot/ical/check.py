"""What is looked at before a calendar is published. One entry that fails is left out and reported; the calendar is never lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.ical.entry import FeedEntry

MOST_BYTES = 1_000_000
"""Google drops what lies beyond a megabyte."""
MOST_OCTETS = 75
_UID = re.compile("[!-~]+")
_CONTROL = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)")


class Fault(StrEnum):
    """Why an entry was left out."""

    DUPLICATE = "duplicate uid"
    NO_LENGTH = "ends before or when it starts"
    NAIVE = "a clock time without a zone"
    MIXED = "a day at one end and a clock time at the other"
    NO_TITLE = "no title"
    LONG_LINE = "a line of more than 75 octets"
    BAD_CHARACTER = "a character that may not stand there"
    UNWRITABLE = "the calendar library refused it"
    TOO_MUCH = "beyond the size programs read"


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An entry that was not published, and why."""

    uid: str
    why: Fault


def sift(entries: Iterable[FeedEntry]) -> tuple[tuple[FeedEntry, ...], tuple[LeftOut, ...]]:
    """The entries that may be published, and those that may not. Of two with one uid the first stands."""
    good: dict[str, FeedEntry] = {}
    bad: list[LeftOut] = []
    for entry in entries:
        why = Fault.DUPLICATE if entry.uid in good else fault_of(entry)
        if why is None:
            good[entry.uid] = entry
        else:
            bad.append(LeftOut(uid=entry.uid, why=why))
    return tuple(good.values()), tuple(bad)


def fault_of(entry: FeedEntry) -> Fault | None:
    """What is wrong with an entry by itself."""
    if not _UID.fullmatch(entry.uid):
        return Fault.BAD_CHARACTER
    if isinstance(entry.start, datetime) is not isinstance(entry.end, datetime):
        return Fault.MIXED
    if any(isinstance(end, datetime) and end.tzinfo is None for end in (entry.start, entry.end)):
        return Fault.NAIVE
    if not _begins_before_it_ends(entry):
        return Fault.NO_LENGTH
    return None if entry.summary.strip() else Fault.NO_TITLE


def _begins_before_it_ends(entry: FeedEntry) -> bool:
    if isinstance(entry.start, datetime) and isinstance(entry.end, datetime):
        return entry.start.timestamp() < entry.end.timestamp()  # by the instant: two local times of one zone compare by the wall
    return entry.start < entry.end


def fault_in(written: bytes) -> Fault | None:
    """What is wrong with an entry as written."""
    if _CONTROL.search(written):
        return Fault.BAD_CHARACTER
    if any(len(octets) > MOST_OCTETS for octets in written.split(b"\r\n")):
        return Fault.LONG_LINE
    return None


def within_size(parts: Sequence[tuple[FeedEntry, bytes]], room: int) -> tuple[list[bytes], list[LeftOut]]:
    """The newest entries that fit, in their order; what is longest over goes first."""
    kept: list[bytes] = []
    dropped: list[LeftOut] = []
    for entry, written in reversed(parts):
        room -= len(written)
        if room < 0:
            dropped.append(LeftOut(uid=entry.uid, why=Fault.TOO_MUCH))
        else:
            kept.append(written)
    return kept[::-1], dropped[::-1]
