"""A whole year's plan, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from process.days import WorkCalendar
from process.plan.organs import Area, Meeting, Organ, OrganKind
from process.plan.rows import Kind, Milestone
from process.plan.rules import Rules
from process.seats import Seat


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole year's process."""

    key: str
    title: str
    municipality: str
    uid_host: str
    """Host name in the UIDs of calendar entries; fixed for ever, never a real server's name."""
    budget_years: str = ""
    council_word: str = "kommunalbestyrelse"
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    rules: Rules = field(default_factory=Rules)
    kinds: tuple[Kind, ...] = ()
    tracks: tuple[tuple[str, str], ...] = ()
    organs: tuple[Organ, ...] = ()
    areas: tuple[Area, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    rehearsal: bool = False

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {k.key: k for k in self.kinds}

    @cached_property
    def _organs(self) -> dict[str, Organ]:
        return {o.key: o for o in self.organs}

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {a.key: a for a in self.areas}

    @cached_property
    def _milestones(self) -> dict[str, Milestone]:
        return {m.key: m for m in self.milestones}

    def kind(self, key: str) -> Kind:
        """The kind; raises KeyError."""
        return self._kinds[key]

    def organ(self, key: str) -> Organ:
        """The organ; raises KeyError."""
        return self._organs[key]

    def area(self, key: str) -> Area:
        """The area; raises KeyError."""
        return self._areas[key]

    def milestone(self, key: str) -> Milestone:
        """The milestone; raises KeyError."""
        return self._milestones[key]

    def has_milestone(self, key: str) -> bool:
        """Whether the plan has the row."""
        return key in self._milestones

    def has_organ(self, key: str) -> bool:
        """Whether the plan has the organ."""
        return key in self._organs

    def has_area(self, key: str) -> bool:
        """Whether the plan has the area."""
        return key in self._areas

    def med_committees(self) -> tuple[Organ, ...]:
        """All MED committees, in the plan's order."""
        return tuple(o for o in self.organs if o.kind is OrganKind.MED_COMMITTEE)

    def group(self, name: str) -> tuple[Organ, ...]:
        """The organs of a kind ("standing_committee"), or the one with that key."""
        return tuple(o for o in self.organs if o.kind == name or o.key == name)

    def meetings(self) -> Iterator[tuple[Organ, Meeting]]:
        """Every meeting with its organ, in the plan's order."""
        return ((organ, meeting) for organ in self.organs for meeting in organ.meetings)

    def place_name(self, place: str) -> str:
        """The name of an area or organ; the key itself where the plan knows neither."""
        if place in self._areas:
            return self._areas[place].name
        return self._organs[place].name if place in self._organs else place

    def seats_of(self, owner: str, places: tuple[str, ...] | None = None) -> tuple[Seat, ...]:
        """The seats behind an owner: `head:*` is one per area (or per given place)."""
        role, _, place = owner.partition(":")
        if place != "*":
            return (Seat.parse(owner),)
        return tuple(Seat.parse(f"{role}:{p}") for p in (places if places is not None else tuple(self._areas)))
