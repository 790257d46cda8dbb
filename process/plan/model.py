"""A plan as values: its organs and their meetings, its areas, the rows of its timetable with their
kinds and rhythms, and the numbers its checks reckon with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from process.dates.when import When
from process.dates.workdays import Counting, WorkCalendar
from process.seats import Role, Seat


class OrganKind(StrEnum):
    """What kind of body an organ is."""

    EXECUTIVE_BOARD = "executive_board"
    COORDINATION_GROUP = "coordination_group"
    STEERING_GROUP = "steering_group"
    HEADS = "heads"
    COUNCIL = "council"
    FINANCE_COMMITTEE = "finance_committee"
    STANDING_COMMITTEE = "standing_committee"
    GROUP_LEADERS = "group_leaders"
    MED_COMMITTEE = "med_committee"
    OTHER = "other"


class Level(StrEnum):
    """The three MED levels."""

    MAIN = "main"
    AREA = "area"
    LOCAL = "local"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a row comes from, named as a reader knows the document."""

    document: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One line of an event's programme; sources give start times and seldom end times."""

    start: time
    what: str
    day: date | None = None
    end: time | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting of an organ: when, what for, and what its forward agenda says.
    `cancelled` holds the reason.
    """

    key: str
    when: When
    title: str = ""
    place: str = ""
    agenda: tuple[str, ...] = ()
    programme: tuple[ProgrammeLine, ...] = ()
    cancelled: str | None = None
    public: bool = False
    note: str = ""
    example: bool = False
    rolled_from: When | None = None
    """The time last year's plan had: the date is carried over, and nobody has confirmed it."""
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Organ:
    """A body that meets: political, administrative or MED. `waiting` are
    agenda items that await a date.
    """

    key: str
    name: str
    kind: OrganKind
    short: str = ""
    level: Level | None = None
    parent: str | None = None
    area: str | None = None
    staff_meeting: bool = False
    """A staff meeting with MED status: no vice chair; a named employee
    representative answers instead.
    """
    also_called: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    waiting: tuple[str, ...] = ()
    invitations: str = ""
    """The mail address its members are invited from; "" = nobody is invited by mail."""
    example: bool = False


@dataclass(frozen=True, kw_only=True)
class Area:
    """A service area: who steers it and which committees belong to it. Its
    head is the seat `head:<key>`.
    """

    key: str
    name: str
    director: str | None = None
    """Place of the director's seat: `director:<this>`."""
    steering_group: str | None = None
    standing_committee: str | None = None
    example: tuple[str, ...] = ()
    """Names of the fields that are examples, not from the source."""


class Does(StrEnum):
    """What a kind of milestone is; decides whether it makes an obligation."""

    DELIVERY = "delivery"
    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    CONSULTATION = "consultation"
    EVENT = "event"


OWING = frozenset({Does.DELIVERY, Does.DISCUSSION, Does.INFORMATION, Does.CONSULTATION})
"""What somebody owes somebody; a decision or an event nobody is reminded of."""


LAPSING = frozenset({Does.INFORMATION, Does.CONSULTATION})
"""What loses its point some time after its day; a delivery and a discussion
stay owed until they are met.
"""


class OwnerBasis(StrEnum):
    """Whether the source names the owner, lets it be understood, or says nothing."""

    STATED = "stated"
    IMPLIED = "implied"
    NOT_STATED = "not_stated"


class Above(StrEnum):
    """Who can stand on the ladder above a silent owner. No elected representative can:
    their way is fixed (rules M3).
    """

    DEPUTY = "deputy"
    DIRECTOR = "director"
    PROCESS_OWNER = "process_owner"
    HEAD = "head"
    """The chef above the chair of a local committee."""


