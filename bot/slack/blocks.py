"""The only place that builds Block Kit. Words come in with marks of emphasis; `&`, `<` and `>` are
escaped here, and words that hold Slack's own signs (`*`, `_`, `~`, a backtick, an emoji's colon) go
in as plain text, since those cannot be escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
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

from bot.forms.form import Day, Field, Form, Many, One, Options, Said, Text, Values
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
LABEL_LIMIT = 2000
OPTIONS = 100
VIEW_BLOCKS = 100
TITLE_LIMIT = 24
FIELD_LIMIT = 3000
ROOM_FOR_METADATA = 3000


def home(rendered: Rendered) -> Json:
    """The view of App Home."""
    return {"type": "home", "blocks": as_json(section_blocks(rendered.sections)[:VIEW_BLOCKS])}


def notice(
    title: str,
    sections: Iterable[Section],
    *,
    callback: str = "notice",
    about: Json | None = None,
) -> Json:
    """A modal that says something and can be closed."""
    blocks = section_blocks(sections)
    return _modal(callback, title, blocks, close=buttons.CLOSE, about=about or {})


def modal(form: Form[Any], *, place: str) -> Json:
    """A form as a modal; what it is about, and where it was asked for, comes back with it."""
    blocks = [block for part in form.fields for block in _field(part)]
    about = {**form.about, "place": place}
    return _modal(form.name, form.title, blocks, submit=form.submit, about=about)


def _modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str = "",
    close: str = buttons.UNDO,
    about: Json,
) -> Json:
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


def _field(part: Field | Said) -> Sequence[Block]:
    match part:
        case Said(text=text):
            return paragraphs(text)
        case Text():
            element: InputInteractiveElement = PlainTextInputElement(
                action_id=part.name,
                multiline=part.lines,
                initial_value=part.value or None,
                max_length=FIELD_LIMIT,
            )
        case Day():
            day = part.value.isoformat() if part.value else None
            element = DatePickerElement(action_id=part.name, initial_date=day)
        case One() | Many() if not part.options:  # Slack refuses a menu without a choice
            return paragraphs(buttons.nothing_to_choose(part.label))
        case One():
            element = _select(part)
        case Many():
            element = _multi_select(part)
        case _:
            raise AssertionError(f"a field of an unknown kind: {part}")
    return [_input(part, element)]


def _input(asked: Field, element: InputInteractiveElement) -> InputBlock:
    asks = isinstance(asked, Day) and asked.asks
    return InputBlock(
        block_id=asked.name,
        label=PlainTextObject(text=cut(asked.label, LABEL_LIMIT), emoji=False),
        element=element,
        hint=PlainTextObject(text=cut(asked.hint, LABEL_LIMIT), emoji=False)
        if asked.hint
        else None,
        optional=asked.optional,
        dispatch_action=asks or None,
    )


def _select(asked: One) -> StaticSelectElement:
    made = _options(asked.options)
    first = next((option for option in made if option.value == asked.chosen), None)
    return StaticSelectElement(action_id=asked.name, initial_option=first, **_grouped(made))


def _multi_select(asked: Many) -> StaticMultiSelectElement:
    """Slack's check boxes hold ten only."""
    made = _options(asked.options)
    initial = [option for option in made if option.value in asked.chosen]
    return StaticMultiSelectElement(
        action_id=asked.name, initial_options=initial or None, **_grouped(made)
    )


def _options(options: Options) -> list[Option]:
    return [
        Option(
            value=value,
            text=PlainTextObject(text=cut(label.strip() or value, OPTION_LIMIT), emoji=False),
        )
        for value, label in options
    ]


def _grouped(options: list[Option]) -> dict[str, Any]:
    """The menu shows a hundred a group."""
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


def values_of(view: Json) -> Values:
    """What was filled in; sent twice (a double press), it counts once."""
    blocks: Json = (view.get("state") or {}).get("values") or {}
    filled = {name: _filled(fields.get(name) or {}) for name, fields in blocks.items()}
    about: Json = json.loads(view.get("private_metadata") or "{}")
    return Values(
        filled,
        about={name: str(value) for name, value in about.items()},
        once=f"view:{view.get('id', '')}",
    )


def _filled(element: Json) -> tuple[str, ...]:
    """Typed words as they were typed, a picked day, the chosen values."""
    several = element.get("selected_options")
    one = element.get("selected_option")
    if several or one:
        return tuple(str(option["value"]) for option in several or [one])
    typed = element.get("selected_date") or element.get("value")
    return (str(typed),) if typed else ()
