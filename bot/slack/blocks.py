"""The only place that builds Block Kit. Words come in with marks of emphasis; `&`, `<` and `>` are
escaped here, and words that hold Slack's own signs (`*`, `_`, `~`, a backtick, an emoji's colon) go
in as plain text, since those cannot be escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DatePickerElement,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    MarkdownTextObject,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.messages.message import Choice, Rendered, Section
from bot.text import buttons, digests
from bot.text.marks import plain, starred

Json = dict[str, Any]

SECTION_LIMIT = 3000
MESSAGE_BLOCKS = 50
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
CONFIRM_LIMIT = 30
ACTIONS_LIMIT = 25
TEXT_LIMIT = 3900
"""Of a message's own text: chat.update takes 4,000."""
_CODE = re.compile("\x0e[^`\x0f]*\x0f")
"""What is typed exactly so keeps its signs: between backticks Slack reads none of them."""
_SLACKS_OWN = re.compile(r"[*_~`]|:[\w+-]+:|^>", re.MULTILINE)


def escaped(text: str) -> str:
    """With the three characters Slack reads as its own; there is no escape for others."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def spoken(text: str) -> str:
    """A message's `text`: for notifications and screen readers, without
    emphasis and within Slack's limit.
    """
    return cut(escaped(plain(text)), TEXT_LIMIT)


def message_blocks(rendered: Rendered) -> list[Json]:
    """The blocks of a message; where there are more than Slack takes, the last one says so."""
    blocks = section_blocks(rendered.sections)
    if len(blocks) > MESSAGE_BLOCKS:
        blocks = [*blocks[: MESSAGE_BLOCKS - 1], *paragraphs(digests.NO_ROOM)]
    return as_json(blocks)


def section_blocks(sections: Iterable[Section]) -> list[Block]:
    """Sections with their buttons, headings first."""
    blocks: list[Block] = []
    for number, section in enumerate(sections):
        if section.heading:
            blocks.append(header(section.heading))
        blocks += paragraphs(section.text)
        blocks += _actions(section.choices, f"s{number}")
    return blocks


def as_json(blocks: Sequence[Block]) -> list[Json]:
    """As Slack wants them; slack_sdk checks its limits on the way and raises
    SlackObjectFormationError.
    """
    return [block.to_dict() for block in blocks]


def header(text: str) -> Block:
    """A heading."""
    return HeaderBlock(text=PlainTextObject(text=cut(plain(text), HEADER_LIMIT), emoji=False))


def paragraphs(text: str) -> list[Block]:
    """One paragraph, or several where it is longer than a section holds; nothing is lost."""
    return [SectionBlock(text=_text_object(piece)) for piece in pieces(text, SECTION_LIMIT)]


def _text_object(text: str) -> MarkdownTextObject | PlainTextObject:
    if _SLACKS_OWN.search(plain(_CODE.sub("", text))):
        return PlainTextObject(text=plain(text), emoji=False)
    return MarkdownTextObject(text=starred(escaped(text)), verbatim=True)


def pieces(text: str, limit: int) -> list[str]:
    """The text in parts that hold when escaped, broken at a space where there is one."""
    found: list[str] = []
    while len(escaped(text)) > limit:
        room = limit if escaped(text[:limit]) == text[:limit] else limit // 5
        at = text.rfind(" ", 1, room)
        at = at if at > 0 else room
        found.append(text[:at])
        text = text[at:].lstrip(" ")
    return [*found, text] if text else found


def _actions(choices: Sequence[Choice], block_id: str) -> list[Block]:
    if not choices:
        return []
    return [
        ActionsBlock(
            block_id=block_id, elements=[button(choice) for choice in choices[:ACTIONS_LIMIT]]
        )
    ]


def button(choice: Choice) -> ButtonElement:
    """A button; what it is about is said aloud, since several in a message may look alike."""
    spoken_label = cut(
        f"{choice.label}: {plain(choice.about)}" if choice.about else choice.label, BUTTON_LIMIT
    )
    label = PlainTextObject(text=cut(choice.label, BUTTON_LIMIT), emoji=False)
    style = "primary" if choice.first else None
    return ButtonElement(
        text=label,
        action_id=choice.act,
        value=choice.value or None,
        url=choice.url or None,
        style=style,
        accessibility_label=spoken_label,
        confirm=_sure(choice),
    )


def _sure(choice: Choice) -> ConfirmObject | None:
    """Slack's own question before the press counts."""
    if not choice.sure:
        return None
    label = cut(choice.label, CONFIRM_LIMIT)
    return ConfirmObject(
        title=buttons.SURE,
        text=PlainTextObject(text=plain(choice.sure)),
        confirm=label,
        deny=buttons.UNDO,
    )


