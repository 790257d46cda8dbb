"""Text made fit for a calendar before the library sees it: what it would pass on raw, or break a line at, is gone here."""

from __future__ import annotations

import re
import unicodedata

SUMMARY_LENGTH = 200
DESCRIPTION_LENGTH = 4000
MORE = " …"

_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x85\x0b\x0c]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u202a-\u202e\u2066-\u2069]")


def text(words: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Several lines. Backslashes become slashes: the library reads `\\N` as a line break and some programs trip over the rest."""
    fit = _UNFIT.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", words))).replace("\\", "/")
    return _cut("\n".join(line.rstrip() for line in fit.split("\n")).strip(), length)


def line(words: str, length: int = SUMMARY_LENGTH) -> str:
    """One line, with single spaces."""
    return _cut(" ".join(text(words, length=len(words) + 1).split()), length)


def _cut(words: str, length: int) -> str:
    """At most `length` characters, cut at a space where one is near; what is left out shows as dots (DESIGN 13.18)."""
    if len(words) <= length:
        return words
    short = words[: length - len(MORE)]
    space = short.rfind(" ")
    return (short[:space] if space > length // 2 else short).rstrip() + MORE
