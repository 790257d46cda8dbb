"""A plan as a plan file: written anew, or into the file it was proposed in, so that its
comments and its order stay.

What is written is read again before it is handed out: a file that would say anything else
than the plan is never given.
"""

from __future__ import annotations

import dataclasses
from datetime import time
from io import StringIO
from typing import Any, get_args, get_origin

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from config.plan_file import (
    CalendarSettings,
    CustomaryDays,
    Openness,
    PlanDocument,
    ProcessHead,
    closed_days,
    plan_of,
    process_year,
)
from config.reader import WHEN_KINDS, Reader, hints, is_when, key_field, optional
from config.tree import Report
from config.yaml_file import tree_of
from process.dates.danish import write
from process.dates.danish_grammar import WhenError, read
from process.dates.when import When
from process.plan.model import Plan

SCHEMA_LINE = "# yaml-language-server: $schema=plan.schema.json\n"
WIDTH = 100_000
"""Lines are never folded anew."""
SHORT = 80
"""Letters in a list that stands on one line."""
CUSTOMS = {
    "first_of_may": (5, 1),
    "constitution_day": (6, 5),
    "christmas_eve": (12, 24),
    "new_years_eve": (12, 31),
}


def plan_text(plan: Plan, *, comment: str = "", year: int | None = None) -> str:
    """The plan as a new file; `comment` stands at its head, and `year` is the one that dates
    written into it later may leave out.
    """
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    document = document_of(plan)
    document = dataclasses.replace(
        document, process=dataclasses.replace(document.process, year=year)
    )
    return SCHEMA_LINE + head + _dumped(_record(document))


def plan_text_like(plan: Plan, text: str) -> str | None:
    """The plan in the words of an earlier file of its own, comments kept; None when that
    file cannot be made to say it.
    """
    report = Report()
    root = tree_of(text, "", report)
    old: PlanDocument = Reader(report, process_year(root)).record(root, PlanDocument)
    new = document_of(plan)
    if report.faults:
        return None
    if plan_of(root, Report()).calendar == plan.calendar:
        new = dataclasses.replace(new, calendar=old.calendar)
    new = dataclasses.replace(new, process=dataclasses.replace(new.process, year=old.process.year))
    try:
        node = _yaml().load(text)
    except (YAMLError, NotImplementedError):  # comments in places ruamel cannot keep them
        return None
    _merge(node, old, new)
    merged = _dumped(node)
    found = Report()
    read_back = plan_of(tree_of(merged, "", found), found)
    return merged if read_back == plan else None


def document_of(plan: Plan) -> PlanDocument:
    """The plan as its file would say it."""
    names = [f.name for f in dataclasses.fields(ProcessHead) if f.name != "year"]
    head = ProcessHead(**{name: getattr(plan, name) for name in names})
    parts: dict[str, Any] = {
        name: getattr(plan, name)
        for name in ("rules", "tracks", "kinds", "organs", "areas", "milestones")
    }
    return PlanDocument(process=head, calendar=_calendar(plan), **parts)


def _calendar(plan: Plan) -> CalendarSettings:
    """What the file has to say so that the same days are closed."""
    days = plan.calendar
    if not days.closed:  # a plan that names no day has no year to close days in
        return CalendarSettings(
            zone=days.zone,
            delivery=days.delivery,
            quiet_from=days.quiet_from,
            quiet_until=days.quiet_until,
        )
    closed = {(c.day.month, c.day.day): c for c in days.closed}
    kept = {name: closed.get(day) for name, day in CUSTOMS.items()}
    halves = [c.from_time for c in kept.values() if c is not None and c.from_time is not None]
    openness = {
        n: Openness.OPEN if c is None else Openness.HALF if c.from_time else Openness.CLOSED
        for n, c in kept.items()
    }
    customary = CustomaryDays(
        **openness, half_day_from=halves[0] if halves else CustomaryDays().half_day_from
    )
    usual = closed_days({c.day.year for c in days.closed}, customary)
    own = tuple(c for c in days.closed if c not in usual)
    hours = {
        "delivery": days.delivery,
        "quiet_from": days.quiet_from,
        "quiet_until": days.quiet_until,
    }
    return CalendarSettings(zone=days.zone, customary=customary, own_closed_days=own, **hours)


def _merge(node: CommentedMap, old: Any, new: Any, without: str | None = None) -> None:
    """Change only what differs."""
    cls: type = type(new)
    for name, kind in hints(cls).items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now or name == without:
            continue
        here = node.get(name)
        if (
            isinstance(here, CommentedMap)
            and get_origin(kind) is tuple
            and key_field(get_args(kind)[0])
        ):
            _merge_keyed(here, get_args(kind)[0], was, now)
        elif isinstance(here, CommentedMap) and dataclasses.is_dataclass(now) and not is_when(kind):
            _merge(here, was, now)
        elif _is_default(cls, name, now):
            node.pop(name, None)
        else:
            node[name] = _plain(now, kind)


def _merge_keyed(
    node: CommentedMap, kind: type, old: tuple[Any, ...], new: tuple[Any, ...]
) -> None:
    name = str(key_field(kind))
    was, now = ({getattr(value, name): value for value in values} for values in (old, new))
    for key in was.keys() - now.keys():
        node.pop(key, None)
    for place, (key, value) in enumerate(now.items()):
        if key not in was:
            node.insert(place, key, _record(value, name))
        elif was[key] != value:
            _merge(node[key], was[key], value, name)
    if list(node) != list(now):
        for key in now:
            node.move_to_end(key)


def _record(value: Any, without: str | None = None) -> CommentedMap:
    """Only what is not the default, in the order of the fields; `without` is the key it stands
    under.
    """
    cls: type = type(value)
    told = [
        name
        for name in hints(cls)
        if name != without and not _is_default(cls, name, getattr(value, name))
    ]
    return CommentedMap((name, _plain(getattr(value, name), hints(cls)[name])) for name in told)


def _is_default(cls: type, name: str, value: object) -> bool:
    field = next(f for f in dataclasses.fields(cls) if f.name == name)
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    return field.default_factory is not dataclasses.MISSING and value == field.default_factory()


def _plain(value: Any, kind: Any) -> Any:
    if is_when(kind):
        return _when(value)
    if inner := optional(kind):
        return None if value is None else _plain(value, inner)
    if get_origin(kind) is tuple:
        return _many(value, get_args(kind)[0])
    if dataclasses.is_dataclass(value):
        return _record(value)
    if isinstance(value, str):  # a choice, or words the ledger marks as typed
        return str(value)
    return (
        DoubleQuotedScalarString(value.isoformat("minutes")) if isinstance(value, time) else value
    )


def _many(values: Any, kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return CommentedMap((key, _plain(value, get_args(kind)[1])) for key, value in values)
    if name := key_field(kind):
        return CommentedMap((getattr(value, name), _record(value, name)) for value in values)
    items = CommentedSeq(_plain(value, kind) for value in values)
    if (
        all(isinstance(item, str | int) for item in items)
        and sum(len(str(item)) for item in items) < SHORT
    ):
        items.fa.set_flow_style()
    return items


def _when(when: When) -> Any:
    """In Danish; by its keys where the words would not be read back as just this."""
    try:
        if read(write(when)) == when:
            return write(when)
    except WhenError:
        pass
    name = next(name for name, cls in WHEN_KINDS.items() if isinstance(when, cls))
    return {name: _record(when)}


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    return yaml


def _dumped(node: CommentedMap) -> str:
    out = StringIO()
    _yaml().dump(node, out)
    return out.getvalue()