def cut(text: str, limit: int) -> str:
    """Shortened with an ellipsis; only for what stands in full elsewhere."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


OPTION_LIMIT = 75
OPTIONS = 100
VIEW_BLOCKS = 100
TITLE_LIMIT = 24
FIELD_LIMIT = 3000
ROOM_FOR_METADATA = 3000


def modal(
    *,
    callback: str,
    title: str,
    blocks: Sequence[Block],
    submit: str = "",
    close: str = buttons.UNDO,
    about: Json,
) -> Json:
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
    return modal(
        callback="notice",
        title=title,
        blocks=section_blocks(rendered.sections),
        close=buttons.CLOSE,
        about={},
    )


def home(rendered: Rendered) -> Json:
    """The view of App Home."""
    return {"type": "home", "blocks": as_json(section_blocks(rendered.sections)[:VIEW_BLOCKS])}


def about(view: Json) -> Json:
    """What the modal is about."""
    found: Json = json.loads(view.get("private_metadata") or "{}")
    return found


def text_field(
    name: str,
    label: str,
    *,
    hint: str = "",
    value: str = "",
    lines: bool = False,
    optional: bool = False,
) -> InputBlock:
    """A field to type in; the server checks the length once more and answers beside the field."""
    element = PlainTextInputElement(
        action_id=name, multiline=lines, initial_value=value or None, max_length=FIELD_LIMIT
    )
    return _input(name, label, element, hint=hint, optional=optional)


def date_field(
    name: str,
    label: str,
    *,
    value: date | None = None,
    hint: str = "",
    optional: bool = False,
    asks: bool = False,
) -> InputBlock:
    """A day to pick; `asks`: picking one is sent to us at once, as a press."""
    element = DatePickerElement(action_id=name, initial_date=value.isoformat() if value else None)
    return _input(name, label, element, hint=hint, optional=optional, asks=asks)


def choice_field(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str = "",
    hint: str = "",
    optional: bool = False,
) -> InputBlock:
    """One of several, as (value, label); the menu shows a hundred a group."""
    made = _options(options)
    first = next((option for option in made if option.value == chosen), None)
    element = StaticSelectElement(action_id=name, initial_option=first, **_grouped(made))
    return _input(name, label, element, hint=hint, optional=optional)


def several_field(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: Sequence[str] = (),
    hint: str = "",
    optional: bool = False,
) -> InputBlock:
    """Any of several, some of them chosen beforehand (Slack's check boxes hold ten only)."""
    made = _options(options)
    initial = [option for option in made if option.value in chosen]
    element = StaticMultiSelectElement(
        action_id=name, initial_options=initial or None, **_grouped(made)
    )
    return _input(name, label, element, hint=hint, optional=optional)


def _input(
    name: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str = "",
    optional: bool = False,
    asks: bool = False,
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
    return [
        Option(value=value, text=PlainTextObject(text=cut(label, OPTION_LIMIT), emoji=False))
        for value, label in options
    ]


def _grouped(options: list[Option]) -> dict[str, Any]:
    if len(options) <= OPTIONS:
        return {"options": options}
    groups = [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)]
    made = [
        OptionGroup(label=PlainTextObject(text=_span(group), emoji=False), options=group)
        for group in groups
    ]
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
        return tuple(
            str(option["value"]) for option in self._field(name).get("selected_options") or []
        )

    def _field(self, name: str) -> Json:
        return self._values.get(name, {}).get(name, {})