ABOVE_HEADS = (Above.DEPUTY, Above.DIRECTOR, Above.PROCESS_OWNER)
"""Who can hear of a chef's delivery, in the order they do when the plan says no other."""
ABOVE_CHAIRS = (Above.HEAD,)
"""Who can hear of a local committee's discussion."""


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """When people are written to, in working days: before the day, how often after it, how many
    times at most, then the next step.
    """

    remind: tuple[int, ...] = ()
    nag_every: int | None = None
    nags: int = 0
    escalate_after: int | None = None
    ladder: tuple[Above, ...] | None = None
    """Who hears of it when the owner stays silent, first to last; () = nobody,
    None = as usual for the kind.
    """


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of milestone with its label and rhythm."""

    key: str
    label: str
    does: Does
    rhythm: Rhythm = Rhythm()


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A date that was another: from, why, and which organ approved it on which day."""

    was: When
    why: str = ""
    """Empty where the source gives no reason."""
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One row of the timetable."""

    key: str
    title: str
    kind: str
    when: When
    owners: tuple[str, ...] = ()
    """Seats, or `head:*` / `chair:*` fanned out over areas or affected committees;
    empty = the source names none.
    """
    owner_basis: OwnerBasis = OwnerBasis.NOT_STATED
    owner_words: str = ""
    owed: str = ""
    """What is owed, in the words of the message; `{area}` stands for the area's name."""
    receiver: str | None = None
    """The organ that receives a delivery."""
    organ: str | None = None
    """The organ that holds or treats it."""
    with_organs: tuple[str, ...] = ()
    """The other organs of a joint meeting."""
    employees_only: bool = False
    """Only the employees' side of the organ; that is no discussion in it (rules M8)."""
    reading: int | None = None
    """1 or 2 where the row is the council's first or second reading of the budget."""
    conflicts_with: tuple[str, ...] = ()
    """Rows that another source tells differently; both stay."""
    audience: tuple[str, ...] = ()
    place: str = ""
    place_tentative: bool = False
    programme: tuple[ProgrammeLine, ...] = ()
    track: str | None = None
    tentative: bool = False
    conditional: str = ""
    cancelled: str | None = None
    moved: tuple[Moved, ...] = ()
    fixed_by: str = ""
    """The law or decision that fixes the day and month, whatever the year."""
    rolled_from: When | None = None
    """The time last year's plan had: the date is carried over, and nobody has confirmed it."""
    public: bool = False
    note: str = ""
    guessed: tuple[str, ...] = ()
    """The fields an import guessed from the row's words, and nobody has confirmed."""
    source: tuple[Source, ...] = ()


class Severity(StrEnum):
    """An error cannot work as it stands; a question is for a person to decide;
    a note is only good to know.
    """

    ERROR = "error"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The numbers practice differs on; days are counted in `counting`."""

    dispatch_days: int = 4
    """Days before a meeting its agenda leaves (hverdage)."""
    dispatch_counting: Counting = Counting.WEEKDAY
    case_days: int = 8
    """Working days before a standing committee's meeting the case is due at
    the secretariat (sagsfrist).
    """
    notice_days: int = 5
    """Working days of notice for a MED meeting."""
    material_days: int = 14
    """Calendar days the members have the material."""
    minutes_days: int = 0
    """Working days a MED committee needs to approve its minutes before they can go with an
    agenda.
    """
    narrow_days: int = 5
    """Fewer working days than this between the first and the last possible meeting
    leave a committee no choice.
    """
    consultation_days: int = 14
    """Calendar days those who are heard have at least."""
    record_days: int = 10
    """Working days the other side is given to answer a record before the next step."""
    rest_days: int = 5
    """Working days a person is left in peace at most while others answer: a request for more
    time, or whose something is.
    """
    lapse_days: int = 10
    """Working days after its day an information, or the answer to a consultation, is still owed;
    then it is only on record that it was not given.
    """
    budget_adopted_by: date | None = None
    """Last lawful day of the second reading; the minister sets it and may move it."""
    budget_adopted_by_rolled_from: date | None = None
    """The day last year's plan had: this one is carried over, and nobody has confirmed it."""
    reading_gap_days: int = 21
    """Calendar days between the two readings."""
    weekly: tuple[Role, ...] = ()
    """The roles that get the week's overview."""
    off: tuple[str, ...] = ()
    """Ids of the checks this plan has switched off."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Ids of the checks this plan takes more or less seriously than is usual, with how
    seriously.
    """


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
        return tuple(
            Seat.parse(f"{role}:{p}")
            for p in (places if places is not None else tuple(self._areas))
        )


MEETING = "meeting:"
"""How the keys of meetings begin among a plan's rows."""


def rows_of(plan: Plan) -> dict[str, Milestone | Meeting]:
    """Each milestone by its key, and each meeting as `meeting:organ/key`: what a change is counted
    for.
    """
    meetings = {
        f"{MEETING}{organ.key}/{meeting.key}": meeting for organ, meeting in plan.meetings()
    }
    return {**{m.key: m for m in plan.milestones}, **meetings}


def unconfirmed(plan: Plan) -> Mapping[str, Milestone | Meeting]:
    """The rows whose dates are carried over from last year and stand unconfirmed."""
    return {
        key: row
        for key, row in rows_of(plan).items()
        if row.rolled_from is not None and row.cancelled is None
    }
