"""A proposal's way through the organs on paper, one line a proposal."""

from __future__ import annotations

from collections.abc import Sequence


def gone_through(*, id: str, stations: Sequence[str]) -> str:
    """A proposal's way: `R-001: Direktionen onsdag den 10. april 2024 → …`."""
    return f"{id}: {' → '.join(stations)}"


def here(committee: str) -> str:
    """The meeting the agenda is for."""
    return f"{committee} (dette møde)"
