"""The committed schema is the one the code writes, accepts what we ship, and
refuses what nobody could mean.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.plan_schema import SCHEMA_FILE, plan_schema, schema_text

PLANS = Path(__file__).parents[2] / "config" / "plans"
SCHEMA = plan_schema()


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "write it anew: python -m config.plan_schema"
    )


@pytest.mark.parametrize("name", ["norddjurs-2024.yaml", "norddjurs-2024-oevelse.yaml"])
def test_what_we_ship_is_accepted(name: str) -> None:
    assert _wrong(_shipped(name), SCHEMA) == []


@pytest.mark.parametrize("name", ["norddjurs-2024.yaml", "norddjurs-2024-oevelse.yaml"])
def test_what_we_ship_names_its_schema(name: str) -> None:
    assert (
        (PLANS / name)
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=plan.schema.json\n")
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("process.titel", "x"),
        ("process.title", 7),
        ("kinds.aflevering.does", "delivry"),
        ("kinds.aflevering.rhythm.nags", "tre"),
        ("milestones.raaderumsforslag.when", {"sapn": {}}),
        ("milestones.raaderumsforslag.when", {"span": {"first": "2024-03-18"}}),
        ("milestones.raaderumsforslag.owners", [7]),
        ("organs.direktion", {"name": "Direktionen"}),
        ("milestones.ny række", {"title": "T", "kind": "k", "when": "maj 2024"}),
    ],
)
def test_a_slip_is_refused(path: str, value: object) -> None:
    plan = _shipped("norddjurs-2024.yaml")
    *steps, last = path.split(".")
    place = plan
    for step in steps:
        place = place[step]
    place[last] = value
    assert _wrong(plan, SCHEMA) != []


def _shipped(name: str) -> Any:
    """As an editor sees it: dates are text."""
    data = YAML(typ="safe", pure=True).load((PLANS / name).read_text(encoding="utf-8"))
    return json.loads(json.dumps(data, default=str))


NAMES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def _is(value: object, name: str) -> bool:
    return isinstance(value, NAMES[name]) and not (
        isinstance(value, bool) and name in ("integer", "number")
    )


def _wrong(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """The words of JSON Schema that the writer uses, and no more."""
    if "$ref" in schema:
        return _wrong(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
    if "if" in schema:
        return _wrong(
            value, schema["else"] if _wrong(value, schema["if"]) else schema["then"], path
        )
    if "anyOf" in schema:
        tried = [_wrong(value, choice, path) for choice in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [path]
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(_is(value, name) for name in types):
        return [path]
    if isinstance(value, list):
        return [
            w
            for n, item in enumerate(value)
            for w in _wrong(item, schema.get("items", {}), f"{path}.{n}")
        ]
    return _wrong_fields(value, schema, path) if isinstance(value, dict) else []


def _wrong_fields(value: dict[str, Any], schema: dict[str, Any], path: str) -> list[str]:
    wrong = [f"{path}.{name}" for name in schema.get("required", []) if name not in value]
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        wrong.append(path)
    for name, child in value.items():
        patterns = [
            s
            for pattern, s in schema.get("patternProperties", {}).items()
            if re.search(pattern, name)
        ]
        inner = [
            *([schema["properties"][name]] if name in schema.get("properties", {}) else []),
            *patterns,
        ]
        if not inner and schema.get("additionalProperties") is False:
            wrong.append(f"{path}.{name}")
        wrong += [w for one in inner for w in _wrong(child, one, f"{path}.{name}")]
    return wrong
