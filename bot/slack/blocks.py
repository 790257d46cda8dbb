"""The only place that builds Block Kit. Words come in with marks of emphasis; `&`, `<` and `>` are
escaped here, and words that hold Slack's own signs (`*`, `_`, `~`, a backtick, an emoji's colon) go
in as plain text, since those cannot be escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.forms.form import Day, Field, Form, Many, One, Options, Said, Text, Values
from bot.messages.message import Choice, Rendered, Section
from bot.text import buttons, digests
from bot.text.marks import plain, starred

Json = dict[str, Any]

SECTION_LIMIT = 3000
MESSAGE_BLOCKS = 50
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
CONFIRM_TITLE_LIMIT = 100
CONFIRM_TEXT_LIMIT = 300
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
    return blocks


def section_blocks(sections: Iterable[Section]) -> list[Json]:
    """Sections with their buttons, headings first."""
    blocks: list[Json] = []
    for number, section in enumerate(sections):
        if section.heading:
            blocks.append(header(section.heading))
        blocks += paragraphs(section.text)
        blocks += _actions(section.choices, f"s{number}")
    return blocks


def header(text: str) -> Json:
    """A heading."""
    return {"type": "header", "text": _plain_text(plain(text), HEADER_LIMIT)}


def paragraphs(text: str) -> list[Json]:
    """One paragraph, or several where it is longer than a section holds; nothing is lost."""
    return [
        {"type": "section", "text": _text_object(piece)} for piece in pieces(text, SECTION_LIMIT)
    ]


def _text_object(text: str) -> Json:
    if _SLACKS_OWN.search(plain(_CODE.sub("", text))):
        return _plain_text(plain(text), SECTION_LIMIT)
    return {"type": "mrkdwn", "text": starred(escaped(text)), "verbatim": True}


def _plain_text(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


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


def _actions(choices: Sequence[Choice], block_id: str) -> list[Json]:
    if not choices:
        return []
    elements = [button(choice) for choice in choices[:ACTIONS_LIMIT]]
    return [{"type": "actions", "block_id": block_id, "elements": elements}]


def _said(**values: Any) -> Json:
    """What is said of a thing: Slack takes no empty values."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def button(choice: Choice) -> Json:
    """A button; what it is about is said aloud, since several in a message may look alike."""
    spoken_label = cut(
        f"{choice.label}: {plain(choice.about)}" if choice.about else choice.label, BUTTON_LIMIT
    )
    return _said(
        type="button",
        text=_plain_text(choice.label, BUTTON_LIMIT),
        action_id=choice.act,
        value=choice.value,
        url=choice.url,
        style="primary" if choice.first else None,
        accessibility_label=spoken_label,
        confirm=_sure(choice),
    )


def _sure(choice: Choice) -> Json | None:
    """Slack's own question before the press counts."""
    if not choice.sure:
        return None
    return {
        "title": _plain_text(buttons.SURE, CONFIRM_TITLE_LIMIT),
        "text": _plain_text(plain(choice.sure), CONFIRM_TEXT_LIMIT),
        "confirm": _plain_text(choice.label, CONFIRM_LIMIT),
        "deny": _plain_text(buttons.UNDO, CONFIRM_LIMIT),
    }


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
    return {"type": "home", "blocks": section_blocks(rendered.sections)[:VIEW_BLOCKS]}


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
    blocks: Sequence[Json],
    *,
    submit: str = "",
    close: str = buttons.UNDO,
    about: Json,
) -> Json:
    return _said(
        type="modal",
        callback_id=callback,
        title=_plain_text(title, TITLE_LIMIT),
        submit=_plain_text(submit, TITLE_LIMIT) if submit else None,
        close=_plain_text(close, TITLE_LIMIT),
        blocks=list(blocks)[:VIEW_BLOCKS],
        private_metadata=json.dumps(about, ensure_ascii=False),
    )


def _field(part: Field | Said) -> Sequence[Json]:
    match part:
        case Said(text=text):
            return paragraphs(text)
        case Text():
            element = _said(
                type="plain_text_input",
                action_id=part.name,
                multiline=part.lines,
                initial_value=part.value,
                max_length=FIELD_LIMIT,
            )
        case Day():
            day = part.value.isoformat() if part.value else None
            element = _said(type="datepicker", action_id=part.name, initial_date=day)
        case One() | Many() if not part.options:  # Slack refuses a menu without a choice
            return paragraphs(buttons.nothing_to_choose(part.label))
        case One():
            element = _select(part)
        case Many():
            element = _multi_select(part)
        case _:
            raise AssertionError(f"a field of an unknown kind: {part}")
    return [_input(part, element)]


def _input(asked: Field, element: Json) -> Json:
    asks = isinstance(asked, Day) and asked.asks
    return _said(
        type="input",
        block_id=asked.name,
        label=_plain_text(asked.label, LABEL_LIMIT),
        element=element,
        hint=_plain_text(asked.hint, LABEL_LIMIT) if asked.hint else None,
        optional=asked.optional,
        dispatch_action=asks or None,
    )


def _select(asked: One) -> Json:
    made = _options(asked.options)
    first = next((option for option in made if option["value"] == asked.chosen), None)
    return _said(type="static_select", action_id=asked.name, initial_option=first, **_grouped(made))


def _multi_select(asked: Many) -> Json:
    """Slack's check boxes hold ten only."""
    made = _options(asked.options)
    initial = [option for option in made if option["value"] in asked.chosen]
    return _said(
        type="multi_static_select",
        action_id=asked.name,
        initial_options=initial,
        **_grouped(made),
    )


def _options(options: Options) -> list[Json]:
    return [
        {"text": _plain_text(label.strip() or value, OPTION_LIMIT), "value": value}
        for value, label in options
    ]


def _grouped(options: list[Json]) -> Json:
    """The menu shows a hundred a group."""
    if len(options) <= OPTIONS:
        return {"options": options}
    groups = [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)]
    made = [
        {"label": _plain_text(_span(group), OPTION_LIMIT), "options": group} for group in groups
    ]
    return {"option_groups": made}


def _span(group: list[Json]) -> str:
    return " – ".join(option["text"]["text"][:30] for option in (group[0], group[-1]))


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
