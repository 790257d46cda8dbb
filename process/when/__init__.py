"""When something happens, as imprecisely as the source says it, and never more precisely.

Every kind answers `earliest`, `latest` (local days, both included; None where no day can be named) and `precision`.
`process.danish_when` writes and reads them in Danish.
"""

from process.when.choice import Several, When, fault_of, is_dated
from process.when.days import Day, NoLater, Precision, Span
from process.when.periods import Months, PartOfMonth, Third, Weeks, last_week
from process.when.windows import EachMeeting, Relative, Undated, Window

__all__ = [
    "Day",
    "EachMeeting",
    "Months",
    "NoLater",
    "PartOfMonth",
    "Precision",
    "Relative",
    "Several",
    "Span",
    "Third",
    "Undated",
    "Weeks",
    "When",
    "Window",
    "fault_of",
    "is_dated",
    "last_week",
]
