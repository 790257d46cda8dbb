"""How far each service area is with what its chef hands in: handed in, promised, nothing heard. Never about elected representatives."""

from __future__ import annotations

from dataclasses import dataclass

from process.obligations import Obligation, ObligationKind, obligations
from process.plan import Area
from process.seats import Role
from process.state import State


@dataclass(frozen=True, kw_only=True)
class AreaDeliveries:
    """One area's deliveries, each by due day."""

    area: Area
    met: tuple[Obligation, ...]
    promised: tuple[Obligation, ...]
    """Not handed in; more time is asked for and not refused."""
    silent: tuple[Obligation, ...]
    """Not handed in, and nothing is said about it; it may not be due yet."""


def by_area(state: State) -> tuple[AreaDeliveries, ...]:
    """Every area of the plan in its order, with its chef's deliveries."""
    owed = [o for o in obligations(state) if o.kind is ObligationKind.DELIVERY and o.milestone and o.cancelled is None]
    return tuple(_of(state, area, [o for o in owed if o.seat.role is Role.HEAD and o.seat.place == area.key]) for area in state.plan.areas)


def _of(state: State, area: Area, owed: list[Obligation]) -> AreaDeliveries:
    met = tuple(o for o in owed if o.met is not None)
    promised = tuple(o for o in owed if o.met is None and has_promised(state, o))
    return AreaDeliveries(area=area, met=met, promised=promised, silent=tuple(o for o in owed if o not in met and o not in promised))


def has_promised(state: State, owed: Obligation) -> bool:
    """Whether more time is asked for and not refused."""
    asked = state.standing(owed.key).more_time
    return asked is not None and asked.granted is not False
