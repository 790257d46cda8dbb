"""Seats in words: people are called by what they do, never by name."""

from __future__ import annotations

from process.plan import OrganKind, Plan
from process.seats import Role, Seat

HERE = {
    Role.HEAD: "chefen",
    Role.DEPUTY: "stedfortræderen",
    Role.DIRECTOR: "direktøren",
    Role.CHIEF_EXECUTIVE: "kommunaldirektøren",
    Role.PROCESS_OWNER: "procesejeren",
    Role.CHAIR: "formanden",
    Role.VICE_CHAIR: "næstformanden",
    Role.SUBSTITUTE: "suppleanten",
    Role.EMPLOYEE_REP: "medarbejderrepræsentanten",
    Role.SECRETARY: "sekretæren",
    Role.MEMBER: "et medlem",
}
JOINED_BY = {Role.DEPUTY: "i", Role.EMPLOYEE_REP: "i", Role.MEMBER: "af"}


def here(seat: Seat) -> str:
    """The role where its place is plain: `formanden`."""
    return HERE[seat.role]


def named(plan: Plan, seat: Seat) -> str:
    """The role with its place: `chefen for Skole og Dagtilbud`; the process's owner is its group."""
    if seat.role is Role.PROCESS_OWNER:
        return owner(plan)
    known = plan.has_area(seat.place) or plan.has_organ(seat.place)
    if seat.role is Role.CHIEF_EXECUTIVE or not known:
        return here(seat)
    return f"{here(seat)} {JOINED_BY.get(seat.role, 'for')} {plan.place_name(seat.place)}"


def owner(plan: Plan) -> str:
    """Who keeps the process: its coordination group, as the plan calls it."""
    groups = plan.group(OrganKind.COORDINATION_GROUP)
    return groups[0].name if groups else HERE[Role.PROCESS_OWNER]


def place(plan: Plan, key: str) -> str:
    """A committee's or an area's name."""
    return plan.place_name(key)
