"""The words of the board's picture under the week's overview."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full


def file_name(on: date) -> str:
    """What the file is called when somebody keeps it."""
    return f"tavle-{on.isoformat()}.png"


def title(on: date) -> str:
    """Above the picture."""
    return f"Tavlen {full(on)}"


def spoken(process: str, on: date) -> str:
    """For those who do not see it; the message it hangs under says the same in words."""
    return f"Tidslinje for {process}, som den står {full(on)}. Overblikket står i beskeden ovenfor."
