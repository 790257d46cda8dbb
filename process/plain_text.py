"""Words as they come in, without what nobody sees. Word and Outlook put soft hyphens, zero-width
signs and hard spaces into what is copied from them; two titles that look alike must be alike, and
what was adopted must be possible to write down again.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Unicode's format characters (Cf)."""
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def plain(text: str) -> str:
    """Without hidden signs, each space a common one, letters in one spelling; lines stay."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _HIDDEN.sub("", text)))


def is_fit(text: str) -> bool:
    """Whether it can be kept at all: no NUL, no half of a character."""
    return _UNFIT.search(text) is None
