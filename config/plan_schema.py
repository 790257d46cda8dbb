"""A JSON Schema of plan and rehearsal files, from the same annotations that read them, so that an
editor completes and checks.

It says names, types and choices. What rows say of each other, and whether a date exists, only
`load_plan` can tell. Run `python -m config.plan_schema` to write the committed file anew.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin

from config.plan_file import PlanDocument, RehearsalDocument
from config.reader import KEY, WHEN_KINDS, hints, is_when, key_field, optional, required

SCHEMA_FILE = Path(__file__).parent / "plans" / "plan.schema.json"
Schema = dict[str, Any]
PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "description": "2024-03-18 / 18. marts 2024"},
    time: {"type": ["string", "number"], "description": "12:00"},
}
WORDING: Schema = {
    "type": "string",
    "description": "senest 18. marts 2024 kl. 12 / uge 24/25 2024 / medio juni 2024 / uden dato",
}


def plan_schema() -> Schema:
    """The schema: a plan, or a rehearsal where the file says what it extends."""
    plan, rehearsal = _Writing(partial=False), _Writing(partial=True)
    whole, over = plan.record(PlanDocument), rehearsal.record(RehearsalDocument)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fristvogter",
        "if": {"required": ["extends"]},
        "then": over | {"required": ["extends"]},
        "else": whole,
        "$defs": dict(sorted((plan.definitions | rehearsal.definitions).items())),
    }


def schema_text() -> str:
    """The schema as the committed file holds it."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"


class _Writing:
    """Writes each value type once, by name; `partial` asks for no field, since a rehearsal may
    leave to the plan what it has said.
    """

    def __init__(self, *, partial: bool) -> None:
        self.partial = partial
        self.definitions: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type as a plan file writes it."""
        if is_when(kind):
            return self._when()
        if inner := optional(kind):
            return {"anyOf": [self.of(inner), {"type": "null"}]}
        if get_origin(kind) is tuple:
            return self._many(get_args(kind)[0])
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"enum": [str(choice) for choice in kind]}
        return self._reference(kind, None) if dataclasses.is_dataclass(kind) else PLAIN[kind]

    def record(self, cls: type, without: str | None = None) -> Schema:
        """A mapping with the type's fields and no others."""
        fields = {name: self.of(kind) for name, kind in hints(cls).items() if name != without}
        wanted = [] if self.partial else [name for name in required(cls) if name != without]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": fields,
            **({"required": wanted} if wanted else {}),
        }

    def _reference(self, cls: Any, without: str | None) -> Schema:
        name = cls.__name__ + ("Part" if self.partial else "")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.record(cls, without)
        return {"$ref": f"#/$defs/{name}"}

    def _many(self, kind: Any) -> Schema:
        """A map from keys, else a list or a single one."""
        if get_origin(kind) is tuple or key_field(kind):
            values = (
                self.of(get_args(kind)[1])
                if get_origin(kind) is tuple
                else self._reference(kind, key_field(kind))
            )
            return {
                "type": ["object", "null"],
                "patternProperties": {f"^{KEY.pattern}$": values},
                "additionalProperties": False,
            }
        return {
            "anyOf": [{"type": "array", "items": self.of(kind)}, self.of(kind), {"type": "null"}]
        }

    def _when(self) -> Schema:
        """Wording, or one key that names the kind; parts of several times are whens themselves."""
        if "When" not in self.definitions:
            self.definitions["When"] = {}
            whole = _Writing(partial=False)
            whole.definitions = self.definitions
            kinds = {name: whole.record(cls) for name, cls in WHEN_KINDS.items()}
            one = {
                "type": "object",
                "additionalProperties": False,
                "properties": kinds,
                "minProperties": 1,
                "maxProperties": 1,
            }
            self.definitions["When"] = {"anyOf": [WORDING, one]}
        return {"$ref": "#/$defs/When"}


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
