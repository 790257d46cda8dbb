"""The only place that builds Block Kit. Words come in with marks of emphasis; `&`, `<` and `>` are escaped here, and words that
hold Slack's own signs (`*`, `_`, `~`, a backtick, an emoji's colon) go in as plain text, since those cannot be escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.text import buttons, list_words
from bot.text.marks import plain, starred
from bot.text.rendered import Choice, Rendered, Section

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
    """A message's `text`: for notifications and screen readers, without emphasis and within Slack's limit."""
    return cut(escaped(plain(text)), TEXT_LIMIT)


def message_blocks(rendered: Rendered) -> list[Json]:
    """The blocks of a message; where there are more than Slack takes, the last one says so."""
    blocks = section_blocks(rendered.sections)
    if len(blocks) > MESSAGE_BLOCKS:
        blocks = [*blocks[: MESSAGE_BLOCKS - 1], *paragraphs(list_words.no_room())]
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
    """As Slack wants them; slack_sdk checks its limits on the way and raises SlackObjectFormationError."""
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
    return [ActionsBlock(block_id=block_id, elements=[button(choice) for choice in choices[:ACTIONS_LIMIT]])]


def button(choice: Choice) -> ButtonElement:
    """A button; what it is about is said aloud, since several in a message may look alike."""
    spoken_label = cut(f"{choice.label}: {plain(choice.about)}" if choice.about else choice.label, BUTTON_LIMIT)
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
    return ConfirmObject(title=buttons.SURE, text=PlainTextObject(text=plain(choice.sure)), confirm=label, deny=buttons.UNDO)


def cut(text: str, limit: int) -> str:
    """Shortened with an ellipsis; only for what stands in full elsewhere."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
