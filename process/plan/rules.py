"""The numbers practice differs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.days import Counting
from process.seats import Role


class Severity(StrEnum):
    """An error cannot work as it stands; a question is for a person to decide; a note is only good to know."""

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
    """Working days before a standing committee's meeting the case is due at the secretariat (sagsfrist)."""
    notice_days: int = 5
    """Working days of notice for a MED meeting."""
    material_days: int = 14
    """Calendar days the members have the material."""
    minutes_days: int = 0
    """Working days a MED committee needs to approve its minutes before they can go with an agenda."""
    narrow_days: int = 5
    """Fewer working days than this between the first and the last possible meeting leave a committee no choice."""
    consultation_days: int = 14
    """Calendar days those who are heard have at least."""
    record_days: int = 10
    """Working days the other side is given to answer a record before the next step."""
    rest_days: int = 5
    """Working days a person is left in peace at most while others answer: a request for more time, or whose something is."""
    lapse_days: int = 10
    """Working days after its day an information, or the answer to a consultation, is still owed; then it is only on record that it was not
    given."""
    budget_adopted_by: date | None = None
    """Last lawful day of the second reading; the minister sets it and may move it."""
    reading_gap_days: int = 21
    """Calendar days between the two readings."""
    weekly: tuple[Role, ...] = ()
    """The roles that get the week's overview."""
    off: tuple[str, ...] = ()
    """Ids of the checks this plan has switched off."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Ids of the checks this plan takes more or less seriously than is usual, with how seriously."""
