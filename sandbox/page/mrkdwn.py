"""Slack's mrkdwn as HTML: everything a person wrote is escaped, only links with a harmless scheme
become links. Emoji names become plain symbols every font has, or nothing: no message may depend
on an emoji font.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from sandbox.page.text import SHARED, date_token

SYMBOLS = {
    "white_check_mark": "✓",
    "heavy_check_mark": "✓",
    "ballot_box_with_check": "✓",
    "x": "✗",
    "negative_squared_cross_mark": "✗",
    "warning": "⚠",
    "information_source": "ℹ",
    "arrow_right": "→",
    "arrow_left": "←",
    "arrow_up": "↑",
    "arrow_down": "↓",
    "star": "★",
    "white_circle": "○",
    "black_circle": "●",
    "large_blue_circle": "●",
    "red_circle": "●",
    "heavy_minus_sign": "–",
    "heavy_plus_sign": "+",
    "exclamation": "!",
    "question": "?",
}
SILENT = {
    "alarm_clock",
    "bell",
    "books",
    "bulb",
    "calendar",
    "clipboard",
    "date",
    "file_folder",
    "hourglass",
    "hourglass_flowing_sand",
    "link",
    "lock",
    "mailbox",
    "memo",
    "no_bell",
    "page_facing_up",
    "pencil",
    "pushpin",
    "rotating_light",
    "spiral_calendar_pad",
    "speech_balloon",
    "tada",
    "wave",
}
NAME = re.compile(r"(?<![\w:]):([a-z][a-z0-9_+-]*):(?![\w:]) ?")


def with_symbols(text: str) -> str:
    """Known names become a symbol or vanish; unknown ones stay as typed, as in Slack."""

    def symbol(match: re.Match[str]) -> str:
        name = match[1]
        if name in SILENT:
            return ""
        space = " " if match[0].endswith(" ") else ""
        return SYMBOLS[name] + space if name in SYMBOLS else match[0]

    return NAME.sub(symbol, text)


OPEN, CLOSE = "\ue000", "\ue001"
"""Brackets around the number of a piece that is finished HTML; taken out of the input first."""
LINKS = ("http://", "https://", "mailto:", "tel:")
FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
ANGLE = re.compile(r"<([^<>\n]+)>")
BARE = re.compile(r"https?://[^\s<>\ue000\ue001]+[^\s<>\ue000\ue001.,;:!?)]")
PIECE = re.compile(f"{OPEN}(\\d+){CLOSE}")
QUOTE = re.compile(r"(?:^&gt; ?.*(?:\n|$))+", re.MULTILINE)
STYLES = tuple(
    (
        re.compile(
            rf"(?<![\w{mark}]){re.escape(mark)}(?=[^\s{mark}])([^{mark}\n]+?)(?<=\S){re.escape(mark)}(?![\w{mark}])"
        ),
        tag,
    )
    for mark, tag in (("*", "strong"), ("_", "em"), ("~", "s"))
)


@dataclass(frozen=True, kw_only=True)
class Mrkdwn:
    """The reader's view: names for ids and the zone dates are shown in."""

    names: Mapping[str, str]
    channels: Mapping[str, str]
    tz: str

    def html(self, text: str) -> Markup:
        pieces: list[Markup] = []

        def put(piece: Markup) -> str:
            pieces.append(piece)
            return f"{OPEN}{len(pieces) - 1}{CLOSE}"

        rest = text.replace(OPEN, "").replace(CLOSE, "")
        rest = FENCE.sub(lambda m: put(tagged("pre", plain(m[1]))), rest)
        rest = CODE.sub(lambda m: put(tagged("code", plain(m[1]))), rest)
        rest = ANGLE.sub(lambda m: put(self._control(m[1])), rest)
        rest = BARE.sub(lambda m: put(link(unescaped(m[0]), unescaped(m[0]))), rest)
        shaped = styled(str(escape(with_symbols(unescaped(rest)))))
        return Markup(filled(shaped, pieces))

    def _control(self, inner: str) -> Markup:
        """What stands between angle brackets: a person, a channel, a date, everybody, or a link."""
        target, _, label = inner.partition("|")
        kinds: dict[str, Callable[[str, str], Markup]] = {
            "@": self._person,
            "#": self._channel,
            "!": self._special,
        }
        handle = kinds.get(target[:1])
        if handle:
            return handle(target[1:], label)
        return link(unescaped(target), unescaped(label) or unescaped(target))

    def _person(self, user_id: str, label: str) -> Markup:
        return mention("@" + (self.names.get(user_id) or unescaped(label) or user_id))

    def _channel(self, channel_id: str, label: str) -> Markup:
        return mention("#" + (self.channels.get(channel_id) or unescaped(label) or channel_id))

    def _special(self, target: str, label: str) -> Markup:
        kind, *rest = target.split("^")
        if kind == "date" and len(rest) >= 2 and re.fullmatch(r"-?\d{1,11}", rest[0]):
            return Markup(escape(date_token(int(rest[0]), unescaped(rest[1]), self.tz)))
        return mention(SHARED.get(kind) or unescaped(label) or f"@{kind}")


def unescaped(text: str) -> str:
    """Slack's three entities, and only these."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(text: str) -> Markup:
    return Markup(escape(unescaped(text)))


def tagged(tag: str, inner: Markup) -> Markup:
    return Markup("<{tag}>{inner}</{tag}>").format(tag=Markup(tag), inner=inner)


def mention(name: str) -> Markup:
    return Markup('<span class="mention">{}</span>').format(name)


def link(target: str, label: str) -> Markup:
    """An anchor for a harmless scheme, else the bare label."""
    if not target.casefold().startswith(LINKS):
        return Markup(escape(label))
    return Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(
        target, label
    )


def styled(escaped: str) -> str:
    """Bold, italic, struck out, quoted lines and line breaks in text that is escaped already."""
    for pattern, tag in STYLES:
        escaped = pattern.sub(rf"<{tag}>\1</{tag}>", escaped)
    quoted = QUOTE.sub(
        lambda m: (
            f"<blockquote>{re.sub('^&gt; ?', '', m[0], flags=re.MULTILINE).rstrip()}</blockquote>"
        ),
        escaped,
    )
    return quoted.replace("\n", "<br>")


def filled(shaped: str, pieces: list[Markup]) -> str:
    """Put the finished pieces back; a code span may have been put inside a link's
    label, so until none is left.
    """
    while PIECE.search(shaped):
        shaped = PIECE.sub(lambda m: str(pieces[int(m[1])]), shaped)
    return shaped
