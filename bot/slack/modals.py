"""The parts modals are made of: frame, fields, and reading what was filled in. A field's block and action share one name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.slack.blocks import as_json, cut, section_blocks
from bot.text import buttons
from bot.text.rendered import Rendered

Json = dict[str, Any]
OPTION_LIMIT = 75
OPTIONS = 100
VIEW_BLOCKS = 100
TITLE_LIMIT = 24
FIELD_LIMIT = 3000
ROOM_FOR_METADATA = 3000


def modal(*, callback: str, title: str, blocks: Sequence[Block], submit: str = "", close: str = buttons.UNDO, about: Json) -> Json:
    """A modal; `about` comes back with what is filled in (ids only, never a person's words)."""
    view = View(
        type="modal",
        callback_id=callback,
        title=PlainTextObject(text=cut(title, TITLE_LIMIT), emoji=False),
        submit=PlainTextObject(text=submit, emoji=False) if submit else None,
        close=PlainTextObject(text=close, emoji=False),
        blocks=list(blocks)[:VIEW_BLOCKS],
        private_metadata=json.dumps(about, ensure_ascii=False),
    )
    return dict(view.to_dict())


def notice(*, title: str, rendered: Rendered) -> Json:
    """A modal that says something and can be closed."""
    return modal(callback="notice", title=title, blocks=section_blocks(rendered.sections), close=buttons.CLOSE, about={})


def home(rendered: Rendered) -> Json:
    """The view of App Home."""
    return {"type": "home", "blocks": as_json(section_blocks(rendered.sections)[:VIEW_BLOCKS])}


def about(view: Json) -> Json:
    """What the modal is about."""
    found: Json = json.loads(view.get("private_metadata") or "{}")
    return found


def text_field(name: str, label: str, *, hint: str = "", value: str = "", lines: bool = False, optional: bool = False) -> InputBlock:
    """A field to type in; the server checks the length once more and answers beside the field."""
    element = PlainTextInputElement(action_id=name, multiline=lines, initial_value=value or None, max_length=FIELD_LIMIT)
    return _input(name, label, element, hint=hint, optional=optional)


def date_field(
    name: str, label: str, *, value: date | None = None, hint: str = "", optional: bool = False, asks: bool = False
) -> InputBlock:
    """A day to pick; `asks`: picking one is sent to us at once, as a press."""
    element = DatePickerElement(action_id=name, initial_date=value.isoformat() if value else None)
    return _input(name, label, element, hint=hint, optional=optional, asks=asks)


def choice_field(
    name: str, label: str, options: Sequence[tuple[str, str]], *, chosen: str = "", hint: str = "", optional: bool = False
) -> InputBlock:
    """One of several, as (value, label); the menu shows a hundred a group."""
    made = _options(options)
    first = next((option for option in made if option.value == chosen), None)
    element = StaticSelectElement(action_id=name, initial_option=first, **_grouped(made))
    return _input(name, label, element, hint=hint, optional=optional)


def several_field(
    name: str, label: str, options: Sequence[tuple[str, str]], *, chosen: Sequence[str] = (), hint: str = "", optional: bool = False
) -> InputBlock:
    """Any of several, some of them chosen beforehand (Slack's check boxes hold ten only)."""
    made = _options(options)
    initial = [option for option in made if option.value in chosen]
    element = StaticMultiSelectElement(action_id=name, initial_options=initial or None, **_grouped(made))
    return _input(name, label, element, hint=hint, optional=optional)


def _input(
    name: str, label: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False, asks: bool = False
) -> InputBlock:
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=label, emoji=False),
        element=element,
        hint=PlainTextObject(text=hint, emoji=False) if hint else None,
        optional=optional,
        dispatch_action=asks or None,
    )


def _options(options: Sequence[tuple[str, str]]) -> list[Option]:
    return [Option(value=value, text=PlainTextObject(text=cut(label, OPTION_LIMIT), emoji=False)) for value, label in options]


def _grouped(options: list[Option]) -> dict[str, Any]:
    if len(options) <= OPTIONS:
        return {"options": options}
    groups = [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)]
    made = [OptionGroup(label=PlainTextObject(text=_span(group), emoji=False), options=group) for group in groups]
    return {"option_groups": made}


def _span(group: list[Option]) -> str:
    return cut(f"{_label(group[0])[:30]} – {_label(group[-1])[:30]}", OPTION_LIMIT)


def _label(option: Option) -> str:
    return str(option.to_dict()["text"]["text"])


class Filled:
    """What was filled in, by the names of the fields."""

    def __init__(self, view: Json) -> None:
        self._values: dict[str, dict[str, Json]] = (view.get("state") or {}).get("values") or {}

    def text(self, name: str) -> str:
        """Typed words, as they were typed; "" when left empty."""
        return str(self._field(name).get("value") or "")

    def day(self, name: str) -> date | None:
        """A picked day."""
        picked = self._field(name).get("selected_date")
        return date.fromisoformat(picked) if picked else None

    def choice(self, name: str) -> str:
        """The chosen value; "" when nothing was chosen."""
        return str((self._field(name).get("selected_option") or {}).get("value", ""))

    def several(self, name: str) -> tuple[str, ...]:
        """The chosen values."""
        return tuple(str(option["value"]) for option in self._field(name).get("selected_options") or [])

    def _field(self, name: str) -> Json:
        return self._values.get(name, {}).get(name, {})
