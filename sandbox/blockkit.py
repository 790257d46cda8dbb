"""Block Kit's limits for messages and views, refused in Slack's words with a JSON pointer to the
place.

The figures are Slack's published ones; where measured and published differ the stricter one stands.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.elements import options_of
from sandbox.wire import JSON, SlackError


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

    def required_text(
        self, thing: JSON, field: str, place: str, *, limit: int, plain: bool = False
    ) -> None:
        if field in thing:
            self.text(thing[field], at(place, field), limit=limit, plain=plain)
        else:
            self.missing(field, place)

    def items(
        self, thing: JSON, field: str, place: str, *, most: int | None, least: int = 1
    ) -> Iterator[tuple[int, Any]]:
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
            self.unique(
                str(name),
                self._actions,
                f'`action_id` "{name}" already exists for another action',
                at(place, "action_id"),
            )


SELECTS = {
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
}
MULTI_SELECTS = {f"multi_{kind}" for kind in SELECTS}
PICKERS = {"datepicker", "timepicker", "datetimepicker"}
CHOICES = {"radio_buttons", "checkboxes"}
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}

ACTIONS = {"button", "overflow", "workflow_button"} | SELECTS | PICKERS | CHOICES
SECTION = (
    {"button", "overflow", "image", "workflow_button"} | SELECTS | MULTI_SELECTS | PICKERS | CHOICES
)
INPUTS = SELECTS | MULTI_SELECTS | PICKERS | CHOICES | TYPED | {"rich_text_input", "file_input"}
CONTEXT = {"image"}

CheckElement = Callable[[Report, JSON, str], None]


def check_element(report: Report, element: object, place: str, allowed: set[str]) -> None:
    if not isinstance(element, dict) or element.get("type") not in allowed:
        report.unsupported(element, place)
        return
    report.action_id(element, place)
    if element.get("confirm") is not None:
        _confirm(report, element["confirm"], at(place, "confirm"))
    if element.get("placeholder") is not None:
        report.text(element["placeholder"], at(place, "placeholder"), limit=150, plain=True)
    check = ELEMENTS.get(element["type"])
    if check:
        check(report, element, place)


def _confirm(report: Report, confirm: object, place: str) -> None:
    if not isinstance(confirm, dict):
        report.add("must provide an object", place)
        return
    report.required_text(confirm, "title", place, limit=100, plain=True)
    report.required_text(confirm, "text", place, limit=300)
    report.required_text(confirm, "confirm", place, limit=30, plain=True)
    report.required_text(confirm, "deny", place, limit=30, plain=True)


def _button(report: Report, element: JSON, place: str) -> None:
    report.required_text(element, "text", place, limit=75, plain=True)
    for field, limit in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if element.get(field) is not None:
            report.string(element[field], at(place, field), limit=limit, least=0)
    if element.get("style") not in (None, "primary", "danger"):
        report.add("must be a valid enum value: primary, danger", at(place, "style"))


def _image_element(report: Report, element: JSON, place: str) -> None:
    report.required_string(element, "alt_text", place, limit=2000)
    if "slack_file" not in element:
        report.required_string(element, "image_url", place, limit=3000)


def _option(report: Report, option: object, place: str, *, plain: bool) -> None:
    if not isinstance(option, dict):
        report.add("must provide an object", place)
        return
    report.required_text(option, "text", place, limit=75, plain=plain)
    report.required_string(option, "value", place, limit=150)
    if option.get("description") is not None:
        report.text(option["description"], at(place, "description"), limit=75, plain=plain)


def _options(report: Report, element: JSON, place: str, *, most: int, plain: bool) -> None:
    for index, option in report.items(element, "options", place, most=most):
        _option(report, option, at(place, "options", index), plain=plain)


def _few(most: int, *, plain: bool) -> CheckElement:
    def check(report: Report, element: JSON, place: str) -> None:
        _options(report, element, place, most=most, plain=plain)
        if not report.faults:
            _initial(report, element, place)

    return check


def _static_select(report: Report, element: JSON, place: str) -> None:
    if element.get("option_groups") is None:
        _options(report, element, place, most=100, plain=True)
    else:
        for index, group in report.items(element, "option_groups", place, most=100):
            _group(report, group, at(place, "option_groups", index))
    if not report.faults:
        _initial(report, element, place)


def _group(report: Report, group: object, place: str) -> None:
    if not isinstance(group, dict):
        report.add("must provide an object", place)
        return
    report.required_text(group, "label", place, limit=75, plain=True)
    _options(report, group, place, most=100, plain=True)


def _initial(report: Report, element: JSON, place: str) -> None:
    """What is preselected must be among the options."""
    known = [option["value"] for option in options_of(element)]
    single = element.get("initial_option")
    if single is not None and single.get("value") not in known:
        report.add("must be found in provided options", at(place, "initial_option"))
    for index, option in enumerate(element.get("initial_options") or []):
        if option.get("value") not in known:
            report.add("must be found in provided options", at(place, "initial_options", index))


def _plain_text_input(report: Report, element: JSON, place: str) -> None:
    longest = element.get("max_length", 3000)
    shortest = element.get("min_length", 0)
    if not isinstance(longest, int) or not 1 <= longest <= 3000:
        report.add("must be between 1 and 3000", at(place, "max_length"))
    elif not isinstance(shortest, int) or not 0 <= shortest <= min(3000, longest):
        report.add("must be between 0 and 3000 and not above max_length", at(place, "min_length"))
    elif element.get("initial_value") is not None:
        report.string(element["initial_value"], at(place, "initial_value"), limit=longest, least=0)


ELEMENTS: dict[str, CheckElement] = {
    "button": _button,
    "image": _image_element,
    "overflow": _few(5, plain=True),
    "checkboxes": _few(10, plain=False),
    "radio_buttons": _few(10, plain=False),
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "plain_text_input": _plain_text_input,
}


MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MARKDOWN_TOTAL = 12_000
VIEW_BYTES = 250_000
CheckBlock = Callable[[Report, JSON, str], None]


def _section(report: Report, block: JSON, place: str) -> None:
    if "text" not in block and "fields" not in block:
        report.missing("text", place)
    if "text" in block:
        report.text(block["text"], at(place, "text"), limit=3000)
    if "fields" in block:
        for index, field in report.items(block, "fields", place, most=10):
            report.text(field, at(place, "fields", index), limit=2000)
    if block.get("accessory") is not None:
        check_element(report, block["accessory"], at(place, "accessory"), SECTION)


def _header(report: Report, block: JSON, place: str) -> None:
    report.required_text(block, "text", place, limit=150, plain=True)


def _context(report: Report, block: JSON, place: str) -> None:
    for index, element in report.items(block, "elements", place, most=10):
        if isinstance(element, dict) and element.get("type") in ("mrkdwn", "plain_text"):
            report.text(element, at(place, "elements", index), limit=3000)
        else:
            check_element(report, element, at(place, "elements", index), CONTEXT)


def _actions(report: Report, block: JSON, place: str) -> None:
    for index, element in report.items(block, "elements", place, most=25):
        check_element(report, element, at(place, "elements", index), ACTIONS)


def _input(report: Report, block: JSON, place: str) -> None:
    report.required_text(block, "label", place, limit=2000, plain=True)
    if block.get("hint") is not None:
        report.text(block["hint"], at(place, "hint"), limit=2000, plain=True)
    if not isinstance(block.get("dispatch_action", False), bool):
        report.add("must be a boolean", at(place, "dispatch_action"))
    if "element" in block:
        check_element(report, block["element"], at(place, "element"), INPUTS)
    else:
        report.missing("element", place)


def _image(report: Report, block: JSON, place: str) -> None:
    report.required_string(block, "alt_text", place, limit=2000)
    if "slack_file" not in block:
        report.required_string(block, "image_url", place, limit=3000)
    if block.get("title") is not None:
        report.text(block["title"], at(place, "title"), limit=2000, plain=True)


def _rich_text(report: Report, block: JSON, place: str) -> None:
    for index, element in report.items(block, "elements", place, most=None):
        known = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
        if not isinstance(element, dict) or element.get("type") not in known:
            report.unsupported(element, at(place, "elements", index))


def _markdown(report: Report, block: JSON, place: str) -> None:
    report.required_string(block, "text", place, limit=MARKDOWN_TOTAL)


def _divider(report: Report, block: JSON, place: str) -> None:
    """A divider has nothing to be wrong."""


BLOCKS: dict[str, CheckBlock] = {
    "section": _section,
    "divider": _divider,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
    "markdown": _markdown,
}
VIEW_ONLY_WITHOUT = {"markdown"}


def message_faults(blocks: object) -> list[str]:
    """Every fault of a message's blocks."""
    report = Report()
    _check_blocks(report, blocks, "", most=MESSAGE_BLOCKS, known=set(BLOCKS))
    return report.faults


