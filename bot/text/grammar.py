"""Small things of Danish grammar that depend on the words they meet."""

from __future__ import annotations

PLURAL_ENDINGS = ("forslag", "svar", "bidrag", "bilag", "oplæg", "tal", "er", "ark")


def inside(title: str) -> str:
    """A title in the middle of a sentence: a small first letter, but MED and KB keep theirs."""
    return title if title[1:2].isupper() or title[1:2] in "-." else title[:1].lower() + title[1:]


def upper_first(words: str) -> str:
    """The head of a sentence."""
    return words[:1].upper() + words[1:]


def is_plural(title: str) -> bool:
    """Whether the thing owed is several: "Råderumsforslag for Skole" is, "Materiale til seminaret" is not."""
    return bool(title) and title.split()[0].casefold().endswith(PLURAL_ENDINGS)


def it(title: str) -> str:
    """`dem` or `det`, for the thing that is owed."""
    return "dem" if is_plural(title) else "det"


def they(title: str) -> str:
    """`de` or `det`, as the one who is or does something."""
    return "de" if is_plural(title) else "det"


def proposals(count: int) -> str:
    """`3 forslag`, `1 forslag`: the same word in both numbers."""
    return f"{count} forslag"


def thousands(number: int) -> str:
    """`12.345`."""
    return f"{number:,}".replace(",", ".")
