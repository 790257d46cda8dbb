"""Whose calendar it is: the public's, an area's, a committee's, an organ's, a role's or one person's."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.text.calendar_scopes import ROLE_WORDS, SCOPE_WORDS
from process.errors import Unknown
from process.plan import OrganKind, Plan
from process.seats import Role, Seat
from process.state import State


class ScopeKind(StrEnum):
    """The kinds of feed; the values are their ASCII spelling and what an address is stored under."""

    PUBLIC = "offentlig"
    AREA = "omraade"
    MED = "med"
    COMMITTEE = "udvalg"
    ORGAN = "organ"
    ROLE = "rolle"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One feed's scope. `key` names the area, organ, seat or person; the public feed has none."""

    kind: ScopeKind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else str(self.kind)

    @property
    def seat(self) -> Seat:
        """The seat of a role's feed; raises ValueError for any other."""
        return Seat.parse(self.key)

    @property
    def own(self) -> bool:
        """Whether it is one person's or one seat's own calendar, in which their meetings take up their time."""
        return self.kind in (ScopeKind.ROLE, ScopeKind.PERSON)


PUBLIC = Scope(kind=ScopeKind.PUBLIC)


def parse(text: str) -> Scope:
    """Read `offentlig`, `omraade:KEY`, `rolle:chef:KEY` and so on, with Danish letters too; raises Unknown."""
    word, _, key = unicodedata.normalize("NFC", text.strip()).partition(":")
    kind = SCOPE_WORDS.get(word.lower())
    if kind is None or (kind == ScopeKind.PUBLIC) != (not key):
        near = tuple(difflib.get_close_matches(word.lower(), [str(k) for k in ScopeKind], n=3))
        raise Unknown(what="scope", name=text, near=near)
    if kind == ScopeKind.ROLE:
        key = _seat_key(key, text)
    return Scope(kind=ScopeKind(kind), key=key)


def _seat_key(key: str, text: str) -> str:
    role, _, place = key.partition(":")
    try:
        return str(Seat.parse(f"{ROLE_WORDS.get(role.lower(), role)}:{place}"))
    except ValueError as error:
        raise Unknown(what="scope", name=text, near=tuple(sorted(ROLE_WORDS))) from error


def check_known(state: State, scope: Scope) -> None:
    """Raise Unknown, with the nearest keys, when the process has no such area, organ, seat or person."""
    if scope.key in (known := _keys(state, scope)):
        return
    raise Unknown(what="scope", name=str(scope), near=tuple(difflib.get_close_matches(scope.key, known, n=3)))


def _keys(state: State, scope: Scope) -> list[str]:
    plan = state.plan
    match scope.kind:
        case ScopeKind.PUBLIC:
            return [""]
        case ScopeKind.AREA:
            return [area.key for area in plan.areas]
        case ScopeKind.MED:
            return [organ.key for organ in plan.med_committees()]
        case ScopeKind.COMMITTEE:
            return [organ.key for organ in plan.organs if organ.kind in POLITICAL]
        case ScopeKind.ORGAN:
            return [organ.key for organ in plan.organs]
        case ScopeKind.ROLE:
            return _seats(state)
    return list(state.people())


POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


def _seats(state: State) -> list[str]:
    """Every seat somebody has had, and every one the plan's places could have."""
    places = [*(a.key for a in state.plan.areas), *(o.key for o in state.plan.organs), *_directors(state.plan), state.process]
    return [*map(str, state.tenures), *(f"{role}:{place}" for role in Role for place in places)]


def _directors(plan: Plan) -> list[str]:
    return [area.director for area in plan.areas if area.director]