def view_faults(view: object, *, kind: str) -> list[str]:
    """Every fault of a modal or home view."""
    report = Report()
    if not isinstance(view, dict):
        report.add("must provide an object", "/view")
    elif view.get("type") != kind:
        report.add(f"must be a valid enum value: {kind}", "/view/type")
    else:
        _check_view(report, view)
    return report.faults


def valid_view(view: Any, *, kind: str) -> JSON:
    faults = view_faults(view, kind=kind)
    if faults:
        raise SlackError("invalid_arguments", messages=faults)
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    return dict(view)


def _check_view(report: Report, view: JSON) -> None:
    if view["type"] == "modal":
        report.required_text(view, "title", "/view", limit=24, plain=True)
    for field in ("submit", "close"):
        if view.get(field) is not None:
            report.text(view[field], at("/view", field), limit=24, plain=True)
    for field, limit in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if view.get(field) is not None:
            report.string(view[field], at("/view", field), limit=limit, least=0)
    _check_blocks(
        report, view.get("blocks"), "/view", most=VIEW_BLOCKS, known=set(BLOCKS) - VIEW_ONLY_WITHOUT
    )
    if view["type"] == "modal" and view.get("submit") is None:
        for index, block in enumerate(view.get("blocks") or []):
            if isinstance(block, dict) and block.get("type") == "input":
                report.add(
                    "must define `submit` to use `input` block", at("/view", "blocks", index)
                )


def _check_blocks(
    report: Report, blocks: object, place: str, *, most: int, known: set[str]
) -> None:
    if not isinstance(blocks, list):
        report.add("must provide an array", at(place, "blocks"))
        return
    if len(blocks) > most:
        report.add(f"no more than {most} items allowed", at(place, "blocks"))
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        _check_block(report, block, at(place, "blocks", index), known, seen)


def _check_block(
    report: Report, block: object, place: str, known: set[str], seen: set[str]
) -> None:
    if not isinstance(block, dict) or block.get("type") not in known:
        report.unsupported(block, place)
        return
    block_id = block.get("block_id")
    if block_id is not None:
        report.string(block_id, at(place, "block_id"), limit=255, least=0)
        report.unique(
            str(block_id), seen, f'`block_id` "{block_id}" already exists', at(place, "block_id")
        )
    report.forget_actions()
    BLOCKS[block["type"]](report, block, place)
