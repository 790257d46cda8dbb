"""Interactive elements: where they stand in the blocks, what a person's answer looks like
on the wire, and back again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.wire import JSON, short_id

Answers = dict[tuple[str, str], list[str]]
"""What a person has filled in: (block_id, action_id) to the raw values."""

ONE_OPTION = {"static_select", "radio_buttons", "external_select"}
MANY_OPTIONS = {"multi_static_select", "checkboxes", "multi_external_select"}
ONE_VALUE = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
}
MANY_VALUES = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
INITIAL = {
    "plain_text_input": "initial_value",
    "email_text_input": "initial_value",
    "url_text_input": "initial_value",
    "number_input": "initial_value",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
    "users_select": "initial_user",
    "multi_users_select": "initial_users",
    "conversations_select": "initial_conversation",
    "multi_conversations_select": "initial_conversations",
    "channels_select": "initial_channel",
    "multi_channels_select": "initial_channels",
}
STATEFUL = (
    ONE_OPTION
    | MANY_OPTIONS
    | ONE_VALUE.keys()
    | MANY_VALUES.keys()
    | {"datetimepicker", "rich_text_input", "file_input"}
)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One interactive element and the block around it."""

    block: JSON
    element: JSON

    @property
    def key(self) -> tuple[str, str]:
        return self.block["block_id"], self.element["action_id"]


def slots(blocks: list[JSON]) -> Iterator[Slot]:
    for block in blocks:
        for element in elements_of(block):
            if "action_id" in element:
                yield Slot(block=block, element=element)


def elements_of(block: JSON) -> list[JSON]:
    match block["type"]:
        case "actions" | "context_actions":
            return list(block["elements"])
        case "section" if block.get("accessory"):
            return [block["accessory"]]
        case "input":
            return [block["element"]]
        case _:
            return []


def with_ids(blocks: list[JSON]) -> list[JSON]:
    """The blocks as Slack gives them back: every block and every interactive element has an id."""
    for block in blocks:
        block["block_id"] = block.get("block_id") or short_id()
        for element in elements_of(block):
            if element["type"] != "image":
                element["action_id"] = element.get("action_id") or short_id()
    return blocks


def options_of(element: JSON) -> list[JSON]:
    grouped = [
        option for group in element.get("option_groups") or [] for option in group["options"]
    ]
    return list(element.get("options") or grouped)


def answered(element: JSON, raw: list[str]) -> JSON:
    """The element's entry in state.values when the person has chosen `raw`."""
    kind = element["type"]
    first = raw[0] if raw and raw[0] != "" else None
    chosen = [option for option in options_of(element) if option.get("value") in raw]
    if kind in ONE_OPTION:
        return {"type": kind, "selected_option": chosen[0] if chosen else None}
    if kind in MANY_OPTIONS:
        return {"type": kind, "selected_options": chosen}
    if kind in MANY_VALUES:
        return {"type": kind, MANY_VALUES[kind]: [value for value in raw if value]}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(first) if first else None}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": rich_text(first) if first else None}
    if kind == "file_input":
        return {"type": kind, "files": []}
    return {"type": kind, ONE_VALUE[kind]: first}


def rich_text(text: str) -> JSON:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }


def initial(element: JSON) -> list[str]:
    """What the element shows before anybody has touched it."""
    kind = element["type"]
    if kind in ONE_OPTION | MANY_OPTIONS:
        chosen = [*(element.get("initial_options") or []), element.get("initial_option")]
        return [option["value"] for option in chosen if option]
    value = element.get(INITIAL.get(kind, ""))
    if isinstance(value, list):
        return [str(entry) for entry in value]
    return [] if value is None or isinstance(value, dict) else [str(value)]


def raw(state: JSON) -> list[str]:
    """The raw values behind an entry of state.values, to show the element again as it was left."""
    if state.get("selected_option"):
        return [state["selected_option"]["value"]]
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"]]
    if state.get("rich_text_value"):
        return [state["rich_text_value"]["elements"][0]["elements"][0]["text"]]
    values = [
        value for key, value in state.items() if key not in ("type", "files") and value is not None
    ]
    return [
        str(entry) for value in values for entry in (value if isinstance(value, list) else [value])
    ]


def state_of(blocks: list[JSON], answers: Answers) -> JSON:
    """state.values of a message or view; what is not answered stands as it began."""
    values: JSON = {}
    for slot in slots(blocks):
        if slot.element["type"] in STATEFUL:
            block_id, action_id = slot.key
            given = answers.get(slot.key, initial(slot.element))
            values.setdefault(block_id, {})[action_id] = answered(slot.element, given)
    return values


def answers_of(values: JSON) -> Answers:
    return {
        (block, action): raw(state)
        for block, entries in values.items()
        for action, state in entries.items()
    }
