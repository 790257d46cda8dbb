"""The difference between two plans, and whom it touches: pure, so that it can be looked
at before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from process.dates.when import EachMeeting, Relative, Window
from process.plan.model import OWING, Meeting, Milestone, OrganKind, Plan, Rules, rows_of
from process.seats import Seat

PUBLIC = ""
"""Stands for the public calendar among the keys of organs and areas."""


def seats_of(plan: Plan, row: Milestone) -> tuple[Seat, ...]:
    """The seats that owe it. `head:*` is one for each area; other fan-outs follow the
    proposals, which no plan holds.
    """
    if plan.kind(row.kind).does not in OWING:
        return ()
    known = [owner for owner in row.owners if not owner.endswith(":*") or owner == "head:*"]
    return tuple(dict.fromkeys(seat for owner in known for seat in plan.seats_of(owner)))


def calendars_of(plan: Plan, row: Milestone | Meeting, organ: str | None = None) -> tuple[str, ...]:
    """The organs and areas in whose calendars a row stands. What nobody owns, and what is
    public, stands in every area's.
    """
    public = [PUBLIC] if row.public else []
    if isinstance(row, Meeting):
        return (*public, *([organ] if organ else []))
    every = (
        [area.key for area in plan.areas]
        if row.public or not row.owners or "head:*" in row.owners
        else []
    )
    places = [
        row.organ,
        *row.with_organs,
        row.receiver,
        *_group(plan, row),
        *(owner.partition(":")[2] for owner in row.owners),
    ]
    known = [place for place in places if place and (plan.has_organ(place) or plan.has_area(place))]
    return tuple(dict.fromkeys([*public, *known, *every]))


def _group(plan: Plan, row: Milestone) -> list[str]:
    if not isinstance(row.when, EachMeeting | Window):
        return []
    group = row.when.group if isinstance(row.when, EachMeeting) else row.when.until_meetings_of
    return [organ.key for organ in plan.group(group) if organ.kind is not OrganKind.OTHER]


Row = Milestone | Meeting


class ChangeKind(StrEnum):
    """What happened to a row; a row that is both moved and given another owner is two changes."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    REVIVED = "revived"
    ADDED = "added"
    REMOVED = "removed"
    OWNER = "owner"
    CONFIRMED = "confirmed"
    DETAILS = "details"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of one row. `key` is the milestone's, or `meeting:organ/key`; `fields` are the
    names of other fields that differ.
    """

    kind: ChangeKind
    key: str
    organ: str | None
    before: Row | None
    after: Row | None
    fields: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it will stand, or as it stood."""
        row = self.after or self.before
        assert row is not None, "a change is about a row"
        return row


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Everything two plans say differently."""

    changes: tuple[Change, ...] = ()
    overtaken: tuple[tuple[str, str], ...] = ()
    """Titles of rows that changed places: now first, now after it."""
    parts: tuple[str, ...] = ()
    """Other parts of the plan that differ, by their names in the file."""
    rules: tuple[str, ...] = ()
    """The fields of its rules that differ."""
    seats: tuple[Seat, ...] = ()
    """Whose deadlines are touched."""
    follow: tuple[Milestone, ...] = ()
    """Rows that are counted from one that moved."""
    calendars: tuple[str, ...] = ()
    """Organs and areas whose calendars change; "" is the public one."""

    @property
    def empty(self) -> bool:
        """Whether the two say the same."""
        return not self.changes and not self.parts

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)


def difference(old: Plan, new: Plan) -> Difference:
    """What `new` says differently from `old`."""
    before, after = rows_of(old), rows_of(new)
    changes = tuple(
        change
        for key in {**before, **after}
        for change in _changes(key, before.get(key), after.get(key))
    )
    return Difference(
        changes=changes,
        overtaken=tuple(_overtaken(changes, before, after)),
        parts=_parts(old, new),
        rules=_differing(old.rules, new.rules),
        seats=_seats(old, new, changes),
        follow=_follow(new, changes),
        calendars=_calendars(old, new, changes),
    )


def moved_plan(plan: Plan, row: Milestone) -> Plan:
    """The plan with one row as it would stand."""
    return replace(plan, milestones=tuple(row if m.key == row.key else m for m in plan.milestones))


def _changes(key: str, before: Row | None, after: Row | None) -> Iterator[Change]:
    organ = key.removeprefix("meeting:").partition("/")[0] if key.startswith("meeting:") else None
    if before is None or after is None:
        kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED
        yield Change(kind=kind, key=key, organ=organ, before=before, after=after)
        return
    for kind in _kinds(before, after):
        yield Change(kind=kind, key=key, organ=organ, before=before, after=after)
    if others := _others(before, after):
        yield Change(
            kind=ChangeKind.DETAILS, key=key, organ=organ, before=before, after=after, fields=others
        )


def _kinds(before: Row, after: Row) -> Iterator[ChangeKind]:
    if before.cancelled is None and after.cancelled is not None:
        yield ChangeKind.CANCELLED
    if before.cancelled is not None and after.cancelled is None:
        yield ChangeKind.REVIVED
    if before.when != after.when:
        yield ChangeKind.MOVED
    elif before.rolled_from is not None and after.rolled_from is None:
        yield ChangeKind.CONFIRMED
    if (
        isinstance(before, Milestone)
        and isinstance(after, Milestone)
        and _owner(before) != _owner(after)
    ):
        yield ChangeKind.OWNER


def _owner(row: Milestone) -> tuple[object, ...]:
    return row.owners, row.owner_basis, row.owner_words


TOLD_OTHERWISE = frozenset(
    {"when", "cancelled", "rolled_from", "owners", "owner_basis", "owner_words"}
)


def _others(before: Row, after: Row) -> tuple[str, ...]:
    """A row that moves gets an earlier time with its reason; alone that is a change of its own."""
    told = TOLD_OTHERWISE if before.when == after.when else TOLD_OTHERWISE | {"moved"}
    return tuple(name for name in _differing(before, after) if name not in told)


def _differing(before: Row | Rules, after: Row | Rules) -> tuple[str, ...]:
    return tuple(name for name, value in vars(before).items() if value != getattr(after, name))


def _overtaken(
    changes: tuple[Change, ...], before: Mapping[str, Row], after: Mapping[str, Row]
) -> Iterator[tuple[str, str]]:
    """Only pairs one of which moved, and only milestones: meetings pass each other all the time. In
    the plan's own order, so that the same change is always told alike.
    """
    moved = [c.key for c in changes if c.kind is ChangeKind.MOVED and c.organ is None]
    told: set[frozenset[str]] = set()
    for key in moved:
        for other in (row for row in before if row in after):
            pair = frozenset((key, other))
            if (
                other != key
                and not other.startswith("meeting:")
                and pair not in told
                and (now := _swapped(key, other, before, after))
            ):
                told.add(pair)
                yield now


def _swapped(
    one: str, other: str, before: Mapping[str, Row], after: Mapping[str, Row]
) -> tuple[str, str] | None:
    days = [rows[key].when.earliest for rows in (before, after) for key in (one, other)]
    was_one, was_other, one_day, other_day = days
    if was_one is None or was_other is None or one_day is None or other_day is None:
        return None
    if was_one < was_other and one_day > other_day:
        return after[other].title, after[one].title
    return (
        (after[one].title, after[other].title)
        if was_one > was_other and one_day < other_day
        else None
    )


def _parts(old: Plan, new: Plan) -> tuple[str, ...]:
    """Organs are compared without their meetings, which are told one by one."""
    without = [tuple(replace(o, meetings=()) for o in plan.organs) for plan in (old, new)]
    head = ("key", "title", "municipality", "uid_host", "budget_years", "council_word")
    named = {
        "process": [tuple(getattr(plan, name) for name in head) for plan in (old, new)],
        "organs": without,
        **{
            name: [getattr(plan, name) for plan in (old, new)]
            for name in ("calendar", "rules", "kinds", "tracks", "areas")
        },
    }
    return tuple(name for name, (was, now) in named.items() if was != now)


TIMES = frozenset(
    {
        ChangeKind.MOVED,
        ChangeKind.CANCELLED,
        ChangeKind.REVIVED,
        ChangeKind.ADDED,
        ChangeKind.REMOVED,
        ChangeKind.OWNER,
    }
)


def _seats(old: Plan, new: Plan, changes: tuple[Change, ...]) -> tuple[Seat, ...]:
    rows = [
        (plan, row)
        for c in changes
        if c.kind in TIMES
        for plan, row in ((old, c.before), (new, c.after))
    ]
    return tuple(
        dict.fromkeys(
            seat for plan, row in rows if isinstance(row, Milestone) for seat in seats_of(plan, row)
        )
    )


def _follow(plan: Plan, changes: tuple[Change, ...]) -> tuple[Milestone, ...]:
    moved = {c.key for c in changes if c.kind is ChangeKind.MOVED}
    return tuple(
        m for m in plan.milestones if isinstance(m.when, Relative) and m.when.milestone in moved
    )


def _calendars(old: Plan, new: Plan, changes: tuple[Change, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for change in (c for c in changes if c.kind in TIMES - {ChangeKind.OWNER}):
        for plan, row in ((old, change.before), (new, change.after)):
            found |= dict.fromkeys(calendars_of(plan, row, change.organ) if row else ())
    return tuple(found)
