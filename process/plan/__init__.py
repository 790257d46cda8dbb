"""The plan: what shall happen. Frozen values, read from the ledger at run time and from YAML when proposed.

Everything a source says is kept as it is said: an owner it does not name is None, a place it only expects is tentative.
"""

from process.plan.organs import Area, Level, Meeting, Organ, OrganKind, ProgrammeLine, Source
from process.plan.rows import ABOVE_CHAIRS, ABOVE_HEADS, LAPSING, OWING, Above, Does, Kind, Milestone, Moved, OwnerBasis, Rhythm
from process.plan.rules import Rules, Severity
from process.plan.whole import Plan

__all__ = [
    "ABOVE_CHAIRS",
    "ABOVE_HEADS",
    "LAPSING",
    "OWING",
    "Above",
    "Area",
    "Does",
    "Kind",
    "Level",
    "Meeting",
    "Milestone",
    "Moved",
    "Organ",
    "OrganKind",
    "OwnerBasis",
    "Plan",
    "ProgrammeLine",
    "Rhythm",
    "Rules",
    "Severity",
    "Source",
]
