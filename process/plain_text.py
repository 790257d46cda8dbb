"""Words as they come in, without what nobody sees. Word and Outlook put soft hyphens, zero-width
signs and hard spaces into what is copied from them; two titles that look alike must be alike, and
what was adopted must be possible to write down again.
"""

from __future__ import annotations

import re
import unicodedata

KEPT = "\n\t"
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """Without signs that show nothing, each space a common one, letters in one spelling; lines
    stay.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    return "".join(
        letter
        if letter.isprintable() or letter in KEPT
        else " "
        if unicodedata.category(letter) == "Zs"
        else ""
        for letter in lines
    )


def is_fit(text: str) -> bool:
    """Whether it can be kept at all: no NUL, no half of a character."""
    return _UNFIT.search(text) is None
