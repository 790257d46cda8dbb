"""A rehearsal: a plan with an example laid over it. It may add, never change what the sources say,
and all it adds is marked `example`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from config.people_file import PersonRow, load_people
from config.plan_file import RehearsalDocument, build_plan, plan_of, process_year
from config.plan_references import References, numbered
from config.reader import Reader
from config.tree import Branch, PlanFaults, Report
from config.yaml_file import read_tree
from process.faults import near
from process.plan.model import Plan
from process.plan.proposals import Proposal
from process.seats import Role

MAY_CHANGE = ("process", "calendar", "rules")
"""Parts a rehearsal may say anew; everywhere else it only adds."""


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """A plan to practise on, with example proposals, people, and the ones a newcomer may be."""

    plan: Plan
    proposals: tuple[Proposal, ...] = ()
    people: tuple[PersonRow, ...] = ()
    cast: tuple[str, ...] = ()


def load_rehearsal(path: Path) -> Rehearsal:
    """The rehearsal in a file, with the plan it extends and the people file beside it; raises
    PlanFaults with every fault of the three.
    """
    report = Report()
    return _rehearsal_of(path, read_tree(path, report), report)


def load_either(path: Path) -> Rehearsal:
    """A rehearsal where the file says what it extends, else the plan alone; raises PlanFaults."""
    report = Report()
    return either_of(path, read_tree(path, report), report)


def either_of(path: Path, root: Branch, report: Report) -> Rehearsal:
    """The same for a file whose tree is read already."""
    return (
        _rehearsal_of(path, root, report)
        if "extends" in root.below("")
        else Rehearsal(plan=plan_of(root, report))
    )


def _rehearsal_of(path: Path, over: Branch, report: Report) -> Rehearsal:
    base = _base(path, over, report)
    root = _lay_over(base, over, report)
    document: RehearsalDocument = Reader(report, process_year(root)).record(root, RehearsalDocument)
    plan = replace(build_plan(root, document, report), rehearsal=True)
    _examples(over, base, report)
    _proposals(plan, document, root, report)
    people = _people(path, plan, document, root, report)
    report.check()
    return Rehearsal(plan=plan, proposals=document.proposals, people=people, cast=document.cast)


def _base(path: Path, over: Branch, report: Report) -> Branch:
    name = over.find("extends").shown
    if not name or Path(name).name != name:
        report.add(over.find("extends"), "extends_missing")
        report.check()
    return read_tree(path.with_name(name), report)


def _lay_over(base: Branch, over: Branch, report: Report) -> Branch:
    """Maps are joined; anything else the plan has already said may only be said anew in
    `MAY_CHANGE`.
    """
    if base.mapping is not None and over.mapping is not None:
        joined = dict(base.mapping)
        for key, child in over.mapping.items():
            joined[key] = _lay_over(joined[key], child, report) if key in joined else child
        return Branch(joined, over.file, over.line, over.path)
    if over.path.split(".")[0] not in MAY_CHANGE:
        report.add(over, "overrides_plan")
    return over


def _examples(over: Branch, base: Branch, report: Report) -> None:
    """Organs, meetings and proposals the rehearsal adds say `example: true`; fields it adds to an
    area stand in the area's `example`.
    """
    for branch in _added(over, base):
        example = branch.below("").get("example")
        if example is None or example.value is not True:
            report.add(branch, "not_example")
    for area in over.below("areas").values():
        fields = area.below("")
        named = [item.value for item in fields["example"].items] if "example" in fields else []
        for key, child in fields.items():
            if key != "example" and key not in named:
                report.add(child, "not_example")


def _added(over: Branch, base: Branch) -> Iterator[Branch]:
    known = base.below("organs")
    for key, organ in over.below("organs").items():
        if key not in known:
            yield organ
        yield from organ.below("meetings").values()
    yield from over.below("proposals").values()


def _proposals(plan: Plan, document: RehearsalDocument, root: Branch, report: Report) -> None:
    names = References(plan, root, report)
    committees = [o.key for o in plan.med_committees()]
    for proposal in document.proposals:
        path = f"proposals.{proposal.id}"
        names.known(f"{path}.area", "unknown_area", proposal.area, names.areas)
        if proposal.version not in range(1, 1000):
            report.add(
                root.find(f"{path}.version"),
                "impossible_number",
                value=str(proposal.version),
                lowest="1",
                highest="999",
            )
        for place, station in numbered(
            f"{path}.stations", tuple(s.organ for s in proposal.stations)
        ):
            names.organ(f"{place}.organ", station)
        for place, committee in numbered(f"{path}.affected", proposal.affected):
            names.known(place, "unknown_organ", committee, committees)
        for place, committee in numbered(
            f"{path}.not_affected", tuple(n.committee for n in proposal.not_affected)
        ):
            names.known(f"{place}.committee", "unknown_organ", committee, committees)


def _people(
    path: Path, plan: Plan, document: RehearsalDocument, root: Branch, report: Report
) -> tuple[PersonRow, ...]:
    if not document.people:
        return ()
    people: tuple[PersonRow, ...] = ()
    try:
        people = load_people(path.with_name(Path(document.people).name), possible_seats(plan))
    except PlanFaults as found:
        report.take(found.faults)
    ids = [person.id for person in people]
    for place, person in numbered("cast", document.cast if people else ()):
        if person not in ids:
            report.add(root.find(place), "unknown_person", value=person, near=near(person, ids))
    return people


def possible_seats(plan: Plan) -> frozenset[str]:
    """Every seat the plan has room for, as the people file writes it."""
    areas = [f"{role}:{area.key}" for role in (Role.HEAD, Role.DEPUTY) for area in plan.areas]
    directors = [f"{Role.DIRECTOR}:{area.director}" for area in plan.areas if area.director]
    elsewhere = [
        role
        for role in Role
        if role not in (Role.HEAD, Role.DEPUTY, Role.DIRECTOR, Role.PROCESS_OWNER)
    ]
    organs = [f"{role}:{organ.key}" for role in elsewhere for organ in plan.organs]
    return frozenset([*areas, *directors, *organs, f"{Role.PROCESS_OWNER}:{plan.key}"])
