"""The way through the organs on paper: one line for all the proposals that go the same way."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.dates import in_line


def way(*, ids: Sequence[str], stations: Sequence[str]) -> str:
    """`R-001 og R-002: Direktionen onsdag den 10. april 2024 → …`."""
    return f"{in_line(ids)}: {' → '.join(stations)}"


def here(*, committee: str) -> str:
    """The meeting the agenda is for."""
    return f"{committee} (dette møde)"
