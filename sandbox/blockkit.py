"""Block Kit's limits for messages and views, refused in Slack's words with a JSON pointer to the place.

The figures are Slack's published ones; where measured and published differ the stricter one stands.
"""

import json
from collections.abc import Callable
from typing import Any

from sandbox.blockkit_elements import ACTIONS, CONTEXT, INPUTS, SECTION, check_element
from sandbox.blockkit_report import Report, at
from sandbox.wire import JSON, SlackError

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
    _check_blocks(report, view.get("blocks"), "/view", most=VIEW_BLOCKS, known=set(BLOCKS) - VIEW_ONLY_WITHOUT)
    if view["type"] == "modal" and view.get("submit") is None:
        for index, block in enumerate(view.get("blocks") or []):
            if isinstance(block, dict) and block.get("type") == "input":
                report.add("must define `submit` to use `input` block", at("/view", "blocks", index))


def _check_blocks(report: Report, blocks: object, place: str, *, most: int, known: set[str]) -> None:
    if not isinstance(blocks, list):
        report.add("must provide an array", at(place, "blocks"))
        return
    if len(blocks) > most:
        report.add(f"no more than {most} items allowed", at(place, "blocks"))
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        _check_block(report, block, at(place, "blocks", index), known, seen)


def _check_block(report: Report, block: object, place: str, known: set[str], seen: set[str]) -> None:
    if not isinstance(block, dict) or block.get("type") not in known:
        report.unsupported(block, place)
        return
    block_id = block.get("block_id")
    if block_id is not None:
        report.string(block_id, at(place, "block_id"), limit=255, least=0)
        report.unique(str(block_id), seen, f'`block_id` "{block_id}" already exists', at(place, "block_id"))
    report.forget_actions()
    BLOCKS[block["type"]](report, block, place)
