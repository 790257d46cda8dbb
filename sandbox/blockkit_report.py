"""The list of faults a check collects, and the checks every kind of block shares."""

from collections.abc import Iterator
from typing import Any

from sandbox.wire import JSON


def at(place: str, *steps: str | int) -> str:
    """The JSON pointer below `place`."""
    return "/".join([place, *map(str, steps)])


class Report:
    """Collects faults; nothing raises, so that one answer names every place."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._actions: set[str] = set()

    def add(self, what: str, place: str) -> None:
        self.faults.append(f"[ERROR] {what} [json-pointer:{place}]")

    def missing(self, field: str, place: str) -> None:
        self.add(f"missing required field: {field}", place)

    def unsupported(self, thing: object, place: str) -> None:
        kind = thing.get("type") if isinstance(thing, dict) else None
        self.add(f"unsupported type: {kind}", at(place, "type"))

    def string(self, value: object, place: str, *, limit: int, least: int = 1) -> None:
        if not isinstance(value, str):
            self.add("must provide a string", place)
        elif len(value) > limit:
            self.add(f"must be less than {limit + 1} characters", place)
        elif len(value) < least:
            self.add(f"must be more than {least - 1} characters", place)

    def required_string(self, thing: JSON, field: str, place: str, *, limit: int) -> None:
        if field in thing:
            self.string(thing[field], at(place, field), limit=limit)
        else:
            self.missing(field, place)

    def text(self, value: object, place: str, *, limit: int, plain: bool = False) -> None:
        """A text object: {"type": "plain_text" or "mrkdwn", "text": …}."""
        if not isinstance(value, dict):
            self.add("must provide an object", place)
            return
        if value.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
            self.unsupported(value, place)
        self.required_string(value, "text", place, limit=limit)

    def required_text(self, thing: JSON, field: str, place: str, *, limit: int, plain: bool = False) -> None:
        if field in thing:
            self.text(thing[field], at(place, field), limit=limit, plain=plain)
        else:
            self.missing(field, place)

    def items(self, thing: JSON, field: str, place: str, *, most: int | None, least: int = 1) -> Iterator[tuple[int, Any]]:
        """The numbered items of a list that must be there and have the right length."""
        entries = thing.get(field)
        if not isinstance(entries, list):
            self.missing(field, place)
            return
        if most is not None and len(entries) > most:
            self.add(f"no more than {most} items allowed", at(place, field))
        if len(entries) < least:
            self.add(f"no fewer than {least} items allowed", at(place, field))
        yield from enumerate(entries)

    def unique(self, name: str, seen: set[str], what: str, place: str) -> None:
        if name and name in seen:
            self.add(what, place)
        seen.add(name)

    def forget_actions(self) -> None:
        """A new block begins: an action_id needs to be unique within its block only."""
        self._actions.clear()

    def action_id(self, element: JSON, place: str) -> None:
        name = element.get("action_id")
        if name is not None:
            self.string(name, at(place, "action_id"), limit=255, least=0)
            self.unique(str(name), self._actions, f'`action_id` "{name}" already exists for another action', at(place, "action_id"))
