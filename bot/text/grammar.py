"""Small things of Danish grammar that depend on the words they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from process.dates.danish import NO_NAMES, write
from process.dates.danish_grammar import (
    clock,
    long_day,
    month_name,
    short_day,
    weekday_name,
)
from process.dates.when import Day, NoLater, When
from process.plan.model import OrganKind, Plan
from process.seats import Role, Seat

PLURAL_ENDINGS = ("forslag", "svar", "bidrag", "bilag", "oplæg", "tal", "er", "ark")


def inside(title: str) -> str:
    """A title in the middle of a sentence: a small first letter, but MED and KB keep theirs."""
    return title if title[1:2].isupper() or title[1:2] in "-." else title[:1].lower() + title[1:]


def upper_first(words: str) -> str:
    """The head of a sentence."""
    return words[:1].upper() + words[1:]


def is_plural(title: str) -> bool:
    """Whether the thing owed is several: "Råderumsforslag for Skole" is,
    "Materiale til seminaret" is not.
    """
    return bool(title) and title.split()[0].casefold().endswith(PLURAL_ENDINGS)


def it(title: str) -> str:
    """`dem` or `det`, for the thing that is owed."""
    return "dem" if is_plural(title) else "det"


def they(title: str) -> str:
    """`de` or `det`, as the one who is or does something."""
    return "de" if is_plural(title) else "det"


def proposals(count: int) -> str:
    """`3 forslag`, `1 forslag`: the same word in both numbers."""
    return f"{count} forslag"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 post", "2 poster"."""
    return f"{thousands(count)} {one if count == 1 else many}"


def in_days(count: int) -> str:
    """`1 dag`, `14 dage`."""
    return counted(count, "dag", "dage")


def in_working_days(count: int) -> str:
    """`1 arbejdsdag`, `8 arbejdsdage`."""
    return counted(count, "arbejdsdag", "arbejdsdage")


def thousands(number: int) -> str:
    """`12.345`."""
    return f"{number:,}".replace(",", ".")


def day(of: date) -> str:
    """`mandag den 18. marts`: in the running year."""
    return f"{weekday_name(of)} den {short_day(of)}"


def full(of: date) -> str:
    """`mandag den 18. marts 2024`: the day that counts."""
    return long_day(of)


def day_and_clock(of: date, at: time | None) -> str:
    """`mandag den 18. marts 2024 kl. 12.00`."""
    return full(of) + (f" {clock(at)}" if at else "")


def moment(local: datetime) -> str:
    """`mandag den 18. marts kl. 9.12`."""
    return f"{day(local.date())} {clock(local.time())}"


def days_in_line(days: Sequence[date]) -> str:
    """`den 13., 15. og 19. marts`; each with its month where they lie in several."""
    if len({(d.year, d.month) for d in days}) == 1:
        return f"den {in_line([f'{d.day}.' for d in days])} {month_name(days[0].month)}"
    return f"den {in_line([short_day(d) for d in days])}"


def in_line(words: Sequence[str]) -> str:
    """`a, b og c`."""
    return " og ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def moved_from(was: When, to: When, titles: Mapping[str, str] = NO_NAMES) -> tuple[str, str]:
    """Both ends of a move; the year stands once where both are single days of one year. `titles`
    names rows it is counted from.
    """
    if isinstance(was, Day | NoLater) and isinstance(to, Day | NoLater):
        before = day(was.day) if was.day.year == to.day.year else full(was.day)
        return before + _clock_of(was), full(to.day) + _clock_of(to)
    return write(was, titles), write(to, titles)


def _clock_of(when: Day | NoLater) -> str:
    at = when.at if isinstance(when, NoLater) else when.start
    return f" {clock(at)}" if at else ""


SYSTEM = "systemet"
COLLEAGUE = "en kollega"
"""Somebody whose name is not known (any more)."""
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
YOURS = {
    Role.DEPUTY: "din stedfortræder",
    Role.DIRECTOR: "din direktør",
    Role.HEAD: "din chef",
}
"""Those above an owner, to the owner; others have no name of their own there."""
JOINED_BY = {Role.DEPUTY: "i", Role.EMPLOYEE_REP: "i", Role.MEMBER: "af"}


def here(seat: Seat) -> str:
    """The role where its place is plain: `formanden`."""
    return HERE[seat.role]


def named(plan: Plan, seat: Seat) -> str:
    """The role with its place: `chefen for Skole og Dagtilbud`; the process's owner is its
    group.
    """
    if seat.role is Role.PROCESS_OWNER:
        return owner(plan)
    known = plan.has_area(seat.place) or plan.has_organ(seat.place)
    if seat.role is Role.CHIEF_EXECUTIVE or not known:
        return here(seat)
    return f"{here(seat)} {JOINED_BY.get(seat.role, 'for')} {plan.place_name(seat.place)}"


def writer_here(seat: str) -> str:
    """The role an entry was written in where its place is plain; "" is the program's own seat."""
    return here(Seat.parse(seat)) if seat else SYSTEM


def writer(plan: Plan, seat: str) -> str:
    """The same with its place."""
    return named(plan, Seat.parse(seat)) if seat else SYSTEM


def above(plan: Plan, role: Role) -> str:
    """Who is above an owner, to others: `direktøren`, or the process's owner by its name."""
    return HERE[role] if role in YOURS else owner(plan)


def yours(plan: Plan, role: Role) -> str:
    """The same to the owner: `din direktør`."""
    return YOURS.get(role) or owner(plan)


def owner(plan: Plan) -> str:
    """Who keeps the process: its coordination group, as the plan calls it."""
    groups = plan.group(OrganKind.COORDINATION_GROUP)
    return groups[0].name if groups else HERE[Role.PROCESS_OWNER]


def place(plan: Plan, key: str) -> str:
    """A committee's or an area's name."""
    return plan.place_name(key)
