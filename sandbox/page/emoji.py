"""Emoji names as plain symbols every font has, or as nothing: no message may depend on an emoji font."""

import re

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
