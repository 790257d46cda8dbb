"""Seats: the roles that owe and may do things. A person comes and goes; the seat
stays (`head:skole_dagtilbud`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PersonId = str
"""Opaque id from the people file; says nothing about who it is."""


class Role(StrEnum):
    """What a seat is for; the values are the words of the plan and the people file."""

    HEAD = "head"
    DEPUTY = "deputy"
    """A chef's standing deputy, area by area; who stands in for some days takes
    the chef's own seat instead.
    """
    DIRECTOR = "director"
    CHIEF_EXECUTIVE = "chief_executive"
    PROCESS_OWNER = "process_owner"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SUBSTITUTE = "substitute"
    EMPLOYEE_REP = "employee_rep"
    SECRETARY = "secretary"
    MEMBER = "member"


ELECTED = frozenset({Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP})
"""Who speaks for the employees' side: never escalated, reminded twice at most, and never
shown as silent (rules M3).
"""


@dataclass(frozen=True, order=True)
class Seat:
    """A role in one place: an area, an organ or the process itself. Written `role:place`."""

    role: Role
    place: str

    @classmethod
    def parse(cls, text: str) -> Seat:
        """Read `role:place`; raises ValueError with the remedy when the role is none of ours."""
        role, colon, place = text.partition(":")
        if not colon or not place or role not in tuple(Role):
            raise ValueError(
                f"'{text}' is not a seat; write role:place with a role among {', '.join(Role)}"
            )
        return cls(Role(role), place)

    def __str__(self) -> str:
        return f"{self.role}:{self.place}"


@dataclass(frozen=True, kw_only=True)
class Tenure:
    """A person in a seat from a day to a day (both included; `until` None = still
    there). `deputy` marks a stand-in.
    """

    person: PersonId
    since: date
    until: date | None = None
    deputy: bool = False

    def covers(self, day: date) -> bool:
        """Whether the person holds the seat on that local day."""
        return self.since <= day and (self.until is None or day <= self.until)
