"""Help, made from the tables of words (PEOPLE 3.10)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.text.marks import code
from bot.text.words import Word, folded

USAGE_HINT = "hjælp"
"""Beside each command in Slack's own list."""
ASCII_ALLOWED = "Du kan også skrive uden æøå"
COMMANDS = {
    "/frist": "dine frister",
    "/med": "MED-drøftelser",
    "/plan": "planen (for procesejeren)",
    "/kalender": "kalenderadresser",
}
"""What each command is for."""


def command_help(*, words: tuple[Word, ...], between: str = " · ") -> str:
    """All a command understands, in one line: "`/med` vis dine forslag og registrér · …", or one below the other."""
    line = between.join(f"{code(word.shown)} {word.says}" for word in words)
    plain = [code(folded(s)) for word in words for s in word.spellings[:1] if folded(s) != s]
    allowed = f"{' ' if between == ' · ' else between}{ASCII_ALLOWED}: {', '.join(plain)}." if plain else ""
    return f"{line}.{allowed}"


def as_list(*, words: tuple[Word, ...]) -> str:
    """The same, to be read: one word a line."""
    return command_help(words=words, between="\n")


def unknown_word(*, typed: str, command: str) -> str:
    """Before the help, when the first word is none of ours."""
    return f"Jeg kender ikke “{typed}” i {code(command)}. Det her kan du skrive:"


def all_help(*, commands: Mapping[str, str]) -> str:
    """When somebody writes `hjælp` to the bot itself."""
    line = " · ".join(f"{code(name)} {what}" for name, what in commands.items())
    return f"{line}. Skriv {code('hjælp')} efter en kommando for at se alt, den kan. Under fanen Hjem står det, du mangler lige nu."


def typed_something() -> str:
    """An answer to whatever else somebody writes to the bot."""
    return (
        f"Det, du skriver her, bliver ikke læst af nogen. Skriv {code('hjælp')} for at se, hvad jeg kan, "
        f"eller brug knapperne i mine beskeder."
    )
