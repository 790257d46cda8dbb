"""Names of form fields and buttons, and a posted form back as answers and presses."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from sandbox.elements import Answers, slots
from sandbox.interactions import Press
from sandbox.wire import JSON

FIELD = "v/"


def field_name(block_id: str, action_id: str) -> str:
    return f"{FIELD}{quote(block_id, safe='')}/{quote(action_id, safe='')}"


def button_value(block_id: str, action_id: str, option: str = "") -> str:
    return "/".join(quote(part, safe="") for part in (block_id, action_id, option))


def press_from(value: str) -> Press:
    block_id, action_id, option = ([unquote(part) for part in value.split("/")] + ["", "", ""])[:3]
    return Press(block_id=block_id, action_id=action_id, option=option)


def answers_from(blocks: list[JSON], fields: Iterable[tuple[str, str]], tz: str) -> Answers:
    """Answers to every element of the blocks; a field that was not posted was left empty."""
    posted: dict[str, list[str]] = {}
    for name, value in fields:
        posted.setdefault(name, []).append(value.replace("\r\n", "\n"))
    answers: Answers = {}
    for slot in slots(blocks):
        values = [value for value in posted.get(field_name(*slot.key), []) if value != ""]
        answers[slot.key] = [epoch(value, tz) for value in values] if slot.element["type"] == "datetimepicker" else values
    return answers


def epoch(value: str, tz: str) -> str:
    """What a datetime-local field says, as seconds."""
    try:
        return str(int(datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(tz)).timestamp()))
    except ValueError:
        return ""


def local_minute(seconds: str, tz: str) -> str:
    return datetime.fromtimestamp(int(seconds), ZoneInfo(tz)).strftime("%Y-%m-%dT%H:%M") if seconds else ""
